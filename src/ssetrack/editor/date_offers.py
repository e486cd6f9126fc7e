"""The texts that may stand in the place of a refused date, as edits.

Comes in: a finding that carries them (`instead`), and the plan that it is in. Goes out: edits, tried: the
plan with one of them has no problem there.
"""

from __future__ import annotations

from datetime import date

from ssetrack.diagnostic import Edit, Finding, Range
from ssetrack.edit.splice import Splice, text_with
from ssetrack.limits import Limits
from ssetrack.load import load
from ssetrack.source import Source, read_text
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence
from ssetrack.status import snapshot


def date_offers(source: Source, tree: Node, finding: Finding, today: date, limits: Limits) -> list[Edit]:
    """The edits that put each of the possible texts in the place of a refused date."""
    there = _scalar_at(tree, finding.location.range) if finding.instead and not source.broken else None
    if there is None:
        return []
    scalar, flow = there
    place = Range(scalar.start, scalar.end)
    texts = (
        quote(one, flow=flow, style=scalar.style) if isinstance(one, str) else f"[{', '.join(one)}]"
        for one in dict.fromkeys(finding.instead)
    )
    return [edit for text in texts if _is_accepted(source, edit := Edit(place, text), today, limits)]


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
