"""The table as it is now, as a version to compare.

Comes in: a proposal. Goes out: its activities as items, with what is doubtful in each and of which fields
their table speaks. Ids that import made up are none: they say only where a row is.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.importing.again.values import DUE, item_of
from ssetrack.importing.fields import Field, is_kept
from ssetrack.importing.layout.tables import Layout, TableLayout
from ssetrack.importing.plan_file.values import item_values
from ssetrack.importing.proposal.items import Item as Activity
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.reading import About, Doubt
from ssetrack.merge.versions import PARTS, SECTION, Item

_DATES = (*sorted(DUE), PARTS)

_SPOKEN: dict[str, tuple[str, ...]] = {
    Field.TITLE: (),
    Field.ID: (),
    Field.SECTION: (),
    Field.OWNERS: ("owners", "with"),
    Field.WITH: ("with",),
    Field.DEADLINE: _DATES,
    Field.WHEN: _DATES,
    Field.END: _DATES,
    Field.START: ("start",),
    Field.MILESTONE: (PARTS,),
    Field.AFTER: ("after",),
    Field.STATUS: ("status", "done", "progress"),
    Field.DONE: ("status", "done"),
    Field.PROGRESS: ("status", "progress"),
    Field.TIME: ("x-time",),
}
"""The fields of a plan that a column speaks of; any other column speaks of the field of its name."""


def table_side(proposal: Proposal) -> tuple[Item, ...]:
    """The activities that a table has now, under the ids that import proposes."""
    spoken = spoken_fields(proposal.layout)
    found = []
    for activity in proposal.items:
        item = item_of(
            item_values(activity),
            number=activity.number,
            section=[key.title for key in activity.path],
            doubts=doubts_by_field(activity, proposal.layout),
        )
        fields = spoken.get(activity.spot.table, frozenset())
        parts = tuple(one._replace(speaks=("deadline", "when", "start")) for one in item.parts)
        found.append(item._replace(speaks=fields, parts=parts))
    return tuple(found)


def spoken_fields(layout: Layout) -> dict[int, frozenset[str]]:
    """The fields of which each table says something in every row, be it nothing."""
    return {one.table.number: frozenset((SECTION, *_fields_of_table(one))) for one in layout.tables}


def _fields_of_table(table: TableLayout) -> Iterator[str]:
    for column in table.columns:
        if column.slot is not None or column.field == Field.DURATION:
            yield from ("start", *_DATES)
        else:
            yield from _SPOKEN.get(column.field, (column.field,))


def doubts_by_field(activity: Activity, layout: Layout) -> dict[str, str]:
    """The doubts of an activity by the field of the plan that they concern, with the author's words."""
    found: dict[str, str] = {}
    for doubt in activity.doubts:
        if doubt.about is About.ROW:
            return _of_whole_row(doubt, activity, layout)
        for field in _fields(doubt, activity, layout):
            found[field] = f"{found[field]}\n{doubt.text}" if field in found else doubt.text
    return found


def _of_whole_row(doubt: Doubt, activity: Activity, layout: Layout) -> dict[str, str]:
    """A row whose cells may be in the wrong columns says nothing for sure about any field."""
    fields = {*spoken_fields(layout).get(activity.spot.table, ()), *item_values(activity)}
    words = "\n".join((doubt.text, *activity.notes))
    return dict.fromkeys(sorted(fields - {"id", "title", "milestones", SECTION, PARTS}), words)


def _fields(doubt: Doubt, activity: Activity, layout: Layout) -> Iterator[str]:
    own = (activity.when.start, *activity.when.dates, activity.done)
    dated = [one.field for one in own if one is not None and one.spot == doubt.spot]
    of_parts = [
        f"{part.id}/{one.field}"
        for part in activity.when.milestones
        for one in (part.start, part.date)
        if one is not None and one.spot == doubt.spot
    ]
    if doubt.about is About.ID and doubt.text == activity.number:
        yield "id"
    elif dated or of_parts:
        yield from dict.fromkeys((*dated, *of_parts))
    elif doubt.about is About.STATUS:
        yield from ("status", "done")
    elif doubt.about is About.TITLE:
        yield "title"
    else:
        field = _column_field(doubt, layout)
        spoken = _SPOKEN.get(field, (field,)) if field else ()
        if doubt.about is About.DATE and (not spoken or is_kept(field)):
            spoken = ("start", *_DATES)
        yield from (one for one in spoken if one != PARTS)


def _column_field(doubt: Doubt, layout: Layout) -> str:
    for one in layout.tables:
        if one.table.number == doubt.spot.table:
            number = doubt.spot.row if one.turned else doubt.spot.column
            for column in one.columns:
                if column.number == number and column.slot is None:
                    return column.field
    return ""
