"""The numbers that Word writes before paragraphs: they are nowhere in the text.

Comes in: `word/numbering.xml`, and paragraph after paragraph in the order of the document. Goes out: the text
of each one's number (`2.1`, `(c)`), empty for a bullet (ECMA-376 17.9).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.numerals import numeral
from ssetrack.tables.word.names import W, number, switch, value, whole
from ssetrack.tables.word.styles import Numbered, Styles

_GAP = re.compile("%([1-9])")
_LEVELS = 9


class Level(NamedTuple):
    """One level of a list."""

    start: int = 1
    way: str = "decimal"
    text: str = ""
    restart: int | None = None
    """After which level (from 1) it begins anew: None for any above, 0 for never."""
    legal: bool = False
    """All numbers in it are written in digits."""
    style: str = ""
    """The paragraph style that stands for this level."""


class Numbering:
    """The counters of a document."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        everything = [] if root is None else list(root)
        self._abstract = {
            whole(one.get(W + "abstractNumId")): one for one in everything if one.tag == W + "abstractNum"
        }
        self._nums = {whole(one.get(W + "numId")): one for one in everything if one.tag == W + "num"}
        self._lists: dict[int, tuple[int | None, dict[int, Level]]] = {}
        self._starts: dict[int, dict[int, int]] = {}
        """Where lists begin that otherwise go on with the numbers of another, by level."""
        self._counters: dict[int | None, dict[int, int]] = {}
        self._restarted: set[tuple[int, int]] = set()

    def next(self, numbered: Numbered | None) -> tuple[int, str] | None:
        """Level (from 0) and number of the next paragraph; None for one that is in no list."""
        if numbered is None:
            return None
        abstract, levels = self._list(numbered.num)
        level = numbered.level
        if numbered.style:
            linked = (at for at, one in levels.items() if one.style == numbered.style)
            level = next(linked, level)
        level = min(max(level or 0, 0), _LEVELS - 1)
        if level not in levels:
            return None
        counters = self._counters.setdefault(abstract, {})
        self._count(numbered.num, counters, levels, level)
        own = levels[level]
        if own.way == "bullet":
            return level, ""

        def numeral_at(gap: re.Match[str]) -> str:
            at = int(gap[1]) - 1
            one = levels.get(at, Level())
            if one.way == "none":
                return ""
            return numeral(counters.get(at, one.start), "decimal" if own.legal else one.way)

        return level, _GAP.sub(numeral_at, own.text).strip()

    def _count(self, num: int, counters: dict[int, int], levels: dict[int, Level], level: int) -> None:
        start = self._starts[num].get(level)
        if start is not None and (num, level) not in self._restarted:
            self._restarted.add((num, level))
            counters[level] = start
        else:
            counters[level] = counters[level] + 1 if level in counters else levels[level].start
        for deeper in range(level + 1, _LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                counters.pop(deeper, None)

    def _list(self, num: int) -> tuple[int | None, dict[int, Level]]:
        """Which counters a list uses, and its levels."""
        if num not in self._lists:
            element = self._nums.get(num)
            abstract = number(element, "abstractNumId")
            definition = self._abstract.get(abstract)
            link = value(definition, "numStyleLink")
            linked = self._styles.num_of(link) if link else None
            if linked is not None and linked != num and linked in self._nums:
                other = number(self._nums[linked], "abstractNumId")
                definition, abstract = self._abstract.get(other), other
            levels = _levels(definition)
            starts = self._starts[num] = {}
            for override in [] if element is None else element.findall(W + "lvlOverride"):
                levels |= _levels(override)
                start = number(override, "startOverride")
                if start is not None:
                    starts[whole(override.get(W + "ilvl")) or 0] = start
            self._lists[num] = abstract, levels
        return self._lists[num]


def _levels(definition: etree._Element | None) -> dict[int, Level]:
    return {
        whole(level.get(W + "ilvl")) or 0: Level(
            start=_or(number(level, "start"), 1),
            way=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            restart=number(level, "lvlRestart"),
            legal=bool(switch(level, "isLgl")),
            style=value(level, "pStyle") or "",
        )
        for level in ([] if definition is None else definition.findall(W + "lvl"))
        if (whole(level.get(W + "ilvl")) or 0) in range(_LEVELS)
    }


def _or(number_: int | None, otherwise: int) -> int:
    return otherwise if number_ is None else number_
