"""All 27 ways in which three versions each hold A, B or nothing, and those in which all three differ.

What comes of each is the same for a field of the engine, a cell of a table that is imported again, and a cell
of a workbook that comes back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from ssetrack.merge.changes import PLAIN, Change, Merge, Rules, merge, next_by_match
from ssetrack.merge.matching import matching
from ssetrack.merge.verdict import Verdict
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


class Case(NamedTuple):
    """One of the ways; `-` is nothing."""

    base: str
    theirs: str
    ours: str
    verdict: Verdict
    name: str

    @property
    def letters(self) -> str:
        """The three versions in short: `AB-`."""
        return self.base + self.theirs + self.ours


def _case(line: str) -> Case:
    base, theirs, ours, verdict, name = line.split(maxsplit=4)
    return Case(base, theirs, ours, Verdict(verdict), name)


ALL = [_case(line) for line in CASES.strip().splitlines()[1:]]


def changes(
    base: Sequence[Item] | None, theirs: Sequence[Item], ours: Sequence[Item], rules: Rules = PLAIN
) -> Merge:
    """What theirs changed since the base, and what of it can be done to ours."""
    return merge(matching(base, theirs, ours, same=rules.same), rules)


def base_after(merge: Merge, done: Collection[Change]) -> tuple[Item, ...]:
    """The base for the next time, once some of the changes were done."""
    return tuple(item for _, item in next_by_match(merge, done))
