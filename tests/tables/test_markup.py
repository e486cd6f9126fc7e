"""Tags and entities within a text: what is a line end, what is dropped, and what are only letters."""

from __future__ import annotations

import pytest

from ssetrack.tables.grid import Beside, Remark
from ssetrack.tables.markup import has_markup, markup
from ssetrack.tables.separated_values import document_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<p>1.1 Meeting</p> <ul style='x'><li>draft</li><LI>final", ("1.1 Meeting", "draft", "final")),
        ("Ana<br/>Bo<BR >Chen", ("Ana", "Bo", "Chen")),
        ("<p><i>Nota:</i> <a href='https://example.org/?a=1&amp;b=2'>see</a></p>", ("Nota: see",)),
        ("Research &amp; debate&nbsp;&#8211; 2004", ("Research & debate – 2004",)),
        ("<span lang=fr>juin</span> 2004", ("juin 2004",)),
    ],
)
def test_what_is_seen(text: str, lines: tuple[str, ...]):
    assert has_markup(text)
    assert markup(text).lines == lines


@pytest.mark.parametrize(
    "text",
    ["a < b, c > d", "<ana@example.org>", "x <- y", "R&D; P&L", "1 & 2; 3", "<Title>", "<pre>", "<>", "&;"],
)
def test_letters_stay(text: str):
    assert not has_markup(text)


def test_struck_is_a_remark_unless_all_is():
    what = markup("<s>May</s> June <del>2003</del> 2004")
    assert what.lines == ("June 2004",)
    assert what.remarks == (Remark(Beside.STRUCK, "May"), Remark(Beside.STRUCK, "2003"))
    assert markup("<s>May 2004</s>").struck


def test_an_unclosed_tag_of_great_length_is_letters():
    assert not has_markup("<p " + "x" * 100_000)
    assert markup("<b>" * 20_000 + "x").lines == ("x",)


def test_cells_of_pasted_rows():
    table = document_of("Activity\tDeadline\n<p>1.1 Meeting</p><p>Goals:</p>\t<b>June 2004</b>\n").tables[0]
    assert table.cells[2, 1].lines == ("1.1 Meeting", "Goals:")
    assert (table.cells[2, 2].lines, table.cells[2, 2].bold) == (("June 2004",), True)
