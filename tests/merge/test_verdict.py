"""One field in three versions: all 27 ways in which each holds A, B or nothing, and three that all differ."""

from __future__ import annotations

from itertools import product

import pytest

from merge.cases import ALL, Case, base_after, changes
from ssetrack.merge.changes import Kind
from ssetrack.merge.verdict import Verdict, verdict
from ssetrack.merge.versions import Item


def test_the_table_has_every_case_once() -> None:
    triples = [tuple(case[:3]) for case in ALL]
    assert sorted(triples[:27]) == sorted(product("AB-", repeat=3))
    assert len(set(triples)) == len(triples)


@pytest.mark.parametrize("case", ALL, ids=[case.letters for case in ALL])
def test_a_field(case: Case) -> None:
    old, new, own = (None if one == "-" else one for one in case[:3])
    assert verdict(old, new, own) is case.verdict, case.name


@pytest.mark.parametrize("case", ALL, ids=[case.letters for case in ALL])
def test_what_becomes_of_it(case: Case) -> None:
    """The same cases through the engine: what is done, told, and agreed on for the next time."""
    base, theirs, ours, expected, name = case
    versions = [
        [Item("1", "Report", "1", fields={} if one == "-" else {"due": one})] for one in (base, theirs, ours)
    ]
    merged = changes(*versions)
    kinds = [one.kind for one in merged.changes]
    assert kinds == {Verdict.TAKE: [Kind.SET], Verdict.CONFLICT: [Kind.CONFLICT]}.get(expected, []), name
    for one in merged.changes:
        told = ("-" if value is None else value for value in (one.old, one.theirs, one.ours))
        assert tuple(told) == (base, theirs, ours)
    (after,) = base_after(merged, [one for one in merged.changes if one.kind is Kind.SET])
    agreed = base if expected is Verdict.CONFLICT else theirs
    assert after.fields.get("due", "-") == agreed, name
    undone = base_after(merged, [])
    assert undone[0].fields.get("due", "-") == (
        base if expected in (Verdict.TAKE, Verdict.CONFLICT) else theirs
    )


def test_every_item_in_every_version() -> None:
    """An item that each of the three has, or has not: eight cases."""
    item = Item("1", "Report", "1", fields={"due": "A"})
    expected = {
        (1, 1, 1): ([], True),
        (1, 1, 0): ([], True),  # the plan took it out, and the table has not changed it
        (1, 0, 1): ([Kind.GONE], True),
        (1, 0, 0): ([], False),
        (0, 1, 1): ([], True),
        (0, 1, 0): ([Kind.ADD], True),
        (0, 0, 1): ([], False),
        (0, 0, 0): ([], False),
    }
    for there, (kinds, is_remembered) in expected.items():
        merged = changes(*([item] if one else [] for one in there))
        assert [one.kind for one in merged.changes] == kinds, there
        assert bool(base_after(merged, merged.changes)) is is_remembered, there
    removed = changes([item], [item._replace(fields={"due": "B"})], [])
    assert [(one.kind, one.old, one.theirs, one.ours) for one in removed.changes] == [
        (Kind.CONFLICT, "A", "B", None)
    ]
    assert base_after(removed, []) == (item,)
