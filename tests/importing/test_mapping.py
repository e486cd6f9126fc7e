"""The mapping file: what it may say, what is refused and where, and what its answers change."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from importing.proposing import dates, doubts, proposed
from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.again.mapping_edits import mapping_with
from ssetrack.importing.mapping.answers import Answers, CellAnswer, ColumnAnswer, RowAnswer, TableAnswer
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.mapping.rendering import mapping_text
from ssetrack.importing.places import row_at
from ssetrack.importing.proposal.item_names import ItemNames, without_items
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
    ignore: [row 30, Closing dinner, {at: row 9, text: Total}]
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
                (RowAnswer(at="row 30"), RowAnswer("Closing dinner"), RowAnswer("Total", "row 9")),
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
        (
            "import: 2",
            "map.yaml:1:9: this is not a mapping file of `ssetrack import`",
            "the first line must be `import: 1`",
        ),
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
            "map.yaml:2:48: unknown field `ownres`",
            "did you mean `owners`?",
        ),
        (
            "import: 1\ncells: [{at: a, text: b, deadline: 31 February 2027}]",
            "map.yaml:2:36: February 2027 has 28 days",
            "write 2027-02-28 if you mean the end of the month",
        ),
        ("import: 1\ncells: [{at: a}]", "map.yaml:2:9: an answer for a cell needs `text`", ""),
        ("import: 1\nwhen: {a: b}", "map.yaml:2:7: `when` needs a list", ""),
        (
            "import: 1\nnames: {the others: Core Group}",
            "map.yaml:2:21: `the others` cannot be `Core Group`",
            "write a short name such as core-group, or a vacant role in brackets: (editor)",
        ),
        (
            "import: 1\nnames: [a]",
            "map.yaml:2:8: keys with values are needed here, for example `field: title`",
            "",
        ),
        ("import: [", "map.yaml:1:9: ", ""),
        ("- a", "map.yaml:1:1: this is not a mapping file of `ssetrack import`", ""),
        ("", "map.yaml:1:1: this is not a mapping file of `ssetrack import`", ""),
    ],
)
def test_what_is_refused(text: str, message: str, help_: str):
    with pytest.raises(SsetrackError) as refused:
        answers(text)
    assert str(refused.value.message).startswith(message)
    assert help_ in str(refused.value.help or "")


TABLE = "| Activity | Who | Deadline |\n| Council | the others | spring |\n| Forum | Ana | spring |"


@pytest.mark.parametrize(
    "answer",
    [
        'names: {"A\\ana": ana}',
        'names: {Ana: "(edi\\ator)"}',
        'source: "a\\ab"',
        'tables: [{where: table 1, columns: {"Who": "x-\\ab"}}]',
        'cells: [{at: "table 1, row 2, Who", text: Ana, notes: "a\\x1b[31m"}]',
        'when: ["a\\0"]',
    ],
)
def test_a_control_character_is_a_mistake_of_the_mapping(answer: str):
    with pytest.raises(SsetrackError, match=r"map.yaml:2:[0-9]+: this is a control character: U\+00"):
        answers(f"import: 1\n{answer}\n")


@pytest.mark.parametrize(
    "text", ['[columns]\nx = "y"\n', "BEGIN:VCALENDAR\nVERSION:2.0\n", "a: b: c", "a,b\n"]
)
def test_what_is_no_mapping_is_not_told_as_a_plan(text: str):
    with pytest.raises(SsetrackError, match=r"map.yaml:1:1: this is not a mapping file"):
        answers(text)


def test_an_answer_for_one_cell():
    cells = """cells:
  - {at: "table 1, row 2, Deadline", text: Spring, item: council, deadline: 2027-04}
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


TEAMS = "| No | Activity | Who |\n| 1 | Fair | a team |\n| 2 | Forum | a team |\n| 3 | Feast | a team |"
FIRST, SECOND, THIRD = TEAMS.split("\n")[1:]
NEW = "| 4 | Film | a team |"


def answered(rows: tuple[str, ...], answers: str) -> dict[str, tuple[str, ...]]:
    """The owners of each item of a table with these rows, but for the seat of those nobody answered."""
    table = "\n".join((TEAMS.split("\n")[0], *rows))
    items = proposed(table, f"cells: [{answers}]").items
    return {one.id: one.owner_names for one in items if one.owner_names != ("a team",)}


@pytest.mark.parametrize(
    "rows",
    [
        (FIRST, SECOND, THIRD),
        (NEW, FIRST, SECOND, THIRD),
        (THIRD, SECOND, FIRST),
        (NEW, THIRD, SECOND, FIRST),
    ],
)
@pytest.mark.parametrize("names", [("2", "3"), ("Forum", "feast")])
def test_an_answer_that_names_its_item_goes_with_it(rows: tuple[str, ...], names: tuple[str, str]):
    answers = ", ".join(
        f'{{at: "table 1, row {row}, Who", text: a team, item: {item}, owners: {who}}}'
        for row, item, who in zip((3, 4), names, ("Ana", "Bo"), strict=True)
    )
    assert answered(rows, answers) == {"2": ("Ana",), "3": ("Bo",)}


BY_ADDRESS = ", ".join(
    f'{{at: "table 1, row {row}, Who", text: a team, owners: {who}}}'
    for row, who in ((2, "Ana"), (3, "Bo"), (4, "Cy"))
)


@pytest.mark.parametrize(
    ("rows", "owners"),
    [
        ((FIRST, SECOND, THIRD), {}),
        ((SECOND, FIRST, THIRD), {}),
        (("| 4 | Film | Dan |", FIRST, SECOND, THIRD), {"4": ("Dan",)}),
        ((SECOND, THIRD), {}),
        ((THIRD,), {}),
    ],
)
def test_addresses_alone_answer_nothing_where_others_have_the_text(
    rows: tuple[str, ...], owners: dict[str, tuple[str, ...]]
):
    assert answered(rows, BY_ADDRESS) == owners


def test_an_answer_that_fits_several_cells_asks_which_one_it_is_for():
    proposal = proposed(TEAMS, f"cells: [{BY_ADDRESS}]")
    choice = "`item: 1`, `item: 2`, `item: 3`"
    told = [str(one.what) for one in proposal.told if "answer" in str(one.what)]
    why = "3 cells have this text, so the answer in the mapping file is not used"
    assert told == [f"{why}: add one of these to it: {choice}"] * 3
    assert len({str(doubt.question) for doubt in proposal.doubts}) == 1
    question = proposal.doubts[0].question
    assert question is not None
    assert str(question.ask) == "Which row does the answer for `a team` mean in table 1, Who?"
    assert str(question.answer) == f"add one of these to the answer in the mapping file: {choice}"
    assert [doubt.at for doubt in proposal.doubts] == [f"table 1, row {row}, Who" for row in (2, 3, 4)]


def test_only_the_rows_that_are_not_answered_yet_are_offered():
    answers = """cells:
  - {at: "table 1, row 2, Who", text: a team, item: 1, owners: Ana}
  - {at: "table 1, row 3, Who", text: a team, owners: Bo}
"""
    proposal = proposed(TEAMS, answers)
    assert [doubt.at for doubt in proposal.doubts] == ["table 1, row 3, Who", "table 1, row 4, Who"]
    assert (
        str(proposal.doubts[0].help)
        == "add one of these to the answer in the mapping file: `item: 2`, `item: 3`"
    )


def test_answers_that_all_say_the_same_need_no_item_until_there_are_more_cells():
    same = ", ".join(f'{{at: "table 1, row {row}, Who", text: a team, owners: Ana}}' for row in (2, 3))
    assert answered((SECOND, THIRD), same) == {"2": ("Ana",), "3": ("Ana",)}
    assert answered((FIRST, SECOND, THIRD), same) == {}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (
            """{at: "table 1, row 2, Who", text: a team, item: 1, owners: Ana},
               {at: "table 1, row 2, Who", text: a team, item: Fair, owners: Bo}""",
            "the mapping file has two answers for this cell, so neither is used: delete one",
        ),
        (
            '{at: "table 1, row 2, Who", text: a team, item: 9, owners: Ana}',
            "no row called `9` has this text any more: the answer in the mapping file is not used",
        ),
    ],
)
def test_an_answer_that_is_not_used_says_why(answers: str, why: str):
    proposal = proposed(TEAMS, f"cells: [{answers}]")
    assert why in [str(one.what) for one in proposal.told]
    assert {one.owner_names for one in proposal.items} == {("a team",)}


@pytest.mark.parametrize(
    "table",
    [
        "| Activity | Who |\n| Fair | a team |\n| Fair | a team |",
        "| No | Activity | Who |\n| 1 | Fair | a team |\n| 1 | Fair | a team |",
    ],
)
def test_rows_that_nothing_tells_apart_take_no_answer(table: str):
    proposal = proposed(table, 'cells: [{at: "table 1, row 2, Who", text: a team, owners: Ana}]')
    assert {str(doubt.help) for doubt in proposal.doubts if doubt.text == "a team"} == {
        "give these rows ids or different titles"
    }


@given(st.permutations((FIRST, SECOND, THIRD)), st.permutations((FIRST, SECOND, THIRD, NEW)), st.data())
def test_no_answer_lands_on_another_row(before: list[str], after: list[str], data: st.DataObject):
    """Whatever the answers name, rows may be shuffled, and new ones may have the same words."""
    whose = {"1": "Ana", "2": "Bo", "3": "Cy"}
    answers = []
    for row, line in enumerate(before, 2):
        number, title = (one.strip() for one in line.split("|")[1:3])
        item = data.draw(st.sampled_from(("", f"item: {number}, ", f"item: {title}, ")))
        answers.append(f'{{at: "table 1, row {row}, Who", text: a team, {item}owners: {whose[number]}}}')
    head = TEAMS.split("\n")[0]
    mapping = "import: 1\ncells: [" + ", ".join(answers) + "]\n"
    first = proposed("\n".join((head, *before)), mapping.partition("\n")[2])
    # What ssetrack writes into the mapping holds for the next version as well.
    kept = mapping_with(read(mapping.encode(), "map.yaml"), first, {})
    for rows, text in ((before, mapping), (after, mapping), (after, kept.text)):
        items = proposed("\n".join((head, *rows)), text.partition("\n")[2]).items
        got = {one.id: one.owner_names for one in items if one.owner_names != ("a team",)}
        assert got == {
            number: (who,)
            for (number, who), answer in zip(sorted(whose.items()), sorted(answers, key=_whose), strict=True)
            if "item" in answer
        }


def _whose(answer: str) -> str:
    return answer.rpartition("owners: ")[2]


def test_the_mapping_that_is_written_names_the_item_of_each_answer():
    """So the answer stays where it is when another row comes to have these words."""
    cells = 'cells: [{at: "table 1, row 2, Who", text: the others, owners: Ana}]'
    text = mapping_text(proposed(TABLE, cells))
    assert '- {at: "table 1, row 2, Who", text: the others, item: Council, owners: Ana}' in text
    rows = TABLE.split("\n")
    table = "\n".join((rows[0], "| Film | the others | 2027 |", *rows[1:]))
    items = proposed(table, text.partition("import: 1\n")[2]).items
    assert {one.title: one.owner_names for one in items}["Council"] == ("Ana",)
    assert {one.title: one.owner_names for one in items}["Film"] == ("the others",)


def test_a_cell_that_is_left_out():
    proposal = proposed(TABLE, 'cells: [{at: "table 1, row 2, Who", text: the others}]')
    assert [one.at for one in proposal.ignored] == ["table 1, row 2, Who"]
    assert proposal.items[0].owners == ()


def test_names_that_the_mapping_explains():
    proposal = proposed(TABLE, "names: {the others: core-group}")
    assert proposal.items[0].owners == ("core-group",)
    assert [one.vacant for one in proposal.owners] == [False, False]
    assert {one.about for one in proposal.doubts} == {"date"}


@pytest.mark.parametrize(
    "answer",
    [
        "names: {the others: (editor)}",
        'names: {"The  others": (editor), "(editor)": ana, ana: (editor)}',
        'cells: [{at: "table 1, row 2, Who", text: the others, owners: (editor)}]',
        'cells: [{at: "table 1, row 2, Who", text: the others, with: [Ana], owners: [(editor)]}]',
    ],
)
def test_an_answer_in_brackets_is_a_role_that_nobody_holds(answer: str):
    proposal = proposed(TABLE, answer)
    assert proposal.items[0].owners == ("editor-seat",)
    assert [(one.name, one.vacant) for one in proposal.owners if one.slug == "editor-seat"] == [
        ("(editor)", True)
    ]
    assert {one.about for one in proposal.doubts} == {"date"}


def test_two_texts_may_mean_one_vacant_role():
    table = f"{TABLE}\n| Fair | Needs planning | 2027 |"
    proposal = proposed(table, 'names: {the others: (editor), Needs planning: "(Editor)"}')
    assert [item.owners for item in proposal.items] == [("editor-seat",), ("ana",), ("editor-seat",)]


def test_a_name_in_the_table_names_the_owner_that_an_answer_means():
    table = f"{TABLE}\n| Fair | Core Group | 2027 |"
    names = {one.slug: one.name for one in proposed(table, "names: {the others: core-group}").owners}
    assert names == {"core-group": "Core Group", "ana": "Ana"}


LOOSE = """
| Activity | Who  | Deadline |
| Council  | Ana  | 2027-03  |
| Dinner   | Bo   | 2027-04  |
| Forum    | Cy   | 2027-05  |
"""
INSERTED = LOOSE.replace("| Council", "| Opening  | Di   | 2027-02  |\n| Council")


def _kept(table: str, mapping: str) -> str:
    """The mapping after an import, without its first line."""
    return mapping_with(
        read(f"import: 1\n{mapping}".encode(), "map.yaml"), proposed(table, mapping), {}
    ).text[10:]


@pytest.mark.parametrize("answer", ["row 3", "Dinner", "{at: row 3, text: Bo}", "Dinner | Bo | 2027-04"])
def test_a_row_that_is_left_out_is_known_by_what_it_says(answer: str):
    mapping = f"tables: [{{where: table 1, ignore: [{answer}]}}]\n"
    kept = _kept(LOOSE, mapping)
    assert [one.title for one in proposed(LOOSE, mapping).items] == ["Council", "Forum"]
    assert _kept(LOOSE, kept) == kept
    assert [one.title for one in proposed(INSERTED, kept).items] == ["Opening", "Council", "Forum"]


@pytest.mark.parametrize(
    ("answer", "left_out"),
    [
        ("Fix row 2", "Fix row 2"),
        ("Row 3", "Row 3"),
        ("'table 1, row 3'", "Cook"),
        ("Table 1, Row 3", "Cook"),
        ("row 3", "Row 3"),
        ("row 5", "Fix row 2"),
        ("3", "Cook"),
        ("{text: '7'}", "Cook"),
        ("7", None),
        ("Move to row 2", None),
    ],
)
def test_only_an_address_is_one_of_a_row(answer: str, left_out: str | None):
    """`Fix row 2` is what a row says; so may be `row 3`, and whoever writes it means that row."""
    table = """
| Activity  | Who | Deadline |
| Council   | Ana | 2027-03  |
| Cook      | 7   | 2027-04  |
| Row 3     | Bo  | 2027-05  |
| Fix row 2 | Cy  | 2027-06  |
"""
    where = answer if answer.startswith(("{", "'")) else f'"{answer}"'
    proposal = proposed(table, f"tables: [{{where: table 1, ignore: [{where}]}}]\n")
    left = {"Council", "Cook", "Row 3", "Fix row 2"} - {one.title for one in proposal.items}
    assert left == ({left_out} - {None})


@pytest.mark.parametrize(
    ("address", "row"),
    [("row 30", 30), ("Row 30", 30), ("30", 30), ("table 1, row 30", 30), ("Work plan!30", 30)],
)
def test_addresses_of_rows(address: str, row: int):
    assert row_at(address) == row


@pytest.mark.parametrize(
    "text", ["Fix row 2", "table 1, row 2, Who", "row 2 and 3", "Plan!C7", "table 1", "row two", "rows 2", ""]
)
def test_what_is_no_address_of_a_row(text: str):
    assert row_at(text) is None


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["2"], {"2"}),
        (["dinner"], {"2"}),
        (["Dinner", "1"], {"1", "2"}),
        (["1*"], {"1", "1.1"}),
        (["*.?"], {"1.1"}),
        (["[12]"], {"1", "2"}),
        (["Why 2?"], {"3"}),
        (["*"], {"1", "1.1", "2", "3"}),
        ([], set()),
        (["2*", "why  2?"], {"2", "3"}),
    ],
)
def test_names_of_items(names: list[str], meant: set[str]):
    items = [("1", "Council"), ("1.1", "Minutes"), ("2", "Dinner"), ("3", "Why 2?")]
    named = ItemNames(names)
    assert {id_ for id_, title in items if named.mean(id_, title)} == meant
    assert without_items([*names, "9", "Lunch", "9*"], items) == ["9", "Lunch", "9*"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Lunch", "the mapping file leaves out the row `Lunch`, but no row says this any more"),
        ("row 30", "the mapping file leaves out row 30, but the table does not have this row"),
        (
            "'2027'",
            (
                "2 rows say `2027`, so the mapping file leaves out none of them: "
                "write there what only one of them says"
            ),
        ),
    ],
)
def test_a_row_to_leave_out_that_is_not_found_is_told(answer: str, told: str):
    table = LOOSE.replace("2027-03", "2027").replace("2027-05", "2027")
    if answer == "'2027'":
        answer = "{text: '2027'}"
    proposal = proposed(table, f"tables: [{{where: table 1, ignore: [{answer}]}}]")
    assert [str(one.what) for one in proposal.told if "mapping" in str(one.what)] == [told]
    assert len(proposal.items) == 3


def test_an_activity_with_a_counted_id_is_named_by_its_title():
    """So it is the same one in the next version of the table, which counts on."""
    mapping = 'when: ["2", "3*"]\n'
    kept = _kept(LOOSE, mapping)
    assert kept.startswith('when: ["Dinner", "3*"]')
    assert {one.title: one.when.dates[0].field for one in proposed(INSERTED, kept).items}["Dinner"] == "when"
    gone = [str(one.what) for one in proposed(LOOSE, "when: [Lunch]").told]
    assert "the mapping file has `Lunch`, but no activity has this id or title" in gone


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
    cells[2, 3] = cells[2, 3]._replace(lines=("May 2027",), remarks=(Remark(Beside.WAS, "March 2027"),))
    changed = Document((replace(table, cells=cells, inserted_rows=frozenset((3,))),))
    assert [dates(item) for item in proposed(changed).items] == [{"deadline": "2027-05"}, {"deadline": "?"}]
    assert [dates(item) for item in proposed(changed, "changes: rejected").items] == [{"deadline": "2027-03"}]


def test_it_is_written_as_it_was_read():
    given = "import: 1\nyear: 2027\nwhen: [1]\nnames: {the others: core-group}\n"
    proposal = proposed(TABLE, given.partition("\n")[2])
    text = mapping_text(proposal)
    once = answers(text)
    assert (once.year, once.when, once.names) == ("2027", ("Council",), {"the others": "core-group"})
    assert mapping_text(proposed(TABLE, text.partition("import: 1\n")[2])) == text
