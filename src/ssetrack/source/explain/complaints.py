"""What is said of a text that folds into no tree, or into one with a flaw: the sentences of `fold`.

Comes in: the text and where the flaw stands. Goes out: problems. Nothing here reads on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ssetrack.diagnostic import Problem, Range
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import nearest
from ssetrack.source.tree import Mapping, Scalar

_QUESTION = r"\?(?:[\s,:\]}]|#[^\r\n]*+[\r\n])*+\Z"
_GLUED = r"([a-z][a-z-]*):(?!//)(\S.*)"


def syntax(start: int, end: int, what: Message, advice: Message | None = None) -> Problem:
    """A `yaml-syntax` problem between two offsets."""
    return Problem("yaml-syntax", Range(start, end), what, advice)


def collection_as_key(text: str, start: int) -> Problem:
    """A list or mapping stands where the name of a field should."""
    opening = text[start : start + 1]
    if opening in ("{", "["):
        return syntax(
            start,
            start + 1,
            message(
                "`{sign}` begins a list or a group of fields, but the name of a field is needed here",
                sign=opening,
            ),
            message("if this is one text, put quotes around all of it"),
        )
    return syntax(
        start,
        start + 1,
        message("the name of a field must be one text, not a list or a group of fields"),
        message("remove the `?` at the beginning, or put quotes around the text"),
    )


def second_document(text: str, end: int) -> Problem:
    """A second `---`."""
    start = end - 3 if text[end - 3 : end] == "---" else end
    return Problem(
        "more-than-one-document",
        Range(start, max(end, start)),
        message("a second document begins here, but a file holds one plan"),
        message("remove the `---`, or put what follows it into its own file"),
    )


def tag(written: str, start: int) -> Problem:
    """A tag: a plan's fields decide the type of their values."""
    return Problem(
        "custom-tag",
        Range(start, start + len(written)),
        message("YAML tags such as `{tag}` are not used in a plan", tag=written),
        message("remove `{tag}`: the field decides how its value is read", tag=written),
    )


def too_deep(start: int, limit: int) -> Problem:
    """Too many collections within collections."""
    return Problem(
        "over-limit",
        Range(start, start + 1),
        message("this is more than {limit} levels deep", limit=limit),
        message("use fewer levels, or raise the limit in the configuration"),
    )


def too_many_nodes(start: int, end: int, limit: int) -> Problem:
    """Aliases that stand for more values than anybody wrote."""
    return Problem(
        "over-limit",
        Range(start, end),
        message("with this alias the plan would hold more than {limit} repeated values", limit=limit),
        message(
            "write the fields again instead of repeating them with `*`, or raise the limit "
            "in the configuration"
        ),
    )


def endless_alias(name: str, start: int, end: int) -> Problem:
    """An alias inside what it stands for."""
    return Problem(
        "over-limit",
        Range(start, end),
        message("`*{name}` is inside `&{name}` itself, so it never ends", name=name),
        message("write the fields again instead of `*`"),
    )


def unknown_alias(name: str, start: int, end: int, anchors: Iterable[str]) -> Problem:
    """An alias of nothing: a misspelt name, or a text that begins with `*`."""
    meant = nearest(name, anchors)
    return syntax(
        start,
        end,
        message("`*{name}` repeats what is marked with `&{name}`, but nothing is marked so", name=name),
        message("did you mean `*{name}`?", name=meant)
        if meant
        else message("put quotes around the value if it is a text that begins with `*`"),
    )


def merge_of_no_mapping(key: Scalar, place: tuple[int, int]) -> Problem:
    """A `<<` that names something without fields."""
    start, end = place if place[1] > place[0] else (key.start, key.end)
    return syntax(
        start,
        end,
        message("`<<` takes the fields of another item, but this has no fields"),
        message("write the name of an item with fields (`<<: *name`), or a list of such names"),
    )


def empty_key(text: str, start: int) -> Problem:
    """A field without a name: an unquoted `?` in `[]`, or a colon with nothing before it."""
    near = max(0, start - 200)
    mark = re.search(_QUESTION, text[near:start])
    if mark is not None:
        return question_mark(near + mark.start())
    colon = text.find(":", start)
    place = colon if colon >= 0 and not text[start:colon].strip() else start
    return syntax(
        place,
        place + 1,
        message("the name of a field is missing before this `:`"),
        message("write the name, or put quotes around the text if the colon is a part of it"),
    )


def question_mark(start: int) -> Problem:
    """A `?` without quotes, which YAML takes for a sign of its own."""
    return syntax(
        start,
        start + 1,
        message("without quotes, `?` means something else in YAML"),
        message('write `tbd` if nobody knows it yet, or put quotes around it: `"?"`'),
    )


def comma_in_value(text: str, mapping: Mapping) -> Problem | None:
    """A comma inside an unquoted text in `{}`, as in `{when: February 26, 2024}`, mended in the tree.

    YAML ends the text at the comma and takes the rest for a field of its own without a value. Where other
    fields have values and the one before has a plain text, the rest is put back where it belongs. A mapping
    in which no field has a value, `{a, b}`, is left alone: it may be a set of dates, and `load` knows.
    """
    nothings = mapping.nothings or {}
    before: Scalar | None = None
    first: Scalar | None = None
    for key, value in list(mapping.entries()):
        if value is not None or key in mapping.merged:
            before = key
            continue
        if before is None:
            continue
        owner = mapping[before]
        if not isinstance(owner, Scalar) or owner.style or key.style or _has_colon(text, key, nothings[key]):
            before = None
            continue
        whole = _piece(text, owner.start, key.end)
        mapping[before] = whole
        del mapping[key]
        del nothings[key]
        if first is None or first.start == whole.start:
            first = whole
    if first is None:
        return None
    return syntax(
        first.start,
        first.end,
        message("this text ends at the comma: within `{braces}`, commas are between fields", braces="{ }"),
        message('put quotes around it: `"{text}"`', text=first),
    )


def no_space_after_colon(text: str, mapping: Mapping) -> list[Problem]:
    """A colon without a space in `{}`, as in `{date:2004-06}`, mended in the tree.

    YAML takes all of it for a field's name. The order of the fields is kept.
    """
    nothings = mapping.nothings or {}
    fields = list(mapping.entries())
    glued = {
        key: match
        for key, _ in fields
        if key in nothings
        and (match := re.fullmatch(_GLUED, key))
        and not key.style
        and key not in mapping.merged
        and not _has_colon(text, key, nothings[key])
    }
    if not glued:
        return []
    mapping.clear()
    problems = []
    for key, value in fields:
        match = glued.get(key)
        if match is None:
            mapping[key] = value
            continue
        problems.append(
            syntax(
                key.start,
                key.end,
                message("a space is missing after the colon"),
                message("write `{name}: {value}`", name=match.group(1), value=match.group(2)),
            )
        )
        middle = key.start + match.end(1)
        del nothings[key]
        mapping.setdefault(_piece(text, key.start, middle), _piece(text, middle + 1, key.end))
    return problems


def _piece(text: str, start: int, end: int) -> Scalar:
    piece = Scalar(text[start:end])
    piece.start, piece.end, piece.style, piece.anchored = start, end, "", False
    return piece


def _has_colon(text: str, key: Scalar, place: tuple[int, int]) -> bool:
    return ":" in text[key.end : max(place)]
