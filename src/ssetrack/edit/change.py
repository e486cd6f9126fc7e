"""A change of a plan: what is meant, and the splices that do it; made only if it does just that.

Comes in: a source and changes. Goes out: the new source, read again and compared: its tree is the old one
but for what was meant, every comment stands, and nothing outside the lines of the item has changed. Anything
else is refused with a reason, and the text stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence as Several
from dataclasses import dataclass
from typing import Any, Final

from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.editability import refusal
from ssetrack.edit.partial_reading import activity_of, source_of_pieces
from ssetrack.edit.splice import Splice, line_end, line_start, text_with
from ssetrack.edit.values import Value, refuse_controls
from ssetrack.language.message import message
from ssetrack.source import DEFAULT_LIMITS, Limits, Source, read
from ssetrack.source.comments import comments
from ssetrack.source.tree import Mapping, Node, Sequence, child


class Absent:
    """The type of `ABSENT`."""


ABSENT: Final = Absent()
"""What stands at a route when nothing is to stand there."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A route and the value that the plan is to have there; one past the end of a list adds to it."""

    route: Route
    value: Value | Absent
    name: str | None = None
    """The new name of the key, where it changes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an edit does. `lines` is the stretch of the text whose lines it may touch."""

    meant: tuple[Meant, ...]
    splices: tuple[Splice, ...]
    lines: tuple[int, int]
    going: tuple[int, int] | None = None
    """The stretch whose comments go with it."""


def file_bytes(source: Source, text: str) -> bytes:
    """A text as the bytes of the file, with the byte order mark that the file had."""
    return (b"\xef\xbb\xbf" if source.bom else b"") + text.encode()


def source_after(source: Source, changes: Several[Change], limits: Limits = DEFAULT_LIMITS) -> Source:
    """The source with all changes made. Raises `SsetrackError` where that would do anything else as well."""
    splices = [splice for change in changes for splice in change.splices]
    for change in changes:
        _keep_to_lines(source.text, change)
    text = text_with(source.text, splices)
    if text is None:
        raise refusal(message("two of the changes are in the same place"))
    if text == source.text:
        return source
    expected = source.root
    copies: set[int] = set()
    for change in changes:
        for meant in change.meant:
            refuse_controls(source, meant.route, meant.value)
            expected = _with(expected, meant.route, meant, copies)
    activities = {activity_of(meant.route) for change in changes for meant in change.meant}
    moved = source_of_pieces(source, text, splices, activities, limits)
    after = moved or read(file_bytes(source, text), source.path, limits)
    content = after.root if moved is None else moved.content
    if after.broken or content != expected or _worse(source, after):
        raise refusal(_why(source, changes))
    if any("#" in source.text[one.start : one.end] or "#" in one.text for one in splices):
        # Elsewhere no comment can be lost or made without a value that differs.
        going = [change.going for change in changes if change.going is not None]
        before = [
            one.text for one in comments(source) if not any(start <= one.offset < end for start, end in going)
        ]
        if before != [one.text for one in comments(after)]:
            raise refusal(message("a comment would be lost"))
    return after


def is_possible(source: Source, change: Change, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Whether a change does just what it should."""
    try:
        source_after(source, [change], limits)
    except SsetrackError:
        return False
    return True


def _keep_to_lines(text: str, change: Change) -> None:
    first, last = line_start(text, change.lines[0]), line_end(text, change.lines[1])
    for splice in change.splices:
        # The line break after the last line belongs to it.
        if splice.start < first or splice.end > last + 2:
            raise refusal(message("other lines would change too"))


def _worse(before: Source, after: Source) -> bool:
    """Whether reading the new text finds more to complain of than reading the old one did."""
    if not after.problems:
        return False
    old = Counter(problem.rule for problem in before.problems)
    new = Counter(problem.rule for problem in after.problems)
    return any(new[rule] > old[rule] for rule in new)


def _with(node: Node, route: Route, meant: Meant, copies: set[int]) -> Any:
    """The tree in which a route has another value; shares all that is not on the way.

    What is on the way is copied once for all changes: `copies` are the containers that are copies already.
    """
    if not route:
        return meant.value
    step, below = route[0], route[1:]
    if isinstance(node, Mapping | dict):
        entries: dict[Any, Any] = node if id(node) in copies else dict(node)
        if below:
            entries[step] = _with(entries[step], below, meant, copies)
        elif isinstance(meant.value, Absent):
            entries.pop(step, None)
        else:
            entries[step] = meant.value
        if not below and meant.name is not None:
            entries = {(meant.name if key == step else key): value for key, value in entries.items()}
        copies.add(id(entries))
        return entries
    elements: list[Any] = []
    if isinstance(node, Sequence | list):
        elements = node if id(node) in copies else list(node)
    if isinstance(step, int):
        if below:
            elements[step] = _with(elements[step], below, meant, copies)
        elif isinstance(meant.value, Absent):
            del elements[step]
        else:
            elements[step : step + 1] = [meant.value]
    copies.add(id(elements))
    return elements


def _why(source: Source, changes: Several[Change]) -> Any:
    """The reason to give for an edit that would do more, or something else, than was meant."""
    for change in changes:
        for meant in change.meant:
            node: Any = source.root
            for step in meant.route:
                if getattr(node, "anchored", False):
                    return message("another item repeats this part (YAML anchor `&…`)")
                below = child(node, step)
                if below is node:
                    break
                node = below
            if getattr(node, "anchored", False):
                return message("another item repeats this part (YAML anchor `&…`)")
    return message("this part is written in a way that cannot be changed safely")
