"""The mapping file: what it may say, what is refused and where, and what its answers change."""

from __future__ import annotations

import pytest

from importing.proposing import dates, doubts, proposed
from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.mapping.answers import Answers, CellAnswer, ColumnAnswer, TableAnswer
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.mapping.rendering import mapping_text
from ssetrack.source import read

WHOLE = """\
import: 1
source: workplan.docx
language: en
year: 2027
start: 2027-03
tables:
  - where: table 1
    header: 1
    columns:
      ACTIVITY: {field: title}
      Deadline: {field: deadline, order: dmy, list: milestones, numbers: months}
      Remarks: x-remarks
      Colour: ignore
    marks: {X: on, "fill FF0000": off}
    ignore: [row 30]
names: {"Core Grp": core-group}
struck: ignore
changes: rejected
when: ["1.1"]
cells:
  - {at: "table 1, row 9, Deadline", text: spring, deadline: 2027-04}
  - {at: "table 1, row 12, Responsible", text: "Special teams. …", owners: [special-teams]}
"""


def answers(text: str) -> Answers:
    return answers_in(read(text.encode(), "map.yaml"))


def test_all_that_it_may_say():
    assert answers(WHOLE) == Answers(
        "workplan.docx",
        "en",
        "2027",
        "2027-03",
        (
            TableAnswer(
                "table 1",
                1,
                (
                    ColumnAnswer("ACTIVITY", "title"),
                    ColumnAnswer("Deadline", "deadline", "dmy", milestones=True, months=True),
                    ColumnAnswer("Remarks", "x-remarks"),
                    ColumnAnswer("Colour", "ignore"),
                ),
                {"X": True, "fill FF0000": False},
                ("row 30",),
            ),
        ),
        {"Core Grp": "core-group"},
        "ignore",
        "rejected",
        ("1.1",),
        (
            CellAnswer("table 1, row 9, Deadline", "spring", {"deadline": "2027-04"}),
            CellAnswer("table 1, row 12, Responsible", "Special teams. …", {"owners": ("special-teams",)}),
        ),
    )


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("a: 1", "map.yaml:1:1: unknown key `a`", ""),
        ("import: 2", "map.yaml:1:9: this is not a mapping for import", "the first line is `import: 1`"),
        ("ssetrack: 1", "map.yaml:1:1: unknown key `ssetrack`", ""),
        ("import: 1\nyaer: 2027", "map.yaml:2:1: unknown key `yaer`", "did you mean `year`?"),
        ("import: 1\nyear: soon", "map.yaml:2:7: `year` cannot be `soon`", ""),
        ("import: 1\nyear: 2026/2028", "map.yaml:2:7: `year` cannot be `2026/2028`", ""),
        ("import: 1\nstart: x", "map.yaml:2:8: `start` cannot be `x`", "write a day or a month: 2027-03"),
        ("import: 1\nstruck: maybe", "map.yaml:2:9: `struck` cannot be `maybe`", "choose: cancelled, ignore"),
        ("import: 1\ntables: [{header: 1}]", "map.yaml:2:10: a table needs `where`", ""),
        (
            "import: 1\ntables: [{where: table 1, columns: {A: {feild: title}}}]",
            "map.yaml:2:41: unknown key `feild`",
            "did you mean `field`?",
        ),
        (
            "import: 1\ntables: [{where: table 1, columns: {A: {field: ownres}}}]",
            "map.yaml:2:48: there is no field `ownres`",
            "did you mean `owners`?",
        ),
        (
            "import: 1\ncells: [{at: a, text: b, deadline: 31 February 2027}]",
            "map.yaml:2:36: February 2027 has 28 days",
            "write 2027-02-28 if you mean the end of the month",
        ),
        ("import: 1\ncells: [{at: a}]", "map.yaml:2:9: an answer for a cell needs `text`", ""),
        ("import: 1\nwhen: {a: b}", "map.yaml:2:7: `when` needs a list", ""),
        ("import: 1\nnames: [a]", "map.yaml:2:8: a mapping of keys and values is needed here", ""),
        ("import: [", "map.yaml:1:9: ", ""),
        ("- a", "map.yaml:1:1: this is not a mapping for import", ""),
        ("", "map.yaml:1:1: this is not a mapping for import", ""),
    ],
)
def test_what_is_refused(text: str, message: str, help_: str):
    with pytest.raises(SsetrackError) as refused:
        answers(text)
    assert str(refused.value.message).startswith(message)
    assert help_ in str(refused.value.help or "")


TABLE = "| Activity | Who | Deadline |\n| Council | the others | spring |\n| Forum | Ana | spring |"


def test_an_answer_for_one_cell():
    cells = """cells:
  - {at: "table 1, row 2, Deadline", text: Spring, deadline: 2027-04}
  - {at: "table 1, row 2, Who", text: the others, owners: [Core group, Ana]}
  - {at: "table 1, row 3, Deadline", text: summer, deadline: 2027-07}
"""
    proposal = proposed(TABLE, cells)
    assert [dates(item) for item in proposal.items] == [{"deadline": "2027-04"}, {"deadline": "?"}]
    assert proposal.items[0].owners == ("core-group", "ana")
    assert list(doubts(proposal)) == ["table 1, row 3, Deadline"]
    assert [one.at for one in proposal.told if "not used" in str(one.what)] == ["table 1, row 3, Deadline"]


def test_an_answer_follows_its_text():
    cells = 'cells: [{at: "table 1, row 9, Who", text: the others, owners: [core-group]}]'
    assert proposed(TABLE, cells).items[0].owners == ("core-group",)


def test_a_cell_that_is_left_out():
    proposal = proposed(TABLE, 'cells: [{at: "table 1, row 2, Who", text: the others}]')
    assert [one.at for one in proposal.ignored] == ["table 1, row 2, Who"]
    assert proposal.items[0].owners == ()


def test_names_that_the_mapping_explains():
    proposal = proposed(TABLE, "names: {the others: core-group}")
    assert proposal.items[0].owners == ("core-group",)
    assert [one.vacant for one in proposal.owners] == [False, False]


def test_rows_and_columns_that_are_left_out():
    proposal = proposed(TABLE, "tables: [{where: table 1, columns: {Deadline: ignore}, ignore: [row 3]}]")
    assert [item.title for item in proposal.items] == ["Council"]
    assert proposal.counts.ignored == 4


def test_changes_that_do_not_hold():
    from dataclasses import replace

    from importing.grids import document
    from ssetrack.tables.grid import Beside, Document, Remark

    (table,) = document(TABLE).tables
    cells = dict(table.cells)
    cells[2, 3] = replace(cells[2, 3], lines=("May 2027",), remarks=(Remark(Beside.WAS, "March 2027"),))
    changed = Document((replace(table, cells=cells, inserted_rows=frozenset((3,))),))
    assert [dates(item) for item in proposed(changed).items] == [{"deadline": "2027-05"}, {"deadline": "?"}]
    assert [dates(item) for item in proposed(changed, "changes: rejected").items] == [{"deadline": "2027-03"}]


def test_it_is_written_as_it_was_read():
    given = "import: 1\nyear: 2027\nwhen: [1]\nnames: {the others: core-group}\n"
    proposal = proposed(TABLE, given.partition("\n")[2])
    text = mapping_text(proposal)
    once = answers(text)
    assert (once.year, once.when, once.names) == ("2027", ("1",), {"the others": "core-group"})
    assert mapping_text(proposed(TABLE, text.partition("import: 1\n")[2])) == text
