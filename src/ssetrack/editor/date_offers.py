"""The dates that the help of a refused date offers, as texts to put in its place.

Comes in: a finding of the family `dates`, and the plan that it is in. Goes out: edits, tried: the plan with
one of them has no problem there. An example in a help ("for example 2027") is no offer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import NamedTuple

from ssetrack.diagnostic import Edit, Finding, Range
from ssetrack.edit.splice import Splice, text_with
from ssetrack.language.message import Message
from ssetrack.limits import Limits
from ssetrack.load import load
from ssetrack.source import Source, read_text
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence
from ssetrack.status import snapshot

_EXAMPLE = re.compile(r"for example[^a-z]*\Z")
_MARK = re.compile(r"[~?%]")

REFUSALS = frozenset(
    (
        "ambiguous-date",
        "impossible-date",
        "unreadable-date",
        "vague-date",
        "date-without-year",
        "week-or-season",
    )
)
"""The rules whose help may say what to write instead."""


class Offered(NamedTuple):
    """A text that may be written in place of what is there; `is_list` says that it is a list in YAML."""

    text: str
    is_list: bool


def date_offers(source: Source, tree: Node, finding: Finding, today: date, limits: Limits) -> list[Edit]:
    """The edits that put each of the offered dates in the place of a refused one."""
    if finding.rule not in REFUSALS or finding.help is None or source.broken:
        return []
    place = finding.location.range
    there = _scalar_at(tree, place)
    if there is None:
        return []
    scalar, flow = there
    edits = []
    for offered in dict.fromkeys(_offers_in(finding.help)):
        text = offered.text if offered.is_list else quote(offered.text, flow=flow, style=scalar.style)
        edit = Edit(Range(scalar.start, scalar.end), text)
        if _is_accepted(source, edit, today, limits):
            edits.append(edit)
    return edits


def _offers_in(said: Message) -> Iterator[Offered]:
    """What fills the gaps of a help, but for examples; a gap in brackets holds a list."""
    parts = [*Formatter().parse(said.template)]
    for number, (before, gap, _, _) in enumerate(parts):
        behind = parts[number + 1][0] if number + 1 < len(parts) else ""
        value = said.values.get(gap or "")
        if isinstance(value, Message):
            yield from _offers_in(value)
        elif value is not None and not _EXAMPLE.search(before):
            mark = _MARK.match(behind)
            is_list = before.endswith("[") and behind.startswith("]")
            text = f"{value}{mark[0] if mark else ''}"
            yield Offered(f"[{text}]" if is_list else text, is_list)


def _scalar_at(node: Node, place: Range) -> tuple[Scalar, bool] | None:
    """The text at a place, written there once, and whether it is within `[]` or `{}`."""
    flow = False
    while isinstance(node, Mapping | Sequence):
        if node.anchored:
            return None
        flow = flow or node.flow
        values = node.values() if isinstance(node, Mapping) else node
        node = next(
            (one for one in values if one and one.start <= place.start and place.end <= one.end), None
        )
    if node is None or node.anchored or node.style in ("|", ">"):
        return None
    return node, flow


def _is_accepted(source: Source, edit: Edit, today: date, limits: Limits) -> bool:
    """Whether the plan with the edit has nothing to complain of where it was made."""
    text = text_with(source.text, [Splice(*edit.range, edit.text)])
    after = load(read_text(text or "", source.path, limits))
    if after.plan is None:
        return False
    dated = snapshot([after], today).schedule.problems.get(source.path, ())
    end = edit.range.start + len(edit.text)
    places = (after.source.locate(one.place) for one in (*after.problems, *dated))
    return not any(one.start < end and edit.range.start < one.end for one in places)
