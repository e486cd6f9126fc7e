"""What a table changed, line by line: what is done, what to decide, what is gone, what is only in the plan.

Comes in: differences. Goes out: lines, the same for a table that is read again and for a workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ssetrack.dates.refusals import quotation
from ssetrack.importing.reported import Reported
from ssetrack.language.message import Message, count_of, message
from ssetrack.merge.changes import DONE, Kind
from ssetrack.merge.versions import Value

Lines = Iterator[Message | str]

LONGEST = 60
"""Letters of a value that are shown; JSON has all."""


def summary(
    path: str, source: str, changes: int, conflicts: int, doubts: int, *, is_written: bool
) -> Message:
    """How many changes, conflicts and doubts there are in one plan."""
    return message(
        "{path}: {changes} from {source}, {conflicts}, {doubts}",
        path=path,
        source=source,
        changes=count_of("{number} change", "{number} changes", changes)
        if is_written
        else count_of("{number} possible change", "{number} possible changes", changes),
        conflicts=count_of("{number} conflict", "{number} conflicts", conflicts),
        doubts=count_of("{number} doubt", "{number} doubts", doubts),
    )


def lines_of_changes(changes: Iterable[Reported], *, is_written: bool) -> Lines:
    """What is done, or would be."""
    done = [one for one in changes if one.kind in DONE]
    if done:
        yield ""
        yield message("Changed") if is_written else message("Would change")
        yield from _by_item(done, _change)


def lines_of_conflicts(changes: Iterable[Reported]) -> Lines:
    """What both sides changed."""
    found = [one for one in changes if one.kind is Kind.CONFLICT]
    if found:
        yield ""
        yield message("Changed in the table and in the plan: decide which is right")
        yield from _by_item(found, _conflict)


def lines_of_gone(changes: Iterable[Reported]) -> Lines:
    """What the table does not have any more."""
    found = [one for one in changes if one.kind is Kind.GONE]
    if found:
        yield ""
        yield message("No longer in the table")
    for one in found:
        yield message(
            "  {id} {title}: cancelled? `ssetrack set {id} status=cancelled`", id=one.id, title=one.title
        )


def lines_of_doubt(at: Message | str, text: str, help_: Message) -> Lines:
    """A cell or a row that is not read for sure, and what to do about it."""
    yield message("  {at}: `{text}`", at=at, text=quotation(text))
    yield message("    {help}", help=help_)


def notes_of(changes: Iterable[Reported]) -> list[Message]:
    """What only the plan has, and what is told without being done."""
    return [_note(one) for one in changes if one.kind in (Kind.NOTE, Kind.RENUMBERED)]


def _by_item(changes: Sequence[Reported], line: Callable[[Reported], Message]) -> Lines:
    """Changes below the item that they belong to; what is new has a line for itself."""
    for _, group in groupby(changes, key=lambda one: (one.id, one.kind)):
        together = list(group)
        first = together[0]
        if first.kind is Kind.ADD:
            yield _new(first)
            continue
        yield f"  {first.id} {first.title}"
        yield from map(line, together)


def _new(one: Reported) -> Message:
    section = one.section[-1] if one.section else ""
    if section:
        return message("  {id} {title}: new, in {section}", id=one.id, title=one.title, section=section)
    return message("  {id} {title}: new", id=one.id, title=one.title)


def _change(one: Reported) -> Message:
    return message(
        "    {field}: {old} → {new}", field=one.field, old=in_words(one.plan), new=in_words(one.table)
    )


def _conflict(one: Reported) -> Message:
    if not one.field:
        return message("    new in the table, but its activity has a date of its own in the plan")
    return message(
        "    {field}: before {old}; now {table} in the table, {plan} in the plan",
        field=one.field, old=in_words(one.old), table=in_words(one.table), plan=in_words(one.plan),
    )  # fmt: skip


def _note(one: Reported) -> Message:
    if one.kind is Kind.RENUMBERED:
        return message(
            "  {id} {title}: its number in the table is {number} now; the plan keeps its id",
            id=one.id, title=one.title, number=in_words(one.table),
        )  # fmt: skip
    if one.field == "section":
        return message(
            "  {id} {title}: in the table it is in {section} now; move it in the plan if that is right",
            id=one.id, title=one.title, section=_path(one.table),
        )  # fmt: skip
    if not one.field:
        return message("  {id} {title}: only in the plan", id=one.id, title=one.title)
    return message("  {id} {title}: only the plan has `{field}`", id=one.id, title=one.title, field=one.field)


def _path(value: Value | None) -> str | Message:
    if not value or isinstance(value, Mapping):
        return message("no section")
    return value if isinstance(value, str) else " / ".join(str(one) for one in value)


def in_words(value: Value | None) -> str | Message:
    """A value as it is said in one line."""
    if value is None or value == "":
        return message("nothing")
    text = _text(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _text(value: Value) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        date, where = value.get("date"), value.get("where")
        if date is not None and where is not None:
            return f"{_text(date)} ({_text(where)})"
        return _list_text(value.values())
    return _list_text(value)


def _list_text(values: Iterable[Value]) -> str:
    return ", ".join(_text(one) for one in values)
