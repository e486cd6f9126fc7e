"""The 27 ways of three versions, and those that all differ, as cells of a table and of a workbook.

One row is one way, and every column that can be edited is tried: what the plan has then, what is told, and
that nothing is left to do the second time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from importing.returning import came_back, written
from importing.test_again import Kept, after, again, first
from importing.workbooks import PLACES, edited, row_of
from merge.cases import ALL, Case
from ssetrack import outline
from ssetrack.edit.change import source_after
from ssetrack.edit.fields import field_removal, field_setting
from ssetrack.edit.values import Value
from ssetrack.importing.spreadsheet.columns import Part
from ssetrack.merge.verdict import Verdict
from ssetrack.source import Source, read

TOLD = {Verdict.TAKE: {"set"}, Verdict.CONFLICT: {"conflict"}, Verdict.AGREE: set(), Verdict.KEEP: set()}

Of = Mapping[str, Value]
"""What the plan has of the letters A, B and C."""


class Words(NamedTuple):
    """What is written for the three letters, and what the plan has of it."""

    field: str
    typed: Mapping[str, str]
    of: Of


def _same(field: str, *words: str) -> Words:
    """Words that a plan takes as they are."""
    typed = dict(zip("ABC", words, strict=True))
    return Words(field, typed, typed)


_NAMES = {"A": "Ana", "B": "Bo", "C": "Cy"}
_SLUGS: Of = {"A": ["ana"], "B": ["bo"], "C": ["cy"]}
OWNERS = Words("owners", _NAMES, _SLUGS)
DEADLINE = _same("deadline", "2027-03", "2027-04", "2027-05")
STATUS = Words(
    "status",
    {"A": "in progress", "B": "done", "C": "on hold"},
    {"A": "in-progress", "B": "done", "C": "on-hold"},
)
NOTES = _same("notes", "First", "Second", "Third")

COLUMNS = {"Who": OWNERS, "Deadline": DEADLINE, "Status": STATUS, "Notes": NOTES}
"""The columns of the table, by their headings."""


def table(version: int, heading: str) -> str:
    """The table in a version, with a row for each way; everybody is named in the first."""
    is_who = heading == "Who"
    rows = [
        f"| No | Activity | Who | {'Notes' if is_who else heading} |",
        "| 0 | Everybody | Ana, Bo, Cy | |",
    ]
    for number, case in enumerate(ALL, 1):
        text = COLUMNS[heading].typed.get(case[version], "")
        cells = f"{text} | x" if is_who else f"Ana | {text}"
        rows.append(f"| {number} | Activity number {number} | {cells} |")
    return "\n".join(rows)


def values(source: Source, field: str) -> list[object]:
    """What each activity has in a field, but for the first."""
    return [node.get(field) for _, node in list(outline.activities(source.root))[1:]]


def by_hand(text: str, field: str, wanted: Sequence[Value]) -> str:
    """A plan in which somebody wrote, or took away, a field of each activity but the first."""
    source = read(text.encode(), "plan.yaml")
    for (route, node), value in zip(list(outline.activities(source.root))[1:], wanted, strict=True):
        if value is not None:
            change = field_setting(source, route, field, value)
        else:
            change = field_removal(source, route, field) if field in node else None
        source = source if change is None else source_after(source, [change])
    return source.text


def expected(case: Case, of: Of) -> Value:
    """What the plan has in the end: what the table says, where only the table changed."""
    return of.get(case.theirs if case.verdict is Verdict.TAKE else case.ours)


@pytest.mark.parametrize("heading", COLUMNS)
def test_a_cell_of_a_table(heading: str) -> None:
    field, _, of = COLUMNS[heading]
    based = first(table(0, heading))
    plan = by_hand(based.plan, field, [of.get(case.ours) for case in ALL])
    kept = Kept(plan, based.rows)
    made = again(kept, table(1, heading))
    told: dict[str, set[str]] = {}
    for one in made.outcome.changes:
        assert one.field == field
        told.setdefault(one.id, set()).add(str(one.kind))
    now = values(made.source, field)
    for number, (case, value) in enumerate(zip(ALL, now, strict=True), 1):
        assert value == expected(case, of), (case.letters, case.name)
        assert told.get(str(number), set()) == TOLD[case.verdict], (case.letters, case.name)
    # What was done is not done again, and what is to be decided is told again.
    once = after(kept, made)
    twice = again(once, table(1, heading))
    assert after(once, twice) == once
    assert {one.id for one in twice.outcome.changes} == {
        str(number) for number, case in enumerate(ALL, 1) if case.verdict is Verdict.CONFLICT
    }


CELLS = {
    Part.OWNERS: OWNERS,
    Part.WITH: Words("with", _NAMES, _SLUGS),
    Part.GOALS: Words("goals", {one: one for one in "ABC"}, {one: [one] for one in "ABC"}),
    Part.DUE: DEADLINE,
    Part.START: DEADLINE._replace(field="start"),
    Part.STATUS: STATUS,
    Part.DONE: _same("done", "2026-11-01", "2026-11-02", "2026-11-03"),
    Part.PROGRESS: _same("progress", "10%", "20%", "30%"),
    Part.WHERE: _same("where", "Lima", "Quito", "Rio"),
    Part.NOTES: NOTES,
}
"""The columns of the workbook that can be edited, but for titles, which no item may lack, and hours."""

BARE = "\n".join(
    [
        "ssetrack: 1", "id: net", "title: Net", "owners: {ana: Ana, bo: Bo, cy: Cy}",
        "goals: {A: One, B: Two, C: Three}", "activities:", "  - {id: first, title: First}",
        *(f"  - {{id: a{number}, title: Activity number {number}}}" for number in range(1, len(ALL) + 1)),
        "",
    ]
)  # fmt: skip


@pytest.mark.parametrize("part", CELLS)
def test_a_cell_of_a_workbook(part: Part) -> None:
    field, typed, of = CELLS[part]
    base = by_hand(BARE, field, [of.get(case.base) for case in ALL])
    plan = by_hand(BARE, field, [of.get(case.ours) for case in ALL])

    def edit(book: Workbook) -> None:
        page = book.worksheets[0]
        for number, case in enumerate(ALL, 1):
            if case.theirs != case.base:
                page.cell(row_of(page, f"a{number}"), PLACES[part]).value = typed.get(case.theirs)

    outcome = came_back(edited(written(base), edit), plan)
    told: dict[str, set[str]] = {}
    for one in outcome.changes:
        told.setdefault(one.id, set()).add(str(one.kind))
    now = values(outcome.after, field)
    for number, (case, value) in enumerate(zip(ALL, now, strict=True), 1):
        assert value == expected(case, of), (case.letters, case.name)
        assert told.get(f"a{number}", set()) == TOLD[case.verdict], (case.letters, case.name)
