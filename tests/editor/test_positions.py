"""Positions as editors count them, to offsets and back, in all three encodings."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from ssetrack.diagnostic import Range
from ssetrack.editor.positions import Position, Positions, Span, Units, best_units, text_after

EMOJI, ACCENT = "\U0001f33b", "e\u0301"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
TEXT = f"a{EMOJI}b\r\n\t{ACCENT}: é\r{FAMILY}\n\n中x"

LINES = {
    # where each character of the text begins, line by line, and where the line ends
    Units.UTF_8: [[0, 1, 5, 6], [0, 1, 2, 4, 5, 6, 8], [0, 4, 7, 11, 14, 18], [0], [0, 3, 4]],
    Units.UTF_16: [[0, 1, 3, 4], [0, 1, 2, 3, 4, 5, 6], [0, 2, 3, 5, 6, 8], [0], [0, 1, 2]],
    Units.UTF_32: [[0, 1, 2, 3], [0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5], [0], [0, 1, 2]],
}


@pytest.mark.parametrize("units", Units)
def test_each_character_has_its_position(units: Units):
    positions, offset = Positions(TEXT, units), 0
    for number, (line, starts) in enumerate(
        zip(TEXT.replace("\r\n", "\n").replace("\r", "\n").split("\n"), LINES[units], strict=True)
    ):
        assert len(starts) == len(line) + 1
        for column, start in enumerate(starts):
            assert positions.position(offset + column) == Position(number, start)
            assert positions.offset(Position(number, start)) == offset + column
        offset += len(line) + (2 if TEXT.startswith("\r\n", offset + len(line)) else 1)


@pytest.mark.parametrize(
    ("units", "position", "offset"),
    [
        (Units.UTF_16, Position(0, 2), 1),  # within a pair: where its character begins
        (Units.UTF_8, Position(0, 2), 1),
        (Units.UTF_8, Position(0, 4), 1),
        (Units.UTF_8, Position(4, 2), TEXT.index("中")),
        (Units.UTF_16, Position(0, 99), 3),  # beyond the line: its end, before the break
        (Units.UTF_8, Position(1, 10**9), TEXT.index("\r", 5)),
        (Units.UTF_32, Position(99, 0), len(TEXT)),
        (Units.UTF_32, Position(2**31 - 1, 2**31 - 1), len(TEXT)),
        (Units.UTF_32, Position(-1, -1), 0),
    ],
)
def test_positions_that_are_nowhere(units: Units, position: Position, offset: int):
    assert Positions(TEXT, units).offset(position) == offset


@pytest.mark.parametrize("units", Units)
def test_between_the_parts_of_a_line_break_is_the_end_of_the_line(units: Units):
    positions = Positions(TEXT, units)
    assert positions.position(TEXT.index("\n")) == positions.position(TEXT.index("\r"))


@pytest.mark.parametrize("units", Units)
def test_a_byte_order_mark_stands_before_the_text(units: Units):
    positions = Positions("\ufeffab\nc", units, 1)
    width = {Units.UTF_8: 3, Units.UTF_16: 1, Units.UTF_32: 1}[units]
    assert [tuple(positions.position(offset)) for offset in (-1, 0, 1, 3)] == [
        (0, 0), (0, width), (0, width + 1), (1, 0),
    ]  # fmt: skip
    assert positions.offset(Position(0, width + 1)) == 1
    assert positions.span(Range(-1, 0)) == Span(Position(0, 0), Position(0, width))


def test_a_span_in_the_wrong_order_is_empty():
    span = Span(Position(0, 2), Position(0, 1))
    assert Positions("abc", Units.UTF_16).range(span) == Range(2, 2)


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (None, Units.UTF_16),
        ([], Units.UTF_16),
        (["utf-16"], Units.UTF_16),
        (["utf-7"], Units.UTF_16),
        (["utf-16", "utf-8"], Units.UTF_8),
        (["utf-8", "utf-16", "utf-32"], Units.UTF_32),
    ],
)
def test_what_is_counted(offered: list[str] | None, taken: Units):
    assert best_units(offered) is taken


LETTERS = st.text(st.sampled_from("a\t:中é\u0301\U0001f33b\u200d\r\n\ud83d\udf3b\ufeff"), max_size=40)


@examples(200)
@given(LETTERS, st.sampled_from(Units))
def test_offsets_come_back(letters: str, units: Units):
    text = text_after("", None, letters, units)
    positions = Positions(text, units)
    for offset in range(len(text) + 1):
        within = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
        assert positions.offset(positions.position(offset)) == offset - within


@examples(200)
@given(LETTERS)
def test_units_are_those_of_the_encodings(letters: str):
    """The position at the end of a line is as long as the line is in that encoding."""
    text = text_after("", None, letters, Units.UTF_8)
    line = text.replace("\r", "\n").rpartition("\n")[2]
    for units, encoding, size in (
        (Units.UTF_8, "utf-8", 1),
        (Units.UTF_16, "utf-16-le", 2),
        (Units.UTF_32, "utf-32-le", 4),
    ):
        length = len(line.encode(encoding, "surrogatepass")) // size
        assert Positions(text, units).position(len(text)).character == length


@pytest.mark.parametrize("units", Units)
def test_a_thousand_edits_leave_what_the_editor_has(units: Units):
    """The editor is played by the octets of its encoding: it cuts and pastes by units, not by characters."""
    encoding, size = {
        Units.UTF_8: ("utf-8", 1),
        Units.UTF_16: ("utf-16-le", 2),
        Units.UTF_32: ("utf-32-le", 4),
    }[units]
    choice = random.Random(7)
    pieces = ["", "x", "\r", "\n", "\r\n", EMOJI, ACCENT, FAMILY, "title: é\n", "\t", "中", "- id: 1\r\n"]
    editor = ours = ""
    for _ in range(1_000):
        ends = sorted(choice.randrange(len(editor) + 1) for _ in range(2))
        if choice.random() < 0.7:
            ends[1] = min(ends[1], ends[0] + 3)
        if any(end > 0 and editor[end - 1 : end + 1] == "\r\n" for end in ends):
            continue  # no editor has its cursor there
        new = "".join(choice.choices(pieces, k=choice.randrange(4)))
        span = Span(*(_counted(editor[:end], encoding, size) for end in ends))
        ours = text_after(ours, span, new, units)
        editor = editor[: ends[0]] + new + editor[ends[1] :]
        assert ours == editor


def _counted(before: str, encoding: str, size: int) -> Position:
    """Where a text ends, counted by what stands before it: nothing of ours is asked."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Position(len(lines) - 1, len(lines[-1].encode(encoding)) // size)


def test_halves_of_a_pair_that_meet_are_one_character():
    text = text_after("ab", Span(Position(0, 1), Position(0, 1)), "\ud83c", Units.UTF_16)
    assert text == "a\ud83cb"
    assert text_after(text, Span(Position(0, 2), Position(0, 2)), "\udf3b", Units.UTF_16) == f"a{EMOJI}b"
