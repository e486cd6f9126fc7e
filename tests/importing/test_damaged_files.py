"""Files of ours that came back damaged, and numbers of any length: refused or left, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.again.new_ids import _next
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.places import row_at
from ssetrack.importing.readings.activities import continued_in
from ssetrack.importing.rows_as_read import is_rows_text, rows_in
from ssetrack.importing.spreadsheet.additions import NewIds
from ssetrack.importing.spreadsheet.hidden_sheet import base_of
from ssetrack.importing.spreadsheet.names import HIDDEN
from ssetrack.importing.spreadsheet.pairing import _number
from ssetrack.source import read
from ssetrack.tables.exchange.ms_project import document as ms_project
from ssetrack.tables.grid import Cell, Document, Table

GOOD = {
    "id": "1",
    "uid": "0",
    "number": "1",
    "section": ["A"],
    "texts": {"title": "a"},
    "values": {"id": "1", "title": "a"},
}
HEAD = {"import": 1, "source": "a.csv", "plan": "a", "columns": ["title"], "items": [GOOD]}
DEEP = "[" * 100_000
MANY = "9" * 5_000

TEXTS = ("id", "number", "uid")
ODD: list[object] = [[], {}, 5, None, True, {"a": 5}, [5], "\ud800"]


def test_good_rows_are_read() -> None:
    assert rows_in(json.dumps(HEAD), "a").items[0].title == "a"


@pytest.mark.parametrize(
    "text",
    [
        *(json.dumps({**HEAD, name: odd}) for name in ("source", "plan") for odd in ODD),
        *(json.dumps({**HEAD, "columns": odd}) for odd in ODD[1:]),
        *(json.dumps({**HEAD, "doubts": odd}) for odd in ODD[1:]),
        *(json.dumps({**HEAD, "items": odd}) for odd in ODD[2:]),
        *(json.dumps({**HEAD, "items": [{**GOOD, name: odd}]}) for name in TEXTS for odd in ODD),
        *(json.dumps({**HEAD, "items": [{**GOOD, "section": odd}]}) for odd in ODD[1:]),
        *(json.dumps({**HEAD, "items": [{**GOOD, "texts": odd}]}) for odd in ODD if odd != {}),
        *(json.dumps({**HEAD, "items": [{**GOOD, "doubts": odd}]}) for odd in ODD if odd != {}),
        *(json.dumps({**HEAD, "items": [{**GOOD, "values": odd}]}) for odd in ODD if odd != {}),
        *(json.dumps({**HEAD, "items": [{**GOOD, "values": {"owners": [{"a": odd}]}}]}) for odd in ODD[2:]),
        DEEP,
        json.dumps(HEAD).replace('"a.csv"', DEEP),
        json.dumps(HEAD).replace('{"title": "a"}', f'{{"title": {MANY}}}'),
        json.dumps(HEAD).replace('"values": {', '"values": {"x": ' + "[" * 900 + "5" + "]" * 900 + ", "),
    ],
)  # fmt: skip
def test_rows_that_somebody_changed_are_refused(text: str) -> None:
    with pytest.raises(SsetrackError, match="cannot read the rows of the last import"):
        rows_in(text, "a.import.json")


def test_what_is_nested_too_deeply_is_no_file_of_ours() -> None:
    assert not is_rows_text(DEEP)


@pytest.mark.parametrize(
    "text", [DEEP, '{"id":' + DEEP, '{"id":5}', "[]", '{"id":"\\ud800"}', f'{{"id":{MANY}}}']
)
def test_a_hidden_sheet_that_somebody_changed_says_nothing(text: str) -> None:
    rows = [("ssetrack", "1"), ("plan", "a", "Sheet", ""), ("item", "a", text)]
    cells = {
        (row, column): Cell(row, column, (said,))
        for row, texts in enumerate(rows, 1)
        for column, said in enumerate(texts, 1)
    }
    assert base_of(Document((Table(1, cells, 3, 4, sheet=HIDDEN),))) is None


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (lambda: row_at(f"row {MANY}"), None),
        (lambda: row_at("row 30"), 30),
        (lambda: _number(f"{MANY}.50"), f"{MANY}.5"),
        (lambda: _number("007.50"), "7.5"),
        (lambda: _number("00.50"), "0.5"),
        (lambda: _next(f"1.{MANY}", set()), f"1.{MANY}-2"),
        (lambda: _next("1.9", {"1.10"}), "1.11"),
        (lambda: continued_in(["1.3 b"], f"1.{MANY}"), 0),
        (lambda: continued_in(["a", "1.3 b"], "1.2"), 1),
        (lambda: NewIds(read(f"activities:\n  - id: '{MANY}'\n".encode(), "a"), ())._next(()), ""),
        (lambda: NewIds(read(b"activities:\n  - id: '7'\n", "a"), ())._next(()), "8"),
    ],
)  # fmt: skip
def test_numbers_of_any_length(made: Callable[[], object], expected: object) -> None:
    assert made() == expected


@pytest.mark.parametrize("table", [f"header: {MANY}", f"ignore: [{MANY}]", f"ignore: ['row {MANY}']"])
def test_a_mapping_with_numbers_of_any_length(table: str) -> None:
    source = read(
        f"import: 1\nsource: a\ntables:\n  - where: table 1\n    {table}\n".encode(), "a.mapping.yaml"
    )
    if "header" in table:
        with pytest.raises(SsetrackError, match="`header` needs the number of a row"):
            answers_in(source)
    else:
        (row,) = answers_in(source).tables[0].ignore
        assert (row.at, row.text) == ("", table.partition(": ")[2].strip("[]'"))


@pytest.mark.parametrize("lag", ["--5", "-", MANY, "-600"])
def test_a_lag_of_ms_project(lag: str) -> None:
    link = f"<PredecessorLink><PredecessorUID>1</PredecessorUID><LinkLag>{lag}</LinkLag></PredecessorLink>"
    tasks = f"<Task><UID>1</UID><Name>a</Name></Task><Task><UID>2</UID><Name>b</Name>{link}</Task>"
    text = f'<Project xmlns="http://schemas.microsoft.com/project"><Tasks>{tasks}</Tasks></Project>'
    assert ms_project(text.encode()).tables
