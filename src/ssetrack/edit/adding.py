"""A new activity or milestone, written below the last one in its list.

Comes in: a source, the route of what is to hold it, and its fields. Goes out: a `Change`. A new one is
written as its neighbours are: in braces on one line, or with a line for each field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Fields
from collections.abc import Sequence as Several

from ssetrack.diagnostic import Route
from ssetrack.edit.change import Change, Meant
from ssetrack.edit.editability import editable, entry_end, own_keys, refusal, value_span
from ssetrack.edit.fields import line_below
from ssetrack.edit.lists import element_lead
from ssetrack.edit.neighbours import element_style, key_style, past_comments, past_comments_beside, separator
from ssetrack.edit.splice import Splice, column, line_break, line_end, lines_after, past_blank_lines
from ssetrack.edit.values import Value, entry, yaml_text
from ssetrack.language.message import message
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Sequence, last_text


def addition(source: Source, holder: Route, list_name: str, fields: Fields[str, Value]) -> Change:
    """The change that adds an item with these fields to a list of the mapping at `holder`."""
    there = editable(source, holder)
    mapping = there.node
    if not isinstance(mapping, Mapping):
        raise refusal(message("this part of the plan has no fields"))
    if list_name in mapping:
        span = value_span(source, mapping, list_name)
        old = mapping[list_name]
        if isinstance(old, Sequence) and old:
            route = (*holder, list_name, len(old))
            splice = _after_last(source, old, fields)
            return Change((Meant(route, fields),), (splice,), (old.start, max(old.end, splice.start)))
        if old is not None and not isinstance(old, Sequence):
            raise refusal(message("`{name}` is not a list", name=list_name))
        splices = _first(source, mapping, span, old, fields, flow=there.flow)
        return Change((Meant((*holder, list_name), [fields]),), splices, (mapping.start, span[1]))
    splice = _with_list(source, mapping, list_name, fields, flow=there.flow)
    end = max(mapping.end, splice.start)
    return Change((Meant((*holder, list_name), [fields]),), (splice,), (mapping.start, end))


def more_additions(
    source: Source, holder: Route, list_name: str, items: Several[Fields[str, Value]]
) -> Change:
    """The change that adds several items to a list that has one already, in their order."""
    changes = [addition(source, holder, list_name, fields) for fields in items]
    (first, *_) = changes
    at = first.meant[0].route[-1]
    assert isinstance(at, int)
    meant = tuple(Meant((*holder, list_name, at + number), fields) for number, fields in enumerate(items))
    return Change(meant, tuple(splice for one in changes for splice in one.splices), first.lines)


def _after_last(source: Source, old: Sequence, fields: Fields[str, Value]) -> Splice:
    last = old[-1]
    if last is None or not old.start <= last.start <= last.end <= old.end:
        raise refusal(message("the last one in the list is an alias or empty"))
    if old.flow:
        new = yaml_text(fields, flow=True, style=element_style(old))
        return Splice(last.end, last.end, separator(source, last.start, last.end) + new)
    lead = element_lead(source, old)
    end = past_blank_lines(source.text, old.end) if _keeps_blank_lines(source, last) else old.end
    depth = column(source.text, old.start)
    deeper = past_comments(source.text, end, depth + 1)
    # Where none stands deeper, the one at the dashes is about the item; else about the list.
    end = past_comments_beside(source.text, end, depth) if deeper == end else deeper
    if isinstance(last, Mapping) and last.flow:
        return lines_after(source.text, end, [lead + yaml_text(fields, flow=False)])
    return lines_after(source.text, end, [lead + _block(fields, " " * len(lead), source, old.end)])


def _keeps_blank_lines(source: Source, node: Node) -> bool:
    """Whether a node ends in a block text to which the blank lines behind it belong (`|+`)."""
    last = last_text(node)
    if last is None or last.style not in ("|", ">"):
        return False
    return "+" in source.text[last.start : line_end(source.text, last.start)].partition("#")[0]


def _block(fields: Fields[str, Value], indent: str, source: Source, near: int) -> str:
    """The fields, one a line, the first where the text stands."""
    lines = (entry(name, value, flow=False) for name, value in fields.items())
    return (line_break(source.text, near) + indent).join(lines)


def _first(
    source: Source,
    mapping: Mapping,
    span: tuple[int, int],
    old: Sequence | None,
    fields: Fields[str, Value],
    *,
    flow: bool,
) -> tuple[Splice, ...]:
    """The first element of a list that is there and empty; `[]` and `null` make place for a block."""
    start, end = span
    text = source.text
    begin = start
    while text[begin - 1] in " \t":
        begin -= 1
    written = text[start:end]
    is_bare = not (old is not None and old.anchored) and not re.search(r"[#\r\n]", written)
    if flow or text[begin - 1] != ":" or not is_bare:
        gap = " " if text[max(0, start - 1) : start] == ":" else ""
        new = yaml_text(fields, flow=True, style=key_style(mapping))
        return (Splice(start, end, f"{gap}[{new}]"),)
    indent = " " * (_depth(source, mapping) + 2)
    at = line_end(text, end)
    ending = line_break(text, end)
    item = Splice(at, at, f"{ending}{indent}- {_block(fields, indent + '  ', source, end)}")
    return (item,) if start == end else (Splice(begin, end, ""), item)


def _depth(source: Source, mapping: Mapping) -> int:
    """How deep the keys of a mapping stand."""
    return source.position(mapping.start)[1] - 1


def _with_list(
    source: Source, mapping: Mapping, name: str, fields: Fields[str, Value], *, flow: bool
) -> Splice:
    """A list of one, under a key that is not there yet."""
    if flow:
        keys = own_keys(mapping)
        if not keys:
            raise refusal(message("this part of the plan has no fields"))
        end = entry_end(source, mapping, keys[-1])
        style = key_style(mapping)
        written = entry(name, [fields], flow=True, style=style)
        return Splice(end, end, separator(source, keys[-1].start, end) + written)
    lines = (entry(key, value, flow=False) for key, value in fields.items())
    written = "\n".join([f"{name}:", "  - " + "\n    ".join(lines)])
    return line_below(source, mapping, written, comments=True)
