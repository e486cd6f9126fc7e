"""An item moved by so many days, weeks, months or years: every date that it has.

Comes in: an item in its file and a `Shift`. Goes out: changes, or the reason why it is left alone among
several. What cannot be moved so is refused, with what to write instead.
"""

from __future__ import annotations

from collections.abc import Sequence as Several
from datetime import date
from enum import StrEnum

from ssetrack import outline
from ssetrack.dates import DateProblem, Period, PeriodKind, Relative, in_project_time
from ssetrack.dates.relative.shifting import TooFine, period_later, text_of
from ssetrack.dates.relative.to_today import Shift
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.fields import field_setting
from ssetrack.edit.finishing import has_ended
from ssetrack.edit.item_dates import DateReader, WrittenDate, date_field, date_reader, parts, written_dates
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.lists import element_setting
from ssetrack.language.message import message
from ssetrack.plan.reference import Reference
from ssetrack.source.tree import Mapping, Sequence
from ssetrack.wording.punctuation import message_behind_label


class LeftAlone(StrEnum):
    """Why an item is left alone when several are changed together."""

    DONE = "done"
    CANCELLED = "cancelled"
    UNDATED = "undated"
    ONGOING = "ongoing"
    COUNTED = "counted"


def reason_to_leave(target: ItemNode, today: date) -> LeftAlone | None:
    """Why an item is not moved with others; None where it is. One that counts from another may have to be."""
    ended = has_ended(target)
    if ended is not None:
        return LeftAlone(ended)
    reader = date_reader(target.source, date_field(target.node))
    reads = [reader(one.text) for one in written_dates(target)]
    periods = [one for one in reads if isinstance(one, Period)]
    if any(isinstance(one, Relative) for one in reads):
        return LeftAlone.COUNTED
    if not reads or any(one.kind is PeriodKind.UNKNOWN and one.earliest is None for one in periods):
        return LeftAlone.UNDATED
    open_ones = [one for one in periods if one.kind is PeriodKind.OPEN]
    if any(one.earliest is None or one.earliest <= today for one in open_ones):
        return LeftAlone.ONGOING
    return None


def to_shift(items: Several[ItemNode], today: date) -> tuple[list[ItemNode], dict[LeftAlone, list[str]]]:
    """Of several items those that are moved, milestones for their activity; and who is left alone.

    Each is there once, however often it was named. One item alone is moved whatever becomes of it. Raises
    `SsetrackError` for one that counts from something that is not moved with it.
    """
    several = [part for one in items for part in (parts(one) or [one])]
    whole = list({(one.source.path, one.route): one for one in several}.values())
    if len(whole) == 1:
        return whole, {}
    moved: list[ItemNode] = []
    left: dict[LeftAlone, list[str]] = {}
    waiting: list[ItemNode] = []
    undated: list[ItemNode] = []
    for one in whole:
        why = reason_to_leave(one, today)
        if why is None:
            moved.append(one)
        elif why is LeftAlone.COUNTED:
            waiting.append(one)
        elif why is LeftAlone.UNDATED:
            undated.append(one)
        else:
            left.setdefault(why, []).append(one.id)
    without = {id(one) for one in (*undated, *_counted_from(waiting, undated))}
    if without:
        left[LeftAlone.UNDATED] = [one.id for one in whole if id(one) in without]
    left.update(_with_their_bases([one for one in waiting if id(one) not in without], moved))
    return moved, left


def _counted_from(waiting: Several[ItemNode], undated: Several[ItemNode]) -> list[ItemNode]:
    """Who counts from something without a date, at once or through others, and so has none either."""
    known = {key for one in undated for key in _keys(one)}
    rest, found = list(waiting), list[ItemNode]()
    while ready := [one for one in rest if any(base in known for base in _bases(one))]:
        known.update(key for one in ready for key in _keys(one))
        found += ready
        done = {one.route for one in ready}
        rest = [one for one in rest if one.route not in done]
    return found


def _with_their_bases(waiting: Several[ItemNode], moved: Several[ItemNode]) -> dict[LeftAlone, list[str]]:
    """Who counts from something that is moved, at once or through others; all of them must."""
    known = {key for one in moved for key in _keys(one)}
    rest = list(waiting)
    while ready := [one for one in rest if all(base in known for base in _bases(one))]:
        known.update(key for one in ready for key in _keys(one))
        done = {one.route for one in ready}
        rest = [one for one in rest if one.route not in done]
    for one in rest:
        base = next(base for base in _bases(one) if base not in known)
        raise counting_error(one, base[1] if base[0] == one.plan else ":".join(base))
    return {LeftAlone.COUNTED: [one.id for one in waiting]} if waiting else {}


def _keys(target: ItemNode) -> tuple[tuple[str, str], ...]:
    """What others call it: its plan with its id, and with its activity's."""
    return (target.plan, target.id), (target.plan, Reference.from_text(target.id).activity)


def _bases(target: ItemNode) -> list[tuple[str, str]]:
    references = map(Reference.from_text, bases(target))
    return [(one.plan or target.plan, one.item) for one in references]


def bases(target: ItemNode) -> list[str]:
    """What the dates of an item count from, as references; none where they count from nothing."""
    reader = date_reader(target.source, date_field(target.node))
    reads = [reader(one.text) for one in written_dates(target)]
    return [one.reference for one in reads if isinstance(one, Relative)]


def shift_changes(target: ItemNode, shift: Shift) -> list[Change]:
    """The changes that move all dates of an item, the end of a series too.

    Raises `SsetrackError` where there is none, where one counts from something else, and where it is written
    in a longer unit than the shift has.
    """
    found = written_dates(target)
    if not found:
        raise SsetrackError(
            message("`{id}` has no date yet", id=target.id),
            message("give it one, for example: ssetrack move {id} 2027-03-31", id=target.id),
        )
    reader = date_reader(target.source, date_field(target.node))
    changes = [_change(target, one, _later(target, one.text, shift, reader)) for one in found]
    changes += _ends(target, shift, reader)
    return [one for one in changes if one is not None]


def _change(target: ItemNode, old: WrittenDate, text: str) -> Change | None:
    if isinstance(target.source.node(old.holder), Sequence):
        return element_setting(target.source, old.holder, int(old.name), text)
    return field_setting(target.source, old.holder, old.name, text)


def _ends(target: ItemNode, shift: Shift, reader: DateReader) -> list[Change | None]:
    """The last day of a series, which moves with it as far as its own unit allows."""
    found: list[Change | None] = []
    name = date_field(target.node)
    value = target.node.get(name)
    entries = list(enumerate(value)) if isinstance(value, Sequence) else [(None, value)]
    for index, entry in entries:
        until = outline.text(entry, "until")
        read = None if until is None else reader(until)
        later = period_later(read, shift, reader.year_starts) if isinstance(read, Period) else None
        if isinstance(entry, Mapping) and isinstance(later, Period):
            route: Route = (*target.route, name) if index is None else (*target.route, name, index)
            found.append(field_setting(target.source, route, "until", text_of(later)))
    return found


def _later(target: ItemNode, text: str, shift: Shift, reader: DateReader) -> str:
    """The text of a date that is so much later."""
    if in_project_time(text):
        raise SsetrackError(
            message(
                "the date of `{id}` is counted from the start of the project: {text}", id=target.id, text=text
            ),
            message("write another month or week of the project, or a date"),
        )
    read = reader(text)
    if isinstance(read, Relative):
        raise counting_error(target, read.reference)
    if isinstance(read, DateProblem):
        raise SsetrackError(message_behind_label(target.id, read.message), read.help)
    later = period_later(read, shift, reader.year_starts)
    if isinstance(later, Period):
        return text_of(later)
    if isinstance(later, TooFine):
        first, last = later.days
        days = f"{first or '..'}/{last or '..'}"
        raise SsetrackError(
            message(
                "`{id}` has the date {text}, which cannot be moved by {shift}",
                id=target.id,
                text=text,
                shift=shift,
            ),
            message("write {least}, or the days: {days}", least=later.least, days=days),
        )
    raise SsetrackError(
        message("`{id}` has no day to count from: {text}", id=target.id, text=text),
        message("write the new date"),
    )


def counting_error(target: ItemNode, base: str) -> SsetrackError:
    """The error for an item that cannot be moved, because its date counts from another."""
    return SsetrackError(
        message("the date of `{id}` is counted from `{base}` and moves with it", id=target.id, base=base),
        message("move `{base}`, or write a date for `{id}`", base=base, id=target.id),
    )
