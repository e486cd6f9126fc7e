"""An item, an owner, a goal or a section taken away, with its own comments, where nothing refers to it.

Comes in: sources and what is to go. Goes out: a `Change`, or a refusal that names who refers to it. A comment
is its own if it is on one of its lines, right above it and as deep, or below it and deeper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ssetrack import dates, outline
from ssetrack.dates import Relative
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import ABSENT, Change, Meant
from ssetrack.edit.editability import editable, entry_end, key_of, own_keys, refusal, value_span
from ssetrack.edit.fields import entry_cut
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.lists import list_cuts
from ssetrack.edit.neighbours import past_comments
from ssetrack.edit.splice import (
    Splice,
    begins_line,
    column,
    end_of_line_before,
    line_end,
    line_start,
    next_line,
)
from ssetrack.edit.whole_plan.mentions import date_texts, goal_mentions, owner_mentions, prerequisites
from ssetrack.edit.whole_plan.part_lookup import PartNode, declares_owners
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.reference import Reference, item_id
from ssetrack.source import Source
from ssetrack.source.tree import Mapping
from ssetrack.source.tree import Sequence as List


def item_removal(sources: Sequence[Source], target: ItemNode) -> Change:
    """The change that takes an activity or a milestone away.

    Raises `SsetrackError` while others refer to it.
    """
    referring = [
        _whose(source, route, target.source)
        for source in sources
        for route, reference in _references(source)
        if _is_meant(reference, outline.plan_id(source), target)
        and not (source is target.source and route[: len(target.route)] == target.route)
    ]
    refuse_referred(target.id, referring)
    return element_removal(target.source, target.route)


def part_removal(part: PartNode, sources: Sequence[Source]) -> Change:
    """The change that takes an owner, a goal or an empty section away.

    Raises `SsetrackError` for a section that holds something, and while others refer to it.
    """
    source = part.source
    if part.kind == "plan":
        raise SsetrackError(
            message("a whole plan cannot be removed with this command"),
            message("delete the file `{path}`", path=source.path),
        )
    if part.kind == "section":
        held = [name for name in ("sections", "activities") if outline.elements(part.node, name)]
        if held:
            raise SsetrackError(
                message("the section `{name}` is not empty", name=part.id),
                message("nothing was changed; remove or move what is in it first"),
            )
        return element_removal(source, part.route)
    if part.kind == "goal":
        mentions = [(source, one) for one in goal_mentions(source.root)]
    else:
        free = [one for one in sources if not declares_owners(one)]
        mentions = [(home, one) for home in (source, *free) for one in owner_mentions(home.root)]
    referring = [
        _whose(home, route, source)
        for home, (route, node) in mentions
        if nfc(node) == nfc(part.id) and route[:2] != part.route
    ]
    refuse_referred(str(part), referring)
    return entry_removal(source, part.route[:1], part.id)


def refuse_new_plan_id(plan: PartNode, sources: Sequence[Source]) -> None:
    """Raise `SsetrackError` where another plan names items of a plan by the id that it is to lose."""
    referring = [
        _whose(source, route, plan.source)
        for source in sources
        if source is not plan.source
        for route, reference in _references(source)
        if reference.plan == plan.plan
    ]
    refuse_referred(plan.spelling, referring)


def refuse_referred(name: str, referring: Iterable[str]) -> None:
    """Raise `SsetrackError` where something refers to what is to go."""
    names = list(dict.fromkeys(referring))
    if names:
        raise SsetrackError(
            message("`{id}` is still referred to by {names}", id=name, names=few(names)),
            message("nothing was changed; change those first"),
        )


def _references(source: Source) -> Iterator[tuple[Route, Reference]]:
    """What names an item, with the route to where."""
    for route, node in prerequisites(source.root):
        yield route, Reference.from_text(node)
    for route, node in date_texts(source.root):
        read = dates.parse(node) if " " in node else None
        if isinstance(read, Relative):
            yield route, Reference.from_text(read.reference)


def _is_meant(reference: Reference, plan: str, target: ItemNode) -> bool:
    wanted = Reference.from_text(target.id)
    is_here = (reference.plan or plan) == target.plan and reference.activity == wanted.activity
    return is_here and wanted.milestone in (None, reference.milestone)


_HOLDERS = ("sections", "activities", "milestones")
"""The fields whose elements have a name of their own."""


def _whose(source: Source, route: Route, home: Source) -> str:
    """What a route leads into, by the name that people know: an item, an owner, a section, the plan."""
    names: list[str] = []
    node = source.root
    for step, following in zip(route, (*route[1:], None), strict=True):
        node = node.get(step) if isinstance(node, Mapping) and isinstance(step, str) else node
        if isinstance(node, List) and isinstance(following, int) and step in _HOLDERS:
            inner = node[following]
            own = outline.text(inner, "id") or outline.prose(inner, "title")
            names = [item_id(names[0], own)] if step == "milestones" and names else [own]
            node = inner
    if route[0] == "owners" and len(route) > 1:
        names = [f"owner:{route[1]}"]
    name = names[0] if names else "plan"
    if names and "activities" not in route and route[0] != "owners":
        name = f"section:{name}"
    return name if source is home else f"{outline.plan_id(source)}:{name}"


def element_removal(source: Source, route: Route) -> Change:
    """The change that takes an element of a list away, with its own comments; of the last one, the list."""
    holder, name, index = route[:-2], str(route[-2]), int(route[-1])
    node = editable(source, route).node
    there = editable(source, route[:-1])
    old = there.node
    if not isinstance(old, List) or node is None:
        raise refusal(message("this part of the plan is not a list"))
    if len(old) == 1:
        return entry_removal(source, holder, name)
    meant = (Meant(route, ABSENT),)
    dash = source.text.rfind("-", old.start, node.start)
    if there.flow or not begins_line(source.text, dash):
        splices = list_cuts(source, old, range(index, index + 1))
        first, last = splices[0].start, splices[-1].end
        return Change(meant, tuple(splices), (old.start, max(old.end, last)), (first, last))
    first, last = _own_lines(source, dash, node.end)
    return Change(meant, (Splice(first, last, ""),), (first, max(first, last - 1)), (first, last))


def entry_removal(source: Source, holder: Route, name: str) -> Change:
    """The change that takes an entry of a mapping away, with its own comments; of the last one, the mapping.

    A list or a mapping that would be empty goes without the comments above it: they are about all of it.
    """
    there = editable(source, holder)
    mapping = there.node
    key = key_of(mapping, name) if isinstance(mapping, Mapping) else None
    if not isinstance(mapping, Mapping) or key is None:
        raise refusal(message("`{name}` is written in another item (YAML merge `<<`)", name=name))
    value_span(source, mapping, name)
    keys = own_keys(mapping)
    if len(keys) == 1:
        if not holder or isinstance(holder[-1], int):
            raise refusal(message("`{name}` is the only field of this part and cannot be removed", name=name))
        return entry_removal(source, holder[:-1], str(holder[-1]))
    end = entry_end(source, mapping, key)
    meant = (Meant((*holder, name), ABSENT),)
    cut = entry_cut(source, mapping, key, flow=there.flow)
    if cut is not None:
        going = (cut.start, cut.end) if there.flow else (key.start, end)
        return Change(meant, (cut,), (cut.start, cut.end), going)
    is_part = holder[-1:] in (("owners",), ("goals",))
    first, last = _own_lines(source, key.start, end, above=is_part)
    return Change(meant, (Splice(first, last, ""),), (first, max(first, last - 1)), (first, last))


def _own_lines(source: Source, start: int, end: int, *, above: bool = True) -> tuple[int, int]:
    """The lines of a thing with its own comments, and one of two gaps round it."""
    text = source.text
    depth = column(text, start)
    first = line_start(text, start)
    while above and first > 0:
        before = line_start(text, end_of_line_before(text, first))
        line = text[before:first]
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) != depth:
            break
        first = before
    end = past_comments(text, end, depth + 1)
    last = next_line(text, end)
    before = line_start(text, max(0, end_of_line_before(text, first)))
    if first > 0 and not text[before:first].strip():
        if last == len(text):
            first = before
        while last < len(text) and not text[last : line_end(text, last)].strip():
            last = next_line(text, last)
    return first, last
