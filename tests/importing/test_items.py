"""Ids, several activities in a cell, prerequisites, and what contradicts itself."""

from __future__ import annotations

from importing.proposing import dates, doubts, proposed, written
from snapshots import snapshot_of
from ssetrack.diagnostic import Severity
from ssetrack.lint import check


def ids(text: str, mapping: str = "") -> list[str]:
    return [item.id for item in proposed(text, mapping).items]


def test_ids_are_the_tables_own():
    assert ids("| No | Activity | Who |\n| 1.10 | A | Ana |\n| 1.9 | B | Ana |") == ["1.10", "1.9"]
    assert ids("| Activity | Who |\n| 2.1 First | Ana |\n| 2.2. Second | Ana |\n| 3) Third | Ana |") == [
        "2.1",
        "2.2",
        "3",
    ]


def test_a_number_alone_is_part_of_the_title():
    proposal = proposed("| Activity | Who |\n| 15 notebooks | Ana |\n| 12.3.2027 party | Ana |")
    assert [(item.id, item.title) for item in proposal.items] == [
        ("1", "15 notebooks"),
        ("2", "12.3.2027 party"),
    ]


def test_ids_that_are_made():
    text = """
    | Activity | Who |
    | 4. Conferences | |
    | 4.1 First | Ana |
    | Second | Ana |
    | Third | Ana |
    | 6. COFUNDING | |
    | With the others | Ana |
    """
    proposal = proposed(text)
    assert [item.id for item in proposal.items] == ["4.1", "4.2", "4.3", "6"]
    assert any("gets the number of the heading" in str(one.what) for one in proposal.told)


def test_an_id_twice():
    proposal = proposed("""
    | No | Activity | After | Who |
    | 1 | A | | Ana |
    | 1 | B | | Ana |
    | 2 | C | 1 | Ana |
    | 3 | D | 2, 9 | Ana |
    """)
    assert [item.id for item in proposal.items] == ["1", "4", "2", "3"]
    assert doubts(proposal) == {
        "table 1, row 3, No": "id: 1",
        "table 1, row 4, After": "id: 1",
        "table 1, row 5, After": "id: 9",
    }
    assert [item.after for item in proposal.items] == [(), (), (), ("2",)]


def test_several_activities_in_a_cell():
    proposal = proposed("""
    | Activity | Who | Deadline |
    | 2.1 First⏎(1) a detail⏎2.2 Second⏎3.1 not one of them | Ana | May 2027⏎June 2027 |
    | 2.3 Third⏎2.4 Fourth | Bento | May 2027⏎June 2027⏎July 2027 |
    """)
    assert [(item.id, item.notes, dates(item), item.owners) for item in proposal.items] == [
        ("2.1", ("(1) a detail",), {"deadline": "2027-05"}, ("ana",)),
        ("2.2", ("3.1 not one of them",), {"deadline": "2027-06"}, ("ana",)),
        ("2.3", (), {"deadline": "?"}, ("bento",)),
        ("2.4", (), {"deadline": "?"}, ("bento",)),
    ]
    assert list(doubts(proposal)) == ["table 1, row 3, Deadline"]


def test_a_row_that_goes_on_behind_a_page_break():
    proposal = proposed("""
    | Activity | Who | Deadline |
    | 2.1 First⏎Is it this, | Ana | May 2027 |
    | ---- | --- | --- |
    | or that?⏎2.2 Second⏎2.3 Third | Bento | June 2027⏎July 2027 |
    """)
    assert [(item.id, item.notes, dates(item)) for item in proposal.items] == [
        ("2.1", ("Is it this,", "or that?"), {"deadline": "2027-05"}),
        ("2.2", (), {"deadline": "2027-06"}),
        ("2.3", (), {"deadline": "2027-07"}),
    ]
    assert [str(one.why) for one in proposal.ignored] == ["a line between rows"]


def test_a_merged_cell_holds_for_its_rows_and_counts_once():
    proposal = proposed("""
    | Activity | Who | Deadline |
    | A | Ana | May 2027 |
    | B | ^ | ^ |
    """)
    assert [item.owners for item in proposal.items] == [("ana",), ("ana",)]
    assert [dates(item) for item in proposal.items] == [{"deadline": "2027-05"}] * 2
    assert proposal.counts.cells == 7


def test_contradictions_are_doubts():
    proposal = proposed("""
    | No | Activity | Deadline | After | Done |
    | 1 | A | May 2027 | 2 | |
    | 2 | B | June 2027 | | |
    | 3 | C | | 4 | |
    | 4 | D | | 3 | |
    | 5 | E | | | 12 March 2030 |
    """)
    assert set(doubts(proposal)) == {
        "table 1, row 2, After",
        "table 1, row 6, Done",
        *(at for at in doubts(proposal) if at in {"table 1, row 4, After", "table 1, row 5, After"}),
    }
    assert len(proposal.doubts) >= 3
    assert [dates(item) for item in proposal.items][:2] == [{"deadline": "2027-05"}, {"deadline": "2027-06"}]
    assert proposal.items[0].after == ()
    text = written(proposal)
    assert 'question: table 1, row 2, After: "2"' in text
    assert not [one for one in check(snapshot_of(text)) if one.severity is Severity.ERROR]


def test_one_item_in_several_tables_is_one():
    chart = "| Activity | Deadline |\n| End | May 2027 |\n| {} | June 2027 |\n\n"
    proposal = proposed(chart.format("A") + chart.format("B"))
    assert [item.title for item in proposal.items] == ["End", "A", "B"]


def test_owners_are_one_for_one_name():
    proposal = proposed(
        "| Activity | Who |\n| A | Ana |\n| B | ANA |\n| C | R: Ana |\n| D | P: Bento |\n| E | TBD |\n"
        "| F | tbd |",
        "names: {Core Grp: core-group}",
    )
    assert [(one.slug, one.vacant, one.role) for one in proposal.owners] == [
        ("ana", False, ""),
        ("bento", False, "P"),
        ("tbd-seat", True, ""),
    ]
    assert proposal.items[2].notes == ("R: Ana",)


def test_a_long_seat_keeps_all_its_words():
    words = "Each participant of the workshop is responsible for three interviews with people at work"
    (owner,) = proposed(f"| Activity | Who |\n| A | {words} |").owners
    assert (owner.slug, owner.vacant, owner.notes) == ("each-participant-of-the-seat", True, words)
    assert len(owner.name) <= 60


def test_a_known_owner_is_proposed_and_never_taken():
    proposal = proposed("| Activity | Who |\n| A | Core Group |\n| B | All people. Core Group coordinates. |")
    (doubt,) = proposal.doubts
    assert "`core-group`" in str(doubt.help)
    assert proposal.items[1].owners != ("core-group",)


def test_a_comment_of_the_table_silences_no_rule():
    proposal = proposed(
        "| Activity | Deadline |\n| A | x # ssetrack: ignore-file |\n| B | # ssetrack: ignore [no-date] |"
    )
    text = written(proposal)
    assert "ssetrack: ignore" not in text
    assert 'sse-track: ignore-file"' in text
