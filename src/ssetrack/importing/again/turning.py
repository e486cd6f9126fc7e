"""Whether a date is a deadline or a meeting: once a plan has it, the plan decides.

Comes in: a match. Goes out: how its date is turned so that table and plan can be compared, and back again for
the rows: there the date is what the table made of it.
"""

from __future__ import annotations

from typing import NamedTuple

from ssetrack.importing.again.values import DUE
from ssetrack.merge.matching import Match
from ssetrack.merge.versions import Item


class Turn(NamedTuple):
    """The field in which the table has a date, and that of the plan."""

    table: str
    plan: str

    def match(self, match: Match) -> Match:
        """The match with the date of the table, and of its last reading, in the plan's field."""
        base = None if match.base is None else _with_other_field(match.base, self.table, self.plan)
        theirs = None if match.theirs is None else _with_other_field(match.theirs, self.table, self.plan)
        return match._replace(base=base, theirs=theirs)

    def back(self, item: Item) -> Item:
        """An item with its date in the field of the table."""
        return _with_other_field(item, self.plan, self.table)


def turn_of(match: Match) -> Turn | None:
    """How the date of a match is turned; None where there is nothing to turn.

    Where the table changed from one field to the other (by its mapping), that is a change like any other.
    """
    if match.theirs is None or match.ours is None:
        return None
    table, plan = _field(match.theirs), _field(match.ours)
    before = table if match.base is None else _field(match.base)
    if table is None or plan is None or table == plan or before != table:
        return None
    return Turn(table, plan)


def _field(item: Item) -> str | None:
    """The one field in which an item has its date."""
    names = DUE & item.fields.keys()
    return next(iter(names)) if len(names) == 1 else None


def _with_other_field(item: Item, old: str, new: str) -> Item:
    fields = {new if name == old else name: value for name, value in item.fields.items()}
    doubts = {new if name == old else name: words for name, words in item.doubts.items()}
    return item._replace(fields=fields, doubts=doubts)
