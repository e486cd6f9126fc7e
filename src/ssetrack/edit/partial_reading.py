"""A plan read again after an edit, as far as it was edited: the parts concerned alone, not the file.

Comes in: a source, the new text, the splices that made it and the activities that they are in. Goes out: the
new source, equal in tree and offsets to one that is read whole, or None where that is not certain; then the
whole has to be read. Reading is the dearest part of an edit of a large plan.

An activity in block style is a piece of its own: it begins behind its dash, no line of it is less deep than
its keys, and what follows is less deep. So is a field of the plan, from its name to the next. A piece that is
read alone, from its beginning to its end, is read in the file as the same. Aliases reach beyond pieces, a
block text at a piece's end may take what follows for its own, and problems may be anywhere: none of these is
read in part.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Sequence as Several
from typing import NamedTuple

from ssetrack.diagnostic import Route
from ssetrack.edit.moved_source import MovedSource
from ssetrack.edit.moved_tree import MovedFields, MovedTree, node_further_on
from ssetrack.edit.splice import Splice, column, line_start, next_line
from ssetrack.limits import Limits
from ssetrack.source import Source, read
from ssetrack.source.tree import Mapping, Node, Sequence, child, last_text

_ALIAS = re.compile(r"\*\S")
_REACHES = re.compile(r"\*\S|^(?:\.\.\.|---)", re.MULTILINE)
"""What ends a document, or leads out of a piece."""

_NOTHING = re.compile(r"(?:\s|#[^\r\n]*)*")


BOM = "\ufeff"
"""Read away at the beginning of what is read, so of a piece that is read alone; refused within a file."""

_HOLDERS = ("sections", "activities")
"""Fields of a plan that are nearly all of it."""


class _Piece(NamedTuple):
    """What was edited: its route, its node, and where its lines were and are, without the dash."""

    route: Route
    old: Node
    before: tuple[int, int]
    now: tuple[int, int]


def activity_of(route: Route) -> Route:
    """The route of the activity that a route leads into; empty where it leads into none."""
    steps = [at for at, step in enumerate(route) if step == "activities"]
    own = route[: steps[-1] + 2] if steps else ()
    return own if own and isinstance(own[-1], int) else ()


def source_of_pieces(
    source: Source, text: str, splices: Several[Splice], activities: Iterable[Route], limits: Limits
) -> MovedSource | None:
    """The source with its new text, of which these activities alone are read; None if in doubt.

    An empty route says that fields of the plan itself were edited.
    """
    if source.problems or source.broken or _ALIAS.search(source.text) or BOM in text:
        return None
    if len(text) * 4 > limits.file_size and len(text.encode()) + 3 > limits.file_size:
        return None
    routes = set(activities)
    if () in routes:
        return _with_fields(source, text, splices, limits) if len(routes) == 1 else None
    pieces = _activity_pieces(source, splices, routes)
    if not pieces:
        return None
    by_depth: dict[int, list[_Piece]] = {}
    for one in pieces:
        by_depth.setdefault(column(source.text, one.before[0]), []).append(one)
    news: dict[int, Mapping] = {}
    for depth, several in by_depth.items():
        read_ones = _read_together(source, text, several, depth, limits)
        if read_ones is None:
            return None
        news.update((id(one.old), new) for one, new in zip(several, read_ones, strict=True))
    return MovedSource(source, text, MovedTree([(one.before, one.now) for one in pieces], news))


def _with_fields(source: Source, text: str, splices: Several[Splice], limits: Limits) -> MovedSource | None:
    """The source of which the fields of the plan that were edited are read; None if in doubt."""
    root = source.root
    if not isinstance(root, Mapping) or root.flow or root.merged:
        return None
    pieces = _field_pieces(source.text, root, splices)
    if not pieces:
        return None
    fields: dict[str, Mapping] = {}
    for one in pieces:
        alone_text = text[slice(*one.now)]
        if not _ends_line(alone_text) and one.now[1] < len(text):
            return None  # its last line goes on
        if _REACHES.search(alone_text):
            return None
        alone = read(alone_text.encode(), source.path, limits)
        new = alone.root
        if alone.problems or not isinstance(new, Mapping) or new.start != 0 or new.flow or new.merged:
            return None
        fields[str(one.route[0])] = node_further_on(new, one.now[0])
    entries = [entry for key, value in root.items() for entry in fields.get(key, {key: value}).items()]
    if len({name for name, _ in entries}) < len(entries) or entries[-1][1] is None:
        return None
    return MovedSource(source, text, MovedFields([(one.before, one.now) for one in pieces], fields))


def _activity_pieces(
    source: Source, splices: Several[Splice], activities: Iterable[Route]
) -> list[_Piece] | None:
    """The activities in the order of the file; None where a splice, or anything else, is not within one."""
    nodes: list[tuple[Mapping, Route]] = []
    for route in activities:
        node: Node = source.root
        for step in route:
            below = child(node, step)
            if below is node:
                return None
            node = below
        if not isinstance(node, Mapping) or node.flow:
            return None
        nodes.append((node, route))
    nodes.sort(key=lambda one: one[0].start)
    ordered = sorted(splices, key=lambda one: (one.start, one.end))
    found: list[_Piece] = []
    taken = moved = 0
    for at, (node, route) in enumerate(nodes):
        limit = nodes[at + 1][0].start if at + 1 < len(nodes) else len(source.text) + 1
        first, last, longer = taken, node.end, 0
        while taken < len(ordered) and ordered[taken].start < limit:
            last = max(last, ordered[taken].end)
            longer += len(ordered[taken].text) - (ordered[taken].end - ordered[taken].start)
            taken += 1
        if first < taken and ordered[first].start < node.start:
            return None
        is_line = last > node.end and last == line_start(source.text, last)
        end = last if is_line else next_line(source.text, last)
        if end > limit or not _NOTHING.fullmatch(source.text, node.end, end):
            return None
        found.append(_Piece(route, node, (node.start, end), (node.start + moved, end + moved + longer)))
        moved += longer
    return found if taken == len(ordered) else None


def _field_pieces(text: str, root: Mapping, splices: Several[Splice]) -> list[_Piece] | None:
    """The fields of a plan in which splices are, each up to the next; None where one is in none."""
    keys = [key for key, _ in root.entries()]
    starts = [key.start for key in keys]
    if any(column(text, start) for start in starts):
        return None
    found: list[_Piece] = []
    moved = 0
    by_field: dict[int, list[Splice]] = {}
    for splice in splices:
        by_field.setdefault(bisect_right(starts, splice.start) - 1, []).append(splice)
    for at, several in sorted(by_field.items()):
        end = starts[at + 1] if at + 1 < len(starts) else len(text)
        if at < 0 or keys[at] in _HOLDERS or any(one.end > end for one in several):
            return None
        longer = sum(len(one.text) - (one.end - one.start) for one in several)
        before, now = (starts[at], end), (starts[at] + moved, end + moved + longer)
        found.append(_Piece((str(keys[at]),), root[keys[at]], before, now))
        moved += longer
    return found


def _read_together(
    source: Source, text: str, pieces: Several[_Piece], depth: int, limits: Limits
) -> list[Mapping] | None:
    """What pieces of one depth hold, with their places in the text; None unless each is read for itself."""
    if depth < 2:  # there is no room for a dash
        return None
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for one in pieces:
        piece = text[slice(*one.now)]
        if not _ends_line(piece) and one.now[1] < len(text):
            return None  # its last line goes on
        dash = f"{' ' * (depth - 2)}- "
        ending = "" if _ends_line(piece) else "\n"
        parts += (dash, piece, ending)
        starts.append(at + depth)
        at += len(dash) + len(piece) + len(ending)
    together = "".join(parts)
    if _REACHES.search(together):
        return None
    nesting = limits.nesting - max(len(one.route) for one in pieces) + 1  # they are in a list here too
    alone = read(together.encode(), source.path, limits._replace(nesting=nesting))
    if alone.problems or not isinstance(alone.root, Sequence) or len(alone.root) != len(pieces):
        return None
    found: list[Mapping] = []
    for one, node, start in zip(pieces, alone.root, starts, strict=True):
        length = one.now[1] - one.now[0]
        if not isinstance(node, Mapping) or node.flow or node.start != start or node.end > start + length:
            return None
        new = node_further_on(node, one.now[0] - start)
        new.anchored = one.old is not None and one.old.anchored  # its anchor is before its first key
        if _may_take_more(source, text, one, new):
            return None
        found.append(new)
    return found


def _ends_line(piece: str) -> bool:
    return piece.endswith(("\n", "\r"))


def _may_take_more(source: Source, text: str, piece: _Piece, new: Mapping) -> bool:
    """Whether blank lines and comments after a piece may belong to a block text at its end.

    Where it has ended in the same text before, in the same characters, what follows has not become another.
    """
    now, was = last_text(new), last_text(piece.old)
    if now is None or now.style not in ("|", ">"):
        return False
    if was is None or was != now or was.style != now.style:
        return True
    return source.text[was.start : piece.before[1]] != text[now.start : piece.now[1]]
