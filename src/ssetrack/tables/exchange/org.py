"""Org files of Emacs: headlines with keywords, days and tags.

Comes in: octets. Goes out: a document: the title, and a table. A headline with others below it and neither
keyword nor day is a section. `SCHEDULED` is the start, `DEADLINE` the deadline, a range of active days start
and end. A headline that is commented out is a hidden row, with all below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.exchange.listing import Column, Entry, Value, day, days_later, listing, words
from ssetrack.tables.grid import Beside, Block, Document, Heading, Paragraph, Remark, Typed
from ssetrack.tables.limits import LINES, MOST_LINES, MOST_TEXT, check_depth, check_number, check_size
from ssetrack.tables.runs import visible_text

_END = re.compile(r"\r\n|\r|\n")
_HEADLINE = re.compile(r"(\*{1,300})[ \t]+(.*)")
_PRIORITY = re.compile(r"\[#[A-Z0-9]\][ \t]*")
_TAGS = re.compile(r"[ \t]+:([\w@#%:]{1,500}):[ \t]*\Z")
_KEYWORD_LINE = re.compile(r"#\+(TODO|SEQ_TODO|TYP_TODO|TITLE|LANGUAGE):[ \t]*(.*)", re.IGNORECASE)
_KEYWORDS = ("TODO", "NEXT", "WAITING", "HOLD", "STARTED", "DONE", "CANCELLED", "CANCELED")
_PLANNING = re.compile(
    r"(DEADLINE|SCHEDULED|CLOSED):[ \t]*([<\[][^>\]\n]{1,60}[>\]](?:--[<\[][^>\]\n]{1,60}[>\]])?)"
)
_ACTIVE = re.compile(r"<(\d{4}-\d{2}-\d{2}[^>\n]{0,50})>(?:--<(\d{4}-\d{2}-\d{2}[^>\n]{0,50})>)?")
_STAMP = re.compile(
    r"[<\[]?(\d{4}-\d{2}-\d{2})(?:[ \t]+[^\W\d]{1,12}\.?)?(?:[ \t]+(\d{1,2}:\d{2})(?:-(\d{1,2}:\d{2}))?)?"
    r"((?:[ \t]+[.+-]{1,2}\d{1,4}[hdwmy](?:/\d{1,4}[hdwmy])?)*)[ \t]*[>\]]?"
)
_REPEATER = re.compile(r"[.+]{1,2}\d{1,4}[hdwmy]")
_COLUMNS = {"DEADLINE": Column.DEADLINE, "SCHEDULED": Column.START, "CLOSED": Column.DONE}


@dataclass
class _Headline:
    depth: int
    title: str
    keyword: str = ""
    tags: str = ""
    commented: bool = False
    planned: dict[Column, Value] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    has_inner: bool = False


def document(octets: bytes) -> Document:
    """The outline in a file. Raises `SsetrackError` for one that is too large or nested too deeply."""
    check_size(len(octets), MOST_TEXT)
    source = decoding_of(octets)
    check_number(source.text.count("\n"), MOST_LINES // 2, LINES)
    return _Outline(source.text).document()._replace(told=source.told)


class _Outline:
    """Goes through the lines of a file."""

    def __init__(self, text: str) -> None:
        self._keywords = list(_KEYWORDS)
        self._title = self._language = ""
        self._before: list[Block] = []
        self._headlines: list[_Headline] = []
        in_drawer = False
        for number, line in enumerate(_END.split(text), 1):
            bare = line.strip()
            headline = _HEADLINE.match(line)
            setting = _KEYWORD_LINE.match(bare)
            if headline:
                self._begin(len(headline[1]), headline[2])
                in_drawer = False
            elif setting:
                self._set(setting[1].upper(), setting[2].strip())
            elif in_drawer or re.fullmatch(r":[A-Za-z_-]{1,40}:", bare):
                in_drawer = bare.upper() != ":END:"
            elif bare and not bare.startswith("#"):
                self._line(bare, number)

    def document(self) -> Document:
        """What the lines came to."""
        heading: list[Block] = [Heading(1, visible_text(self._title), line=1)] if self._title else []
        return Document((*heading, *self._before, listing(list(self._entries()))), self._language)

    def _set(self, name: str, value: str) -> None:
        if name == "TITLE":
            self._title = value
        elif name == "LANGUAGE":
            self._language = value[:35]
        else:
            self._keywords += [word.partition("(")[0] for word in value.split()[:50] if word != "|"]

    def _begin(self, depth: int, text: str) -> None:
        check_depth(depth)
        if self._headlines and self._headlines[-1].depth < depth:
            self._headlines[-1].has_inner = True
        tags = _TAGS.search(text[-600:])
        if tags:
            text = text[: len(text) - len(tags[0])]
        first, _, rest = text.partition(" ")
        keyword = first if first in self._keywords else ""
        title = _PRIORITY.sub("", rest if keyword else text, count=1).strip()
        commented = title.startswith("COMMENT ")
        headline = _Headline(
            depth,
            title.removeprefix("COMMENT "),
            keyword,
            tags[1].replace(":", "\n") if tags else "",
            commented,
        )
        headline.title = self._without_planning(headline, headline.title)
        self._headlines.append(headline)

    def _without_planning(self, headline: _Headline, text: str) -> str:
        """Take what is planned out of a line; the rest of it comes back."""
        for name, stamp in _PLANNING.findall(text):
            _put(headline.planned, _COLUMNS[name], stamp)
        return re.sub(r"[ \t]{2,}", " ", _PLANNING.sub("", text)).strip()

    def _line(self, text: str, number: int) -> None:
        if not self._headlines:
            self._before.append(Paragraph(text, line=number))
            return
        headline = self._headlines[-1]
        rest = self._without_planning(headline, text)
        active = _ACTIVE.search(rest)
        if active and not {Column.START, Column.END} & headline.planned.keys():
            _put(headline.planned, Column.START, active[1])
            _put(headline.planned, Column.END, active[2] or active[1])
            rest = (rest[: active.start()] + rest[active.end() :]).strip()
        if rest:
            headline.notes.append(rest)

    def _entries(self) -> Iterator[Entry]:
        hidden_below = 0
        for headline in self._headlines:
            if hidden_below and headline.depth <= hidden_below:
                hidden_below = 0
            if headline.commented and not hidden_below:
                hidden_below = headline.depth
            values = {
                Column.TITLE: words(headline.title),
                Column.STATUS: words(headline.keyword),
                Column.TAGS: words(headline.tags),
                Column.NOTES: words(*headline.notes),
                **headline.planned,
            }
            section = headline.has_inner and not headline.keyword and not headline.planned
            yield Entry(values, headline.depth - 1, section=section, hidden=bool(hidden_below))


def _put(planned: dict[Column, Value], column: Column, stamp: str) -> None:
    """Read one timestamp into its column, and what it says about repeating into that one."""
    found = _STAMP.fullmatch(stamp.partition("--")[0])
    if found is None or days_later(found[1], 0) is None:
        planned[column] = words(stamp.strip("<>[]"))
        return
    on, hour, until, signs = found.groups()
    if hour:
        planned[column] = Value((f"{on}T{hour.zfill(5)}",), (), Typed.DATE)
        if until and column is Column.START:
            planned[Column.END] = Value((f"{on}T{until.zfill(5)}",), (), Typed.DATE)
    else:
        planned[column] = day(on)
    repeater = _REPEATER.search(signs)
    if repeater:
        planned[Column.REPEATS] = words(repeater[0])
    elif signs.strip():
        value = planned[column]
        planned[column] = value._replace(
            remarks=(*value.remarks, Remark(Beside.WRITTEN, stamp.strip("<>[]")))
        )
