"""A workbook that comes back: what was edited there changes that, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from conftest import ROOT
from importing.returning import PLAN, came_back, changed_lines, returned, written
from importing.workbooks import PLACES, edited, row_of, set_cell, without_base
from ssetrack.importing.spreadsheet.columns import Part
from ssetrack.importing.spreadsheet.edits import merged_lines
from ssetrack.merge.changes import Kind

BOOK = written(PLAN)

LAST = """\
          First line.

          Second line.
"""
"""How the first activity ends: new fields come below."""

MARCH = datetime.fromisoformat("2027-03-12")

Case = tuple[str, Part, object, str, str]

CELLS: list[Case] = [
    ("1.1", Part.TITLE, "First call", "Kick-off", "First call"),
    ("1.1", Part.OWNERS, "Ana Diop; Bo", "[ana]", "[ana, bo]"),
    ("1.1", Part.OWNERS, "Core Group, anita", "[ana]", "[core, ana]"),
    ("1.1", Part.OWNERS, "BO", "[ana]", "[bo]"),
    ("1.1", Part.OWNERS, None, "        owners: [ana]\n", ""),
    ("1.1", Part.WITH, "Bo", LAST, f"{LAST}        with: [bo]\n"),
    ("1.1", Part.GOALS, "A; to write", "goals: [A]", "goals: [A, B]"),
    ("1.1", Part.DUE, "12 March 2027", "2027-03-04", "12 March 2027"),
    ("1.1", Part.DUE, MARCH, "2027-03-04", "2027-03-12"),
    ("1.1", Part.TIME, "20:00-21:30", "where: Lima}", 'where: Lima, time: "20:00-21:30"}'),
    ("1.10", Part.TIME, "20h", "December 2027", "{date: December 2027, time: 20h}"),
    ("1.1", Part.WHERE, "Quito", "Lima", "Quito"),
    ("1.1", Part.START, "2027-02", LAST, f"{LAST}        start: 2027-02\n"),
    ("1.1", Part.STATUS, "in progress", LAST, f"{LAST}        status: in-progress\n"),
    ("1.1", Part.STATUS, "annulé", LAST, f"{LAST}        status: cancelled\n"),
    ("1.1", Part.STATUS, "done", LAST, f"{LAST}        status: done\n"),
    ("1.1", Part.DONE, "2027-01-10", LAST, f"{LAST}        done: 2027-01-10\n"),
    ("1.1", Part.PROGRESS, 0.4, LAST, f"{LAST}        progress: 40%\n"),
    ("1.1", Part.PROGRESS, "40 %", LAST, f"{LAST}        progress: 40%\n"),
    ("1.10", Part.DUE, "by November 2027", "December 2027", "by November 2027"),
    ("1.10", Part.DUE, "M11", "December 2027", "M11"),
    ("1.10", Part.DUE, None, "        deadline: December 2027\n", ""),
    ("1.10", Part.STATUS, None, "        status: in-progress\n", ""),
    ("1.10", Part.STATUS, "on hold", "in-progress", "on-hold"),
    ("1.10", Part.DONE, "2027-01-10", "status: in-progress", "done: 2027-01-10"),
    ("1.10", Part.PROGRESS, None, "        progress: 20%\n", ""),
    ("1.10", Part.PROGRESS, "0.5", "20%", "50%"),
    ("1.10", Part.START, "2027-11", "2027-10", "2027-11"),
    ("1.10", Part.START, None, "        start: 2027-10\n", ""),
    ("1.10", Part.WHERE, "Paris", "Online", "Paris"),
    ("1.10", Part.WHERE, None, "        where: Online\n", ""),
    ("1.10", Part.NOTES, "New", "        where: Online\n", "        where: Online\n        notes: New\n"),
    ("paper/draft", Part.TITLE, "The paper: First draft", "title: Draft", "title: First draft"),
    ("paper/draft", Part.OWNERS, "Bo", "2027-04}", "2027-04, owners: [bo]}"),
    ("paper/final", Part.DONE, None, "done: 2027-09-02", "status: done"),
    ("paper/final", Part.STATUS, "planned", ", done: 2027-09-02", ""),
    ("paper/final", Part.STATUS, "in progress", "done: 2027-09-02", "status: in-progress"),
    ("loose", Part.DUE, "2027-08", "Loose end\n", "Loose end\n    deadline: 2027-08\n"),
]
"""A cell of an item, what it says, and what is written in the plan then in the place of something else."""


@pytest.mark.parametrize(("own_id", "part", "value", "old", "new"), CELLS)
def test_one_cell_changes_its_field(own_id: str, part: Part, value: object, old: str, new: str):
    outcome = came_back(set_cell(BOOK, own_id, part, value), PLAN)
    assert outcome.doubts == ()
    assert PLAN.count(old) == 1
    assert outcome.after.text == PLAN.replace(old, new)
    (change,) = outcome.changes
    assert (change.kind, change.id) == (Kind.SET, own_id)


def test_each_column_that_can_be_edited_is_tried():
    assert {part for _, part, *_ in CELLS} == set(Part) - {
        Part.ID, Part.SECTION, Part.KIND, Part.FIRST, Part.LAST,
    }  # fmt: skip


def test_a_line_of_notes():
    outcome = came_back(set_cell(BOOK, "1.1", Part.NOTES, "First line.\n\nAnother line.\nA third."), PLAN)
    (note,) = [line for line in changed_lines(outcome) if line.startswith("+")]
    assert note == r'+        notes: "First line.\n\nAnother line.\nA third.\n"'


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_lines_of_notes_keep_their_ends(sign: str):
    """Whatever ends a line for an eye, only those that changed are written anew."""
    assert merged_lines(f"a{sign}b\n\nc", "a\nb\nd") == f"a{sign}b\n\nd"
    assert merged_lines(f"a{sign}b\n", "a\nd\nb") == f"a{sign}d\nb\n"


@pytest.mark.parametrize("value", ["2027-06 (Rio)", "rio", "2027-06"])
def test_one_of_several_dates_is_chosen(value: str):
    book = set_cell(BOOK, "1.2", Part.DUE, value)
    outcome = came_back(book, PLAN)
    assert outcome.doubts == ()
    assert "when: [{date: 2027-06, where: Rio}]" in outcome.after.text
    again = came_back(book, outcome.after.text)
    assert (again.changes, again.doubts, again.after.text) == ((), (), outcome.after.text)


def test_a_text_in_the_language_that_was_shown():
    french = written(PLAN, "fr")
    outcome = came_back(set_cell(french, "1.2", Part.TITLE, "Le grand forum"), PLAN)
    assert "title: {en: Forum, fr: Le grand forum}" in outcome.after.text


DOUBTS = [
    ("1.1", Part.DUE, "soon", "date"),
    ("1.1", Part.DUE, "31 June 2027", "date"),
    ("1.1", Part.DUE, 46000, "date"),
    ("1.1", Part.DUE, "=A1", "date"),
    ("1.2", Part.DUE, "Berlin", "date"),
    ("1.1", Part.TIME, "at night", "date"),
    ("1.1", Part.TIME, "25:00", "date"),
    ("1.2", Part.TIME, "20:00", "date"),
    ("loose", Part.TIME, "20:00", "date"),
    ("1.1", Part.START, "later", "date"),
    ("1.1", Part.DONE, "yes", "date"),
    ("1.1", Part.OWNERS, "Marcos", "owner"),
    ("1.1", Part.OWNERS, "Ana Diop; Marcos", "owner"),
    ("1.1", Part.WITH, "who?", "owner"),
    ("1.1", Part.GOALS, "C", "change"),
    ("1.1", Part.STATUS, "maybe", "status"),
    ("1.1", Part.PROGRESS, "half", "status"),
    ("1.1", Part.PROGRESS, "140%", "status"),
    ("1.1", Part.TITLE, None, "title"),
    ("paper/draft", Part.TITLE, "Another paper: Draft", "title"),
    ("paper/draft", Part.TITLE, "Draft", "title"),
    ("paper/draft", Part.GOALS, None, "change"),
    ("1.2", Part.OWNERS, None, "owner"),
    ("1.1", Part.DUE, "2 weeks after nothing", "date"),
]


@pytest.mark.parametrize(("own_id", "part", "value", "about"), DOUBTS)
def test_what_cannot_be_read_is_a_doubt(own_id: str, part: Part, value: object, about: str):
    outcome = came_back(set_cell(BOOK, own_id, part, value), PLAN)
    assert outcome.after.text == PLAN
    assert outcome.changes == ()
    (doubt,) = outcome.doubts
    assert (doubt.about, doubt.id) == (about, own_id)
    assert doubt.at.startswith("net!")


@pytest.mark.parametrize("part", [Part.KIND, Part.FIRST, Part.LAST])
def test_what_follows_from_other_cells_is_told(part: Part):
    outcome = came_back(set_cell(BOOK, "1.1", part, "2027-01-01"), PLAN)
    assert (outcome.after.text, outcome.doubts, outcome.changes) == (PLAN, (), ())
    (told,) = outcome.told
    assert told.at.startswith("net!")


def test_no_status_is_planned():
    outcome = came_back(set_cell(BOOK, "1.1", Part.STATUS, None), PLAN)
    assert (outcome.after.text, outcome.changes, outcome.doubts) == (PLAN, (), ())


def test_rows_of_one_title_without_an_id_are_a_doubt():
    def edit(book: Workbook) -> None:
        page = book.worksheets[0]
        page.cell(row_of(page, "loose"), 1).value = None
        page.insert_rows(3)
        page.cell(3, 2).value = "Loose end"

    outcome = came_back(edited(BOOK, edit), PLAN)
    assert outcome.after.text == PLAN
    assert [(doubt.about, doubt.text) for doubt in outcome.doubts] == [("row", "Loose end")] * 2


def test_the_same_in_other_words_changes_nothing():
    book = set_cell(BOOK, "1.10", Part.DUE, "2027-12")
    outcome = came_back(book, PLAN)
    assert (outcome.after.text, outcome.changes, outcome.doubts) == (PLAN, (), ())


def test_a_conflict_in_the_planning_is_done_and_said():
    plan = PLAN + "    after: [paper]\n"
    outcome = came_back(set_cell(written(plan), "loose", Part.DUE, "2027-02-01"), plan)
    assert changed_lines(outcome) == ["+    deadline: 2027-02-01"]
    assert outcome.doubts == ()
    assert len(outcome.warnings) == 1


def test_what_would_be_an_error_stops_no_other_cell():
    book = set_cell(set_cell(BOOK, "1.1", Part.DUE, "2 weeks after nothing"), "1.10", Part.WHERE, "Paris")
    outcome = came_back(book, PLAN)
    assert changed_lines(outcome) == ["-        where: Online", "+        where: Paris"]
    assert [doubt.id for doubt in outcome.doubts] == ["1.1"]


def rows(edit: Callable[[Workbook], object], plan: str = PLAN) -> list[str]:
    return changed_lines(came_back(edited(BOOK, edit), plan))


def add(after: str, **cells: object) -> Callable[[Workbook], None]:
    """A row below that of an item, or of a heading."""

    def edit(book: Workbook) -> None:
        page = book.worksheets[0]
        above = next(
            row
            for row in range(2, page.max_row + 1)
            if after in (page.cell(row, 1).value, page.cell(row, 2).value)
        )
        page.insert_rows(above + 1)
        for name, value in cells.items():
            page.cell(above + 1, PLACES[Part(name)]).value = value  # type: ignore[assignment]

    return edit


def test_a_row_below_an_item_is_in_its_section():
    lines = rows(add("1.1", title="Training", due="June 2027", owners="Bo", status="planned"))
    assert lines == [
        "+      - id: 1.11",
        "+        title: Training",
        "+        owners: [bo]",
        "+        deadline: June 2027",
    ]


def test_a_row_with_hours_has_them_beside_its_date():
    lines = rows(add("1.1", title="Training", due="4 June 2027", time="18:00", kind="event"))
    assert lines[2:] == ['+        when: {date: 4 June 2027, time: "18:00"}']


def test_a_row_below_a_heading_is_in_that_section():
    assert rows(add("Papers", title="Review")) == ["+      - id: review", "+        title: Review"]


def test_a_row_names_its_section():
    assert rows(add("1.1", title="Review", section="Papers")) == [
        "+      - id: review",
        "+        title: Review",
    ]


def test_a_row_above_all_sections_is_in_none():
    assert rows(add("loose", title="Another one")) == ["+  - id: another-one", "+    title: Another one"]


def test_an_event():
    lines = rows(add("1.1", id="1.3", title="Day", kind="event", due="2027-07-01"))
    assert lines == ["+      - id: 1.3", "+        title: Day", "+        when: 2027-07-01"]


def test_a_milestone_of_an_activity_that_has_some():
    lines = rows(add("paper/draft", id="paper/review", title="The paper: Review", due="2027-06"))
    assert lines == ["+          - {id: review, title: Review, deadline: 2027-06}"]


def test_an_id_that_is_taken_is_told():
    outcome = came_back(edited(BOOK, add("1.1", id="1.2", title="Copy")), PLAN)
    assert changed_lines(outcome) == ["+      - id: 1.11", "+        title: Copy"]
    assert "1.2" in str(outcome.told[0].what)


@pytest.mark.parametrize("cells", [{"title": "Review", "section": "Nowhere"}, {"due": "2027-03"}])
def test_a_row_that_has_no_place_or_title_is_a_doubt(cells: dict[str, object]):
    outcome = came_back(edited(BOOK, add("1.1", **cells)), PLAN)
    assert outcome.after.text == PLAN
    assert [doubt.about for doubt in outcome.doubts] == ["row"]


def test_a_new_row_with_a_doubtful_cell_is_added_without_it():
    outcome = came_back(edited(BOOK, add("Papers", title="Review", due="soon", owners="Bo")), PLAN)
    assert changed_lines(outcome) == [
        "+      - id: review",
        "+        title: Review",
        "+        owners: [bo]",
    ]
    assert [(doubt.about, doubt.id) for doubt in outcome.doubts] == [("date", "review")]


def test_many_rows_keep_their_order():
    def edit(book: Workbook) -> None:
        for number in (3, 2, 1):
            add("1.10", title=f"New {number}")(book)

    lines = rows(edit)
    assert [line for line in lines if "title" in line] == [
        f"+        title: New {number}" for number in (1, 2, 3)
    ]
    assert [line for line in lines if "id:" in line] == [f"+      - id: 1.1{number}" for number in (1, 2, 3)]


def test_a_row_that_is_deleted_is_told():
    outcome = came_back(
        edited(BOOK, lambda book: book.worksheets[0].delete_rows(row_of(book.worksheets[0], "1.2"))), PLAN
    )
    assert outcome.after.text == PLAN
    assert [(one.kind, one.id) for one in outcome.changes] == [(Kind.GONE, "1.2")]
    assert outcome.doubts == ()


@pytest.mark.parametrize(
    "edit",
    [set_cell(BOOK, "1.10", Part.WHERE, "Paris"), edited(BOOK, add("Papers", title="Review"))],
    ids=["a cell", "a row"],  # the octets hold a time of day
)
def test_the_second_time_nothing_changes(edit: bytes):
    first = came_back(edit, PLAN)
    again = came_back(edit, first.after.text)
    assert (again.after.text, again.changes, again.doubts) == (first.after.text, (), ())


def test_both_sides_changed():
    plan = PLAN.replace("where: Online", "where: Lima")
    outcome = came_back(set_cell(BOOK, "1.10", Part.WHERE, "Paris"), plan)
    assert outcome.after.text == plan
    (conflict,) = outcome.conflicts
    assert (conflict.old, conflict.table, conflict.plan) == ("Online", "Paris", "Lima")


def test_what_the_plan_changed_since_stays():
    plan = PLAN.replace("where: Online", "where: Lima").replace("title: Closing", "title: The closing")
    outcome = came_back(set_cell(BOOK, "1.10", Part.START, "2027-11"), plan)
    assert changed_lines(outcome) == ["-        start: 2027-10", "+        start: 2027-11"]
    assert came_back(BOOK, plan).after.text == plan


def test_rows_may_be_sorted_and_columns_moved():
    def edit(book: Workbook) -> None:
        page = book.worksheets[0]
        values = [[cell.value for cell in row] for row in page.iter_rows()]
        header, rest = values[0], values[1:]
        rest.sort(key=lambda row: str(row[1]))
        order = sorted(range(len(header)), key=lambda place: str(header[place]))
        for number, row in enumerate([header, *rest], 1):
            for place, old in enumerate(order, 1):
                page.cell(number, place).value = row[old]

    outcome = came_back(edited(BOOK, edit), PLAN)
    assert (outcome.after.text, outcome.changes, outcome.doubts, outcome.told) == (PLAN, (), (), ())


def test_columns_that_are_not_there_say_nothing():
    outcome = came_back(
        edited(BOOK, lambda book: book.worksheets[0].delete_cols(PLACES[Part.OWNERS], 3)), PLAN
    )
    assert (outcome.after.text, outcome.changes, outcome.doubts) == (PLAN, (), ())


def test_columns_headings_and_comments_that_are_not_read_are_told():
    def edit(book: Workbook) -> None:
        page = book.worksheets[0]
        page.cell(1, len(Part) + 1).value = "Risk"
        page.cell(row_of(page, "1.1"), 2).comment = Comment("really?", "Ana")
        page.cell(3, 2).value = "Gatherings"

    outcome = came_back(edited(BOOK, edit), PLAN)
    assert (outcome.after.text, outcome.changes, outcome.doubts) == (PLAN, (), ())
    assert [str(one.what) for one in outcome.told] == [
        "the column `Risk` is not read",
        "titles of sections are not read: change `Meetings` in the plan",
        "a comment: really?",
    ]


def numbers(book: Workbook) -> None:
    """What Excel makes of ids where they are no text cells any more."""
    for page in book.worksheets[:1]:
        for row in range(2, page.max_row + 1):
            value = page.cell(row, 1).value
            if value in ("1.1", "1.2", "1.10"):
                page.cell(row, 1).value = float(value)
                page.cell(row, 1).number_format = "General"


@pytest.mark.parametrize("change", [lambda octets: octets, without_base], ids=["with base", "without base"])
def test_ids_that_became_numbers(change: Callable[[bytes], bytes]):
    book = edited(set_cell(BOOK, "1.10", Part.WHERE, "Paris"), numbers)
    outcome = came_back(change(book), PLAN)
    assert changed_lines(outcome) == ["-        where: Online", "+        where: Paris"]
    assert [(one.kind, one.id) for one in outcome.changes] == [(Kind.SET, "1.10")]


@pytest.mark.parametrize(
    ("written_as", "both"),
    [
        ("2027-12-04", '{date: 2027-12-05, time: "18:00"}'),
        ("[2027-12-04]", '[{date: 2027-12-05, time: "18:00"}]'),
        (
            "{date: 2027-12-04, timezone: Africa/Dakar}",
            '{date: 2027-12-05, timezone: Africa/Dakar, time: "18:00"}',
        ),
        ('{date: 2027-12-04, time: "9:00"}', '{date: 2027-12-05, time: "18:00"}'),
    ],
)
def test_a_date_and_its_hours(written_as: str, both: str):
    """Together and one by one, whatever form the date has; and taken away again."""
    plan = PLAN.replace("deadline: December 2027", f"when: {written_as}")
    book = set_cell(written(plan), "1.10", Part.TIME, "18:00")
    outcome = came_back(set_cell(book, "1.10", Part.DUE, "2027-12-05"), plan)
    assert outcome.doubts == ()
    assert f"when: {both}\n" in outcome.after.text
    alone = came_back(book, plan)
    assert f"when: {both.replace('12-05', '12-04')}\n" in alone.after.text
    away = came_back(set_cell(written(alone.after.text), "1.10", Part.TIME, None), alone.after.text)
    assert 'time: "18:00"' not in away.after.text
    assert away.doubts == ()


def test_a_title_and_a_date_of_one_row():
    book = set_cell(set_cell(BOOK, "1.10", Part.TITLE, "Something else"), "1.10", Part.DUE, "2028-01")
    assert len(changed_lines(came_back(book, PLAN))) == 4


def test_without_the_hidden_sheet_the_plan_is_the_base():
    assert came_back(without_base(BOOK), PLAN).after.text == PLAN
    outcome = came_back(without_base(set_cell(BOOK, "1.10", Part.WHERE, "Paris")), PLAN)
    assert outcome.unbased
    assert changed_lines(outcome) == ["-        where: Online", "+        where: Paris"]
    emptied = came_back(without_base(set_cell(BOOK, "1.10", Part.WHERE, None)), PLAN)
    assert emptied.after.text == PLAN
    assert [one.kind for one in emptied.changes] == [Kind.NOTE]


def test_without_the_hidden_sheet_a_day_of_completion_says_more_than_a_status():
    book = without_base(set_cell(BOOK, "loose", Part.DONE, "2027-01-10"))
    outcome = came_back(book, PLAN)
    assert changed_lines(outcome) == ["+    done: 2027-01-10"]
    assert [str(one.what).partition(":")[0] for one in outcome.told] == [
        "a day under Done says that it is done"
    ]
    assert came_back(book, outcome.after.text).after.text == outcome.after.text


def test_a_hidden_sheet_that_somebody_edited_is_none():
    def edit(book: Workbook) -> None:
        book["ssetrack base"].cell(book["ssetrack base"].max_row, 3).value = "{"

    assert came_back(edited(BOOK, edit), PLAN).unbased


OTHER = PLAN.replace("id: net", "id: other").replace("where: Online", "where: Rome")


def test_each_plan_for_itself():
    plans = {"a.yaml": PLAN, "b.yaml": OTHER}
    book = set_cell(set_cell(written(plans), "1.10", Part.DUE, "soon"), "1.10", Part.DUE, "2028", sheet=1)
    first, second = returned(book, plans).plans
    assert (first.after.text, len(first.doubts)) == (PLAN, 1)
    assert changed_lines(second) == ["-        deadline: December 2027", "+        deadline: 2028"]


def test_a_sheet_that_belongs_to_no_plan_is_a_doubt():
    found = returned(written({"a.yaml": PLAN, "b.yaml": OTHER}), {"a.yaml": PLAN})
    assert [one.plan for one in found.plans] == ["net"]
    assert [doubt.at for doubt in found.doubts] == ["other"]


def test_a_sheet_of_ones_own_and_a_new_name():
    def edit(book: Workbook) -> None:
        book.worksheets[0].title = "My plan"
        book.create_sheet("Shopping").append(["Milk"])

    found = returned(edited(set_cell(BOOK, "1.10", Part.WHERE, "Paris"), edit), PLAN)
    assert changed_lines(found.plans[0]) == ["-        where: Online", "+        where: Paris"]
    assert [doubt.at for doubt in found.doubts] == ["Shopping"]


def test_ids_that_are_used_twice_are_left_alone():
    plan = PLAN + "  - {id: loose, title: Another, deadline: 2027-02}\n"
    book = written(plan)
    assert came_back(book, plan).after.text == plan
    outcome = came_back(edited(book, lambda book: setattr(book.worksheets[0].cell(2, 2), "value", "X")), plan)
    assert (outcome.after.text, outcome.changes, len(outcome.told)) == (plan, (), 1)


@pytest.mark.parametrize("path", sorted((ROOT / "plans").glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_edited_nothing_changed(path):
    plan = path.read_text(encoding="utf-8")
    for book in (
        written(plan),
        without_base(written(plan)),
        written(plan, "fr"),
        edited(written(plan), lambda _: None),
    ):
        outcome = came_back(book, plan)
        assert (outcome.after.text, outcome.changes, outcome.doubts, outcome.told) == (plan, (), (), ())


RENAMED = (
    PLAN.replace('id: "1.1"', 'id: "1.3"\n        uid: "1.1"')
    .replace("title: Kick-off", "title: Opening")
    .replace('id: "1.2"', 'id: "1.1"\n        uid: "1.2"')
)
"""The plan, with one activity under another id and title, and another one under the id that it had."""


@pytest.mark.parametrize("at_first", [PLAN, RENAMED], ids=["written before", "written after"])
def test_an_activity_that_was_renamed_is_found_by_its_first_id(at_first: str):
    own_id = "1.1" if at_first is PLAN else "1.3"
    later = RENAMED if at_first is PLAN else RENAMED.replace('id: "1.3"', 'id: "1.4"')
    book = set_cell(written(at_first), own_id, Part.WHERE, "Quito")
    outcome = came_back(book, later)
    assert changed_lines(outcome) == [
        "-        when: {date: 2027-03-04, where: Lima}   # a day",
        "+        when: {date: 2027-03-04, where: Quito}   # a day",
    ]
    assert outcome.doubts == ()
    assert [one.kind for one in outcome.changes] == [Kind.SET]
    assert came_back(written(at_first), later).changes == ()
