"""Which rows of two versions are the same: a table of drawings, and nothing by place."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.merge.pairing import pairing
from ssetrack.merge.titles import is_near
from ssetrack.merge.versions import Item

# `id title [section] due`, old and new rows parted by `/`; behind `=` what is paired and how.
CASES = {
    "id and title": ("1 Report / 1 Report", "1-1 id and title"),
    "title where the number changed": ("1 Report / 2 Report", "1-2 title"),
    "title before id": ("1 Report, 2 Meeting / 1 Meeting, 2 Report", "1-2 title, 2-1 title"),
    "case and accents": ("1 Réunion / 2 REUNION", "1-2 title"),
    "near title in the section": ("1 Council meeting / 2 Council meetings", "1-2 near title"),
    "near title elsewhere": ("1 Council meeting [A] / 2 Council meetings [B]", ""),
    "words added": ("1 Final report / 2 Final report in French", "1-2 near title"),
    "numbers tell apart": ("1 Workshop 1 / 2 Workshop 2", ""),
    "letters tell apart": ("1 Phase A meeting / 2 Phase B meeting", ""),
    "id and near title in another section": (
        "1 Council meeting [A] / 1 Council meetings [B]",
        "1-1 id",
    ),
    "id alone, all else equal": ("1 Report due=A / 1 Wholly other due=A", "1-1 id"),
    "id alone, something else, too": ("1 Report due=A / 1 Wholly other due=B", ""),
    "id alone, and nothing else to go by": ("1 Report / 1 Wholly other", ""),
    "one title twice in the new": ("1 Report / 2 Report, 3 Report", "? 1 / 2 3"),
    "one title twice in the old": ("1 Report, 2 Report / 3 Report", "? 1 2 / 3"),
    "one title twice, ids decide": (
        "1 Report due=A, 2 Report due=B / 1 Report due=C, 2 Report due=D",
        "1-1 id and title, 2-2 id and title",
    ),
    "one title twice, sections decide": (
        "1 Report [A], 2 Report [B] / 3 Report [B], 4 Report [A]",
        "1-4 title, 2-3 title",
    ),
    "without numbers": (
        "- Report due=A, - Report due=B / - Report due=A, - Report due=C",
        "A-A title, B-C title",
    ),
    "two near candidates": (
        "1 Council meeting / 2 Council meetings, 3 Council meetinx",
        "? 1 / 2 3",
    ),
    "the id decides between near candidates": (
        "1 Council meeting / 1 Council meetings, 3 Council meetinx",
        "1-1 id",
    ),
    "an id that several have is nobody's": (
        "1 Vision paper / 1 Council, 1 Vision papers, 2 Vision papers",
        "? 1 / 1 2",
    ),
    "nothing in common": ("1 Report / 2 Party", ""),
}


def _items(text: str) -> list[Item]:
    found = []
    for one in text.split(", "):
        words = one.split()
        number = "" if words[0] == "-" else words[0]
        section = tuple(word.strip("[]") for word in words if word.startswith("["))
        due = next((word[4:] for word in words if word.startswith("due=")), "")
        title = " ".join(word for word in words[1:] if word[0] != "[" and "=" not in word)
        found.append(Item(number or due, title, number, section, {"due": due} if due else {}))
    return found


def _drawn(old: list[Item], new: list[Item]) -> set[str]:
    found = pairing(old, new)
    drawn = {f"{one.old.key}-{one.new.key} {one.by.value}" for one in found.pairs}
    for unsure in found.unsure:
        olds, news = (" ".join(sorted(one.key for one in side)) for side in (unsure.old, unsure.new))
        drawn.add(f"? {olds} / {news}")
    return drawn


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_pairs(rows: str, expected: str) -> None:
    before, after = (_items(side) for side in rows.split(" / "))
    wanted = {one for one in expected.split(", ") if one}
    assert _drawn(before, after) == wanted
    # Never by place: in whatever order the rows come, the pairs are the same.
    for seed in range(4):
        shuffle = random.Random(seed).shuffle
        shuffle(before)
        shuffle(after)
        assert _drawn(before, after) == wanted


IN_PLANS = {
    "another title": ("1 Report / 1 Wholly other", "1-1 id"),
    "another id": ("1 Report / 2 Report", "1-2 title"),
    "one put before, all renumbered": (
        "1 Report, 2 Party / 1 New, 2 Report, 3 Party",
        "1-2 title, 2-3 title",
    ),
    "a title that went to another id": ("1 Report, 2 Party / 1 Party, 2 Other", "1-1 id, 2-2 id"),
}


@pytest.mark.parametrize(("items", "expected"), IN_PLANS.values(), ids=IN_PLANS)
def test_pairs_in_plans_where_somebody_chose_the_ids(items: str, expected: str) -> None:
    before, after = (_items(side) for side in items.split(" / "))
    found = pairing(before, after, by_key=True)
    assert {f"{one.old.key}-{one.new.key} {one.by.value}" for one in found.pairs} == set(expected.split(", "))


_TITLES = st.sampled_from(["Report", "Reports", "Meeting", "Council meeting", "Council meetings", "Party 1"])
_ROWS = st.lists(
    st.builds(
        lambda number, title, section, due: Item("", title, number, (section,), {"due": due}),
        st.sampled_from(["", "1", "2", "3"]),
        _TITLES,
        st.sampled_from("AB"),
        st.sampled_from("XYZ"),
    ),
    max_size=6,
)


@given(_ROWS, _ROWS)
def test_every_row_ends_in_one_place(old: list[Item], new: list[Item]) -> None:
    found = pairing(old, new)
    olds = [
        *(one.old for one in found.pairs),
        *(one for each in found.unsure for one in each.old),
        *found.old,
    ]
    news = [
        *(one.new for one in found.pairs),
        *(one for each in found.unsure for one in each.new),
        *found.new,
    ]
    assert sorted(map(repr, olds)) == sorted(map(repr, old))
    assert sorted(map(repr, news)) == sorted(map(repr, new))


@given(_ROWS)
def test_what_did_not_change_is_paired_with_itself(rows: list[Item]) -> None:
    found = pairing(rows, list(reversed(rows)))
    assert not found.unsure
    assert all(one.old == one.new for one in found.pairs)
    assert len(found.pairs) == len(rows)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("First workshop", "Second workshop", False),
        ("Workshop in Lima", "Workshop in Lima (online)", True),
        ("Report", "Report in French", False),
        ("Kick-off meeting", "Kickoff meeting", True),
        ("Part I", "Part II", False),
        ("Vision paper", "Vision papr", True),
        ("", "", True),
    ],
)
def test_near_titles(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is is_near(other, one) is near
