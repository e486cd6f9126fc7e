"""What a table changed, for people: what is done, what to decide, what is only told.

Comes in: an outcome and who speaks. Goes out: lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ssetrack.dates.refusals import quotation
from ssetrack.importing.again.outcome import Outcome, Seen
from ssetrack.importing.places import place_words
from ssetrack.importing.report.report_text import text_of
from ssetrack.language.message import Message, count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.merge.changes import Kind
from ssetrack.merge.versions import Value

Lines = Iterator[Message | str]

LONGEST = 60
"""Letters of a value that are shown; JSON has all."""


def changes_text(outcome: Outcome, path: str, speaker: Speaker, *, is_written: bool) -> str:
    """What a table changed in the plan at a path; `is_written` where the changes are in it now."""
    lines = (
        *_summary(outcome, path, is_written=is_written),
        *_lines_of_changes(outcome, is_written=is_written),
        *_conflicts(outcome),
        *_doubts(outcome),
        *_lines_of_gone(outcome),
        *_good_to_know(outcome),
    )
    return text_of(lines, speaker)


def _summary(outcome: Outcome, path: str, *, is_written: bool) -> Lines:
    source = outcome.proposal.naming.source
    if not outcome.changes and not outcome.doubts:
        yield message("{path}: nothing to change, {source} says the same", path=path, source=source)
        return
    conflicts = sum(one.kind is Kind.CONFLICT for one in outcome.changes)
    yield summary(path, source, outcome.done, conflicts, len(outcome.doubts), is_written=is_written)
    if outcome.unbased and outcome.done and not is_written:
        yield message("Nothing is written: this plan was not imported from a table before.")
        yield message("  If the table is right, add `--accept`.")


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


def _lines_of_changes(outcome: Outcome, *, is_written: bool) -> Lines:
    done = [one for one in outcome.changes if one.kind in (Kind.SET, Kind.ADD)]
    if not done:
        return
    yield ""
    yield message("Changed") if is_written else message("Would change")
    for _, found in groupby(done, key=lambda one: one.id):
        together = list(found)
        yield from _of_one(together)


def _of_one(changes: list[Seen]) -> Lines:
    first = changes[0]
    if first.kind is Kind.ADD:
        section = first.section[-1] if first.section else ""
        if section:
            yield message(
                "  {id} {title}: new, in {section}", id=first.id, title=first.title, section=section
            )
        else:
            yield message("  {id} {title}: new", id=first.id, title=first.title)
        return
    yield f"  {first.id} {first.title}"
    for one in changes:
        yield message(
            "    {field}: {old} → {new}", field=one.field, old=in_words(one.plan), new=in_words(one.table)
        )


def _conflicts(outcome: Outcome) -> Lines:
    found = [one for one in outcome.changes if one.kind is Kind.CONFLICT]
    if not found:
        return
    yield ""
    yield message("Changed in the table and in the plan: decide which is right")
    for _, group in groupby(found, key=lambda one: one.id):
        together = list(group)
        yield f"  {together[0].id} {together[0].title}"
        for one in together:
            if one.field is None:
                yield message("    new in the table, but its activity has a date of its own in the plan")
                continue
            yield message(
                "    {field}: before {old}; now {table} in the table, {plan} in the plan",
                field=one.field,
                old=in_words(one.old),
                table=in_words(one.table),
                plan=in_words(one.plan),
            )


def _doubts(outcome: Outcome) -> Lines:
    if not outcome.doubts:
        return
    yield ""
    yield message("Please check")
    for doubt in outcome.doubts:
        yield message("  {at}: `{text}`", at=place_words(doubt.at), text=quotation(doubt.text))
        yield message("    {help}", help=doubt.help)
        if doubt.question is not None and doubt.question.answer != doubt.help:
            yield message("    answer: {answer}", answer=doubt.question.answer)


def _lines_of_gone(outcome: Outcome) -> Lines:
    found = [one for one in outcome.changes if one.kind is Kind.GONE]
    if not found:
        return
    yield ""
    yield message("No longer in the table")
    for one in found:
        yield message(
            "  {id} {title}: cancelled? `ssetrack set {id} status=cancelled`", id=one.id, title=one.title
        )


def _good_to_know(outcome: Outcome) -> Lines:
    notes = [one for one in outcome.changes if one.kind in (Kind.NOTE, Kind.RENUMBERED)]
    # Whoever does not know that an answer is not used any more wonders where its row comes from.
    told = (*(one for one in outcome.proposal.told if one.unused), *outcome.told)
    if not notes and not told:
        return
    yield ""
    yield message("Good to know")
    for one in notes:
        yield _note(one)
    for one_more in told:
        yield message("  {at}: {what}", at=place_words(one_more.at), what=one_more.what)


def _note(one: Seen) -> Message:
    if one.kind is Kind.RENUMBERED:
        return message(
            "  {id} {title}: its number in the table is {number} now; the plan keeps its id",
            id=one.id,
            title=one.title,
            number=in_words(one.table),
        )
    if one.field == "section":
        return message(
            "  {id} {title}: in the table it is in {section} now; move it in the plan if that is right",
            id=one.id,
            title=one.title,
            section=_path(one.table),
        )
    if one.field is None:
        return message("  {id} {title}: only in the plan", id=one.id, title=one.title)
    return message("  {id} {title}: only the plan has `{field}`", id=one.id, title=one.title, field=one.field)


def _path(value: Value | None) -> str | Message:
    if value and not isinstance(value, str) and not isinstance(value, Mapping):
        return " / ".join(str(one) for one in value)
    return message("no section")


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
