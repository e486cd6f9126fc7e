"""One field of an item: given a value, given it for the first time, or taken away.

Comes in: a source, the route of a mapping, a name and a value. Goes out: a `Change`. A value is replaced
where it stands and keeps its quotes; a field that is not there yet becomes a line of its own after the last
one, or stands before the closing brace.
"""

from __future__ import annotations

from typing import cast

from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.change import ABSENT, Change, Meant, is_possible
from ssetrack.edit.editability import editable, entry_end, key_of, own_keys, refusal, value_span
from ssetrack.edit.lists import cut_lines, list_splices
from ssetrack.edit.neighbours import key_style, past_comments, separator
from ssetrack.edit.splice import (
    Splice,
    begins_line,
    column,
    line_break,
    line_end,
    line_start,
    lines_after,
)
from ssetrack.edit.values import Value, entry, entry_lines, yaml_text
from ssetrack.language.message import message
from ssetrack.source import Source, read
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping, Scalar, Sequence, last_text


def field_setting(
    source: Source, route: Route, name: str, value: Value, *, in_lines: bool = False
) -> Change | None:
    """The change that gives a field of the mapping at `route` a value; None where it has that value.

    A list or a mapping that is new is written `in_lines` where that is asked for, and possible.
    """
    mapping, flow = _mapping(source, route)
    if name not in mapping:
        return _insertion(source, route, mapping, name, value, flow=flow, in_lines=in_lines)
    start, end = value_span(source, mapping, name)
    if mapping[name] == value:
        return None
    splices = _replacement(source, mapping, name, value, flow=flow)
    if splices is None:
        splices = [
            _in_place(
                source, mapping, name, (start, end), yaml_text(value, flow=flow, style=key_style(mapping))
            )
        ]
    key = key_of(mapping, name)
    first = start if key is None else key.start
    return Change((Meant((*route, name), value),), tuple(splices), (first, end))


def field_renaming(source: Source, route: Route, name: str, new_name: str, value: Value) -> Change:
    """The change that puts another field, with a value, in the place of one."""
    mapping, flow = _mapping(source, route)
    key = key_of(mapping, name)
    span = value_span(source, mapping, name)
    if key is None or not isinstance(mapping[key], Scalar | None):
        raise refusal(message("`{name}` is more than one text", name=name))
    renamed = Splice(key.start, key.end, quote(new_name, flow=flow, style=key.style))
    text = yaml_text(value, flow=flow, style=key_style(mapping))
    splices = (renamed, _in_place(source, mapping, name, span, text))
    return Change((Meant((*route, name), value, new_name),), splices, (key.start, span[1]))


def key_renaming(source: Source, route: Route, name: str, new_name: str) -> Change:
    """The change that gives what stands under a key of the mapping at `route` another key."""
    mapping, flow = _mapping(source, route)
    span = value_span(source, mapping, name)
    key = key_of(mapping, name)
    if key is None:
        raise refusal(message("`{step}` is not in the plan, so it cannot be changed", step=name))
    renamed = Splice(key.start, key.end, quote(new_name, flow=flow, style=key.style))
    return Change(
        (Meant((*route, name), cast("Value", mapping[key]), new_name),), (renamed,), (key.start, span[1])
    )


def field_removal(source: Source, route: Route, name: str) -> Change | None:
    """The change that takes a field away; None where there is none."""
    mapping, flow = _mapping(source, route)
    if name not in mapping:
        return None
    value_span(source, mapping, name)
    return removal_of(source, route, mapping, mapping.key(name), flow=flow)


def removal_of(source: Source, route: Route, mapping: Mapping, key: Scalar, *, flow: bool) -> Change:
    """The change that takes an entry of a mapping away, which is at `route` afterwards; comments stay."""
    cut = entry_cut(source, mapping, key, flow=flow)
    end = entry_end(source, mapping, key)
    splices = cut_lines(source, key.start, end) if cut is None else [cut]
    lines = (min(mapping.start, splices[0].start), max(end, *(one.end for one in splices)))
    return Change((Meant((*route, str(key)), ABSENT),), tuple(splices), lines)


def entry_cut(source: Source, mapping: Mapping, key: Scalar, *, flow: bool) -> Splice | None:
    """The splice that takes an entry away with what parts it from another; None where its lines are its own.

    In brackets that is what is before it, so that what was put at the end goes as it came. Raises
    `SsetrackError` for the only entry.
    """
    keys = own_keys(mapping)
    if len(keys) == 1:
        raise refusal(message("`{name}` is the only field of this part and cannot be removed", name=key))
    at = keys.index(key)
    if flow and at:
        return Splice(entry_end(source, mapping, keys[at - 1]), entry_end(source, mapping, key), "")
    if not flow and begins_line(source.text, key.start):
        return None
    return Splice(key.start, keys[at + 1].start, "")  # behind a dash or a bracket the next one moves up


def one_value(field: str) -> SsetrackError:
    """The error for several texts where a field, or a part of one, holds one."""
    return SsetrackError(
        message("`{field}` takes one value", field=field), message("write `{field}=…` once", field=field)
    )


def _mapping(source: Source, route: Route) -> tuple[Mapping, bool]:
    there = editable(source, route)
    if not isinstance(there.node, Mapping):
        raise refusal(message("this part of the plan has no fields"))
    return there.node, there.flow


def _replacement(
    source: Source, mapping: Mapping, name: str, value: Value, *, flow: bool
) -> list[Splice] | None:
    """The splices for a value that replaces one of its own kind, or a block by a text; None for others."""
    old = mapping[name]
    if isinstance(old, Scalar) and isinstance(value, str):
        style = old.style if not (flow and old.style in ("|", ">")) else '"'
        return [Splice(old.start, old.end, yaml_text(value, flow=flow, style=style))]
    if isinstance(old, Sequence) and isinstance(value, list | tuple):
        splices = list_splices(source, old, list(value), style=key_style(mapping))
        if splices is not None:
            return splices
    if isinstance(old, Mapping | Sequence) and not old.flow:
        return _block_by_line(source, mapping, name, old, yaml_text(value, flow=flow))
    return None


def _block_by_line(
    source: Source, mapping: Mapping, name: str, old: Mapping | Sequence, text: str
) -> list[Splice] | None:
    """A value in block style by one that stands beside its key; a comment behind the key stays there."""
    key = key_of(mapping, name)
    if key is None:
        return None
    colon = source.text.index(":", key.end) + 1
    end = line_end(source.text, colon)
    if old.start <= end:
        return [Splice(old.start, old.end, text)]
    return [Splice(colon, colon, f" {text}"), Splice(end, old.end, "")]


def _in_place(source: Source, mapping: Mapping, name: str, span: tuple[int, int], text: str) -> Splice:
    """A value written where another, or nothing, stands."""
    start, end = span
    key = key_of(mapping, name)
    if start == end and key is not None:
        between = source.text[key.end : start]
        if ":" not in between:
            return Splice(key.end, key.end, f": {text}")
        if between.endswith(":"):
            text = f" {text}"
    return Splice(start, end, text)


def _insertion(
    source: Source,
    route: Route,
    mapping: Mapping,
    name: str,
    value: Value,
    *,
    flow: bool,
    in_lines: bool = False,
) -> Change:
    """The change that adds a field after the last one."""
    keys = own_keys(mapping)
    if not keys:
        raise refusal(message("this part of the plan has no fields"))
    style = key_style(mapping)
    lines = [entry(name, value, flow=flow, style=style)]
    if in_lines and not flow:
        lines = entry_lines(name, value, style)
    written = "\n".join(lines)
    meant = (Meant((*route, name), value),)
    place = (mapping.start, mapping.end)
    if flow:
        end = entry_end(source, mapping, keys[-1])
        return Change(meant, (Splice(end, end, separator(source, keys[-1].start, end) + written),), place)
    below = Change(meant, (line_below(source, mapping, written),), place)
    last = keys[-1]
    if not _may_swallow(mapping, last) or _is_read(source, mapping, below):
        return below
    # The last one is a block text that would take the line for its own.
    at = line_start(source.text, last.start)
    if not begins_line(source.text, last.start):
        return below
    indent, ending = source.text[at : last.start], line_break(source.text, last.start)
    above = "".join(f"{indent}{line}{ending}" for line in lines)
    return Change(meant, (Splice(at, at, above),), place)


def _is_read(source: Source, mapping: Mapping, below: Change) -> bool:
    """Whether a new field below a mapping is read as one of its own; the mapping alone is asked if it can be.

    To read the whole plan for each of many items would take too long.
    """
    text = source.text
    (splice,), (meant,) = below.splices, below.meant
    behind = text[splice.start : past_comments(text, splice.start - 1, 0)]
    piece = " " * column(text, mapping.start) + text[mapping.start : splice.start] + splice.text + behind
    alone = read(piece.encode(), source.path)
    if alone.broken:  # an alias, say, whose anchor is elsewhere
        return is_possible(source, below)
    return alone.root == {**mapping, str(meant.route[-1]): meant.value}


def _may_swallow(mapping: Mapping, key: Scalar) -> bool:
    """Whether the value ends in a block text, whose blank lines and end are its own affair."""
    last = last_text(mapping[key])
    return last is not None and last.style in ("|", ">")


def line_below(source: Source, mapping: Mapping, entry: str, *, comments: bool = False) -> Splice:
    """The splice that writes lines after the last one of a mapping in block style, as deep as its keys.

    With `comments`, below those that follow and stand as deep.
    """
    text = source.text
    depth = column(text, mapping.start)
    end = past_comments(text, mapping.end, depth or 1) if comments else mapping.end
    return lines_after(text, end, [" " * depth + line for line in entry.split("\n")])
