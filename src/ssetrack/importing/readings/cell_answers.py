"""Which answer belongs to which cell.

Comes in: the tables and the answers for single cells. Goes out: the answers by cell, the same answers with
the item that each turned out to be for, and those that are not used, with the reason. An answer holds as
long as a cell of that column, and of that item if it names one, has that text: its address is only a hint,
for rows move. So where several cells have one text, nothing but an item says which of them is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ssetrack.importing.layout.row_names import row_names
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.mapping.answers import CellAnswer
from ssetrack.importing.places import Spot
from ssetrack.importing.readings.questions import MOST_NAMED, choice_of_items, question_of_row
from ssetrack.importing.readings.reading import Question
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Cell

_Key = tuple[str, str]
"""A column and a text, folded."""


class Place(NamedTuple):
    """A cell within its table."""

    layout: TableLayout
    cell: Cell

    @property
    def spot(self) -> Spot:
        """Where it is in the source."""
        return self.layout.spot(self.cell)

    @property
    def names(self) -> tuple[str, ...]:
        """The numbers and titles of the rows that it covers, as the table has them."""
        rows = range(self.cell.row, self.cell.row + self.cell.height)
        return tuple(name for row in rows for name in row_names(self.layout.table, self.layout.columns, row))


class Unused(NamedTuple):
    """An answer that is not used, and why."""

    answer: CellAnswer
    why: Message


class CellAnswers(NamedTuple):
    """Answers by the cell that they are for."""

    by_spot: Mapping[Spot, CellAnswer]
    named: tuple[CellAnswer, ...]
    """All of them, in their order; each that is used names its item, if anything tells it from others."""
    unused: tuple[Unused, ...]
    questions: Mapping[Spot, Question]
    """By cells for which there is an answer that may as well be for another one."""


def answers_by_cell(layouts: Sequence[TableLayout], answers: Sequence[CellAnswer]) -> CellAnswers:
    """The answers, each at the one cell that it is for."""
    if not answers:
        return CellAnswers({}, (), (), {})
    cells = _Cells(layouts)
    fitting = [cells.fitting(answer) for answer in answers]
    for_all = _are_for_all(answers, fitting)
    claims: dict[Spot, list[int]] = defaultdict(list)
    for number, places in enumerate(fitting):
        if len(places) == 1 or number in for_all:
            for place in places:
                claims[place.spot].append(number)
    by_spot = {
        spot: answers[numbers[0]]
        for spot, numbers in claims.items()
        if all(answers[one].fields == answers[numbers[0]].fields for one in numbers)
    }
    named, unused = list(answers), []
    questions: dict[Spot, Question] = {}
    left: dict[tuple[_Key, str], tuple[list[Place], list[str]]] = {}
    for number, (answer, places) in enumerate(zip(answers, fitting, strict=True)):
        is_claim = len(places) == 1 or number in for_all
        if is_claim and any(place.spot in by_spot for place in places):
            named[number] = cells.with_item(answer, places)
        elif not places:
            unused.append(Unused(answer, cells.why_none(answer)))
        elif len(places) == 1:
            why = message("the mapping file has two answers for this cell, so neither is used: delete one")
            unused.append(Unused(answer, why))
        else:
            key = _key(answer.at, answer.text), answer.item
            if key not in left:
                open_ = [place for place in places if place.spot not in by_spot]
                left[key] = open_, cells.items(open_ or places)
            open_, items = left[key]
            unused.append(Unused(answer, _ambiguous(len(places), items)))
            for place in open_ if open_ and open_[0].spot not in questions else ():
                layout = place.layout
                where = layout.addresses.whole_column(place.cell.column)
                questions[place.spot] = question_of_row(where, answer.text, items)
    return CellAnswers(by_spot, tuple(named), tuple(unused), questions)


def _are_for_all(answers: Sequence[CellAnswer], fitting: Sequence[Sequence[Place]]) -> frozenset[int]:
    """The answers, by number, of which there is one for each cell that they fit, and all say the same."""
    groups: dict[_Key, list[int]] = defaultdict(list)
    for number, (answer, places) in enumerate(zip(answers, fitting, strict=True)):
        if len(places) > 1 and not answer.item:
            groups[_key(answer.at, answer.text)].append(number)
    return frozenset(
        number
        for numbers in groups.values()
        if len(numbers) >= len(fitting[numbers[0]])
        and all(answers[one].fields == answers[numbers[0]].fields for one in numbers)
        for number in numbers
    )


class _Cells:
    """The cells of all tables, by column and text, and by the names of their rows."""

    def __init__(self, layouts: Sequence[TableLayout]) -> None:
        self._by_text: dict[_Key, list[Place]] = defaultdict(list)
        self._by_name: dict[_Key, dict[str, dict[Spot, Place]]] = {}
        for layout in layouts:
            for _, cell in sorted(layout.table.cells.items()):
                if not cell.empty:
                    self._by_text[_key(layout.at(cell), cell.text)].append(Place(layout, cell))

    def fitting(self, answer: CellAnswer) -> list[Place]:
        """The cells that have the text of an answer, in its column and at its item."""
        key = _key(answer.at, answer.text)
        if not answer.item:
            return self._by_text.get(key, [])
        return list(self._cells_by_name(key).get(fold(answer.item), {}).values())

    def why_none(self, answer: CellAnswer) -> Message:
        """Why an answer fits no cell."""
        if _key(answer.at, answer.text) in self._by_text:
            return message(
                "no row called `{item}` has this text any more: the answer in the mapping file is not used",
                item=answer.item,
            )
        return message("no cell has this text any more: the answer in the mapping file is not used")

    def items(self, places: Sequence[Place]) -> list[str]:
        """What tells each of some cells from others of that text: the number or the title of its row."""
        found = (self._name(place) for place in places)
        return list(islice((name for name in found if name), MOST_NAMED + 1))

    def with_item(self, answer: CellAnswer, places: Sequence[Place]) -> CellAnswer:
        """An answer with the item that it is for."""
        if answer.item or len(places) != 1:
            return answer
        return answer._replace(item=self._name(places[0]))

    def _name(self, place: Place) -> str:
        named = self._cells_by_name(_key(place.layout.at(place.cell), place.cell.text))
        return next((name for name in place.names if len(named[fold(name)]) == 1), "")

    def _cells_by_name(self, key: _Key) -> dict[str, dict[Spot, Place]]:
        """The cells of a column that have one text, by what their rows are called."""
        if key not in self._by_name:
            named: dict[str, dict[Spot, Place]] = defaultdict(dict)
            for place in self._by_text.get(key, ()):
                for name in place.names:
                    named[fold(name)][place.spot] = place
            self._by_name[key] = dict(named)
        return self._by_name[key]


def _key(at: str, text: str) -> _Key:
    column = at.rpartition(", ")[2] if ", " in at else at.rstrip("0123456789")
    return fold(column), fold(text)


def _ambiguous(number: int, items: Sequence[str]) -> Message:
    if not items:
        return message(
            "{number} cells have this text, so the answer in the mapping file is not used: "
            "give their rows ids or different titles",
            number=number,
        )
    return message(
        "{number} cells have this text, so the answer in the mapping file is not used: "
        "add one of these to it: {items}",
        number=number,
        items=choice_of_items(items),
    )
