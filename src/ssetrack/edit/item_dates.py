"""Where the dates of an item are written, and what their texts mean there.

Comes in: an item in its file. Goes out: the field and the route of each date, and who reads it. The tree is
asked, not a plan: no model is built.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ssetrack import dates, outline
from ssetrack.dates import Purpose, YearStart
from ssetrack.diagnostic import Route
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.language.speaker import base
from ssetrack.plan.field_groups import DATES
from ssetrack.plan.reference import item_id
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence


class DateReader(NamedTuple):
    """What a date's text means in one field of a plan."""

    language: str | None
    """The base of the plan's own tag, which settles dates in numbers; None where it has none."""
    purpose: Purpose
    year_starts: YearStart | None = None
    start: date | None = None
    """From where months and weeks of the project count, for whoever asks what they are."""

    def __call__(self, text: str) -> dates.DateReading:
        """What the text says."""
        return dates.parse(
            text,
            language=self.language,
            purpose=self.purpose,
            year_starts=self.year_starts,
            start=self.start,
        )


class WrittenDate(NamedTuple):
    """A date as it is written: the mapping or list that holds it, under which name, and its text."""

    holder: Route
    name: str
    text: str


def date_reader(source: Source, field: str) -> DateReader:
    """How the dates of that field are read in that file."""
    own = outline.text(source.root, "language")
    purpose = Purpose.DEADLINE if field == "deadline" else Purpose.DATE
    year_starts = dates.own_year_start(outline.text(source.root, "year-starts"))
    return DateReader(None if own is None else base(own), purpose, year_starts)


def date_field(node: Mapping) -> str:
    """The field that has the date: the one that is filled, else the one that is there, else `deadline`."""
    filled = [name for name in DATES if node.get(name) is not None]
    return next(iter([*filled, *(name for name in DATES if name in node)]), DATES[0])


def written_dates(target: ItemNode) -> list[WrittenDate]:
    """The dates of an item, each of several alternatives; none where it has no date of its own."""
    name = date_field(target.node)
    value: Node = target.node.get(name)
    route: Route = (*target.route, name)
    if isinstance(value, Scalar):
        return [WrittenDate(target.route, name, str(value))]
    if isinstance(value, Mapping):
        text = outline.text(value, "date")
        return [] if text is None else [WrittenDate(route, "date", text)]
    found: list[WrittenDate] = []
    for index, entry in enumerate(value if isinstance(value, Sequence) else ()):
        inner = outline.text(entry, "date")
        if inner is not None:
            found.append(WrittenDate((*route, index), "date", inner))
        elif isinstance(entry, Scalar):
            found.append(WrittenDate(route, str(index), str(entry)))
    return found


def parts(target: ItemNode) -> list[ItemNode]:
    """The milestones of an activity, in whose place they have the dates."""
    if target.kind == "milestone":
        return []
    return [
        ItemNode(
            target.source,
            target.plan,
            item_id(target.id, outline.text(one, "id") or ""),
            "milestone",
            (*target.route, "milestones", index),
            one,
        )
        for index, one in outline.milestones(target.node)
    ]
