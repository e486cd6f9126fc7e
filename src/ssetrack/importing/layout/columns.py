"""What each column of a table is: by its heading, by what its cells look like, or by what the mapping says.

Comes in: a table, its header, and the answers to it. Goes out: a `Column` each, with three samples, and how
sure it is. Nothing is read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssetrack.dates import Order
from ssetrack.importing.fields import DATES, MARK, Field, kept_name
from ssetrack.importing.layout.contents import (
    are_all_numbers,
    are_day_times,
    are_mostly_dates,
    order_of,
    texts_below,
)
from ssetrack.importing.layout.header import Header
from ssetrack.importing.layout.headings import (
    is_of_days,
    is_of_descriptions,
    is_of_gatherings,
    is_of_keys,
    meaning,
)
from ssetrack.importing.layout.numbering import leading_number
from ssetrack.importing.layout.slots import Slot
from ssetrack.importing.mapping.answers import ColumnAnswer, same_text
from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Table

SAMPLES = 3


class Column(NamedTuple):
    """A column as it is read."""

    number: int
    heading: str
    """What stands above it; may be empty."""
    field: str
    samples: tuple[str, ...] = ()
    guess: Message | None = None
    """What was guessed about it, where its heading does not say it."""
    slot: Slot | None = None
    order: Order | None = None
    """Which number of a date is the day: said in the mapping, or by a cell of the column."""
    milestones: bool = False
    months: bool = False


def columns_of(
    table: Table, header: Header, answers: Sequence[ColumnAnswer], date_order: Order | None
) -> tuple[Column, ...]:
    """All columns of a table that hold a text or a heading."""
    below = {number: texts_below(table, header.last, number) for number in range(1, table.columns + 1)}
    answered = _answers_by_column(header, table.columns, answers)
    fields, guesses = _fields(
        header, below, {number: one.field for number, one in answered.items() if one.field}
    )
    columns = []
    for number in range(1, table.columns + 1):
        if number not in fields:
            continue
        answer = answered.get(number)
        columns.append(
            Column(
                number,
                header.heading(number),
                fields[number],
                _samples(below[number]),
                guesses.get(number),
                header.slots.get(number) if fields[number] == MARK else None,
                date_order or (answer and answer.order) or _order(fields[number], below[number]),
                answer is not None and answer.milestones,
                answer is not None and answer.months,
            )
        )
    return tuple(columns)


def _order(field: str, texts: Sequence[str]) -> Order | None:
    """Which number of a date is the day, in a column of dates."""
    return order_of(texts) if field in DATES or field == Field.DONE else None


def is_plan(columns: Sequence[Column]) -> bool:
    """Whether a table with these columns is a plan: a title, and when, who or how far."""
    fields = {column.field for column in columns}
    beside = DATES | {Field.OWNERS, Field.STATUS, Field.DONE, Field.PROGRESS}
    return Field.TITLE in fields and (MARK in fields or any(field in fields for field in beside))


def _answers_by_column(
    header: Header, columns: int, answers: Sequence[ColumnAnswer]
) -> dict[int, ColumnAnswer]:
    """The answer to each column, by its heading or number; of two equal headings the first that is free."""
    found: dict[int, ColumnAnswer] = {}
    for answer in answers:
        for number in range(1, columns + 1):
            headings = (header.heading(number), header.own(number), f"column {number}")
            if number not in found and any(same_text(answer.heading, one) for one in headings if one):
                found[number] = answer
                break
    return found


def _samples(texts: Sequence[str]) -> tuple[str, ...]:
    shown = dict.fromkeys(" ".join(text.split()) for text in texts)
    return tuple(text if len(text) <= 60 else text[:59] + "…" for text in list(shown)[:SAMPLES])


def _fields(
    header: Header, below: Mapping[int, Sequence[str]], answered: Mapping[int, str]
) -> tuple[dict[int, str], dict[int, Message]]:
    """What each column is, and what of it is a guess."""
    fields: dict[int, str] = dict(answered)
    guesses: dict[int, Message] = {}
    filled = [number for number in below if below[number] or header.own(number)]
    for number in filled:
        if number in header.slots and number not in fields:
            fields[number] = MARK
    for number in filled:
        if number not in fields and _is_stray(header, below, number):
            fields[number] = Field.IGNORE
            guesses[number] = message("next to the table, not part of it: left out")
    free = [number for number in filled if number not in fields]
    title = _title(header, below, free, fields, guesses)
    for number in free:
        if number in fields:
            continue
        fields[number] = _field(header, below, number, title, fields, guesses)
    _name_dates(header, below, title, fields, answered, guesses)
    return fields, guesses


def _title(
    header: Header,
    below: Mapping[int, Sequence[str]],
    free: Sequence[int],
    fields: dict[int, str],
    guesses: dict[int, Message],
) -> int:
    """Choose the title column, and the id beside it; 0 where there is none."""
    chosen = next((number for number, field in fields.items() if field == Field.TITLE), 0)
    if chosen:
        return chosen
    named = [number for number in free if header.field(number) is Field.TITLE]
    plain = [number for number in named if not are_all_numbers(below[number])]
    for number in named:
        if number not in plain and plain and number < max(plain) and Field.ID not in fields.values():
            fields[number] = Field.ID
            guesses[number] = message("its cells are numbers: read as the id")
    sure = [number for number in plain if not meaning(header.own(number)).label] or plain
    if not sure:
        sure = [
            number
            for number in free
            if header.field(number) is None
            and not meaning(header.own(number)).label
            and not is_of_keys(header.own(number))
            and below[number]
            and (header.own(number) or not named)
            and not are_all_numbers(below[number])
            and not are_mostly_dates(below[number])
        ][:1]
        for number in sure:
            guesses[number] = message("no heading says what is done: this column is read as the title")
    sure = sure or named[:1]
    if not sure:
        return 0
    # A heading over two columns, or rows of a card, may have an empty one first.
    filled = [number for number in sure if below[number]] or sure
    described = [number for number in filled if not is_of_descriptions(header.own(number))]
    title = (described or filled)[0]
    fields[title] = Field.TITLE
    return title


def _field(
    header: Header,
    below: Mapping[int, Sequence[str]],
    number: int,
    title: int,
    fields: Mapping[int, str],
    guesses: dict[int, Message],
) -> str:
    """The field of a column that is not the title."""
    heading, field = header.heading(number), header.field(number)
    label = meaning(header.own(number)).label
    if field is Field.TITLE and is_of_descriptions(header.own(number)):
        return Field.NOTES
    if label and field in (None, Field.TITLE) and title:
        return Field.SECTION
    if not heading and title and number < title:
        return _field_without_heading(below, number, title)
    if field is None or field is Field.TITLE or (field is Field.DURATION and are_mostly_dates(below[number])):
        return kept_name(heading, number)
    if field in fields.values() and field not in (Field.NOTES, Field.WITH):
        guesses[number] = message(
            "another column is read as `{field}`; this one is kept as it is", field=str(field)
        )
        return kept_name(heading, number)
    if field is Field.ID and len(set(below[number])) * 2 < len(below[number]):
        return kept_name(heading, number)
    return field


def _field_without_heading(below: Mapping[int, Sequence[str]], number: int, title: int) -> str:
    """A column without a heading left of the title: numbers that differ are ids, texts are labels."""
    texts = below[number]
    if not are_all_numbers(texts):
        return Field.SECTION
    has_own = sum(bool(leading_number(text).number) for text in below[title])
    is_id = len(set(texts)) == len(texts) and has_own * 2 < len(below[title])
    return Field.ID if is_id else kept_name("", number)


def _is_stray(header: Header, below: Mapping[int, Sequence[str]], number: int) -> bool:
    """Whether a column is beside the table: no heading, behind an empty column and all headings."""
    headed = [one for one in header.texts if header.own(one)]
    last = max(headed, default=number)
    empty = [one for one in range(last + 1, number) if not below.get(one) and not header.own(one)]
    return bool(headed) and number > last and bool(empty)


def _name_dates(
    header: Header,
    below: Mapping[int, Sequence[str]],
    title: int,
    fields: dict[int, str],
    answered: Mapping[int, str],
    guesses: dict[int, Message],
) -> None:
    """Decide which dates are deadlines, gatherings, ends of work, or milestones by name."""
    for number, field in list(fields.items()):
        if number in answered:
            continue
        if field == Field.DEADLINE and is_of_days(header.own(number)):
            gatherings = is_of_gatherings(header.own(title))
            if gatherings or are_day_times(below[number]):
                fields[number] = Field.WHEN
                guesses[number] = message("read as the day on which it takes place, not as a deadline")
            else:
                guesses[number] = message("read as a deadline, not as the day on which it takes place")
    if any(field in DATES for field in fields.values()) or MARK in fields.values():
        return
    dated = [
        number
        for number, field in fields.items()
        if number not in answered and field.startswith("x-") and are_mostly_dates(below[number])
    ]
    if len(dated) > 1:
        dated = [number for number in dated if header.heading(number)]  # a milestone needs a name
    for number in dated:
        fields[number] = Field.MILESTONE if len(dated) > 1 else Field.DEADLINE
        guesses[number] = (
            message("its cells are dates: read as a milestone of that name")
            if len(dated) > 1
            else message("its cells are dates: read as the deadline")
        )
