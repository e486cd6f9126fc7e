"""Gantt charts of Mermaid, in a file or in a fence of Markdown.

Comes in: octets, or text. Goes out: a document of one table. An end is the day after the last one, unless
the chart says `inclusiveEndDates`. What counts from other tasks, or leaves out weekends, is kept in words:
`After`, `Duration`.
"""

import re
from dataclasses import dataclass, field

from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.exchange.listing import (
    Column,
    Entry,
    Value,
    check_entries,
    day,
    day_before,
    days_later,
    document_of_entries,
    end_after,
    words,
)
from ssetrack.tables.grid import Beside, Document, Remark
from ssetrack.tables.limits import MOST_MARKDOWN, check_size

_BEGINS = re.compile(r"(?:\s*%%[^\n]*\n)*\s*gantt[ \t]*(?:\r?\n|\Z)")
_FRONT_MATTER = re.compile(r"\s*---\n(?:[^\n]{0,500}\n){0,100}?---\n")
_SETTINGS = (
    "accDescr", "accTitle", "axisFormat", "click", "displayMode", "includes", "tickInterval", "todayMarker",
    "topAxis", "weekday", "weekend",
)  # fmt: skip
"""What says how the chart looks."""

_TAGS = frozenset({"active", "crit", "done", "milestone", "vert"})
_DURATION = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(ms|[Mdhmswy])")
_WHOLE_DAYS = {"d": 1, "w": 7}
_TOKENS = {"YYYY": r"(?P<year>\d{4})", "MM": r"(?P<month>\d{1,2})", "DD": r"(?P<day>\d{1,2})",
           "M": r"(?P<month>\d{1,2})", "D": r"(?P<day>\d{1,2})"}  # fmt: skip
_TOKEN = re.compile(r"YYYY|MM|DD|M|D|[^A-Za-z]+")
_MOST_FORMAT = 40


def is_gantt(text: str) -> bool:
    """Whether a text is such a chart; Mermaid draws many others."""
    return _BEGINS.match(_without_front_matter(text)) is not None


def document(octets: bytes) -> Document:
    """The chart in a file. Raises `SsetrackError` for one that is too large."""
    check_size(len(octets), MOST_MARKDOWN)
    source = decoding_of(octets)
    return document_of(source.text.replace("\r\n", "\n"))._replace(told=source.told)


def document_of(text: str) -> Document:
    """The chart in a text."""
    chart = _Chart()
    for line in _without_front_matter(text).split("\n"):
        chart.read(line.partition("%%")[0].strip())
    return document_of_entries(chart.title, chart.entries)


def _without_front_matter(text: str) -> str:
    front = _FRONT_MATTER.match(text)
    return text[front.end() :] if front else text


@dataclass
class _Chart:
    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    _form: re.Pattern[str] | None = field(default_factory=lambda: _pattern("YYYY-MM-DD"))
    _excludes: str = ""
    _inclusive: bool = False
    _in_section: bool = False
    _before: str = ""
    """The task before, which one without a start follows."""

    def read(self, line: str) -> None:
        """One line of the chart."""
        keyword, _, rest = line.partition(" ")
        rest = rest.strip()
        if not line or line == "gantt" or keyword in _SETTINGS:
            return
        if keyword == "title":
            self.title = rest
        elif keyword == "dateFormat":
            self._form = _pattern(rest)
        elif keyword == "excludes":
            self._excludes = rest
        elif keyword == "inclusiveEndDates":
            self._inclusive = True
        elif keyword == "section":
            self._in_section = True
            self.entries.append(Entry({Column.TITLE: words(rest)}, section=True))
        elif ":" in line:
            self._task(line)

    def _task(self, line: str) -> None:
        check_entries(len(self.entries))
        title, _, data = line.partition(":")
        parts = [part.strip() for part in data.split(",")]
        tags = set()
        while parts and parts[0] in _TAGS:
            tags.add(parts.pop(0))
        name = parts.pop(0) if len(parts) > 2 else ""
        start = parts.pop(0) if len(parts) > 1 else ""
        end = ", ".join(parts)
        values = {Column.TITLE: words(title), Column.ID: words(name)}
        values |= self._start(start) | self._end(end, start)
        if Column.START in values and Column.END in values and not self._inclusive:
            values[Column.END] = end_after(values[Column.START], values[Column.END])
        if "milestone" in tags and Column.START in values:
            values.setdefault(Column.END, values[Column.START])
            del values[Column.START]
        if "done" in tags or "active" in tags:
            values[Column.STATUS] = words("done" if "done" in tags else "in progress")
        if "crit" in tags:
            values[Column.TAGS] = words("crit")
        self.entries.append(Entry(values, depth=int(self._in_section)))
        self._before = name or title.strip()

    def _start(self, text: str) -> dict[Column, Value]:
        if not text:
            follows = Remark(Beside.WRITTEN, "")
            return {Column.AFTER: words(self._before, remarks=(follows,))} if self._before else {}
        if text.startswith("after "):
            return {Column.AFTER: words(*text.split()[1:])}
        known = self._day(text)
        return {Column.START: day(known, text) if known else words(text)}

    def _end(self, text: str, start: str) -> dict[Column, Value]:
        known = self._day(text)
        if known:
            last = known if self._inclusive else day_before(known)
            return {Column.END: day(last, text)} if last else {Column.END: words(text)}
        duration = _DURATION.fullmatch(text)
        if duration is None:
            return {Column.END: words(text)} if text else {}
        first = self._day(start)
        if first and not self._excludes and duration[2] in _WHOLE_DAYS and duration[1].isdecimal():
            number = int(duration[1]) * _WHOLE_DAYS[duration[2]]
            last = days_later(first, max(number - 1, 0))
            if last:
                return {Column.END: day(last, text)}
        leaving_out = f" (excludes {self._excludes})" if self._excludes else ""
        return {} if float(duration[1]) == 0 else {Column.DURATION: words(text + leaving_out)}

    def _day(self, text: str) -> str | None:
        """A date in the format of the chart, in ISO 8601; None for what is none."""
        found = self._form.fullmatch(text) if self._form else None
        if found is None:
            return None
        return days_later(f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}", 0)


def _pattern(form: str) -> re.Pattern[str] | None:
    """The form of dates that dayjs names so, if they are whole days."""
    pieces = _TOKEN.findall(form[:_MOST_FORMAT])
    names = [_TOKENS[piece] for piece in pieces if piece in _TOKENS]
    whole = "".join(pieces) == form and len(names) == 3
    if not whole or len({name[4:6] for name in names}) != 3:
        return None
    return re.compile("".join(_TOKENS.get(piece) or re.escape(piece) for piece in pieces))
