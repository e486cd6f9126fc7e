"""The text of a cell or line, put together from runs of letters that are set alike.

Comes in: runs, as a format's reader meets them. Goes out: lines as an eye sees them, and what stands beside
them: what is struck, hidden, or was there before a tracked change.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ssetrack.source.decode import instead_of
from ssetrack.tables.grid import Beside, Remark

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Control characters, soft hyphens, and marks that only tell where a line may break or which way it runs."""

_OF_WINDOWS = re.compile("[\x80-\x84\x86-\x9f]")
"""What nobody writes: letters of Windows-1252 that were read as Latin-1."""

ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
"""Whatever ends a line for an eye (UAX #14)."""


def visible_text(text: str) -> str:
    """A text on one line as an eye sees it: white space is one space, and none at the ends."""
    seen = text
    if not text.isprintable():
        seen = _OF_WINDOWS.sub(lambda sign: instead_of(sign[0]), _UNSEEN.sub("", text))
    return " ".join(seen.replace("\u2011", "-").split())


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that are not empty, as an eye sees them."""
    lines = (text,) if text.isprintable() else ENDS.split(text)  # no end of a line is printable
    return tuple(line for line in map(visible_text, lines) if line)


class Run(NamedTuple):
    """Letters that are set alike; a line end is one of them."""

    text: str
    struck: bool = False
    hidden: bool = False
    bold: bool = False
    inserted: bool = False
    """By a tracked change, which is accepted."""
    deleted: bool = False
    """By a tracked change, which is accepted."""


class Seen(NamedTuple):
    """What runs come to."""

    lines: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    struck: bool = False
    """All of it is struck; the lines hold it nevertheless."""
    bold: bool = False
    """All of it is bold."""


def sight(runs: Sequence[Run]) -> Seen:
    """What an eye sees of the runs, and what is to be said about the rest."""
    if not any(any(run[1:]) for run in runs):  # most have no more than letters
        return Seen(lines_of("".join(run.text for run in runs)))
    shown = [run for run in runs if not (run.deleted or run.hidden)]
    letters = [run for run in shown if visible_text(run.text)]
    struck = bool(letters) and all(run.struck for run in letters)
    lines = _lines(shown, with_struck=struck)
    remarks: list[Remark] = []
    if any((run.inserted or run.deleted) and visible_text(run.text) for run in runs):
        before = [run for run in runs if not (run.inserted or run.hidden)]
        everything = all(run.struck for run in before if visible_text(run.text))
        remarks.append(Remark(Beside.WAS, "\n".join(_lines(before, with_struck=everything))))
    if not struck:
        remarks += (Remark(Beside.STRUCK, text) for text in _parts(shown, "struck"))
    remarks += (Remark(Beside.HIDDEN, text) for text in _parts(runs, "hidden"))
    return Seen(lines, tuple(remarks), struck, bool(letters) and all(run.bold for run in letters))


def _lines(runs: Iterable[Run], *, with_struck: bool) -> tuple[str, ...]:
    return lines_of("".join(run.text for run in runs if with_struck or not run.struck or run.text == "\n"))


def _parts(runs: Iterable[Run], what: str) -> Iterator[str]:
    """The texts of neighbouring runs that are so."""
    for so, group in groupby(runs, key=lambda run: bool(getattr(run, what))):
        text = " ".join(lines_of("".join(run.text for run in group))) if so else ""
        if text:
            yield text
