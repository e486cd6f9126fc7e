"""An iCalendar object as its lines, so that what nobody changes stays as it was received.

Comes in: the text of one object of a collection. Goes out: a `TaskObject`: each content line with its octets
as they were folded (RFC 5545 §3.1), and which lines belong to which VTODO; or the object as text again, with
other lines in the place of some. Ends of lines become CRLF, as the standard has them; nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ssetrack.calendar.content_lines import MOST_OCTETS, folded_line

LARGEST = 1_000_000
"""Characters of an object that is read: a task with a picture in it has more, and is left alone."""

DEEPEST = 10
"""Components within each other."""

_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n|$)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"(?:^|,)((?:\\.|[^,])*+)", re.DOTALL)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_NAME = re.compile("[A-Za-z0-9-]+")


class Line(NamedTuple):
    """A content line: its physical lines without the last line end, its name in capitals, its value."""

    raw: str
    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value of a property of type TEXT, without escapes (RFC 5545 §3.3.11)."""
        return _without_escapes(self.value)

    def beginning(self, length: int) -> str:
        """The first characters of its text, at most so many; an escape in the value takes two for one."""
        return _without_escapes(self.value[: 2 * length])[:length]

    @property
    def texts(self) -> list[str]:
        """The values of a list of texts, such as CATEGORIES."""
        return [self._replace(value=part).text.strip() for part in _PART.findall(self.value)]


def _without_escapes(value: str) -> str:
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda one: "\n" if one[1] in "nN" else one[1], value)


class Todo(NamedTuple):
    """A VTODO: where it begins and ends among the lines, and which lines are its own, not its alarms'."""

    first: int
    last: int
    own: tuple[int, ...]


class TaskObject(NamedTuple):
    """An object with a VTODO. `main` is the task or the series, None where only single times are there."""

    lines: tuple[Line, ...]
    uid: str
    main: Todo | None
    times: tuple[Todo, ...]
    """The times of a series that differ (RECURRENCE-ID)."""

    def properties(self, todo: Todo, name: str) -> list[Line]:
        """The lines of a VTODO with that name."""
        return [self.lines[at] for at in todo.own if self.lines[at].name == name]

    def property(self, todo: Todo, name: str) -> Line | None:
        """The first line of a VTODO with that name."""
        return next((self.lines[at] for at in todo.own if self.lines[at].name == name), None)


class NoTask(NamedTuple):
    """An object without a task: an event, a journal."""


class Unreadable(NamedTuple):
    """An object that is cut off, too large, or not one of iCalendar; it is left alone."""


def task_object(text: str) -> TaskObject | NoTask | Unreadable:
    """The object in a text."""
    if len(text) > LARGEST:
        return Unreadable()
    lines = tuple(_lines(text))
    todos = list[Todo]()
    open_: list[str] = []
    begin, own = 0, list[int]()
    for at, line in enumerate(lines):
        if line.name == "BEGIN":
            open_.append(line.value.strip().upper())
            if len(open_) > DEEPEST or (len(open_) == 1 and (at or open_ != ["VCALENDAR"])):
                return Unreadable()
            if open_[1:] == ["VTODO"]:
                begin, own = at, []
        elif line.name == "END":
            if not open_ or open_[-1] != line.value.strip().upper():
                return Unreadable()
            if open_[1:] == ["VTODO"]:
                todos.append(Todo(begin, at, tuple(own)))
            open_.pop()
        elif not open_:
            return Unreadable()
        elif open_[1:] == ["VTODO"]:
            own.append(at)
    if open_ or not lines:
        return Unreadable()
    return _of_todos(lines, todos)


def _of_todos(lines: tuple[Line, ...], todos: Sequence[Todo]) -> TaskObject | NoTask | Unreadable:
    if not todos:
        return NoTask()
    names = [[lines[at].name for at in todo.own] for todo in todos]
    uids = {lines[at].text.strip() for todo in todos for at in todo.own if lines[at].name == "UID"}
    mains = [todo for todo, own in zip(todos, names, strict=True) if "RECURRENCE-ID" not in own]
    if len(uids) != 1 or "" in uids or len(mains) > 1 or any(own.count("UID") != 1 for own in names):
        return Unreadable()
    main = mains[0] if mains else None
    return TaskObject(lines, uids.pop(), main, tuple(todo for todo in todos if todo is not main))


def _lines(text: str) -> Iterator[Line]:
    """The content lines; an empty line is none."""
    parts: list[str] = []
    for found in _LINE.finditer(text.removeprefix("\ufeff")):
        one = found[0].rstrip("\r\n")
        if one[:1] in (" ", "\t") and parts:
            parts.append(one)
        elif one:
            if parts:
                yield _line(parts)
            parts = [one]
    if parts:
        yield _line(parts)


def _line(parts: Sequence[str]) -> Line:
    whole = parts[0] + "".join(one[1:] for one in parts[1:])
    raw = "\r\n".join(parts)
    name = _NAME.match(whole)
    if name is None:
        return Line(raw, "", {}, "")
    at, parameters = name.end(), {}
    while (found := _PARAMETER.match(whole, at)) is not None:
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if whole[at : at + 1] != ":":
        return Line(raw, "", {}, "")
    return Line(raw, name[0].upper(), parameters, whole[at + 1 :])


class Replacing(NamedTuple):
    """Lines that go, by their places, and lines that come into the first of these places, not folded yet."""

    gone: frozenset[int]
    lines: tuple[str, ...]


def text_with(found: TaskObject, replacing: Sequence[Replacing], before: Sequence[str] = ()) -> str:
    """The object as text with other lines in its main VTODO, and `before` all components (zones).

    What has no place yet comes in at the end of the VTODO's own lines.
    """
    assert found.main is not None, "what has no task of its own is not changed"
    gone = frozenset(at for one in replacing for at in one.gone)
    places: dict[int, list[str]] = {}
    end = (found.main.own[-1] if found.main.own else found.main.first) + 1
    for one in replacing:
        places.setdefault(min(one.gone, default=end), []).extend(one.lines)
    inner = next(at for at, line in enumerate(found.lines) if at and line.name == "BEGIN")
    places.setdefault(inner, [])[:0] = before
    made: list[str] = []
    for at, line in enumerate(found.lines):
        made += map(in_pieces, places.get(at, ()))
        if at not in gone:
            made.append(line.raw)
    return "\r\n".join((*made, ""))


def in_pieces(line: str) -> str:
    """A line of at most 75 octets, or in pieces."""
    octets = line.encode(errors="replace")
    return line if len(octets) <= MOST_OCTETS else folded_line(octets).decode()
