"""A problem with a route in, a finding with offsets out.

Comes in: problems and the sources that they are about. Goes out: findings, whose fixes are edits of the
text. A fix that would change more than its own place (a value that an alias repeats, a key that came by a
merge, a text of several lines) is left away: the finding stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping as Mappings
from functools import cached_property

from ssetrack import outline
from ssetrack.diagnostic import (
    At,
    Edit,
    Finding,
    Fix,
    Location,
    Place,
    Problem,
    Range,
    RelatedLocation,
    RelatedPlace,
    Replacement,
)
from ssetrack.plan.reference import item_id
from ssetrack.rules.rule import Rule
from ssetrack.source import Source
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence, child

_ANCHOR_BEFORE = re.compile(r"&[^\s,\[\]{}]+\s+\Z")


class Placer:
    """Places the problems of one file; `sources` are all files by path, for places in another."""

    def __init__(self, source: Source, sources: Mappings[str, Source]) -> None:
        self.source, self.sources = source, sources
        self._last_related: tuple[tuple[RelatedPlace, ...], tuple[RelatedLocation, ...]] = (), ()

    def finding(self, problem: Problem, rule: Rule) -> Finding:
        """The problem as people and CI read it."""
        item, field = self.subject(problem.place)
        return Finding(
            _location(self.source, problem.place),
            problem.severity or rule.severity,
            rule.name,
            rule.family,
            problem.message,
            problem.help,
            self._related_locations(problem.related),
            self.fix(problem),
            item,
            field,
            problem.kind or rule.kind,
            problem.instead,
        )

    def _related_locations(self, related: tuple[RelatedPlace, ...]) -> tuple[RelatedLocation, ...]:
        """The other places of a problem; thousands of problems may be with one and the same."""
        if related is self._last_related[0]:
            return self._last_related[1]
        locations = tuple(
            RelatedLocation(
                _location(self.source if one.path is None else self.sources[one.path], one.place), one.message
            )
            for one in related
        )
        self._last_related = related, locations
        return locations

    def subject(self, place: Place) -> tuple[str, str]:
        """What a place is about, without a line: the id of an activity or section, and the field."""
        if isinstance(place, Range):
            return self._item_round(place.start), ""
        node = self.source.root
        names: list[str] = []
        fields: list[str] = []
        for index, step in enumerate(place.route):
            taken = isinstance(node, Mapping) and step in node
            node = child(node, step)
            if isinstance(step, str):
                # The models add `date`, `name` or `title` where a text stands for a mapping.
                fields += [step] if taken or not fields else []
            elif isinstance(node, Mapping) and place.route[index - 1] in _NAMED:
                # What counts is the innermost: a section's name is no part of an activity's.
                keep = names if place.route[index - 1] == "milestones" else []
                names, fields = [*keep, _name(node)], []
        return "/".join(names), ".".join(fields)

    @cached_property
    def _named(self) -> list[tuple[Mapping, Mapping | None]]:
        """Sections, activities and milestones as they follow each other, milestones with their activity."""
        root = self.source.root
        named: list[tuple[Mapping, Mapping | None]] = [(one, None) for _, one in outline.sections(root)]
        for _, activity in outline.activities(root):
            named.append((activity, None))
            named += [(one, activity) for _, one in outline.milestones(activity)]
        return sorted(named, key=lambda pair: (pair[0].start, pair[0].end))

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        return [(node.start, node.end) for node, _ in self._named]

    def _item_round(self, offset: int) -> str:
        """The innermost activity, milestone or section round an offset; of an alias's names the last."""
        starts, round_it = self._starts, ""
        for at in range(bisect_right(starts, (offset, len(self.source.text) + 1)) - 1, -1, -1):
            if round_it and starts[at] != starts[at + 1]:
                break
            if offset < starts[at][1]:
                node, activity = self._named[at]
                name = _name(node) if activity is None else item_id(_name(activity), _name(node))
                round_it = max(round_it, name)
        return round_it

    def fix(self, problem: Problem) -> Fix | None:
        """The suggested fix as edits; None where there is none, or where it would change too much."""
        if problem.fix is None:
            return None
        edits: list[Edit] = []
        for replacement in problem.fix.replacements:
            edit = self._edit(replacement, problem.place)
            if edit is None:
                return None
            edits.append(edit)
        return Fix(problem.fix.safety, tuple(edits))

    def _edit(self, replacement: Replacement, found_at: Place) -> Edit | None:
        source, place, text = self.source, replacement.place, replacement.text
        if isinstance(place, Range) or replacement.raw:
            return Edit(source.locate(place), text)
        if isinstance(found_at, Range):
            # Found before the tree was mended: the route may lead nowhere now, but the place still holds.
            return self._word_edit(found_at, text)
        written = self._own_scalar(place)
        if written is None:
            return None
        scalar, flow = written
        there = source.locate(place)
        if place.within is not None and there != (scalar.start, scalar.end):
            return Edit(there, text)
        if place.within is not None:
            text = scalar[: place.within[0]] + text + scalar[place.within[1] :]
        return Edit(there, quote(text, flow=flow, style=scalar.style))

    def _word_edit(self, place: Range, word: str) -> Edit | None:
        """A word in place of a token, in the token's own quotes."""
        source = self.source
        sign = source.text[place.start : place.start + 1]
        before = source.text[max(0, place.start - 80) : place.start]
        if sign in "|>&*!" or _ANCHOR_BEFORE.search(before):
            return None
        mark = sign if sign in ("'", '"') else ""
        return Edit(place, f"{mark}{word}{mark}")

    def _own_scalar(self, place: At) -> tuple[Scalar, bool] | None:
        """The text at a place and whether it stands in flow style; None unless it stands there alone."""
        node: Node = self.source.root
        holder: Node = None
        flow = False
        for step in place.route:
            if isinstance(node, Mapping) and step in node.merged:
                return None
            if isinstance(node, Mapping | Sequence):
                if node.anchored:
                    return None
                flow = flow or node.flow
            below = child(node, step)
            if below is None:
                return None
            if below is not node:
                holder, node = node, below
        if place.part == "key" and isinstance(holder, Mapping):
            last = str(place.route[-1])
            node = holder.key(last) if last in holder else None
        if not isinstance(node, Scalar) or node.anchored or node.style in ("|", ">"):
            return None
        return node, flow


def _location(source: Source, place: Place) -> Location:
    return Location(source.path, source.locate(place), source.lines)


def _name(node: Mapping) -> str:
    """The id of an item, else its title."""
    return outline.text(node, "id") or outline.text(node, "title") or ""


_NAMED = ("sections", "activities", "milestones")
