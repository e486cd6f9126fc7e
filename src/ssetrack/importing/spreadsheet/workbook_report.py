"""What a workbook that was imported again did to its plans, said for people and for programs.

Comes in: outcomes, one for each plan. Goes out: lines of text in the reader's language, or JSON, version 1,
which is never translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssetrack.dates.refusals import quotation
from ssetrack.importing.spreadsheet.outcome import Doubt, Outcome, Reported
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.merge.changes import DONE, Kind
from ssetrack.wording.printable import json_text, log_line, one_line

VERSION = 1


def report_text(source: str, outcomes: Sequence[Outcome], doubts: Sequence[Doubt], speaker: Speaker) -> str:
    """The report for people; `doubts` are those about sheets that belong to no plan."""
    lines: list[Message | str] = []
    for outcome in outcomes:
        lines += [*([""] if lines else []), *_of_plan(source, outcome)]
    if doubts:
        lines += [*([""] if lines else []), *_doubts(doubts)]
    said = (one if isinstance(one, str) else speaker.say(one) for one in lines)
    return "".join(f"{log_line(_one_line(line))}\n" for line in said)


def _of_plan(source: str, outcome: Outcome) -> Iterator[Message | str]:
    done = [one for one in outcome.changes if one.kind in DONE]
    path = outcome.before.path
    if not done:
        yield message("{source}: nothing to change in {path}", source=source, path=path)
    elif len(done) == 1:
        yield message("{source}: 1 change in {path}", source=source, path=path)
    else:
        yield message("{source}: {number} changes in {path}", source=source, number=len(done), path=path)
    if outcome.unbased:
        yield message(
            "  the sheet does not say what it was made from: it was compared with the plan as it is"
        )
    for one in done:
        yield _change(one)
    others = [one for one in outcome.changes if one.kind not in DONE]
    conflicts = [one for one in others if one.kind is Kind.CONFLICT]
    if conflicts:
        yield message("Changed in the sheet and in the plan; the plan was kept")
        yield from map(_conflict, conflicts)
    yield from _doubts(outcome.doubts)
    told = [*(_told(one) for one in others if one.kind is not Kind.CONFLICT)]
    told += [message("  {at}: {what}", at=one.at, what=one.what) for one in outcome.told]
    told += [message("  warning: {problem}", problem=one) for one in outcome.warnings]
    if told:
        yield message("Good to know")
        yield from told


def _change(one: Reported) -> Message:
    if one.kind is Kind.ADD:
        return message("  {at}: added `{id}`: {title}", at=one.at, id=one.id, title=one.table)
    return message(
        "  {at}: `{id}`, {field}: {old} → {new}",
        at=one.at, id=one.id, field=one.field, old=_said(one.plan), new=_said(one.table),
    )  # fmt: skip


def _conflict(one: Reported) -> Message:
    return message(
        "  {at}: `{id}`, {field}: {old} → {new} in the sheet, {plan} in the plan",
        at=one.at, id=one.id, field=one.field, old=_said(one.old), new=_said(one.table), plan=_said(one.plan),
    )  # fmt: skip


def _told(one: Reported) -> Message:
    if one.kind is Kind.GONE:
        return message(
            "  {at}: `{id}` is no longer in the sheet; the plan keeps it: cancelled?", at=one.at, id=one.id
        )
    if one.kind is Kind.RENUMBERED:
        return message(
            "  {at}: the id `{id}` is now `{new}`; ids are changed in the plan",
            at=one.at, id=one.id, new=one.table,
        )  # fmt: skip
    if not one.field:
        return message("  {at}: `{id}` is in the plan and not in the sheet", at=one.at, id=one.id)
    if one.field == "section":
        return message(
            "  {at}: `{id}` is in the section {new} now; move it in the plan",
            at=one.at, id=one.id, new=_said(one.table),
        )  # fmt: skip
    return message(
        "  {at}: `{id}`, {field}: empty in the sheet, {plan} in the plan",
        at=one.at, id=one.id, field=one.field, plan=_said(one.plan),
    )  # fmt: skip


def _doubts(doubts: Sequence[Doubt]) -> Iterator[Message]:
    if not doubts:
        return
    yield message("Not read for sure; nothing was changed there")
    for doubt in doubts:
        if doubt.text:
            yield message("  {at}: `{text}`", at=doubt.at, text=quotation(doubt.text))
        else:
            yield message("  {at}", at=doubt.at)
        yield message("    {help}", help=doubt.help)


def _said(text: str) -> str:
    return f"`{quotation(text)}`" if text else "–"


def _one_line(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + one_line(line.strip())


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
    values: dict[str, object] = {"kind": one.kind.value, "id": one.id, "at": one.at}
    if not one.field:
        return {**values, "title": one.table}
    texts = {"field": one.field, "old": one.old, "table": one.table, "plan": one.plan}
    return values | {name: text or None for name, text in texts.items()}


def _doubt(doubt: Doubt) -> dict[str, object]:
    values: dict[str, object] = {
        "at": doubt.at,
        "about": doubt.about.value,
        "text": doubt.text,
        "help": str(doubt.help),
    }
    return {**values, "item": doubt.id} if doubt.id else values
