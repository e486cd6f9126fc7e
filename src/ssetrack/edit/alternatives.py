"""Dates of an item as they are written: where the one date stands, and which of several is chosen.

Comes in: an item in its file, and the text of a date or the name of an alternative. Goes out: a `Change`.
Nothing here judges a date.
"""

from __future__ import annotations

from typing import NamedTuple

from ssetrack import outline
from ssetrack.dates import Period
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import Change
from ssetrack.edit.fields import field_setting
from ssetrack.edit.item_dates import DateReader, date_field, date_reader, parts
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.lists import list_choice
from ssetrack.language.collation import fold
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.prose import own_text
from ssetrack.plan.slug import slug
from ssetrack.source.tree import Mapping, Node, Sequence


def date_change(target: ItemNode, to: str) -> Change | None:
    """The change that gives an item another date, or chooses an alternative; None where it is so already.

    Raises `SsetrackError` for an activity whose milestones have the dates, and for a date that is none of
    several alternatives.
    """
    node, source = target.node, target.source
    refuse_parts(target)
    name = date_field(node)
    reader = date_reader(source, name)
    value: Node = node.get(name)
    route = (*target.route, name)
    if isinstance(value, Sequence) and len(value) > 1:
        names = [_names(one, reader) for one in value]
        return list_choice(source, route, _choice(target, names, to, reader))
    if isinstance(value, Sequence) and value:
        return _change_of_the_only_one(target, route, value[0], to)
    if isinstance(value, Mapping):
        return field_setting(source, route, "date", _instead(target, outline.text(value, "date"), to, reader))
    return field_setting(source, target.route, name, _instead(target, value, to, reader))


def refuse_parts(target: ItemNode) -> None:
    """Raise `SsetrackError` for an activity whose milestones have the dates."""
    names = [one.id for one in parts(target)]
    if names:
        raise SsetrackError(
            message("`{id}` has no date of its own: its milestones have the dates", id=target.id),
            message("move one of them: {names}", names=few(names)),
        )


class Choice(NamedTuple):
    """Which of several dates an item gets: its place, empty where it has none, and its text."""

    place: str
    date: str


def date_choice(target: ItemNode, to: str) -> Choice | None:
    """The alternative that a text chooses; None where the item has one date, or none.

    Raises `SsetrackError` as `date_change` does.
    """
    name = date_field(target.node)
    reader = date_reader(target.source, name)
    value: Node = target.node.get(name)
    if isinstance(value, Sequence) and len(value) > 1:
        chosen = value[_choice(target, [_names(one, reader) for one in value], to, reader)]
        if isinstance(chosen, Mapping):
            place = outline.prose(chosen, "where")
            return Choice(place, outline.text(chosen, "date") or "")
        return Choice("", str(chosen))
    text = outline.text(value, "date") if isinstance(value, Mapping) else value
    read = reader(text) if isinstance(text, str) else None
    if isinstance(read, Period) and read.options:
        return Choice("", _instead(target, text, to, reader))
    return None


def is_alternative(target: ItemNode, to: str) -> bool:
    """Whether a text names one alternative of an item, or several."""
    value: Node = target.node.get(date_field(target.node))
    reader = date_reader(target.source, date_field(target.node))
    entries = value if isinstance(value, Sequence) else ()
    return any(fold(to) in map(fold, _names(one, reader)) for one in entries)


def _change_of_the_only_one(target: ItemNode, route: Route, entry: Node, to: str) -> Change | None:
    """The change for a list of one date: what is left when an alternative was chosen."""
    reader = date_reader(target.source, str(route[-1]))
    if not isinstance(reader(to), Period) and to in _names(entry, reader):
        return None  # its own id or place: it is chosen already
    if isinstance(entry, Mapping):
        return field_setting(target.source, (*route, 0), "date", to)
    return field_setting(target.source, route[:-1], str(route[-1]), [to])


def _instead(target: ItemNode, written: Node | str, to: str, reader: DateReader) -> str:
    """The date that is to stand in place of another; of a one-of set, the member that was named."""
    read = reader(written) if isinstance(written, str) else None
    if not isinstance(read, Period) or not read.options:
        return to
    names = [[one.canonical, *_first_day(one)] for one in read.options]
    return read.options[_choice(target, names, to, reader)].canonical


def _choice(target: ItemNode, names: list[list[str]], to: str, reader: DateReader) -> int:
    """Which of the alternatives is meant: by a name or a date as written, else by the same date.

    Raises `SsetrackError` where none is, and where several are: whoever chooses takes the others away.
    """
    read = reader(to)
    wanted = {fold(to)} | ({fold(read.canonical)} if isinstance(read, Period) else set())
    fitting = [index for index, known in enumerate(names) if wanted.intersection(map(fold, known))]
    # What is just this date, else what begins on it.
    exact = [index for index in fitting if wanted.intersection(map(fold, names[index][-2:]))]
    for found in (exact, fitting):
        if len(found) == 1:
            return found[0]
    labels = few(_label(names, index) for index in fitting or range(len(names)))
    if fitting:
        raise SsetrackError(
            message(
                "`{text}` can mean {count} of the possible dates of `{id}`",
                text=to,
                count=len(fitting),
                id=target.id,
            ),
            message("choose one of {names}", names=labels),
        )
    raise SsetrackError(
        message("`{text}` is not one of the possible dates of `{id}`", text=to, id=target.id),
        message("choose one of {names}; then it can be moved", names=labels),
    )


def _label(names: list[list[str]], index: int) -> str:
    """A name that only this alternative has, if it has one."""
    others = {fold(name) for at, known in enumerate(names) if at != index for name in known}
    return next((name for name in names[index] if fold(name) not in others), names[index][0])


def _names(entry: Node, reader: DateReader) -> list[str]:
    """What an alternative is called: its id, its place, its day with its hours, its day, its date."""
    text = outline.text(entry, "date") if isinstance(entry, Mapping) else entry
    names: list[str] = []
    hours = None
    if isinstance(entry, Mapping):
        place = entry.get("where")
        prose = {str(key): str(one) for key, one in place.items()} if isinstance(place, Mapping) else place
        shown = own_text(prose, reader.language or "en") if isinstance(prose, str | dict) else ""
        written = [*prose.values()] if isinstance(prose, dict) else [shown]
        names += [name for name in (outline.text(entry, "id"), slug(shown), *written) if name]
        hours = outline.text(entry, "time")
    if isinstance(text, str):
        names += [f"{text} {hours}", hours] if hours else []
        read = reader(text)
        if isinstance(read, Period):
            names += [*_first_day(read), read.canonical]
        names.append(text)
    return names or ["?"]


def _first_day(period: Period) -> list[str]:
    return [] if period.earliest is None else [period.earliest.isoformat()]
