"""Dates of an item as they are written: where the one date stands, and which of several is chosen.

Comes in: an item in its file, and the text of a date or the name of an alternative. Goes out: a `Change`.
Nothing here judges a date.
"""

from __future__ import annotations

from ssetrack import dates
from ssetrack.dates import Period
from ssetrack.diagnostic import Route, SsetrackError, message
from ssetrack.edit.change import Change
from ssetrack.edit.fields import field_set
from ssetrack.edit.lists import elements_kept
from ssetrack.edit.target import Target, milestones, text_of
from ssetrack.nearest import few
from ssetrack.plan.prose import own_text
from ssetrack.plan.slug import slug
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence

_FIELDS = ("deadline", "when")


def moved(target: Target, to: str) -> Change | None:
    """The change that gives an item another date, or chooses an alternative; None where it is so already.

    Raises `SsetrackError` for an activity whose milestones have the dates, and for a date that is none of
    several alternatives.
    """
    node = target.node
    parts = [f"{target.id}/{text_of(one, 'id')}" for _, one in milestones(node)]
    if parts:
        raise SsetrackError(
            message("`{id}` has milestones, and they have the dates", id=target.id),
            message("move one of them: {names}", names=few(parts)),
        )
    name = next((name for name in _FIELDS if node.get(name) is not None), None)  # type: ignore[call-overload]
    if name is None:
        name = next((name for name in _FIELDS if name in node), _FIELDS[0])
        return field_set(target.source, target.route, name, to)
    value: Node = node[name]  # type: ignore[index]  # a Scalar equals its text
    route = (*target.route, name)
    if isinstance(value, Sequence) and len(value) == 1:
        return _list_of_one(target, route, value, to)
    if isinstance(value, Sequence) and value:
        names = [_names(one, _language(target.source)) for one in value]
        return elements_kept(target.source, route, _chosen(target.id, names, to))
    if isinstance(value, Mapping):
        return field_set(target.source, route, "date", _one_of(target, value.get("date"), to))  # type: ignore[call-overload]
    return field_set(target.source, target.route, name, _one_of(target, value, to))


def _list_of_one(target: Target, route: Route, value: Sequence, to: str) -> Change | None:
    entry = value[0]
    if to in _names(entry, _language(target.source)) and _first_day(to, target.source) is None:
        return None  # named by its id or place: it is chosen already
    if isinstance(entry, Mapping):
        return field_set(target.source, (*route, 0), "date", to)
    return field_set(target.source, route[:-1], str(route[-1]), [to])


def _one_of(target: Target, written: Node, to: str) -> str:
    """The date that is to stand in place of another; of a one-of set, the member that was named."""
    if not isinstance(written, Scalar):
        return to
    read = dates.parse(written, language=_language(target.source), start=None)
    if not isinstance(read, Period) or not read.options:
        return to
    names = [[one.canonical, *([one.earliest.isoformat()] if one.earliest else [])] for one in read.options]
    return read.options[_chosen(target.id, names, to, target.source)].canonical


def _chosen(item: str, names: list[list[str]], to: str, source: Source | None = None) -> int:
    """Which of the alternatives is meant."""
    wanted = to.casefold()
    for index, known in enumerate(names):
        if wanted in (name.casefold() for name in known):
            return index
    asked = dates.parse(to, language=None if source is None else _language(source), start=None)
    if isinstance(asked, Period):
        for index, known in enumerate(names):
            if asked.canonical in known:
                return index
    raise SsetrackError(
        message("`{text}` is none of the alternatives of `{id}`", text=to, id=item),
        message("choose one of {names}; then it can be moved", names=few(known[0] for known in names)),
    )


def _names(entry: Node, language: str) -> list[str]:
    """What an alternative is called: its id, else its place, else its first day; and its date."""
    text = text_of(entry, "date") if isinstance(entry, Mapping) else entry
    names: list[str] = []
    if isinstance(entry, Mapping):
        place = entry.get("where")  # type: ignore[call-overload]  # a Scalar equals its text
        prose = {str(key): str(one) for key, one in place.items()} if isinstance(place, Mapping) else place
        own = slug(own_text(prose, language)) if isinstance(prose, str | dict) else ""
        names += [name for name in (text_of(entry, "id"), own) if name]
    if isinstance(text, str):
        read = dates.parse(text, language=language, start=None)
        if isinstance(read, Period):
            names += [read.canonical, *([read.earliest.isoformat()] if read.earliest else [])]
        names.append(text)
    return names or ["?"]


def _first_day(text: str, source: Source) -> object:
    read = dates.parse(text, language=_language(source), start=None)
    return read if isinstance(read, Period) else None


def _language(source: Source) -> str:
    """The language in which the plan's dates are read."""
    own = text_of(source.root, "language") if isinstance(source.root, Mapping) else None
    return (own or "en").partition("-")[0].casefold()
