"""What each cell of an item says, by the field of its column.

Comes in: a cell, its column, what the document settles. Goes out: `Part`s of the item that it belongs to:
dates, people, a state, texts, doubts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ssetrack.dates import DayRange, Purpose
from ssetrack.dates.refusals import quotation
from ssetrack.importing.fields import DATES, PROSE, Field, is_kept
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.mapping.answers import CellAnswer, CellValue
from ssetrack.importing.places import Spot
from ssetrack.importing.readings.dates import (
    Choices,
    Dated,
    DateValue,
    Settings,
    Several,
    Undated,
    date_in,
    date_of,
    oddity,
    words_of,
)
from ssetrack.importing.readings.drafts import ItemDate, Kept, Waiting
from ssetrack.importing.readings.people import Holder, People, Person, Seat, is_seat, people_in
from ssetrack.importing.readings.questions import doubt_of_date, question_of_owner
from ssetrack.importing.readings.reading import About, Doubt, Told
from ssetrack.importing.readings.statuses import State, is_no, is_yes, state_in, state_of
from ssetrack.importing.words import one_of
from ssetrack.language.message import message
from ssetrack.tables.grid import Beside, Cell


class Known(NamedTuple):
    """What holds for the whole document."""

    language: str | None = None
    years: DayRange | None = None
    start: date | None = None
    struck: str = "cancelled"
    offered: tuple[str, ...] = ()
    """Years that stand in headings and titles."""


class DurationText(NamedTuple):
    """How long something takes, in the author's words: days are not counted from it."""

    text: str
    at: str
    spot: Spot


class Part(NamedTuple):
    """What one cell adds to its item."""

    dates: tuple[ItemDate, ...] = ()
    owners: tuple[Holder, ...] = ()
    contributors: tuple[Holder, ...] = ()
    after: tuple[Waiting, ...] = ()
    state: State | None = None
    done: ItemDate | None = None
    time: str = ""
    duration: DurationText | None = None
    kept: tuple[Kept, ...] = ()
    notes: tuple[str, ...] = ()
    title: str = ""
    number: str = ""
    doubts: tuple[Doubt, ...] = ()
    told: tuple[Told, ...] = ()
    is_ignored: bool = False


_BROKEN = (Beside.ERROR, Beside.NEVER_COMPUTED)
"""Remarks with which a cell has no value that anybody meant."""

_ABOUT: Mapping[str, About] = {
    Field.OWNERS: About.OWNER,
    Field.WITH: About.OWNER,
    Field.STATUS: About.STATUS,
    Field.PROGRESS: About.STATUS,
    Field.DONE: About.STATUS,
    Field.AFTER: About.ID,
}

_DASH = re.compile("[-–—]+")


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    return re.compile(rf"[,;\n]|\s+(?:{one_of('conjunctions')}|&)\s+")


def settings_of(column: Column, known: Known, field: str) -> Settings:
    """How the dates of a column are read."""
    purpose = Purpose.DEADLINE if field in (Field.DEADLINE, Field.END, Field.MILESTONE) else Purpose.DATE
    return Settings(
        known.language, column.order, known.years, known.start, purpose, column.milestones, column.months
    )


def part_of(layout: TableLayout, column: Column, cell: Cell, known: Known) -> Part:
    """What a cell says by the field of its column."""
    at, spot, field = layout.at(cell), layout.spot(cell), column.field
    if _DASH.fullmatch(cell.text):
        return Part()  # nobody, never, nothing: as an empty cell
    if cell.struck and field not in (Field.NOTES, Field.TITLE) and not is_kept(field):
        return Part(
            told=(Told(at, message("crossed out, so it is left out: `{text}`", text=quotation(cell.text))),)
        )
    if field in DATES:
        value = _of_one_date(date_of(cell, settings_of(column, known, field)), field)
        one = ItemDate(field, value, at, spot, column.heading)
        if isinstance(value, Undated):
            return Part((one,), doubts=(doubt_of_date(layout, column, spot, at, value, known.offered),))
        return Part((one,))
    broken = oddity(cell) if any(remark.kind in _BROKEN for remark in cell.remarks) else None
    if broken is not None:
        doubt = Doubt(spot, at, _ABOUT.get(field, About.COLUMN), words_of(cell), "", broken)
        return Part(doubts=(doubt,))
    match field:
        case Field.OWNERS | Field.WITH if layout.table.listed:
            return _listed_people(cell.lines, field, at, spot)
        case Field.OWNERS | Field.WITH:
            return _people(people_in(cell.lines), field, at, spot, cell.text)
        case Field.STATUS | Field.PROGRESS:
            return _state(layout, cell, field)
        case Field.DONE:
            return _part_of_done(layout, column, cell, known)
        case Field.AFTER:
            texts = [text.strip() for text in _between().split(cell.text) if text.strip(" -–—")]
            return Part(after=tuple(Waiting(text, at, spot) for text in texts))
        case Field.NOTES:
            return _notes(layout, cell)
        case Field.DURATION:
            return Part(
                duration=DurationText(" ".join(cell.text.split()), at, spot),
                kept=(Kept("x-duration", cell.lines),),
            )
        case Field.TIME:
            return Part(time=" ".join(cell.text.split()))
        case _ if field in PROSE or is_kept(field):
            return Part(kept=(Kept(field, cell.lines),))
        case _:
            return Part(is_ignored=True)


def _of_one_date(value: DateValue, field: str) -> DateValue:
    """The value of a field that holds one date only: a start, or a milestone."""
    match value:
        case Choices(options) if field in (Field.START, Field.MILESTONE):
            return Undated(options[0].text, message("several dates, but only one is possible here: write it"))
        case Several(dates) if field == Field.START:
            texts = "; ".join(dict.fromkeys(one.text for one in dates))
            return Undated(texts, message("several dates, but only one is possible here: write it"))
        case _:
            return value


def part_of_answer(layout: TableLayout, column: Column, cell: Cell, answer: CellAnswer, known: Known) -> Part:
    """What the mapping says that a cell means."""
    at, spot = layout.at(cell), layout.spot(cell)
    part = Part(is_ignored=not answer.fields)
    for field, value in answer.fields.items():
        part = _with_answer(
            part, field, value, ItemDate(field, Dated("", "", None), at, spot, column.heading), known
        )
    return part


def _with_answer(part: Part, field: str, value: CellValue, place: ItemDate, known: Known) -> Part:
    texts = (value,) if isinstance(value, str) else value
    text = texts[0] if texts else ""
    if field in DATES or field == Field.DONE:
        settings = Settings(known.language, None, known.years, known.start)
        date_ = place._replace(value=date_in((text,), settings))
        return part._replace(done=date_) if field == Field.DONE else part._replace(dates=(*part.dates, date_))
    match field:
        case Field.OWNERS:
            return part._replace(owners=tuple(_holders(texts)))
        case Field.WITH:
            return part._replace(contributors=tuple(_holders(texts)))
        case Field.STATUS | Field.PROGRESS:
            return part._replace(state=state_in(text))
        case Field.AFTER:
            return part._replace(after=tuple(Waiting(one, place.at, place.spot) for one in texts))
        case Field.NOTES:
            return part._replace(notes=texts)
        case Field.TITLE:
            return part._replace(title=text)
        case Field.ID:
            return part._replace(number=text)
        case _:
            return part._replace(kept=(*part.kept, Kept(field, texts)))


def _holders(texts: tuple[str, ...]) -> list[Holder]:
    """Whom an answer names: a seat such as `(editor)` is nobody yet, anything else is a name as it stands."""
    return [Seat(text) if is_seat(text) else Person(text) for text in texts]


def _people(people: People, field: str, at: str, spot: Spot, text: str) -> Part:
    doubts: tuple[Doubt, ...] = ()
    if people.doubtful:
        what = message("not clearly a name: kept as a vacant role")
        doubts = (Doubt(spot, at, About.OWNER, text, "", what, "", question_of_owner(text)),)
    told = (Told(at, message("one of the names has a star; the star is left out")),) if people.main else ()
    if field == Field.WITH:
        return Part(contributors=(*people.owners, *people.contributors), doubts=doubts, told=told)
    return Part(owners=people.owners, contributors=people.contributors, doubts=doubts, told=told)


def _listed_people(lines: Sequence[str], field: str, at: str, spot: Spot) -> Part:
    """Whom another program lists: each resource of a task is somebody, or a role, of its own."""
    parts = [_people(people_in((line,)), field, at, spot, line) for line in lines]
    return Part(
        owners=tuple(dict.fromkeys(one for part in parts for one in part.owners)),
        contributors=tuple(dict.fromkeys(one for part in parts for one in part.contributors)),
        doubts=tuple(one for part in parts for one in part.doubts),
        told=tuple(one for part in parts for one in part.told),
    )


def _state(layout: TableLayout, cell: Cell, field: str) -> Part:
    state = state_of(cell)
    if state is not None:
        return Part(state=state)
    help_ = message("not a known status: write planned, in-progress, done, cancelled or on-hold")
    doubt = Doubt(layout.spot(cell), layout.at(cell), About.STATUS, cell.text, "", help_)
    return Part(doubts=(doubt,), kept=(Kept(f"x-{field}", cell.lines),))


def _part_of_done(layout: TableLayout, column: Column, cell: Cell, known: Known) -> Part:
    """`Done`: a day, a tick, yes or no, or a state."""
    if is_yes(cell.text):
        return Part(state=State("done"))
    if is_no(cell.text):
        return Part(state=State())
    state = state_of(cell)
    if state is not None:
        return Part(state=state)
    at, spot = layout.at(cell), layout.spot(cell)
    value = date_of(cell, settings_of(column, known, Field.DONE))
    if isinstance(value, Dated) and value.period is not None and value.period.earliest == value.period.latest:
        if value.period.latest is not None:
            return Part(done=ItemDate(Field.DONE, value, at, spot, column.heading))
    elif isinstance(value, Undated):
        return Part(doubts=(doubt_of_date(layout, column, spot, at, value, known.offered, About.STATUS),))
    help_ = message("`done` needs the day on which it was finished: write one day")
    return Part(doubts=(Doubt(spot, at, About.STATUS, cell.text, "", help_),))


def _notes(layout: TableLayout, cell: Cell) -> Part:
    """Notes; a word that is only a state may have been meant as one."""
    state = state_of(cell)
    if state is None or cell.struck:
        return Part(notes=cell.lines)
    help_ = message(
        "only a status is written here: if it is the status of the activity, write `status: {status}`",
        status=state.status or "done",
    )
    doubt = Doubt(layout.spot(cell), layout.at(cell), About.STATUS, cell.text, "", help_)
    return Part(notes=cell.lines, doubts=(doubt,))
