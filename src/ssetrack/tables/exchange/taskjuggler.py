"""Projects of TaskJuggler (.tjp).

Comes in: octets. Goes out: a document: the project's name, and a table. A task with tasks inside is a
section. Ids are paths (`meetings.assembly`), as `depends` sees them. An end without an hour is midnight: the
day before is the last one. Efforts and lengths are for its scheduler, and stay words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.exchange.identities import people
from ssetrack.tables.exchange.listing import (
    Column,
    Entry,
    Value,
    day,
    day_before,
    days_later,
    document_of_entries,
    end_after,
    words,
)
from ssetrack.tables.grid import Document, Typed
from ssetrack.tables.limits import MOST_MARKDOWN, WORDS, check_depth, check_number, check_size

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"\\]|\\.)*+)"|\'(?P<single>(?:[^\'\\]|\\.)*+)\'|-8<-(?P<cut>.*?)->8-'
    r"|(?P<skip>\s++|#[^\n]*+|//[^\n]*+|/\*.*?\*/)|(?P<sign>[{},])|(?P<word>[^\s{},\"'#]++)|(?P<odd>.)",
    re.DOTALL,
)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d{2}:\d{2})(?::\d{2})?)?(?:-[+-]\d{4})?")
_MOST_TOKENS = 200_000
_LENGTHS = frozenset({"duration", "effort", "length"})
_DATES = {"start": Column.START, "end": Column.END, "minstart": Column.START, "maxend": Column.DEADLINE}
_NAMES = {"allocate": Column.OWNERS, "responsible": Column.OWNERS, "depends": Column.AFTER}


class _Quoted(str):
    """A text in quotation marks, which is no keyword."""

    __slots__ = ()


@dataclass
class _Task:
    path: tuple[str, ...]
    title: str
    values: dict[Column, list[Value]] = field(default_factory=dict)
    has_inner: bool = False
    milestone: bool = False

    def put(self, column: Column, value: Value) -> None:
        self.values.setdefault(column, []).append(value)


def document(octets: bytes) -> Document:
    """The project in a file. Raises `SsetrackError` for one that is too large or nested too deeply."""
    check_size(len(octets), MOST_MARKDOWN)
    source = decoding_of(octets)
    project = _Project(list(_tokens(source.text)))
    told = (*source.told, *project.people.told_of_people())
    return document_of_entries(project.title, list(project.entries()), told=told)


def _tokens(text: str) -> Iterator[str]:
    number = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind in ("skip", "odd", None):
            continue
        number += 1
        check_number(number, _MOST_TOKENS, WORDS)
        yield found[kind] if kind in ("sign", "word") else _Quoted(found[kind])


class _Project:
    """Goes through the tokens of a file."""

    def __init__(self, tokens: list[str]) -> None:
        self.title = ""
        self._tokens = tokens
        self._at = 0
        self._tasks: list[_Task] = []
        self.people = people(self._resources())
        open_blocks: list[_Task | None] = []
        beginning: _Task | None = None
        while self._at < len(tokens):
            token = self._next()
            inside = next((task for task in reversed(open_blocks) if task), None)
            if isinstance(token, _Quoted):
                continue
            if token == "{":
                open_blocks.append(beginning)
                check_depth(len(open_blocks))
                beginning = None
            elif token == "}":
                del open_blocks[-1:]
            elif token == "project":
                self.title = self._name_and_title()[1]
            elif token == "resource":
                self._name_and_title()
            elif token == "task":
                beginning = self._begin(inside)
            elif inside is not None and open_blocks[-1] is inside:
                self._attribute(inside, token)

    def entries(self) -> Iterator[Entry]:
        """The tasks, in their order."""
        for task in self._tasks:
            values = {
                column: Value(
                    tuple(line for value in several for line in value.lines),
                    tuple(remark for value in several for remark in value.remarks),
                    several[0].typed,
                )
                for column, several in task.values.items()
            }
            if task.milestone and Column.END not in values and Column.START in values:
                values[Column.END] = values.pop(Column.START)
            if Column.END in values and Column.START in values:
                values[Column.END] = end_after(values[Column.START], values[Column.END])
            yield Entry(
                {Column.ID: words(".".join(task.path)), Column.TITLE: words(task.title), **values},
                len(task.path) - 1,
                section=task.has_inner,
            )

    def _resources(self) -> Iterator[tuple[str, str]]:
        """The ids and names of people, wherever they are declared."""
        for at, token in enumerate(self._tokens, 1):
            if token == "resource" and not isinstance(token, _Quoted):
                self._at = at
                yield self._name_and_title()
        self._at = 0

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else "}"

    def _name_and_title(self) -> tuple[str, str]:
        """An id, which may be left out, and the name behind it."""
        name = ""
        if not isinstance(self._peek(), _Quoted) and self._peek() not in "{},":
            name = self._next()
        title = self._next() if isinstance(self._peek(), _Quoted) else name
        return name, title

    def _begin(self, inside: _Task | None) -> _Task:
        name, title = self._name_and_title()
        above = inside.path if inside else ()
        if inside:
            inside.has_inner = True
        task = _Task((*above, name or str(len(self._tasks) + 1)), title)
        check_depth(len(task.path))
        self._tasks.append(task)
        return task

    def _list(self) -> Iterator[str]:
        """The words of a list; what is said about one of them in braces is left out."""
        while self._peek() not in ("{", "}"):
            yield self._next()
            if self._peek() == "{":
                depth = 0
                while self._at < len(self._tokens):
                    token = self._next()
                    depth += 0 if isinstance(token, _Quoted) else (token == "{") - (token == "}")
                    if depth == 0:
                        break
            if self._peek() != ",":
                return
            self._next()

    def _attribute(self, task: _Task, name: str) -> None:
        if name == "milestone":
            task.milestone = True
        elif name in _NAMES:
            for word in self._list():
                if name == "depends":
                    task.put(_NAMES[name], words(_path(task, word)))
                elif word not in self.people.ambiguous:
                    task.put(_NAMES[name], words(self.people.names.get(word, word)))
        elif name in _DATES:
            task.put(_DATES[name], _moment(self._next(), is_end="end" in name) if self._more() else words(""))
        elif name in _LENGTHS and self._more():
            task.put(Column.DURATION, words(f"{name} {self._next()}"))
        elif name == "complete" and self._more():
            task.put(Column.PROGRESS, words(f"{self._next().removesuffix('%')} %"))
        elif name == "note" and isinstance(self._peek(), _Quoted):
            task.put(Column.NOTES, words(self._next()))
        elif name == "flags":
            for word in self._list():
                task.put(Column.TAGS, words(word))

    def _more(self) -> bool:
        return self._peek() not in ("{", "}", ",")


def _path(task: _Task, word: str) -> str:
    """The whole path of a task that another one names; each `!` goes one task up."""
    up = len(word) - len(word.lstrip("!"))
    above = task.path[: max(len(task.path) - up, 0)] if up else ()
    return ".".join((*above, word.lstrip("!")))


def _moment(text: str, *, is_end: bool) -> Value:
    found = _DATE.fullmatch(text)
    if found is None or days_later(found[1], 0) is None:
        return words(text)
    if found[2] and found[2] != "00:00":
        return Value((f"{found[1]}T{found[2]}",), (), Typed.DATE)
    last = day_before(found[1]) if is_end else found[1]
    return day(last, text) if last else words(text)
