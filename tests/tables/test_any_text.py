"""Whatever is in a file, it is read into a sound grid, or refused."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from dump import dump
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables.grid import Document, Table
from ssetrack.tables.opening import document

TRAPS = Path(__file__).parent / "traps"
SEEDS = [path for kind in ("csv", "html", "md", "other") for path in sorted((TRAPS / kind).iterdir())]
SIGNS = [
    b"<table>", b"<tr>", b"<td>", b"<td rowspan=3 colspan=2>", b"</table>", b"<del>", b"<li>", b"<ol>",
    b"<p>", b"<br>", b"<s>", b"<!--", b"-->", b"|", b"|---|", b"\n", b"\r", b"\t", b'"', b";", b",",
    b"\x00", b"\xff", b"- ", b"1. ", b"# ", b"> ", b"~~", b"**", b"[", b"](", b"`", b"{", b"}", b"]",
    b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"9", b"-", b":", b"section x\n", b"after ", b"* ", b"\xe9",
    b"&amp;", b"<?", b"\\",
]  # fmt: skip


def check(read: Document) -> None:
    """A grid whose cells are inside their table, say something, and do not cover each other."""
    numbers = [table.number for table in read.tables]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    for table in read.tables:
        covered: set[tuple[int, int]] = set()
        for place, cell in table.cells.items():
            assert place == (cell.row, cell.column)
            assert 1 <= cell.row <= cell.row + cell.height - 1 <= table.rows
            assert 1 <= cell.column <= cell.column + cell.width - 1 <= table.columns
            here = {
                (row, column)
                for row in range(cell.row, cell.row + cell.height)
                for column in range(cell.column, cell.column + cell.width)
            }
            assert covered.isdisjoint(here)
            covered |= here
            assert all(line == " ".join(line.split()) != "" for line in cell.lines)
        holder = table.nested_in
        assert holder is None or holder[0] < table.number
    for block in read.blocks:
        assert isinstance(block, Table) or "\n" not in block.text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_trap_that_was_changed_at_random(path: Path):
    octets = path.read_bytes()
    for seed in range(40):
        chance = random.Random(seed)
        changed = bytearray(octets)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(changed) + 1)
            changed[at : at + chance.choice((0, 0, 1, 5, 40))] = chance.choice(SIGNS) * chance.choice(
                (1, 1, 3)
            )
        try:
            read = document(bytes(changed), path.name)
        except SsetrackError:
            continue
        check(read)
        assert dump(read) == dump(document(bytes(changed), path.name))


@given(
    st.lists(st.sampled_from(SIGNS), max_size=40).map(b"".join), st.sampled_from(("a.html", "a.md", "a.csv"))
)
def test_signs_in_any_order(octets: bytes, name: str):
    with suppress(SsetrackError):  # one that is empty, or binary
        check(document(octets, name))


LETTERS = st.text(st.characters(categories=("L", "N"), max_codepoint=0x24F), min_size=1, max_size=8)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(LETTERS, min_size=width, max_size=width), min_size=2, max_size=6)
)


def texts(read: Document) -> list[list[str]]:
    """The texts of the one table."""
    (table,) = read.tables
    return [
        [table.cells[row, column].text for column in range(1, table.columns + 1)]
        for row in range(1, table.rows + 1)
    ]


@given(ROWS)
def test_a_table_is_the_same_in_every_format(rows: list[list[str]]):
    """CSV with each separator and encoding, HTML, Markdown: the cells are the cells."""
    csv = "".join(f"{';'.join(row)}\r\n" for row in rows)
    ways = {
        "semicolons.csv": csv.encode("utf-8-sig"),
        "commas.csv": csv.replace(";", ",").encode(),
        "tabs.tsv": csv.replace(";", "\t").encode("utf-16"),
        "quoted.csv": "".join(",".join(f'"{text}"' for text in row) + "\n" for row in rows).encode(),
        "page.html": ("<table>" + "".join("<tr><td>" + "<td>".join(row) for row in rows)).encode("utf-8-sig"),
        "plan.md": "".join(
            f"| {' | '.join(row)} |\n" + ("|" + "---|" * len(row) + "\n") * (number == 0)
            for number, row in enumerate(rows)
        ).encode(),
    }
    for name, octets in ways.items():
        assert texts(document(octets, name)) == rows, name
