"""What is said of the date under a cursor: its words, its first and last day, where its item stands.

Comes in: an index, the path of a file, an offset in its text. Goes out: the place of the date, and Markdown;
None at no date. A text that is none is told by lint.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ssetrack import dates
from ssetrack.dates import Period, PeriodKind
from ssetrack.diagnostic import Range, Route
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.item_list import item_list
from ssetrack.language.message import Message, message
from ssetrack.plan.field_groups import DATES
from ssetrack.schedule import purpose_of
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence
from ssetrack.status import Status
from ssetrack.wording.cells import state_words
from ssetrack.wording.dates import date_words, day_words, option_words, period_words, written_date
from ssetrack.wording.printable import markdown_text
from ssetrack.wording.punctuation import behind_label

_OWN = frozenset(DATES)
_FIELDS = _OWN | {"start", "done", "until", "period", "date"}


class _Written(NamedTuple):
    """A text at a place of a plan that is to be a date."""

    route: Route
    node: Scalar


def date_hover(index: Index, path: str, offset: int) -> tuple[Range, str] | None:
    """What is said of a date."""
    before = index.moves(path).offset_before(offset)
    found = None if before is None else _scalar_at(index.source(path).root, before)
    if found is None or not _is_date(found.route):
        return None
    place = index.place_now(path, Range(found.node.start, found.node.end))
    said = list(_words(index, path, found))
    return None if place is None or not said else (place, "\n\n".join(said))


def _scalar_at(root: Node, offset: int) -> _Written | None:
    """The text at an offset, and the route that leads there; what aliases repeat is at its anchor alone."""
    node: Node = root
    route: Route = ()
    while node is not None and not isinstance(node, Scalar):
        step = _step(node, offset)
        if step is None:
            return None
        route, node = (*route, step[0]), step[1]
    return None if node is None else _Written(route, node)


def _step(node: Mapping | Sequence, offset: int) -> tuple[str | int, Node] | None:
    entries = node.items() if isinstance(node, Mapping) else enumerate(node)
    for key, value in entries:
        is_own = not isinstance(node, Mapping) or key not in node.merged
        if is_own and value is not None and value.start <= offset <= value.end and node.start <= value.start:
            return key if isinstance(key, int) else str(key), value
    return None


def _is_date(route: Route) -> bool:
    names = [step for step in route if isinstance(step, str)]
    if not names or (len(names) > 1 and names[0] in ("owners", "goals")):
        return False
    return names[-1] in _FIELDS


def _words(index: Index, path: str, found: _Written) -> Iterator[str]:
    status, field, number = _item_of(index, path, found.route)
    if status is not None and field == _counting_field(status) and found.route[-1] != "until":
        yield from _due(index, status, number)
        return
    period = _period(index, path, found, status, field)
    if period is None:
        return
    view = index.view
    words = period_words(period, view)
    if status is not None:
        words = written_date(str(found.node), period, status, view)
    yield f"**{markdown_text(words)}**"
    yield from _days(index, period)


def _counting_field(status: Status) -> str:
    """The field that says when an item is due: of two the deadline, as for `schedule`."""
    return "deadline" if status.item.work.deadline else "when"


def _item_of(index: Index, path: str, route: Route) -> tuple[Status | None, str, int]:
    """The item whose date it is, the field, and which of several dates."""
    for length in range(len(route) - 1, 0, -1):
        status = index.by_route.get((path, route[:length]))
        if status is not None:
            numbers = [step for step in route[length:] if isinstance(step, int)]
            return status, str(route[length]), numbers[0] if numbers else 0
    return None, str(route[-1]), 0


def _due(index: Index, status: Status, number: int) -> Iterator[str]:
    """The date of an item: words, days, state, what it counts from and what counts from it."""
    due, view = status.due, index.view
    if due.invalid or due.awaits_start:
        return
    period = due.period
    words = date_words(status, view)
    if number < len(due.alternatives):
        option = due.alternatives[number]
        words, period = option_words(option, status, view), option.period
    yield f"**{markdown_text(words)}**"
    yield from _days(index, period)
    yield markdown_text(state_words(view.speaker, status))
    yield from _relatives(index, status)


def _days(index: Index, period: Period) -> Iterator[str]:
    """The first and the last day, as far as there are such; nothing of a single day, which is said."""
    view = index.view
    if period.kind is PeriodKind.UNKNOWN or period.earliest == period.latest:
        return
    labels: tuple[tuple[Message, object], ...] = (
        (message("First day"), period.earliest),
        (message("Last day"), period.latest),
    )
    lines = [
        behind_label(view.speaker.say(label), day_words(day, view), view.speaker)  # type: ignore[arg-type]
        for label, day in labels
        if day is not None
    ]
    yield "  \n".join(markdown_text(line) for line in lines)


def _relatives(index: Index, status: Status) -> Iterator[str]:
    """The items whose dates count from this one."""
    speaker, meaning = index.plans.speaker, index.snapshot.portfolio.resolve
    uses = index.snapshot.schedule.relatives
    counting = {use.item: None for use in uses if status.item in meaning(use.relative.reference, use.plan)}
    if counting:
        label = behind_label(speaker.say(message("Relative dates")), "", speaker).rstrip()
        statuses = [index.by_item[item] for item in counting]
        yield f"{markdown_text(label)}\n\n{item_list(index.view, statuses, states=False)}"


def _period(index: Index, path: str, found: _Written, status: Status | None, field: str) -> Period | None:
    """What a date beside that of an item says; None for what is none."""
    schedule = index.snapshot.schedule
    if status is not None and len(found.route) == len(status.item.route) + 1:
        own = {"start": schedule.start, "done": schedule.done}.get(field)
        if own is not None:
            return own.get(status.item)
    file = index.files.get(path)
    if file is None:
        return None
    read = dates.parse(
        str(found.node),
        language=file.language_of_dates,
        year_starts=file.year_starts,
        purpose=purpose_of(found.route),
    )
    return read if isinstance(read, Period) else None
