"""Items as rows of tables, each made once and put into every page that lists it.

Comes in: statuses and where things are on the site. Goes out: markup. How many days are left is not in it: a
page changes on the day on which a state does, and on no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from ssetrack.language.speaker import Speaker
from ssetrack.pages.measures import MOST_FOR_ID, text_width
from ssetrack.pages.rows import Rows
from ssetrack.pages.site.parts import SiteMap, sheet
from ssetrack.status import State, Status
from ssetrack.wording.brief import more_words
from ssetrack.wording.printable import one_line

MOST_NAMED = 20
"""Owners, and goals, that a row names: a thousand owners of one item would be on the pages of them all."""


class GoalLink(NamedTuple):
    """A goal's id and its page."""

    id: str
    place: str | None


class Table(NamedTuple):
    """A table of items: its rows as markup, the width of its ids in em, the states that it has."""

    rows: Markup
    width: int
    states: tuple[str, ...]
    number: int


class ItemTables:
    """Tables of items of one language."""

    def __init__(
        self, environment: Environment, rows: Rows, sitemap: SiteMap, speaker: Speaker, words: dict[str, Any]
    ) -> None:
        self._cells = environment.get_template("site/cells.html").make_module(words)
        self._rows, self._sitemap, self._speaker = rows, sitemap, speaker
        self._made: dict[int, Markup] = {}
        self._widths: dict[int, float] = {}

    def table(self, statuses: Sequence[Status], *, is_home: bool = False) -> Table:
        """A table of items in that order; in the page of their plan they are what links lead to."""
        open_tag = self._open_at_home if is_home else self._open
        rows = Markup("").join(open_tag(status) + self._row(status) for status in statuses)
        states = {status.state for status in statuses}
        widths = (width for status in statuses if (width := self._widths[id(status)]) <= MOST_FOR_ID)
        return Table(
            rows,
            max(2, -int(-max(widths, default=2) // 1)),
            tuple(state.value for state in State if state in states),
            len(statuses),
        )

    def _open(self, status: Status) -> Markup:
        return Markup('<tr data-state="{}"{}>').format(status.state.value, self._long(status))

    def _open_at_home(self, status: Status) -> Markup:
        place = self._sitemap.anchor(status) or ""
        return Markup('<tr id="{}" data-state="{}"{}>').format(place, status.state.value, self._long(status))

    def _long(self, status: Status) -> Markup:
        self._row(status)
        return Markup(' class="long"') if self._widths[id(status)] > MOST_FOR_ID else Markup("")

    def _row(self, status: Status) -> Markup:
        """The cells of an item, and the end of its row."""
        made = self._made.get(id(status))
        if made is None:
            row = self._rows.of(status)
            width = self._widths[id(status)] = text_width(row.id)
            goals = tuple(self._goals(status))
            cells = self._cells.cells(  # type: ignore[attr-defined]
                row._replace(owners=row.owners[:MOST_NAMED]),
                goals[:MOST_NAMED],
                width > MOST_FOR_ID,
                self._others(len(row.owners)),
                self._others(len(goals)),
                sheet(self._sitemap.plan(status.file)),
            )
            made = self._made[id(status)] = Markup(cells)
        return made

    def _others(self, number: int) -> str:
        """How many are left out; nothing where all are named."""
        return more_words(number - MOST_NAMED, "", self._speaker)

    def _goals(self, status: Status) -> Iterable[GoalLink]:
        for goal in status.item.goals:
            yield GoalLink(one_line(goal), self._sitemap.goal(status.file, goal))


def filter_values(*tables: Table) -> dict[str, Any]:
    """What the form above tables offers: the states of all of them, and how many items there are."""
    known = {state for table in tables for state in table.states}
    return {
        "states": [state.value for state in State if state.value in known],
        "number": sum(table.number for table in tables),
    }
