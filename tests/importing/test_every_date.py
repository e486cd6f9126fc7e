"""Every text of our tables of dates as a cell, in Word and in Excel: it gives what a plan would read.

All tables are in one document, and all sheets in one workbook: each text is alone in its table, so that none
settles another.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from openpyxl import Workbook

from dates import test_languages, test_spreadsheets, test_table, test_words
from importing.proposing import proposed
from importing.vision_files import Row, word_of
from ssetrack.dates import DateProblem, Purpose, parse
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.tables.opening import document

HEAD = ("Activity", "Deadline", "Who")


def _texts() -> Iterator[str]:
    """All that our tables of dates ask about."""
    for rows in (
        test_table.TABLE, test_words.READ, test_words.REFUSED, test_spreadsheets.READ,
        test_spreadsheets.DEADLINES, test_spreadsheets.REFUSED,
    ):  # fmt: skip
        yield from (str(row[0]) for row in rows)
    for table in (test_languages.DATES, test_languages.DEADLINES, test_languages.REFUSED):
        yield from (text for texts in table.values() for text in texts.values())


TEXTS = sorted({text for text in _texts() if text.strip() and text.isprintable()})


SETTLED = {
    "17/3/2018": "2018-03-17",
    "3/17/2018": "2018-03-17",
    "3/17/2018 - 3/19/2018": "2018-03-17/2018-03-19",
}
"""A plan asks for its language; in a table one cell settles which number is the day, here its own."""

OFFERED = {
    "2004-6-1": "2004-06-01",
    "2004/06/01": "2004-06-01",
    "20040601": "2004-06-01",
    "April 8-9, 2004 in Rio de Janeiro or April 26-27, 2004 in Paris": (
        "2004-04-08/2004-04-09 2004-04-26/2004-04-27"
    ),
    "Draft: December 2004 Final: October 2005": "2004-12 2005-10",
}
"""What a plan refuses with the one thing that it can mean: import takes it, and tells it."""


def said(text: str) -> str:
    """What a plan reads in a deadline, in the standard form; `doubt` for what it refuses."""
    read = parse(text, purpose=Purpose.DEADLINE)
    if not isinstance(read, DateProblem):
        return read.canonical
    return SETTLED.get(text, "doubt") if read.offer is None else OFFERED[text]


@cache
def proposal(kind: str) -> Proposal:
    return proposed(document(FILES[kind](TEXTS), f"dates.{kind}"), checked=False)


def _docx(texts: Sequence[str]) -> bytes:
    return word_of([[Row(*((one,) for one in HEAD)), Row(("Council",), (text,), ("Ana",))] for text in texts])


def _xlsx(texts: Sequence[str]) -> bytes:
    book = Workbook()
    for text in texts:
        sheet = book.create_sheet()
        sheet.append(HEAD)
        for column, value in enumerate(("Council", text, "Ana"), 1):
            cell = sheet.cell(2, column, value)
            cell.data_type = "s"
            cell.number_format = "@"
    del book["Sheet"]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


FILES = {"docx": _docx, "xlsx": _xlsx}


def cells(kind: str) -> list[str]:
    """What import makes of each text: its dates in the standard form, or that it is a doubt."""
    read = proposal(kind)
    doubts = {doubt.spot.table for doubt in read.doubts}
    found = []
    for number, item in enumerate(read.items, 1):
        forms = [one.period.canonical if one.period else one.written for one in item.when.all]
        found.append("doubt" if number in doubts else " ".join(forms))
    return found


@pytest.mark.parametrize("kind", FILES)
def test_a_cell_says_what_a_plan_reads(kind: str):
    assert len(TEXTS) > 400
    wrong = [
        (text, expected, got)
        for text, got in zip(TEXTS, cells(kind), strict=True)
        if (expected := said(text)) != got
    ]
    assert wrong == []
