"""A table that is imported again: only what the table changed is changed in the plan."""

from __future__ import annotations

from typing import NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, assume, given

from conftest import examples
from importing.proposing import DAY, proposed, written
from importing.test_any_table import TEXTS, tables
from snapshots import snapshot_of
from ssetrack.diagnostic import Kind as Sort
from ssetrack.diagnostic import Severity, SsetrackError
from ssetrack.edit.change import source_after
from ssetrack.edit.fields import field_removal, field_setting
from ssetrack.importing.again.renewal import Renewal, renewal
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.rows_as_read import rows_in, rows_text, rows_text_of
from ssetrack.lint import check
from ssetrack.merge.changes import Kind
from ssetrack.outline import activities
from ssetrack.source import DEFAULT_LIMITS, Source, read
from ssetrack.tables.grid import Cell, Document, Table

TABLE = """
# Meetings
| No  | Activity      | Responsible  | Deadline   | Status      | Notes    |
| 1.1 | First call    | Ana, Bento   | March 2027 | planned     | In Lima  |
| 1.2 | Council       | Ana          | 2027-05-12 | in progress |          |
| 1.3 | Annual forum  | TBD          | in spring  |             | Two days |
# Papers
| No  | Activity      | Responsible  | Deadline   | Status      | Notes    |
| 2.1 | Vision paper  | Bento        | 2027-06    |             |          |
| 2.2 | Press release | Core Group   | ongoing    |             |          |
"""


QUESTION = (
    '# question: table 1, row 4, Deadline: "in spring": write the months: '
    "2027-03/2027-05 in the north, 2027-09/2027-11 in the south"
)

MONEY = """
# Money
| No  | Activity | Responsible | Deadline |
| 3.1 | Budget   | Ana         | 2027-02  |

# Papers
"""


class Kept(NamedTuple):
    """A plan and the rows beside it, as they are on the disk."""

    plan: str
    rows: str

    def edited(self, *pairs: tuple[str, str]) -> Kept:
        """The plan with some texts replaced by hand."""
        plan = self.plan
        for old, new in pairs:
            assert plan.count(old) == 1, old
            plan = plan.replace(old, new)
        return self._replace(plan=plan)


def first(table: str | Document = TABLE) -> Kept:
    """What the first import gives."""
    proposal = proposed(table)
    return Kept(written(proposal), rows_text(proposal))


def again(kept: Kept, table: str | Document | Proposal = TABLE, *, based: bool = True) -> Renewal:
    """What importing a table into that plan gives."""
    proposal = table if isinstance(table, Proposal) else proposed(table)
    rows = rows_in(kept.rows, "plan.import.json") if based else None
    return renewal(proposal, rows, read(kept.plan.encode(), "plan.yaml"), DAY, DEFAULT_LIMITS)


def after(kept: Kept, made: Renewal) -> Kept:
    """What is on the disk then."""
    return Kept(made.source.text, rows_text_of(made.rows))


def changed(table: str, *pairs: tuple[str, str]) -> str:
    """The table with some texts replaced."""
    for old, new in pairs:
        assert table.count(old) == 1, old
        table = table.replace(old, new)
    return table


def told(made: Renewal) -> list[str]:
    """The changes in short: `set 1.1 deadline: old / table / plan`."""
    found = []
    for one in made.outcome.changes:
        values = " / ".join("-" if value is None else str(value) for value in (one.old, one.table, one.plan))
        found.append(f"{one.kind} {one.id}{f' {one.field}' if one.field else ''}: {values}")
    return found


def lines(before: str, now: str) -> list[str]:
    """The lines of a plan that are others, as a diff has them."""
    from difflib import unified_diff

    found = unified_diff(before.splitlines(), now.splitlines(), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


RENAMED = (
    ("id: 1.1\n        title: First call", "id: 1.2\n        uid: 1.1\n        title: Opening"),
    ("id: 1.2\n        title: Council", "id: 1.1\n        uid: 1.2\n        title: Board"),
)
"""Two activities that the plan has under each other's ids, and under titles that the table never had."""


@pytest.mark.parametrize("twice", [False, True], ids=["since the import", "before the last one"])
def test_what_was_renamed_in_the_plan_is_found_by_its_first_id(twice: bool) -> None:
    table = TABLE
    kept = first().edited(*RENAMED)
    assert_nothing_changes(kept)
    if twice:
        table = changed(table, ("2027-06", "2027-07"))
        kept = after(kept, again(kept, table))
        assert_nothing_changes(kept, table)
        # From now on the rows know the new ids as well.
        assert [(one.key, one.uid) for one in rows_in(kept.rows, "").items][:2] == [
            ("1.2", "1.1"),
            ("1.1", "1.2"),
        ]
    table = changed(table, ("March 2027", "April 2027"), ("2027-05-12", "2027-05-13"))
    made = again(kept, table)
    assert told(made) == [
        "set 1.2 deadline: 2027-03 / 2027-04 / 2027-03",
        "set 1.1 deadline: 2027-05-12 / 2027-05-13 / 2027-05-12",
    ]
    assert_nothing_changes(after(kept, made), table)


def assert_nothing_changes(kept: Kept, table: str | Document | Proposal = TABLE) -> None:
    """The same bytes, and nothing to tell."""
    made = again(kept, table)
    assert after(kept, made) == kept
    assert (told(made), made.outcome.doubts, made.outcome.told) == ([], (), ())


def test_the_same_table_changes_nothing() -> None:
    assert_nothing_changes(first())


CHANGES = {
    "a date": (
        (("March 2027", "April 2027"),),
        ['-        deadline: 2027-03  # "March 2027"', '+        deadline: 2027-04  # "April 2027"'],
        ["set 1.1 deadline: 2027-03 / 2027-04 / 2027-03"],
    ),
    "the same date in other words": ((("March 2027", "2027-03"),), [], []),
    "a status": (
        (("in progress", "done"),),
        ["-        status: in-progress", "+        status: done"],
        ["set 1.2 status: in-progress / done / in-progress"],
    ),
    "one more owner": (
        (("| Core Group", "| Core Group, Ana"),),
        ["-        owners: [core-group]", "+        owners: [core-group, ana]"],
        ["set 2.2 owners: ['core-group'] / ['core-group', 'ana'] / ['core-group']"],
    ),
    "an owner whom the plan does not have": (
        (("| Core Group", "| Dora"),),
        ["+  dora: Dora", "-        owners: [core-group]", "+        owners: [dora]"],
        ["set 2.2 owners: ['core-group'] / ['dora'] / ['core-group']"],
    ),
    "an emptied cell": (
        (("In Lima", "       "),),
        ["-        notes: In Lima"],
        ["set 1.1 notes: In Lima / - / In Lima"],
    ),
    "a filled cell": (
        (("| ongoing    |             |          |", "| ongoing    |             | In French |"),),
        ["+        notes: In French"],
        ["set 2.2 notes: - / In French / -"],
    ),
    "a title": (
        (("Annual forum", "Annual forums"),),
        ["-        title: Annual forum", "+        title: Annual forums"],
        ["set 1.3 title: Annual forum / Annual forums / Annual forum"],
    ),
    "a wholly other title, all else equal": (
        (("Vision paper ", "Manifesto"),),
        ["-        title: Vision paper", "+        title: Manifesto"],
        ["set 2.1 title: Vision paper / Manifesto / Vision paper"],
    ),
    "a number": (
        (("| 2.2", "| 2.5"),),
        [],
        ["renumbered 2.2 id: 2.2 / 2.5 / 2.2"],
    ),
    "what was doubtful is a date now": (
        (("in spring", "May 2027 "),),
        [
            f"-        {QUESTION}",
            '-        deadline: "?"  # "in spring"',
            '+        deadline: "2027-05"  # "May 2027"',
        ],
        ["set 1.3 deadline: ? / 2027-05 / ?"],
    ),
    "a row that is gone": (
        (("| 2.1 | Vision paper  | Bento        | 2027-06    |             |          |\n", ""),),
        [],
        ["gone 2.1: Vision paper / - / Vision paper"],
    ),
    "a new row": (
        (("| 1.3 |", "| 1.4 | Leaflet | Bento | 2027-08 | | |\n| 1.3 |"),),
        [
            "+      - id: 1.4",
            "+        title: Leaflet",
            "+        owners: [bento]",
            "+        deadline: 2027-08",
        ],
        ["add 1.4: - / Leaflet / -"],
    ),
    "a new row under a number that the plan has": (
        (
            ("| 1.3 |", "| 1.2 | Leaflet | Bento | 2027-08 | | |\n| 1.3 |"),
            ("| 1.2 | Council", "| 1.9 | Council"),
        ),
        [
            "+      - id: 1.4",
            "+        title: Leaflet",
            "+        owners: [bento]",
            "+        deadline: 2027-08",
        ],
        ["renumbered 1.2 id: 1.2 / 1.9 / 1.2", "add 1.4: - / Leaflet / -"],
    ),
    "a new section": (
        (("\n# Papers\n", MONEY),),
        [
            "+  - title: Money",
            "+    activities:",
            "+      - id: 3.1",
            "+        title: Budget",
            "+        owners: [ana]",
            "+        deadline: 2027-02",
        ],
        ["add 3.1: - / Budget / -"],
    ),
    "another section": (
        (
            ("| 2.2 | Press release | Core Group   | ongoing    |             |          |\n", ""),
            (
                "# Papers\n",
                "| 2.2 | Press release | Core Group   | ongoing    |             |          |\n# Papers\n",
            ),
        ),
        [],
        ["note 2.2 section: ['Papers'] / ['Meetings'] / ['Papers']"],
    ),
}


@pytest.mark.parametrize(("pairs", "diff", "changes"), CHANGES.values(), ids=CHANGES)
def test_what_the_table_changed(
    pairs: tuple[tuple[str, str], ...], diff: list[str], changes: list[str]
) -> None:
    kept, table = first(), changed(TABLE, *pairs)
    made = again(kept, table)
    assert lines(kept.plan, made.source.text) == diff
    assert told(made) == changes
    assert not made.outcome.doubts
    # Once more, and the plan is what it was; what is still to be decided is told again.
    once = after(kept, made)
    twice = again(once, table)
    assert after(once, twice) == once
    assert told(twice) == [one for one in changes if one.startswith(("gone", "note"))]


def test_rows_in_another_order_change_nothing() -> None:
    head, *rows = TABLE.strip().split("\n")[:5]
    rest = TABLE.strip().split("\n")[5:]
    table = "\n".join([head, rows[0], rows[3], rows[1], rows[2], *rest])
    kept = first()
    made = again(kept, table)
    assert made.source.text == kept.plan
    assert told(made) == []


def test_a_change_on_both_sides_is_told_and_not_done() -> None:
    kept = first().edited(("deadline: 2027-05-12", "deadline: 2027-05-20"))
    table = changed(TABLE, ("2027-05-12", "2027-05-14"), ("March 2027", "April 2027"))
    made = again(kept, table)
    assert lines(kept.plan, made.source.text) == [
        '-        deadline: 2027-03  # "March 2027"',
        '+        deadline: 2027-04  # "April 2027"',
    ]
    expected = "conflict 1.2 deadline: 2027-05-12 / 2027-05-14 / 2027-05-20"
    assert expected in told(made)
    assert made.outcome.is_open
    once = after(kept, made)
    assert told(again(once, table)) == [expected]
    # Settled by hand in the plan, it is agreed, and then forgotten.
    settled = once.edited(("2027-05-20", "2027-05-14"))
    made = again(settled, table)
    assert (told(made), made.source.text) == ([], settled.plan)
    assert_nothing_changes(after(settled, made), table)
    # Settled in the table: the plan's word counts.
    table = changed(table, ("2027-05-14", "2027-05-20"))
    assert told(again(once, table)) == []


def test_a_cell_that_cannot_be_read_any_more_is_a_doubt_until_it_can() -> None:
    kept, table = first(), changed(TABLE, ("March 2027", "some day"))
    made = again(kept, table)
    assert made.source.text == kept.plan
    assert [(one.at, one.text, one.item) for one in made.outcome.doubts] == [
        ("table 1, row 2, Deadline", "some day", "1.1")
    ]
    assert after(kept, made) == kept
    assert told(again(kept, changed(TABLE, ("March 2027", "May 2027")))) == [
        "set 1.1 deadline: 2027-03 / 2027-05 / 2027-03"
    ]


def test_doubts_that_are_known_are_not_told_again() -> None:
    assert proposed(TABLE).doubts
    assert not again(first()).outcome.doubts


def test_an_answer_in_the_mapping_is_a_change() -> None:
    kept = first()
    answer = 'cells:\n  - {at: "table 1, row 4, Deadline", text: in spring, deadline: 2027-04}'
    made = again(kept, proposed(TABLE, answer))
    assert told(made) == ["set 1.3 deadline: ? / 2027-04 / ?"]
    assert lines(kept.plan, made.source.text)[-1] == '+        deadline: "2027-04"'


def test_rows_that_nobody_can_tell_apart_are_left_alone() -> None:
    table = (
        TABLE.replace("| 1.1 |", "|     |").replace("| 1.2 |", "|     |").replace("First call", "Council   ")
    )
    kept = first(table)
    assert_nothing_changes(kept, table)
    both = changed(table, ("March 2027", "April 2027"), ("2027-05-12", "2027-05-14"))
    made = again(kept, both)
    assert after(kept, made) == kept
    assert [str(one.about) for one in made.outcome.doubts] == ["row", "row"]


NEW_ROWS = {
    "a doubtful date": "| 1.4 | Leaflet | Bento | in autumn | | |",
    "a date in other words": "| 1.4 | Leaflet | Bento | May 2027 | | |",
    "an owner who is a question": "| 1.4 | Leaflet | who will do it? | May 2027 | | |",
    "three doubts": "| 1.4 | Leaflet | who will do it? | in autumn | as ever | |",
    "stages": "| 1.4 | Leaflet | Bento | Draft: May 2027, Final: June 2027 | | |",
    "nothing to say": "| 1.4 | Leaflet | Bento | 2027-05 | | |",
    "a status with a day": "| 1.4 | Leaflet | Bento | | done 3 May 2025 | |",
}


@pytest.mark.parametrize("cell", ["2027-07", "in spring", ""])
def test_a_row_that_is_there_twice_from_the_second_time_on_stays_two(cell: str) -> None:
    """The second has a doubt about its id, and it alone: the rows kept of it have none."""
    row = f"| 2.2 | Notes | Ana | {cell} | | |"
    twice = f"{TABLE.rstrip()}\n{row}\n".replace("2.2 | Press release", "2.4 | Press release")
    kept = first(twice)
    now = f"{twice}{row}\n"
    made = again(kept, now)
    assert [one.kind for one in made.outcome.changes] == [Kind.ADD]
    at = after(kept, made)
    for _ in range(2):
        once_more = again(at, now)
        assert not told(once_more)
        assert "several rows may be" not in " ".join(str(one.help) for one in once_more.outcome.doubts)
        at = after(at, once_more)
    assert at.plan == after(kept, made).plan


def _words_of(plan: str, title: str) -> list[str]:
    """The comments at the activity of this title, in their order."""
    plan_lines = plan.split("\n")
    start = next(number for number, line in enumerate(plan_lines) if f"title: {title}" in line)
    own: list[str] = []
    for line in plan_lines[start:]:
        if own and line.lstrip().startswith("- id:"):
            break
        own.append(line)
    return [line[line.index("# ") :] for line in own if "# " in line]


@pytest.mark.parametrize("row", NEW_ROWS.values(), ids=NEW_ROWS)
@pytest.mark.parametrize("based", [True, False])
@pytest.mark.parametrize("alone", [True, False])
def test_a_row_that_is_added_has_the_words_that_a_first_import_writes(
    row: str, *, based: bool, alone: bool
) -> None:
    """Below the last one, or first in a section of its own."""
    place = "\n# Papers\n"
    table = changed(TABLE, (place, f"\n{row}{place}"))
    if alone:
        head = TABLE.strip().split("\n")[1]
        table = changed(TABLE, (place, f"\n# Money\n{head}\n{row.replace('1.4', '3.1')}\n{place}"))
    words = _words_of(first(table).plan, "Leaflet")
    assert bool(words) == ("2027-05" not in row)
    made = again(first(), table, based=based)
    assert _words_of(made.source.text, "Leaflet") == words
    once = after(first(), made)
    assert after(once, again(once, table)) == once


def test_the_question_of_a_row_that_was_added_goes_with_its_answer() -> None:
    place, row = "\n# Papers\n", NEW_ROWS["three doubts"]
    table = changed(TABLE, (place, f"\n{row}{place}"))
    once = after(first(), again(first(), table))
    table = changed(table, ("in autumn", "May 2028"))
    once = after(once, again(once, table))
    words = _words_of(once.plan, "Leaflet")
    assert words == _words_of(first(table).plan, "Leaflet")
    table = changed(table, ("who will do it?", "Ana"), ("as ever", "planned"))
    once = after(once, again(once, table))
    assert _words_of(once.plan, "Leaflet") == ['# "May 2028"']


def test_a_column_that_is_gone_says_nothing() -> None:
    table = "\n".join(
        line.rsplit("|", 2)[0] + "|" if line.startswith("|") else line for line in TABLE.split("\n")
    )
    assert "Notes" not in table
    made = again(first(), table)
    assert told(made) == []


def test_a_row_that_was_taken_out_of_the_plan_stays_out() -> None:
    kept = first()
    start = kept.plan.index("      - id: 2.1")
    end = kept.plan.index("      - id: 2.2")
    kept = kept._replace(plan=kept.plan[:start] + kept.plan[end:])
    assert_nothing_changes(kept)
    made = again(kept, changed(TABLE, ("2027-06", "2027-07")))
    assert told(made) == ["conflict 2.1 deadline: 2027-06 / 2027-07 / -"]
    assert made.source.text == kept.plan


def test_a_row_that_is_gone_and_cancelled_is_not_told() -> None:
    table = changed(
        TABLE, ("| 2.1 | Vision paper  | Bento        | 2027-06    |             |          |\n", "")
    )
    kept = first().edited(("deadline: 2027-06\n", "deadline: 2027-06\n        status: cancelled\n"))
    assert_nothing_changes(kept, table)


def test_what_stands_beside_a_value_stays() -> None:
    kept = first().edited(
        ('  # "March 2027"', "  # as the council said"),
        ("title: Vision paper", "title: {en: Vision paper, fr: Texte de vision}"),
        ("deadline: 2027-05-12", "deadline: {date: 2027-05-12, time: '20:00'}  # in the evening"),
    )
    table = changed(
        TABLE, ("March 2027", "April 2027"), ("Vision paper ", "Vision papers"), ("2027-05-12", "2027-05-13")
    )
    made = again(kept, table)
    assert [line for line in lines(kept.plan, made.source.text) if line[0] == "+"] == [
        "+        deadline: 2027-04  # as the council said",
        "+        deadline: {date: 2027-05-13, time: '20:00'}  # in the evening",
        "+        title: {en: Vision papers, fr: Texte de vision}",
    ]


def test_what_cannot_be_changed_safely_is_a_doubt_and_stops_nothing() -> None:
    kept = first()
    plan = kept.plan.replace("owners: [bento]", "owners: &people [bento]").replace(
        "owners: [core-group]", "owners: *people"
    )
    kept = kept._replace(plan=plan)
    table = changed(TABLE, ("| Bento        |", "| Bento, Ana   |"), ("March 2027", "April 2027"))
    made = again(kept, table)
    assert [line for line in lines(plan, made.source.text) if line[0] == "+"] == [
        '+        deadline: 2027-04  # "April 2027"'
    ]
    assert [(str(one.about), one.item, one.text) for one in made.outcome.doubts] == [
        ("change", "2.1", "owners")
    ]
    assert not any(one.startswith("set 2.1") for one in told(made))
    assert told(again(after(kept, made), table)) == []
    assert again(after(kept, made), table).outcome.doubts  # told again


def test_what_would_be_an_error_is_a_doubt_and_stops_nothing() -> None:
    kept = first().edited(("language: en\n", "language: en\nperiod: 2027-01/2027-12\n"))
    table = changed(TABLE, ("2027-06", "2029-06"), ("March 2027", "April 2027"))
    made = again(kept, table)
    assert 'deadline: 2027-04  # "April 2027"' in made.source.text
    if "2029-06" in made.source.text:  # a planning conflict is done, with a warning
        assert made.conflicts
    else:
        assert [one.item for one in made.outcome.doubts] == ["2.1"]


def test_other_short_names_in_the_plan_are_kept() -> None:
    kept = first()
    kept = kept._replace(plan=kept.plan.replace("bento", "bento-silva"))
    assert_nothing_changes(kept)
    made = again(kept, changed(TABLE, ("| Core Group", "| Bento")))
    assert lines(kept.plan, made.source.text) == [
        "-        owners: [core-group]",
        "+        owners: [bento-silva]",
    ]


def test_titles_and_ids_that_change_places_in_the_plan() -> None:
    kept = first()
    retitled = kept.edited(("title: Council", "title: Other"), ("title: First call", "title: Council"))
    assert_nothing_changes(retitled)
    table = changed(TABLE, ("2027-05-12", "2027-05-13"), ("March 2027", "April 2027"))
    assert told(again(retitled, table)) == [
        "set 1.1 deadline: 2027-03 / 2027-04 / 2027-03",
        "set 1.2 deadline: 2027-05-12 / 2027-05-13 / 2027-05-12",
    ]
    numbered = kept.edited(("id: 1.2", "id: 1.9"), ("id: 1.1", "id: 1.2")).edited(("id: 1.9", "id: 1.1"))
    assert_nothing_changes(numbered)
    made = again(numbered, table)
    assert told(made) == [
        "set 1.2 deadline: 2027-03 / 2027-04 / 2027-03",
        "set 1.1 deadline: 2027-05-12 / 2027-05-13 / 2027-05-12",
    ]
    assert_nothing_changes(after(numbered, made), table)


HAND = """\
ssetrack: 1
title: Forum
owners:
  ana: Ana   # the chair
  bento: Bento
sections:
  - title: Meetings
    activities:
      - {id: "1.1", title: First call, deadline: 2027-02, owners: [ana, bento]}
      - id: 1.2
        title: Council
        when: 2027-05-12
        owners: [ana]
        notes: By hand.
      - id: 1.9
        title: Only here
        deadline: 2027
"""


def test_without_rows_the_plan_is_the_base() -> None:
    kept = Kept(HAND, "")
    made = again(kept, based=False)
    assert told(made) == [
        "set 1.1 deadline: 2027-02 / 2027-03 / 2027-02",
        "set 1.1 notes: - / In Lima / -",
        "set 1.2 status: - / in-progress / -",
        "note 1.2 notes: - / - / By hand.",
        "add 1.3: - / Annual forum / -",
        "add 2.1: - / Vision paper / -",
        "add 2.2: - / Press release / -",
        "note 1.9: - / - / Only here",
    ]


def test_with_its_word_taken_the_table_is_in_the_plan_and_changes_nothing_then() -> None:
    kept = Kept(HAND, "")
    made = again(kept, based=False)
    assert [line for line in lines(HAND, made.source.text) if line[0] == "-"] == [
        '-      - {id: "1.1", title: First call, deadline: 2027-02, owners: [ana, bento]}'
    ]
    text = made.source.text
    assert "  ana: Ana   # the chair\n  bento: Bento\n  tbd-seat: {name: TBD, vacant: true}\n" in text
    assert '{id: "1.1", title: First call, deadline: 2027-03, owners: [ana, bento], notes: In Lima}' in text
    once = after(kept, made)
    twice = again(once)
    assert (after(once, twice), told(twice)) == (once, [])


def test_whether_a_date_is_a_deadline_is_what_the_plan_says() -> None:
    kept = first().edited(("deadline: 2027-05-12", "when: 2027-05-12"))
    assert_nothing_changes(kept)
    table = changed(TABLE, ("2027-05-12", "2027-05-13"))
    made = again(kept, table)
    assert told(made) == ["set 1.2 when: 2027-05-12 / 2027-05-13 / 2027-05-12"]
    assert_nothing_changes(after(kept, made), table)
    # In the mapping it is a change of the table.
    turned = again(first(), proposed(TABLE, 'when: ["1.2"]'))
    assert lines(first().plan, turned.source.text) == [
        "-        deadline: 2027-05-12",
        "+        when: 2027-05-12",
    ]
    assert_nothing_changes(after(first(), turned), proposed(TABLE, 'when: ["1.2"]'))


def _plain(source: Source) -> dict[str, dict[str, object]]:
    return {str(node["id"]): dict(node) for _, node in activities(source.root)}


_HAND_VALUES = {
    "title": st.sampled_from(["Other", "First calls", "Council"]),
    "owners": st.sampled_from([["ana"], ["bento", "ana"], None]),
    "deadline": st.sampled_from(["2028", "2027-03-05", "ongoing", None]),
    "status": st.sampled_from(["on-hold", "cancelled", None]),
    "done": st.sampled_from(["2026-11-01"]),
    "notes": st.sampled_from(["By hand.", "Two\nlines", None]),
    "tags": st.just(["mine"]),
    "id": st.sampled_from(["9.9", "1.1x"]),
}


@given(st.data())
@examples(60)
def test_after_edits_by_hand_the_same_table_changes_nothing(data: st.DataObject) -> None:
    kept = first()
    source = read(kept.plan.encode(), "plan.yaml")
    edits = data.draw(st.integers(1, 4))
    for _ in range(edits):
        route, _ = data.draw(st.sampled_from(list(activities(source.root))))
        field = data.draw(st.sampled_from(sorted(_HAND_VALUES)))
        value = data.draw(_HAND_VALUES[field])
        if field == "id" and value in _plain(source):
            continue
        edit = (
            field_removal(source, route, field)
            if value is None
            else field_setting(source, route, field, value)
        )
        source = source if edit is None else source_after(source, [edit])
    assert_nothing_changes(kept._replace(plan=source.text))


_COLUMNS: dict[str, tuple[str, ...]] = {
    "owners": ("Ana", "Bento", "Ana, Bento", "Core Group", ""),
    "deadline": ("2027-03", "April 2027", "ongoing", "2027-06-01", "8 May 2027 or 9 June 2027", ""),
    "status": ("planned", "done", "on hold", "cancelled", ""),
    "notes": ("In Lima", "Twice", "", "It is: [so] #1"),
}


@given(st.data())
@examples(60)
def test_one_cell_changed_is_one_field_of_one_activity(data: st.DataObject) -> None:
    number = data.draw(st.integers(1, 4))
    cells = [
        {name: data.draw(st.sampled_from(values)) for name, values in _COLUMNS.items()} for _ in range(number)
    ]
    row, field = data.draw(st.integers(0, number - 1)), data.draw(st.sampled_from(sorted(_COLUMNS)))
    other = data.draw(st.sampled_from([one for one in _COLUMNS[field] if one != cells[row][field]]))

    def drawn() -> str:
        rows = [
            "| No | Activity | Responsible | Deadline | Status | Notes |",
            "| 9 | Always the same | Ana | 2027-01 | planned | - |",
        ]
        for place, one in enumerate(cells, 1):
            values = " | ".join(one[name] for name in _COLUMNS)
            rows.append(f"| {place} | Activity number {place} | {values} |")
        return "\n".join(rows)

    kept = first(drawn())
    cells[row][field] = other
    made = again(kept, drawn())
    before, now = _plain(read(kept.plan.encode(), "plan.yaml")), _plain(made.source)
    wanted = _plain(read(first(drawn()).plan.encode(), "plan.yaml"))
    expected = {**before, str(row + 1): wanted[str(row + 1)]}
    assert now == expected
    assert_nothing_changes(after(kept, made), drawn())
    allowed = {"deadline": {"deadline", "when"}}.get(field, {field})
    assert {one.field for one in made.outcome.changes} <= allowed


_TITLES = ("Council", "Forum", "Forum 1", "Forum 2", "Vision paper", "Vision papers", "Council meeting",
           "1.1 Forum", "2. MEETINGS", "PAPERS", "Draft\nof two lines")  # fmt: skip
_NUMBERS = ("1", "2", "3", "1.1", "1.2", "A", "")
_MORE = ("Who", "Deadline", "Date", "Start", "End", "After", "Status", "Done", "Notes", "With", "Risk")


@st.composite
def plans(draw: st.DrawFn) -> Table:
    """A table with titles, perhaps ids, and columns of all kinds with whatever stands in cells."""
    more = draw(st.lists(st.sampled_from(_MORE), min_size=1, max_size=5, unique=True))
    heads = [*(["No"] if draw(st.booleans()) else []), "Activity", draw(st.sampled_from(("Who", "Deadline")))]
    heads += [one for one in more if one not in heads]
    cells = {(1, column): Cell(1, column, (head,)) for column, head in enumerate(heads, 1)}
    rows = draw(st.integers(1, 5))
    for row in range(2, rows + 2):
        for column, head in enumerate(heads, 1):
            pool = {"No": _NUMBERS, "Activity": _TITLES}.get(head, ("", *TEXTS))
            lines_ = tuple(line.strip() for line in draw(st.sampled_from(pool)).splitlines() if line.strip())
            if lines_:
                cells[row, column] = Cell(row, column, lines_, struck=draw(st.integers(0, 9)) == 0)
    return Table(1, cells, rows + 1, len(heads))


def _proposal(table: Table) -> Proposal:
    """What import proposes for a table, if there is an activity in it."""
    proposal = proposed(Document((table,)))
    assume(proposal.items)
    return proposal


@given(plans() | tables())
@examples(100, [HealthCheck.filter_too_much])
def test_any_table_imported_twice_changes_nothing(table: Table) -> None:
    proposal = _proposal(table)
    assert_nothing_changes(Kept(written(proposal), rows_text(proposal)), proposal)


@given(plans(), plans())
@examples(100)
def test_any_table_after_any_other(before: Table, now: Table) -> None:
    """No defect comes into the plan, nothing is taken out of it, and the second time nothing changes."""
    old, new = _proposal(before), _proposal(now)
    kept = Kept(written(old), rows_text(old))
    made = again(kept, new)
    errors = [one for one in check(snapshot_of(made.source.text, DAY)) if one.severity is Severity.ERROR]
    assert {one.kind for one in errors} <= {Sort.CONFLICT}
    assert len(errors) == len(made.conflicts)
    assert _plain(read(kept.plan.encode(), "plan.yaml")).keys() <= _plain(made.source).keys()
    once = after(kept, made)
    twice = again(once, new)
    assert after(once, twice) == once
    assert not [one for one in twice.outcome.changes if one.kind in (Kind.SET, Kind.ADD)]
    # And back: what was read first is the plan again, but for what was added meanwhile.
    back = again(once, old)
    assert after(after(once, back), again(after(once, back), old)) == after(once, back)


@given(plans(), plans(), st.data())
@examples(60)
def test_what_was_written_by_hand_is_changed_only_where_that_is_told(
    before: Table, now: Table, data: st.DataObject
) -> None:
    old, new = _proposal(before), _proposal(now)
    source = read(written(old).encode(), "plan.yaml")
    for route, _ in list(activities(source.root)):
        field = data.draw(st.sampled_from(("notes", "deadline", "tags", "title")))
        edit = field_setting(source, route, field, ["mine"] if field == "tags" else "2031")
        source = source if edit is None else source_after(source, [edit])
    made = again(Kept(source.text, rows_text(old)), new)
    mine, now_there = _plain(source), _plain(made.source)
    taken = {(one.id, one.field): one for one in made.outcome.changes if one.kind is Kind.SET}
    for id_, fields in mine.items():
        for field in {*fields, *now_there[id_]}:
            if fields.get(field) != now_there[id_].get(field):
                state = [one for one in ("status", "done") if (id_, one) in taken]
                added = any(one.id.startswith(f"{id_}/") for one in made.outcome.changes)
                assert (
                    (id_, field) in taken
                    or (field == "status" and state)
                    or (field == "milestones" and added and not {"deadline", "when"} & now_there[id_].keys())
                )
                assert field != "tags"
                assert fields.get(field) != "2031"


def test_the_rows_of_another_version_are_refused() -> None:
    for text in ('{"import": 2, "items": []}', "[]", "{", '{"import": 1, "items": [{}]}', "null"):
        with pytest.raises(SsetrackError):
            rows_in(text, "plan.import.json")
