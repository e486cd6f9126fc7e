"""What a workbook that was imported again did to its plans, said for people and for programs.

Comes in: outcomes, one for each plan. Goes out: lines of text in the reader's language, or JSON, version 1,
which is never translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssetrack.importing.report.change_lines import (
    Lines,
    lines_of_changes,
    lines_of_conflicts,
    lines_of_doubt,
    lines_of_gone,
    notes_of,
    summary,
)
from ssetrack.importing.report.report_text import text_of
from ssetrack.importing.reported import Reported
from ssetrack.importing.spreadsheet.outcome import Doubt, Outcome
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.merge.changes import DONE, Kind
from ssetrack.wording.printable import json_text

VERSION = 1


def report_text(
    source: str, outcomes: Sequence[Outcome], doubts: Sequence[Doubt], speaker: Speaker, *, is_written: bool
) -> str:
    """The report for people; `doubts` are those about sheets that belong to no plan."""
    parts = [list(_of_plan(source, outcome, is_written=is_written)) for outcome in outcomes]
    parts += [list(_doubts(doubts))[1:]] if doubts else []
    lines: list[Message | str] = []
    was_long = False
    for part in parts:
        lines += [*([""] if lines and (was_long or len(part) > 1) else []), *part]
        was_long = len(part) > 1
    return text_of(lines, speaker)


def _of_plan(source: str, outcome: Outcome, *, is_written: bool) -> Lines:
    path = outcome.before.path
    if not outcome.changes and not outcome.doubts:
        yield message("{path}: nothing to change, {source} says the same", path=path, source=source)
    else:
        done = sum(1 for one in outcome.changes if one.kind in DONE)
        yield summary(path, source, done, len(outcome.conflicts), len(outcome.doubts), is_written=is_written)
    yield from lines_of_changes(outcome.changes, is_written=is_written)
    yield from lines_of_conflicts(outcome.changes)
    yield from _doubts(outcome.doubts)
    yield from lines_of_gone(outcome.changes)
    yield from _good_to_know(outcome)


def _good_to_know(outcome: Outcome) -> Lines:
    told = notes_of(outcome.changes)
    told += [message("  {at}: {what}", at=one.at, what=one.what) for one in outcome.told]
    if outcome.unbased:
        what = message(
            "the sheet does not say what it was made from: it was compared with the plan as it is now"
        )
        told.insert(0, message("  {at}: {what}", at=outcome.plan, what=what))
    if told:
        yield ""
        yield message("Good to know")
        yield from told


def _doubts(doubts: Sequence[Doubt]) -> Lines:
    if doubts:
        yield ""
        yield message("Please check")
    for doubt in doubts:
        if doubt.text:
            yield from lines_of_doubt(doubt.at, doubt.text, doubt.help)
            continue
        yield f"  {doubt.at}"
        yield message("    {help}", help=doubt.help)


def report_json(source: str, outcomes: Sequence[Outcome], doubts: Sequence[Doubt]) -> str:
    """The report for programs, one plan's change, doubt or told thing a line."""
    plans = ",\n  ".join(_plan_json(one) for one in outcomes)
    head = f'{{"version": {VERSION}, "source": {json_text(source)}'
    body = f'"plans": [\n  {plans}]' if plans else '"plans": []'
    return f"{head},\n {body},\n {_array('doubts', map(_doubt, doubts), 2)}}}\n"


def _plan_json(outcome: Outcome) -> str:
    head = {"plan": outcome.plan, "path": outcome.before.path, "base": not outcome.unbased}
    told: Iterator[dict[str, object]] = ({"at": one.at, "what": str(one.what)} for one in outcome.told)
    parts = [
        json_text(head)[:-1],
        _array("changes", map(_change_data, outcome.changes), 4),
        _array("doubts", map(_doubt, outcome.doubts), 4),
        _array("told", told, 4),
        f'"warnings": {json_text([str(one) for one in outcome.warnings])}',
    ]
    return ",\n   ".join(parts) + "}"


def _array(name: str, values: Iterator[dict[str, object]], indent: int) -> str:
    between = ",\n" + " " * indent
    inner = between.join(json_text(one) for one in values)
    return f'"{name}": [\n{" " * indent}{inner}]' if inner else f'"{name}": []'


def _change_data(one: Reported) -> dict[str, object]:
    texts: dict[str, object] = {"field": one.field, "old": one.old, "table": one.table, "plan": one.plan}
    if not one.field:
        texts["table" if one.kind is Kind.ADD else "plan"] = one.title
    values = {name: text or None for name, text in texts.items()}
    return {"kind": one.kind.value, "id": one.id, **values, "at": one.at}


def _doubt(doubt: Doubt) -> dict[str, object]:
    values: dict[str, object] = {
        "at": doubt.at,
        "about": doubt.about.value,
        "text": doubt.text,
        "help": str(doubt.help),
    }
    return {**values, "item": doubt.id} if doubt.id else values
