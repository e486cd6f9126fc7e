"""A timeline as a Mermaid Gantt chart, for pages that draw such charts from text.

Comes in: a timeline. Goes out: text. Mermaid knows no fuzzy ends, so a period is drawn whole; an item with
alternatives is a task for each, one that comes back a task for each time, one without a date a remark. What
the notation would read as its own signs is replaced in titles.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.dates import DayRange
from ssetrack.language.message import message
from ssetrack.plan.prose import text_in
from ssetrack.query.timeline import Bar, Timeline
from ssetrack.status import CLOSED, Flag, State
from ssetrack.wording.cells import title_lines, title_words
from ssetrack.wording.printable import one_line

_SIGNS = str.maketrans({":": " -", ";": ",", "#": "", "%": " ", "<": "(", ">": ")", '"': "'"})

_WORDS = {
    "accdescr", "acctitle", "axisformat", "click", "dateformat", "excludes", "gantt", "includes",
    "inclusiveenddates", "section", "tickinterval", "title", "todaymarker", "topaxis", "weekday", "weekend",
}  # fmt: skip
"""Words that begin a statement of their own."""

MOST_TIMES = 60
"""Of what comes back, so many times of each have a task: a chart has a line for each."""


def mermaid(timeline: Timeline) -> str:
    """The chart as text."""
    return "\n".join(_lines(timeline)) + "\n"


def _lines(timeline: Timeline) -> Iterator[str]:
    view = timeline.report.view
    yield "gantt"
    yield f"    title {_name(' · '.join(title_lines(timeline.report)))}"
    yield "    dateFormat YYYY-MM-DD"
    yield "    inclusiveEndDates"
    before: tuple[int, ...] | None = None
    for number, bar in enumerate(timeline.bars, 1):
        status = bar.status
        section = (id(status.file), *map(id, status.item.sections))
        if section != before:
            before = section
            titles = view.sections(status)
            yield f"    section {_name(titles[-1] if titles else view.speaker.say(message('(none)')))}"
        name = _name(f"{view.id(status)} {title_words(status, view)}")
        tasks = [f"        {task}" for task in _tasks(bar, name, f"t{number}", timeline)]
        yield from tasks or [f"        %% {name}: {view.speaker.say(message('no date'))}"]


def _tasks(bar: Bar, name: str, own_id: str, timeline: Timeline) -> Iterator[str]:
    status, view = bar.status, timeline.report.view
    tags = _tags(bar)
    if status.due.alternatives:
        for number, option in enumerate(status.due.alternatives, 1):
            place = text_in(option.where, view.language, status.file.language)
            label = _name(f"{name} ({place or option.id}?)")
            yield _task(label, tags, f"{own_id}-{number}", option.period.days, timeline)
        return
    if not bar.stretches:
        return
    if len(bar.times) > 1:
        yield from _times(bar, name, own_id, timeline)
        return
    first, last = bar.stretches[0].days.first, status.due.period.latest
    if status.item.milestone is not None and last is not None:
        yield f"{name} :{', '.join((*tags, 'milestone', own_id))}, {last}, 0d"
        return
    yield _task(name, tags, own_id, DayRange(first, last), timeline)


def _times(bar: Bar, name: str, own_id: str, timeline: Timeline) -> Iterator[str]:
    """A task for each time of what comes back, as many as a chart holds; the rest are counted."""
    counting = bar.status.due.period.days
    for number, days in enumerate(bar.times[:MOST_TIMES], 1):
        label, last = _name(f"{name} ({number})"), days.last
        tags = _tags(bar) if days == counting or bar.status.state in CLOSED else ()
        if bar.status.item.milestone is not None and last is not None:
            yield f"{label} :{', '.join((*tags, 'milestone', f'{own_id}-{number}'))}, {last}, 0d"
        else:
            yield _task(label, tags, f"{own_id}-{number}", days, timeline)
    more = len(bar.times) - MOST_TIMES
    if more > 0:
        said = timeline.report.view.speaker.count("and {number} more", "and {number} more", more)
        yield f"%% {name}: {said}"


def _task(name: str, tags: tuple[str, ...], own_id: str, days: DayRange, timeline: Timeline) -> str:
    """A task on its days; a missing end is that of the axis."""
    last = days.last or max(timeline.last, days.first or timeline.last)
    first = min(days.first or timeline.first, last)
    return f"{name} :{', '.join((*tags, own_id))}, {first}, {last}"


def _tags(bar: Bar) -> tuple[str, ...]:
    state = bar.status.state
    if state in (State.DONE, State.CANCELLED):
        return ("done",)
    if state is State.OVERDUE:
        return ("crit",)
    return ("active",) if Flag.STARTED in bar.status.flags else ()


def _name(content: str) -> str:
    """Content without signs that mean something in the notation."""
    name = " ".join(one_line(content).translate(_SIGNS).split()) or "-"
    word = name.split(" ")[0].casefold()
    return f"· {name}" if word in _WORDS else name
