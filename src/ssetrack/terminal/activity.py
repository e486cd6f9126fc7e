"""Everything about one activity, for people: what `show` prints.

Comes in: what is known of an activity. Goes out: lines on a canvas, a name and its value on each, prose
wrapped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ssetrack.language.message import Message, message
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.labels import LABELS
from ssetrack.plan.model import Activity, AgendaItem, Link
from ssetrack.plan.prose import ProseText, prose_in, text_in
from ssetrack.query.activity_detail import ActivityDetail
from ssetrack.query.columns import View
from ssetrack.status import Status
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.console import WIDEST
from ssetrack.terminal.grid import Cell, Grid, GridColumn, cell
from ssetrack.terminal.wrapping import expand_tabs
from ssetrack.wording.cells import item_words, state_words, title_words
from ssetrack.wording.dates import date_words, day_words, option_words, written_date
from ssetrack.wording.printable import one_line, printable
from ssetrack.wording.punctuation import behind_label, in_a_row
from ssetrack.wording.values import entry_lines, field_lines, value_words
from ssetrack.wording.words import STYLES, as_of, repeat_text, repeat_words

if TYPE_CHECKING:
    from ssetrack.dates.recurrence import Recurrence

Row = tuple[Message | str, Cell]
"""A label (a field of the plan's own has only its name), and what is next to it."""

DATED = frozenset({"deadline", "when", "start", "status", "done", "progress"})
"""Fields that are told item by item: of an activity with milestones, only theirs are."""

INHERITED = frozenset({"owners", "with", "goals", "tags", "where", "language"})
"""Fields that a milestone has from its activity where it has none of its own."""

DRAWN = DATED | {
    "id", "title", "milestones", "owners", "with", "accountable", "consulted", "informed", "participants",
    "goals", "after", "where", "deliverables", "agenda", "indicators", "priority", "language", "budget",
    "tags", "check-in", "notes", "links",
}  # fmt: skip
"""Fields with a row of their own below; any other is shown by what it holds."""


def print_activity(detail: ActivityDetail, canvas: Canvas) -> None:
    """Draw the detail."""
    view = detail.view
    title = prose_in(detail.activity.title, view.language, detail.file.language)
    mark = f" [{title.fallback}]" if title.fallback else ""
    asked = detail.activity.id if detail.asked is None else detail.asked.item.id
    canvas.flow((f"{asked}  {one_line(title.text)}{mark}", "bold"))
    first, last = detail.lines
    where = f"{detail.file.path}:{first}" if first == last else f"{detail.file.path}:{first}-{last}"
    day = as_of(view.speaker, detail.today, detail.timezone, iso=view.iso)
    canvas.flow((in_a_row((one_line(where), day), view.speaker), "dim"))
    grid = Grid((GridColumn(shrinks=False, style="bold"), GridColumn(share=1)), gap=2)
    grid.rows.extend(
        (cell(name if isinstance(name, str) else view.speaker.say(name), "bold"), value)
        for name, value in _rows(detail)
        if value.plain
    )
    grid.draw(canvas, min(canvas.width, WIDEST))


def _rows(detail: ActivityDetail) -> Iterator[Row]:
    yield message("Section"), _lines(" / ".join(detail.view.sections(detail.items[0])))
    yield from _dates(detail)
    yield from _people(detail)
    yield from _links_to_others(detail)
    yield from _content(detail)
    yield from _rest(detail)


def _dates(detail: ActivityDetail) -> Iterator[Row]:
    speaker = detail.view.speaker
    several = len(detail.items) > 1 or detail.items[0].item.milestone is not None
    for status in _items_meant(detail):
        item, due = status.item, status.due
        if several:
            part = _prose(detail, item.milestone.title if item.milestone else None)
            yield message("Milestone"), cell(f"{item.id}  {one_line(part)}", "bold")
        yield message("State"), cell(state_words(speaker, status), STYLES[status.state])
        if not due.alternatives:
            yield message("Due"), _due(detail, status)
        for option in due.alternatives:
            said = option_words(option, status, detail.view)
            yield message("Alternative"), _lines(behind_label(option.id, said, speaker))
        if item.work.start is not None:
            start = detail.schedule.start.get(item)
            yield message("Start"), _lines(written_date(item.work.start, start, status, detail.view))
        if due.recurrence is not None:
            yield message("Repeats"), _lines(_repeats(detail, due.recurrence))
        following, is_series = _following(detail, status), due.occurrences is not None
        if following is not None:
            day = day_words(following, detail.view)
            yield message("Next") if is_series else message("Next check-in"), _lines(day)
        if item.done:
            done = detail.schedule.done.get(item)
            yield message("Done"), _lines(written_date(item.done, done, status, detail.view))
        if item.work.progress is not None:
            yield message("Progress"), _lines(value_words(item.work.progress, detail.view, ""))
        if several:
            yield message("After"), _after(detail, [one for one in item.after if one not in _common(detail)])
    if detail.asked is not None:
        others = [status for status in detail.items if status is not detail.asked]
        yield message("See also"), _lines(*(_other(detail, status) for status in others))
    places = [detail.view.where(status) for status in _items_meant(detail)]
    places += [_prose(detail, status.item.where) for status in _items_meant(detail)]
    yield message("Where"), _lines(*dict.fromkeys(place for place in places if place))


def _items_meant(detail: ActivityDetail) -> tuple[Status, ...]:
    """The milestone that was asked for, or all items of the activity."""
    return detail.items if detail.asked is None else (detail.asked,)


def _following(detail: ActivityDetail, status: Status) -> date | None:
    """The first day of the next time of what comes back, or on which it is looked at; None where none is."""
    times, today = status.due.occurrences, detail.today
    if times is None:
        again = detail.schedule.check_in.get(status.item)
        following = None if again is None else again.upcoming(today)
        return None if following is None else following.earliest
    if not times.exceptions:
        following = times.rule.upcoming(today)
        return None if following is None else following.earliest
    days = (one.period.earliest for one in times.occurrences(today) if one.is_open)
    return next((day for day in days if day is not None and day >= today), None)


def _repeats(detail: ActivityDetail, recurrence: Recurrence) -> str:
    """How it comes back, and until when."""
    often = repeat_text(detail.view.speaker, recurrence)
    if recurrence.until is None:
        return often
    day = day_words(recurrence.until, detail.view)
    return detail.view.speaker.say(message("{repeat}, until {day}", repeat=often, day=day))


def _due(detail: ActivityDetail, status: Status) -> Cell:
    """The date in words; of a text that is not one, that it could not be read."""
    words = cell(date_words(status, detail.view))
    if not status.due.invalid:
        return words
    told = detail.view.speaker.say(message("not a date: run `ssetrack lint`"))
    return words.plus((f" ({told})", "dim"))


def _people(detail: ActivityDetail) -> Iterator[Row]:
    activity, first = detail.activity, detail.items[0]
    owners = dict.fromkeys(owner for status in detail.items for owner in status.item.owners)
    contributors = dict.fromkeys(one for status in detail.items for one in status.item.contributors)
    for name, slugs in (
        (message("Owners"), tuple(owners)),
        (message("With"), tuple(contributors)),
        (message("Accountable"), activity.accountable),
        (message("Consulted"), activity.consulted),
        (message("Informed"), activity.informed),
    ):
        yield name, _lines(*(_person(detail, first, slug) for slug in slugs))
    for participant in activity.participants:
        parts = [
            participant.name,
            _prose(detail, participant.role),
            participant.organisation or "",
            participant.country or "",
            _prose(detail, participant.topic),
        ]
        yield message("Participant"), _lines(", ".join(part for part in parts if part))


def _person(detail: ActivityDetail, status: Status, slug: str) -> str:
    """A name, and of a team its members; of an open seat, that nobody holds it."""
    view = detail.view
    people = view.portfolio.people
    person = people.person(status.file.id, slug)
    (name,) = view.names(status, (slug,))
    if person.vacant:
        return view.speaker.say(message("{name} (nobody yet)", name=name))
    if not person.members:
        return name
    inside = (people.people.get(key) for key in people.members(person.key))
    members = ", ".join(one.name for one in inside if one is not None)
    return behind_label(name, members, view.speaker)


def _links_to_others(detail: ActivityDetail) -> Iterator[Row]:
    view, file = detail.view, detail.file
    goals = dict.fromkeys(goal for status in detail.items for goal in status.item.goals)
    names = []
    for goal in goals:
        declared = file.plan.goals.get(goal)
        names.append(f"{goal}  {_prose(detail, declared.title)}" if declared else goal)
    yield message("Goals"), _lines(*names)
    yield message("After"), _after(detail, _common(detail))
    yield message("Before"), _lines(*(_other(detail, status) for status in detail.before))
    # What they count from is in the heading.
    alone = (one._replace(due=one.due._replace(relative=None)) for one in detail.relatives)
    dated = ((status, date_words(status, view)) for status in alone)
    yield (
        message("Relative dates"),
        _lines(
            *(
                f"{view.id(one)}  {behind_label(one_line(title_words(one, view)), day, view.speaker)}"
                for one, day in dated
            )
        ),
    )


def _common(detail: ActivityDetail) -> tuple[str, ...]:
    """What all items that are meant wait for; what a milestone alone waits for is said below it."""
    items = _items_meant(detail)
    named = (one.reference for one in detail.after)
    return tuple(name for name in named if all(name in status.item.after for status in items))


def _after(detail: ActivityDetail, references: Collection[str]) -> Cell:
    """The items that some references mean, each on a line."""
    lines: list[str] = []
    for prerequisite in detail.after:
        if prerequisite.reference not in references:
            continue
        if not prerequisite.items:
            lines.append(detail.view.speaker.say(message("{id} (not found)", id=prerequisite.reference)))
        lines.extend(_other(detail, status) for status in prerequisite.items)
    return _lines(*lines)


def _other(detail: ActivityDetail, status: Status) -> str:
    return item_words(status, detail.view)


def _content(detail: ActivityDetail) -> Iterator[Row]:
    activity, view = detail.activity, detail.view
    works = [activity, *(one.item.milestone for one in detail.items if one.item.milestone is not None)]
    proses = [prose for work in works for prose in work.deliverables]
    yield message("Deliverables"), _lines(*(_prose(detail, prose) for prose in proses))
    yield message("Agenda"), _lines(*_agenda(detail, activity.agenda, 0))
    for indicator in activity.indicators:
        values = (indicator.baseline, indicator.target, _prose(detail, indicator.verification))
        about = ", ".join(value for value in values if value)
        title = _prose(detail, indicator.title)
        yield message("Indicator"), _lines(f"{title} ({about})" if about else title)
    yield message("Priority"), _lines(value_words(activity.priority, view, detail.file.language, "priority"))
    yield (
        message("Language"),
        _lines(*dict.fromkeys(one.item.language for one in detail.items if one.item.language)),
    )
    yield message("Budget"), _lines(activity.budget or "")
    yield (
        message("Tags"),
        _lines(", ".join(dict.fromkeys(tag for one in detail.items for tag in one.item.tags))),
    )
    yield message("Check-in"), _lines(repeat_words(activity.check_in or "", view.speaker))
    notes = "\n".join(_prose(detail, work.notes).strip() for work in works if work.notes)
    yield message("Notes"), cell(expand_tabs(printable(notes)))
    yield message("Links"), _lines(*(_link(detail, link) for work in works for link in work.links))


def _rest(detail: ActivityDetail) -> Iterator[Row]:
    """What the rows above leave out: fields without a row, and what is written but does not count."""
    view, own, activity = detail.view, detail.file.language, detail.activity
    found = [line for status in _items_meant(detail) for line in entry_lines(status, view)]
    found += field_lines(activity, DRAWN, view, own)
    if activity.milestones:
        uncounted = DATED | _overrides(activity)
        for name, lines in field_lines(activity, LABELS[Activity].keys() - uncounted, view, own):
            if not isinstance(name, str):
                found.append((name, tuple(_of_activity(line, view) for line in lines)))
    for status in _items_meant(detail):
        if status.item.milestone is not None:
            found += field_lines(status.item.milestone, DRAWN, view, own)
    for name, lines in found:
        yield name, _lines(*lines)


def _of_activity(line: str, view: View) -> str:
    return view.speaker.say(message("{value} (activity)", value=line))


def _overrides(activity: Activity) -> set[str]:
    """What all milestones of an activity have of their own, and otherwise: the activity's counts nowhere."""
    found: set[str] = set()
    for key in INHERITED:
        name = FIELDS[Activity][key].name or key
        own, others = getattr(activity, name), [getattr(one, name) for one in activity.milestones]
        told = set().union(*others) >= set(own) if isinstance(own, tuple) else own in others
        if all(others) and not told:
            found.add(key)
    return found


def _agenda(detail: ActivityDetail, points: Sequence[AgendaItem], depth: int) -> Iterator[str]:
    for number, point in enumerate(points, 1):
        yield f"{'   ' * depth}{number}. {one_line(_prose(detail, point.title))}"
        yield from _agenda(detail, point.items, depth + 1)


def _link(detail: ActivityDetail, link: Link) -> str:
    title = _prose(detail, link.title)
    return behind_label(title, link.url, detail.view.speaker) if title else link.url


def _prose(detail: ActivityDetail, prose: ProseText | None) -> str:
    return text_in(prose, detail.view.language, detail.file.language)


def _lines(*values: str) -> Cell:
    """Each value on a line of its own."""
    return cell(
        "\n".join(one_line(value) if not value.startswith(" ") else value for value in values if value)
    )
