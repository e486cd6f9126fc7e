"""Lists within a plan: some elements others, more or fewer, and the rest left as it stands.

Comes in: a source, a list of its tree, the elements wanted. Goes out: splices. Elements that stay are not
touched, so that the comments beside them stay, too.
"""

from __future__ import annotations

from collections.abc import Sequence as Several
from difflib import SequenceMatcher

from ssetrack.diagnostic import Route
from ssetrack.edit.change import ABSENT, Change, Meant
from ssetrack.edit.editability import editable, refusal
from ssetrack.edit.neighbours import element_style, separator
from ssetrack.edit.splice import (
    Splice,
    begins_line,
    end_of_line_before,
    line_break,
    line_end,
    line_start,
    lines_after,
    next_line,
)
from ssetrack.edit.values import Value, yaml_text
from ssetrack.language.message import message
from ssetrack.source import Source
from ssetrack.source.comments import comments
from ssetrack.source.tree import Node, Scalar, Sequence, Style


def list_splices(
    source: Source, old: Sequence, new: Several[Value], *, style: Style = ""
) -> list[Splice] | None:
    """The splices that make a list hold other texts; None where it is not a list of texts.

    `style` is that of what holds the list, for where it has no elements to go by.
    """
    if not new or not all(isinstance(one, str) for one in new):
        return None
    if not old:
        return [Splice(old.start, old.end, yaml_text(new, flow=True, style=style))]
    if not all(isinstance(one, Scalar) and old.start <= one.start <= old.end for one in old):
        return None
    texts = [one for one in old if isinstance(one, Scalar)]
    words = [str(one) for one in new]
    splices: list[Splice] = []
    for _, first, last, start, stop in SequenceMatcher(None, texts, words, autojunk=False).get_opcodes():
        paired = min(last - first, stop - start)
        for one, word in zip(texts[first : first + paired], words[start : start + paired], strict=True):
            if one != word:
                splices.append(Splice(one.start, one.end, yaml_text(word, flow=old.flow, style=one.style)))
        if stop - start > paired:
            splices += _insertion(source, old, first + paired, words[start + paired : stop])
        if last - first > paired:
            splices += list_cuts(source, old, range(first + paired, last))
    return splices


def _insertion(source: Source, old: Sequence, index: int, come: list[str]) -> list[Splice]:
    """More elements, before the one that stands at an index."""
    text = source.text
    before = old[index - 1] if index else None
    if old.flow:
        words = [yaml_text(one, flow=True, style=element_style(old)) for one in come]
        if before is not None:
            between = separator(source, before.start, before.end)
            return [Splice(before.end, before.end, "".join(between + word for word in words))]
        first = _start(old[0])
        return [Splice(first, first, "".join(f"{word}, " for word in words))]
    lead = element_lead(source, old)
    if before is not None:
        return [lines_after(text, before.end, [lead + yaml_text(one, flow=False) for one in come])]
    at = line_start(text, old.start)
    if not begins_line(text, old.start):
        raise refusal(message("a list begins after something else on the same line"))
    ending = line_break(text, at)
    return [Splice(at, at, "".join(lead + yaml_text(one, flow=False) + ending for one in come))]


def element_lead(source: Source, old: Sequence) -> str:
    """What stands before an element of a list in block style: the indentation, the dash, the blanks."""
    text = source.text
    first = _start(old[0])
    between = text[old.start : first]
    if between.strip(" ") != "-":
        between = "- "
    return " " * (old.start - line_start(text, old.start)) + between


def list_cuts(source: Source, old: Sequence, gone: range) -> list[Splice]:
    """The splices that take away the elements at some neighbouring indexes, but not all of them."""
    first, last = old[gone.start], old[gone.stop - 1]
    if first is None or last is None or len(gone) == len(old):
        raise refusal(message("nothing would be left of the list"))
    if old.flow and gone.stop < len(old):
        return [Splice(first.start, _start(old[gone.stop]), "")]
    if old.flow:
        return [Splice(_end(old[gone.start - 1]), last.end, "")]
    dash = source.text.rfind("-", old.start, first.start)
    if not begins_line(source.text, dash):
        # The list begins behind something else on its line: the next element moves up.
        return [Splice(first.start, _start(old[gone.stop]), "")]
    return cut_lines(source, dash, last.end)


def cut_lines(source: Source, start: int, end: int) -> list[Splice]:
    """Take away the lines from one offset to another; a comment on one of them becomes a line of its own."""
    text = source.text
    first, last = line_start(text, start), next_line(text, end)
    kept = []
    if "#" in text[first:last]:
        indent, ending = text[first:start], line_break(text, start)
        inside = [one for one in comments(source) if first <= one.offset < last]
        kept = [f"{indent}{one.text}{ending}" for one in inside]
    if not kept and last == len(text) == line_end(text, end) and first > 0:
        # The last line of a file without a final line break: the one before it becomes that.
        return [Splice(end_of_line_before(text, first), last, "")]
    return [Splice(first, last, "".join(kept))]


def list_choice(source: Source, route: Route, kept: int) -> Change:
    """The change that leaves one element of the list at a route, and takes the others away."""
    there = editable(source, route)
    old = there.node
    if not isinstance(old, Sequence):
        raise refusal(message("this part of the plan is not a list"))
    splices: list[Splice] = []
    meant = []
    for gone in (range(kept + 1, len(old)), range(kept)):
        if gone:
            splices += list_cuts(source, old, gone)
            meant += [Meant((*route, index), ABSENT) for index in reversed(gone)]
    return Change(tuple(meant), tuple(splices), (old.start, old.end))


def element_setting(source: Source, route: Route, index: int, text: str) -> Change | None:
    """The change that gives an element of the list at a route, a text, another; None where it is that."""
    whole, there = editable(source, route), editable(source, (*route, index))
    old = there.node
    if not isinstance(old, Scalar):
        raise refusal(message("a list has an empty element"))
    if old == text:
        return None
    splice = Splice(old.start, old.end, yaml_text(text, flow=whole.flow, style=old.style))
    return Change((Meant((*route, index), text),), (splice,), (old.start, old.end))


def _start(node: Node) -> int:
    if node is None:
        raise refusal(message("a list has an empty element"))
    return node.start


def _end(node: Node) -> int:
    if node is None:
        raise refusal(message("a list has an empty element"))
    return node.end
