"""The mapping file, read strictly: every key is known, every value is of its kind.

Comes in: a `Source`. Goes out: `Answers`. Anything else is an error with its line and column, and the nearest
name for a key that is not known: a misspelt answer must not be an answer that nobody gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import cast

from ssetrack.dates import DateProblem, Order, parse
from ssetrack.diagnostic import Place, Range, SsetrackError
from ssetrack.importing.fields import MARK, Field, is_kept
from ssetrack.importing.mapping.answers import (
    Answers,
    CellAnswer,
    CellValue,
    ColumnAnswer,
    RowAnswer,
    TableAnswer,
    year_window,
)
from ssetrack.importing.places import row_at
from ssetrack.importing.readings.people import is_seat
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import nearest
from ssetrack.plan.slug import ID
from ssetrack.source import Source
from ssetrack.source.decode import CONTROL, control_problem
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence

VERSION = "1"

_IMPORT = re.compile(r"^[\"'{ ]*import\b", re.MULTILINE)
"""Whoever writes this means a mapping, however wrong the rest is."""

_KEYS = (
    "import", "source", "language", "year", "start", "tables", "names", "struck", "changes", "when", "cells",
)  # fmt: skip
_TABLE = ("where", "header", "columns", "marks", "ignore")
_COLUMN = ("field", "order", "list", "numbers")
_CELL = ("at", "text")
_ITEM = "item"
_FIELDS = tuple(str(field) for field in Field)
_ANSWERED = tuple(
    str(field)
    for field in Field
    if field not in (Field.SECTION, Field.END, Field.MILESTONE, Field.IGNORE, Field.TIME)
)


def answers_in(source: Source) -> Answers:
    """What a mapping file says. Raises `SsetrackError` at the first thing that it cannot say."""
    return _Reader(source).answers()


class _Reader:
    """Reads one file; every complaint knows its place."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def answers(self) -> Answers:
        source, root = self._source, self._source.root
        if source.broken or not isinstance(root, Mapping):
            problem = next(iter(source.problems), None)
            if problem is not None and _IMPORT.search(source.text):
                raise self._error(problem.place, problem.message, problem.help)
            raise self._error(
                Range(0, 0),
                message("this is not a mapping file of `ssetrack import`"),
                message("the first line must be `import: 1`"),
            )
        self._refuse_controls(root)
        self._check(root, _KEYS)
        if self._text(root, "import") != VERSION:
            place = _place(root["import"]) if "import" in root else Range(0, 0)
            raise self._error(
                place,
                message("this is not a mapping file of `ssetrack import`"),
                message("the first line must be `import: 1`"),
            )
        return Answers(
            self._text(root, "source"),
            self._text(root, "language"),
            self._date_text(
                root,
                "year",
                self._is_year,
                message("write a year or at most 12 months: 2027, 2026-09/2027-08"),
            ),
            self._date_text(root, "start", _is_start, message("write a day or a month: 2027-03")),
            tuple(self._table(one) for one in self._list(root, "tables")),
            {str(key): self._owner(value, key) for key, value in self._entries(root, "names")},
            self._choice(root, "struck", ("cancelled", "ignore"), "cancelled"),
            self._choice(root, "changes", ("accepted", "rejected"), "accepted"),
            self._texts(root, "when"),
            tuple(self._cell(one) for one in self._list(root, "cells")),
        )

    def _refuse_controls(self, node: Node) -> None:
        """Refuse characters that no text may hold: what comes of them would be told as a mistake of ours."""
        if isinstance(node, Scalar):
            sign = CONTROL.search(node)
            if sign is not None:
                problem = control_problem(_place(node), sign[0], None)
                raise self._error(problem.place, problem.message, problem.help)
            return
        inner = (
            [one for entry in node.entries() for one in entry] if isinstance(node, Mapping) else node or ()
        )
        for one in inner:
            self._refuse_controls(one)

    def _table(self, node: Node) -> TableAnswer:
        table = self._mapping(node)
        self._check(table, _TABLE)
        if not self._text(table, "where"):
            raise self._error(
                _place(table), message("a table needs `where`"), message("write for example `where: table 1`")
            )
        header = self._text(table, "header")
        if header and not (header.isdecimal() and len(header) < 10):
            raise self._error(
                _place(table["header"]),
                message("`header` needs the number of a row"),
                message("write 0 for a table without a header"),
            )
        columns = tuple(self._column(key, value) for key, value in self._entries(table, "columns"))
        marks = {str(key): self._switch(value, key) for key, value in self._entries(table, "marks")}
        return TableAnswer(
            self._text(table, "where"),
            int(header) if header else None,
            columns,
            marks,
            tuple(self._row(one) for one in self._one_or_more(table, "ignore")),
        )

    def _row(self, node: Node) -> RowAnswer:
        """A row that is left out: what it says, or only where it is, as mappings said at first."""
        if isinstance(node, Scalar):
            return RowAnswer(at=str(node)) if row_at(node) is not None else RowAnswer(str(node))
        row = self._mapping(node)
        self._check(row, _CELL)
        if not self._text(row, "text"):
            raise self._error(_place(row), message("a row needs `text`, which is what the row says"), None)
        return RowAnswer(self._text(row, "text"), self._text(row, "at"))

    def _column(self, key: Scalar, node: Node) -> ColumnAnswer:
        if isinstance(node, Scalar):
            return ColumnAnswer(str(key), self._field(node))
        column = self._mapping(node, key)
        self._check(column, _COLUMN)
        order = self._choice(column, "order", ("dmy", "mdy"), "")
        field = column.get("field")
        return ColumnAnswer(
            str(key),
            self._field(field) if isinstance(field, Scalar) else "",
            cast("Order", order) if order else None,
            self._choice(column, "list", ("milestones",), "") == "milestones",
            self._choice(column, "numbers", ("months",), "") == "months",
        )

    def _field(self, node: Scalar) -> str:
        if node in _FIELDS or node == MARK or (is_kept(node) and len(node) > 2):
            return str(node)
        raise self._unknown(
            _place(node), str(node), (*_FIELDS, MARK), message("unknown field `{name}`", name=str(node))
        )

    def _owner(self, node: Node, at: Scalar) -> str:
        text = self._scalar(node, at)
        if ID.fullmatch(text) or is_seat(text):
            return text
        raise self._error(
            _place(node, at),
            message("`{name}` cannot be `{text}`", name=str(at), text=text),
            message("write a short name such as core-group, or a vacant role in brackets: (editor)"),
        )

    def _cell(self, node: Node) -> CellAnswer:
        cell = self._mapping(node)
        self._check(cell, (*_CELL, _ITEM, *_ANSWERED), kept=True)
        for name in _CELL:
            if not self._text(cell, name):
                raise self._error(
                    _place(cell), message("an answer for a cell needs `{name}`", name=name), None
                )
        fields: dict[str, CellValue] = {}
        for key, value in cell.entries():
            if key in _CELL or key == _ITEM:
                continue
            if isinstance(value, Sequence):
                fields[str(key)] = tuple(self._scalar(one, key) for one in value)
            else:
                text = self._scalar(value, key)
                if str(key) in (Field.DEADLINE, Field.WHEN, Field.START, Field.DONE):
                    self._check_date(text, value)
                fields[str(key)] = text
        return CellAnswer(self._text(cell, "at"), self._text(cell, "text"), fields, self._text(cell, _ITEM))

    def _check_date(self, text: str, node: Node) -> None:
        read = parse(text)
        if isinstance(read, DateProblem) and read.rule != "no-project-start":
            raise self._error(_place(node), read.message, read.help)

    def _date_text(self, root: Mapping, name: str, fits: Callable[[str], bool], help_: Message) -> str:
        text = self._text(root, name)
        if text and not fits(text):
            raise self._error(
                _place(root[name]), message("`{name}` cannot be `{text}`", name=name, text=text), help_
            )
        return text

    @staticmethod
    def _is_year(text: str) -> bool:
        return year_window(text) is not None

    # What is of which kind.

    def _mapping(self, node: Node, at: Scalar | None = None) -> Mapping:
        if isinstance(node, Mapping):
            return node
        raise self._error(
            _place(node, at), message("keys with values are needed here, for example `field: title`"), None
        )

    def _entries(self, holder: Mapping, name: str) -> Iterable[tuple[Scalar, Node]]:
        node = holder.get(name)
        return () if node is None else self._mapping(node, holder.key(name)).entries()

    def _list(self, holder: Mapping, name: str) -> Sequence | tuple[Node, ...]:
        node = holder.get(name)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            raise self._error(_place(node), message("`{name}` needs a list", name=name), None)
        return node

    def _one_or_more(self, holder: Mapping, name: str) -> Sequence | tuple[Node, ...]:
        node = holder.get(name)
        return (node,) if isinstance(node, Scalar) else self._list(holder, name)

    def _texts(self, holder: Mapping, name: str) -> tuple[str, ...]:
        return tuple(self._scalar(one, holder.key(name)) for one in self._one_or_more(holder, name))

    def _text(self, holder: Mapping, name: str) -> str:
        node = holder.get(name)
        return "" if node is None else self._scalar(node, holder.key(name))

    def _scalar(self, node: Node, at: Scalar) -> str:
        if isinstance(node, Scalar):
            return str(node)
        raise self._error(_place(node, at), message("`{name}` needs one text", name=str(at)), None)

    def _choice(self, holder: Mapping, name: str, choices: tuple[str, ...], otherwise: str) -> str:
        text = self._text(holder, name)
        if text and text not in choices:
            listed = ", ".join(choices)
            raise self._error(
                _place(holder[name]),
                message("`{name}` cannot be `{text}`", name=name, text=text),
                message("choose: {choices}", choices=listed),
            )
        return text or otherwise

    def _switch(self, node: Node, at: Scalar) -> bool:
        text = self._scalar(node, at)
        if text not in ("on", "off", "true", "false", "yes", "no"):
            raise self._error(
                _place(node),
                message("`{name}` cannot be `{text}`", name=str(at), text=text),
                message("choose: {choices}", choices="on, off"),
            )
        return text in ("on", "true", "yes")

    def _check(self, holder: Mapping, known: tuple[str, ...], *, kept: bool = False) -> None:
        """Refuse keys that are not known."""
        for key in holder:
            if key not in known and not (kept and is_kept(key)):
                scalar = holder.key(key)
                raise self._unknown(
                    _place(scalar), str(key), known, message("unknown key `{name}`", name=str(key))
                )

    def _unknown(self, place: Range, name: str, known: Iterable[str], what: Message) -> SsetrackError:
        meant = nearest(name, known)
        if meant is not None:
            return self._error(place, what, message("did you mean `{name}`?", name=meant))
        return self._error(place, what, message("choose: {choices}", choices=", ".join(known)))

    def _error(self, place: Place, what: Message, help_: Message | None) -> SsetrackError:
        line, column = self._source.position(self._source.locate(place).start)
        return SsetrackError(
            message(
                "{path}:{line}:{column}: {problem}",
                path=self._source.path,
                line=line,
                column=column,
                problem=what,
            ),
            help_,
        )


def _is_start(text: str) -> bool:
    read = parse(text)
    return not isinstance(read, DateProblem) and getattr(read, "earliest", None) is not None


def _place(node: Node, otherwise: Scalar | None = None) -> Range:
    found = node if node is not None else otherwise
    return Range(0, 0) if found is None else Range(found.start, found.end)
