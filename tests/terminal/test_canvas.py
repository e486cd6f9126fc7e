"""Whatever the letters: what is fitted is exactly so many cells wide, and what is wrapped is never wider."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ssetrack.terminal.canvas import Canvas, fit, right
from ssetrack.terminal.console import screen
from ssetrack.terminal.wrapping import wrap

SIGNS = ["a", "b", " ", "é", "e\u0301", "東", "京", "한", "👩‍👩‍👧", "\t", "\n", "\x1b[31m", "\u202e"]
LETTERS = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)


@given(LETTERS, st.integers(2, 40))
def test_fitted_is_as_wide_as_asked(content: str, width: int):
    assert cell_len(fit(content, width)) == width


@given(LETTERS, st.integers(8, 40))
def test_wrapped_is_never_wider_and_loses_nothing(content: str, width: int):
    lines = wrap(content, width)
    assert all(cell_len(line) <= width for line in lines)
    from ssetrack.wording.printable import one_line

    assert "".join("".join(lines).split()) == "".join(one_line(content).split())


@pytest.mark.parametrize(
    ("content", "width", "shown"),
    [
        ("東京の会議", 5, "東京…"),
        ("東京の会議", 10, "東京の会議"),
        ("東京", 6, "東京  "),
        ("Cafe\u0301", 5, "Cafe\u0301 "),
        ("  indented é", 8, "  inden…"),
        ("two\nlines", 10, "two lines "),
    ],
)
def test_fitted(content: str, width: int, shown: str):
    assert fit(content, width) == shown


def test_right_aligns_by_cells():
    assert right("東", 4) == "  東"


def test_a_canvas_is_printed_as_it_is():
    def draw(canvas: Canvas) -> None:
        canvas.line(("[bold]not markup[/bold]", "red"), ("x", ""))
        canvas.paragraph("one two three", 12, lead="- ")

    shown = screen(draw, io.StringIO(), columns=20, environment={})
    assert shown == "[bold]not markup[/bold]x\n- one two\n  three\n"
