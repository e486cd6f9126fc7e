"""One field in three versions: all 27 ways in which each holds A, B or nothing, and three that all differ."""

from __future__ import annotations

from itertools import product

import pytest

from ssetrack.merge.changes import Kind, changes, next_base
from ssetrack.merge.verdict import Verdict, verdict
from ssetrack.merge.versions import Item

CASES = """
base theirs ours  verdict   name
A    A      A     keep      nobody changed it
A    A      B     keep      only the plan changed it
A    A      -     keep      only the plan took it away
A    B      A     take      only the table changed it
A    B      B     agree     both changed it to the same
A    B      -     conflict  the table changed it, the plan took it away
A    -      A     take      only the table took it away
A    -      B     conflict  the table took it away, the plan changed it
A    -      -     agree     both took it away
B    B      B     keep      nobody changed it
B    B      A     keep      only the plan changed it
B    B      -     keep      only the plan took it away
B    A      B     take      only the table changed it
B    A      A     agree     both changed it to the same
B    A      -     conflict  the table changed it, the plan took it away
B    -      B     take      only the table took it away
B    -      A     conflict  the table took it away, the plan changed it
B    -      -     agree     both took it away
-    -      -     keep      nobody has it
-    -      A     keep      only the plan gave it
-    -      B     keep      only the plan gave it
-    A      -     take      only the table gave it
-    A      A     agree     both gave the same
-    A      B     conflict  both gave it, differently
-    B      -     take      only the table gave it
-    B      B     agree     both gave the same
-    B      A     conflict  both gave it, differently
A    B      C     conflict  both changed it, differently
A    C      B     conflict  both changed it, differently
"""

_ROWS = [line.split(maxsplit=4) for line in CASES.strip().splitlines()[1:]]


def test_the_table_has_every_case_once() -> None:
    triples = [tuple(row[:3]) for row in _ROWS]
    assert sorted(triples[:27]) == sorted(product("AB-", repeat=3))
    assert len(set(triples)) == len(triples)


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected", "name"), _ROWS, ids=["".join(row[:3]) for row in _ROWS]
)
def test_a_field(base: str, theirs: str, ours: str, expected: str, name: str) -> None:
    old, new, own = (None if one == "-" else one for one in (base, theirs, ours))
    assert verdict(old, new, own) is Verdict(expected), name


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected", "name"), _ROWS, ids=["".join(row[:3]) for row in _ROWS]
)
def test_what_becomes_of_it(base: str, theirs: str, ours: str, expected: str, name: str) -> None:
    """The same cases through the engine: what is done, told, and agreed on for the next time."""
    versions = [
        [Item("1", "Report", "1", fields={} if one == "-" else {"due": one})] for one in (base, theirs, ours)
    ]
    merged = changes(*versions)
    kinds = [one.kind for one in merged.changes]
    assert kinds == {"take": [Kind.SET], "conflict": [Kind.CONFLICT]}.get(expected, []), name
    for one in merged.changes:
        told = ("-" if value is None else value for value in (one.old, one.theirs, one.ours))
        assert tuple(told) == (base, theirs, ours)
    (after,) = next_base(merged, [one for one in merged.changes if one.kind is Kind.SET])
    agreed = base if expected == "conflict" else theirs
    assert after.fields.get("due", "-") == agreed, name
    undone = next_base(merged, [])
    assert undone[0].fields.get("due", "-") == (base if expected in ("take", "conflict") else theirs)


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
        assert bool(next_base(merged, merged.changes)) is is_remembered, there
    removed = changes([item], [item._replace(fields={"due": "B"})], [])
    assert [(one.kind, one.old, one.theirs, one.ours) for one in removed.changes] == [
        (Kind.CONFLICT, "A", "B", None)
    ]
    assert next_base(removed, []) == (item,)
