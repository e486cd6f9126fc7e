"""Texts of a workbook: plain or in runs that are set differently, in the cell or shared by many.

Comes in: `<si>` and `<is>` elements. Goes out: runs. What says how a word is pronounced (`<rPh>`) is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.excel.names import S, is_on
from ssetrack.tables.excel.styles import Look
from ssetrack.tables.runs import Run, Seen, sight

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Piece(NamedTuple):
    """Letters, and how they are set where the cell does not say it."""

    text: str
    struck: bool | None = None
    bold: bool | None = None


Text = Sequence[Piece]


class Strings:
    """The texts that cells share, each looked at once for each way in which it is set."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts
        self._seen: dict[tuple[int, bool, bool], Seen] = {}

    def sight(self, number: int, look: Look) -> Seen:
        """What an eye sees of a text in a cell; nothing of one that is not there."""
        key = number, look.struck, look.bold
        if key not in self._seen:
            text = self._texts[number] if 0 <= number < len(self._texts) else ()
            self._seen[key] = sight(runs(text, look))
        return self._seen[key]


def text_of(element: etree._Element) -> Text:
    """The pieces of a `<si>`, an `<is>` or a comment's `<text>`."""
    pieces = []
    for child in element:
        if child.tag == S + "t":
            pieces.append(Piece(without_escapes(child.text or "")))
        elif child.tag == S + "r":
            text = without_escapes("".join(one.text or "" for one in child.findall(S + "t")))
            properties = first_child(child, S + "rPr")
            if properties is None:
                pieces.append(Piece(text))
            else:
                struck, bold = (is_on(first_child(properties, S + name)) for name in ("strike", "b"))
                pieces.append(Piece(text, struck, bold))
    return pieces


def runs(text: Text, look: Look) -> list[Run]:
    """A text as it is set in a cell: a run that says nothing is set as the cell is."""
    return [
        Run(
            piece.text,
            struck=look.struck if piece.struck is None else piece.struck,
            bold=look.bold if piece.bold is None else piece.bold,
        )
        for piece in text
    ]


def plain(text: Text) -> str:
    """A text without how it is set."""
    return "".join(piece.text for piece in text)


def without_escapes(text: str) -> str:
    """A text with the letters that `_x000D_` and the like stand for (ECMA-376 22.9.2.19)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: _letter(int(found[1], 16)), text)


def _letter(code: int) -> str:
    """A letter; half of a pair is none."""
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
