r"""Fields of a Word document: text that Word computes anew, links, and the boxes of old forms.

Comes in: instructions (`DATE \@ "d MMMM yyyy"`). Goes out: what is to be said beside the text (ECMA-376
17.16).
"""

from __future__ import annotations

import re

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.grid import Beside, Remark
from ssetrack.tables.word.names import W, number, switch, value

_SILENT = {"FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "XE", "TC", "TA", "RD", "TOC", "PAGEREF"}
"""Fields whose text is what a person wrote or chose, and those of tables of contents."""

_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"', re.IGNORECASE)


class Field:
    """A field that is not at its end yet."""

    def __init__(self, form: etree._Element | None) -> None:
        self._form = form
        self._instruction: list[str] = []
        self.shows = False
        """Whether what follows is its text, and not its instruction."""

    def add(self, instruction: str) -> None:
        """A piece of its instruction."""
        if not self.shows:
            self._instruction.append(instruction)

    @property
    def instruction(self) -> str:
        """What it computes."""
        return " ".join("".join(self._instruction).split())

    @property
    def ticked(self) -> bool | None:
        """Whether the box of an old form is ticked; None for another field."""
        box = first_child(self._form, W + "checkBox")
        if box is None:
            return None
        checked = switch(box, "checked")
        return bool(switch(box, "default") if checked is None else checked)

    @property
    def choice(self) -> str:
        """What is chosen in the list of an old form, which shows it without writing it; else empty."""
        choices = first_child(self._form, W + "ddList")
        entries = [] if choices is None else choices.findall(W + "listEntry")
        chosen = number(choices, "result") or number(choices, "default") or 0
        return value(entries[chosen]) or "" if 0 <= chosen < len(entries) else ""


def simple_field(instruction: str) -> Remark | None:
    """What is to be said of a field that is one element."""
    return remark_of(" ".join(instruction.split()))


def remark_of(instruction: str) -> Remark | None:
    """A link's target, or the instruction of what changes by itself; None where nothing is to be said."""
    name = instruction.partition(" ")[0].upper()
    if name == "HYPERLINK":
        target = _LINK.match(instruction)
        return Remark(Beside.LINK, target[1]) if target else None
    return None if not name or name in _SILENT else Remark(Beside.FIELD, instruction)
