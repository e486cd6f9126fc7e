"""What each changed cell of an item does to its plan.

Comes in: an item in its file and the cells that are to say something else. Goes out: changes of its text,
each for the field that the cell shows: a text in the language that was shown, the date of the field that the
item has, `done` and `status` together. A cell that cannot be done raises `SsetrackError`, which says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.edit.alternatives import date_change
from ssetrack.edit.change import Change
from ssetrack.edit.fields import field_removal, field_renaming, field_setting
from ssetrack.edit.finishing import completion
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.values import Value as Written
from ssetrack.importing.spreadsheet.columns import Part, PlanView, entries_of, entry_texts
from ssetrack.importing.spreadsheet.values import Value
from ssetrack.language.collation import fold
from ssetrack.language.message import message
from ssetrack.plan.field_groups import DATES
from ssetrack.plan.prose import parents, text_in
from ssetrack.source.tree import Mapping as Node
from ssetrack.source.tree import Scalar, Sequence
from ssetrack.status import Status
from ssetrack.tables.runs import lines_of
from ssetrack.tables.workbook.cell_values import fits

_NAMES = {Part.OWNERS: "owners", Part.WITH: "with", Part.GOALS: "goals"}


class Cells(NamedTuple):
    """An item, and the cells of its row that are to change; a value that is empty takes the field away."""

    target: ItemNode
    status: Status
    shown_as: PlanView
    values: Mapping[Part, Value]
    is_event: bool = False
    """The column of kinds says that it takes place on a day."""


def changes_of(cells: Cells, part: Part) -> list[Change]:
    """The changes that one cell asks for."""
    found = _EDITS[part](cells, cells.values[part])
    return [change for change in found if change is not None]


def field_of(cells: Cells, part: Part) -> str:
    """The field of the plan that a cell shows."""
    if part is Part.DUE:
        return _date_field(cells)
    return "with" if part is Part.WITH else part.value


def _date_field(cells: Cells) -> str:
    node = cells.target.node
    filled = next((name for name in DATES if node.get(name) is not None), None)
    there = filled or next((name for name in DATES if name in node), None)
    return there or ("when" if cells.is_event else "deadline")


_Changes = list[Change | None]


def _title(cells: Cells, value: Value) -> _Changes:
    """The title; of a milestone, what stands behind its activity's."""
    text = _one_line(value)
    item = cells.status.item
    if item.milestone is not None:
        above = _one_line(
            text_in(item.activity.title, cells.shown_as.view.language, cells.status.file.language)
        )
        before, _, text = (
            (above, "", text[len(above) + 1 :]) if text.startswith(f"{above}:") else ("", "", "")
        )
        if not before or not text.strip():
            raise SsetrackError(
                message("only the part after `{title}:` is the title of `{id}`", title=above, id=item.id),
                message("change the title of `{id}` in the plan", id=item.activity.id),
            )
    if not text.strip():
        raise SsetrackError(
            message("`{field}` is required", field="title"),
            message("delete the row to say that it is gone"),
        )
    return _prose(cells, cells.target.route, cells.target.node, "title", text.strip())


def _notes(cells: Cells, value: Value) -> _Changes:
    """The notes: lines that did not change stay as they are, with the empty ones between them."""
    old = _shown_text(cells, cells.target.node.get("notes"))
    if not fits(old):
        raise SsetrackError(
            message("the notes are longer than a cell can hold"), message("change them in the plan")
        )
    return _prose(cells, cells.target.route, cells.target.node, "notes", merged_lines(old, str(value)))


def _where(cells: Cells, value: Value) -> _Changes:
    """The place: that of the date, if it has one, else that of the item."""
    target, text = cells.target, _one_line(value)
    if cells.status.due.where is None:
        return _prose(cells, target.route, target.node, "where", text)
    name = _date_field(cells)
    dated, route = target.node.get(name), (*target.route, name)
    if isinstance(dated, Sequence) and len(dated) == 1:
        dated, route = dated[0], (*route, 0)
    if not isinstance(dated, Node):
        raise SsetrackError(message("the date has several places"), message("change the place in the plan"))
    return _prose(cells, route, dated, "where", text)


def _names(field: str) -> Callable[[Cells, Value], _Changes]:
    def changes(cells: Cells, value: Value) -> _Changes:
        target, names = cells.target, list(value if isinstance(value, tuple) else ())
        if not names:
            if field not in target.node:
                raise _not_its_own(cells, field)
            return [field_removal(target.source, target.route, field)]
        single = isinstance(target.node.get(field), Scalar) and len(names) == 1
        new: Written = names[0] if single else names
        return [field_setting(target.source, target.route, field, new)]

    return changes


def _due(cells: Cells, value: Value) -> _Changes:
    """The date of the field that the item has; a place of several dates, or one of them, chooses it."""
    target, name, text = cells.target, _date_field(cells), str(value)
    if not text:
        return [field_removal(target.source, target.route, name)]
    if name not in target.node:
        return [field_setting(target.source, target.route, name, text)]
    entries = entries_of(cells.status)
    if len(entries) > 1:
        shown = [fold(one) for one in entry_texts(entries, cells.shown_as)]
        if shown.count(fold(text)) == 1:
            chosen = entries[shown.index(fold(text))]
            text = chosen.id or chosen.date
    return [date_change(target, text)]


def _time(cells: Cells, value: Value) -> _Changes:
    """The hours of the one date that the item has; a date that was only a text becomes one with hours."""
    target, name, text = cells.target, _date_field(cells), str(value)
    dated, route = target.node.get(name), (*target.route, name)
    if isinstance(dated, Sequence) and len(dated) == 1:
        dated, route = dated[0], (*route, 0)
    if isinstance(dated, Node):
        if not text:
            return [field_removal(target.source, route, "time")]
        return [field_setting(target.source, route, "time", text)]
    if dated is None and not text:
        return []
    if dated is None:
        raise SsetrackError(
            message("`{id}` has no date yet, so it has no hours", id=target.id),
            message("write the date under Due as well"),
        )
    if not isinstance(dated, Scalar):
        raise SsetrackError(
            message("`{id}` has several dates, each with hours of its own", id=target.id),
            message("change the hours in the plan"),
        )
    new: Written = {"date": str(dated), "time": text}
    is_in_list = len(route) > len(target.route) + 1
    return [field_setting(target.source, target.route, name, [new] if is_in_list else new)]


def _start(cells: Cells, value: Value) -> _Changes:
    return [_text(cells, "start", str(value))]


def _progress(cells: Cells, value: Value) -> _Changes:
    return [_text(cells, "progress", str(value))]


def _day_of_completion(cells: Cells, value: Value) -> _Changes:
    """A day of completion says all; without it, what the column of states says counts."""
    target, day = cells.target, str(value)
    if day:
        return list(completion(target, day))
    if "done" not in target.node:
        raise _not_its_own(cells, "done")
    status = cells.values.get(Part.STATUS, "done")
    if status in ("planned", "") or "status" in target.node:
        return [field_removal(target.source, target.route, "done")]
    return [field_renaming(target.source, target.route, "done", "status", str(status))]


def _status(cells: Cells, value: Value) -> _Changes:
    """The status; whoever takes back that something is done takes back the day as well."""
    target, status = cells.target, str(value)
    if Part.DONE in cells.values:
        if status == "done" or (not cells.values[Part.DONE] and "status" not in target.node):
            return []  # the day, or its absence, has said it
        if cells.values[Part.DONE]:
            raise SsetrackError(
                message("a day under Done and the status `{status}` contradict each other", status=status),
                message("change one of the two cells"),
            )
        return [_text(cells, "status", status)]
    if "done" in target.node and status not in ("done", "cancelled"):
        if status in ("", "planned"):
            gone = [field_removal(target.source, target.route, "done")]
            return gone if "status" not in target.node else [*gone, _text(cells, "status", status)]
        if "status" not in target.node:
            return [field_renaming(target.source, target.route, "done", "status", status)]
        return [field_removal(target.source, target.route, "done"), _text(cells, "status", status)]
    return [_text(cells, "status", status)]


_EDITS: Mapping[Part, Callable[[Cells, Value], _Changes]] = {
    Part.TITLE: _title,
    Part.OWNERS: _names("owners"),
    Part.WITH: _names("with"),
    Part.GOALS: _names("goals"),
    Part.DUE: _due,
    Part.TIME: _time,
    Part.START: _start,
    Part.STATUS: _status,
    Part.DONE: _day_of_completion,
    Part.PROGRESS: _progress,
    Part.WHERE: _where,
    Part.NOTES: _notes,
}
"""What can be edited: the id, the section, and what follows from other cells cannot."""


def _text(cells: Cells, field: str, text: str) -> Change | None:
    target = cells.target
    if not text:
        return field_removal(target.source, target.route, field)
    return field_setting(target.source, target.route, field, text)


def _prose(cells: Cells, route: Route, node: Node, field: str, text: str) -> _Changes:
    """A text, in the language that was shown where there are several."""
    source, old = cells.target.source, node.get(field)
    if isinstance(old, Node):
        tag = _shown_tag(cells, old)
        if text:
            return [field_setting(source, (*route, field), tag, text)]
        if len(old) > 1:
            return [field_removal(source, (*route, field), tag)]
    if not text:
        if field not in node:
            raise _not_its_own(cells, field)
        return [field_removal(source, route, field)]
    return [field_setting(source, route, field, text)]


def _not_its_own(cells: Cells, field: str) -> SsetrackError:
    return SsetrackError(
        message(
            "`{id}` has no `{field}` of its own: it comes from its activity, its section or the plan",
            field=field,
            id=cells.target.id,
        ),
        message("change it there, in the plan"),
    )


def _shown_tag(cells: Cells, texts: Node) -> str:
    """The language of the text that the sheet shows, under the key that the plan writes."""
    shown = cells.shown_as
    known = {str(key).casefold(): str(key) for key in texts if texts[key]}
    own = shown.file.language
    for tag in (*parents(shown.language), *parents(own), "en"):
        if tag in known:
            return known[tag]
    return next(iter(known.values()), shown.language)


def _shown_text(cells: Cells, prose: object) -> str:
    if isinstance(prose, Node):
        return str(prose[_shown_tag(cells, prose)]) if prose else ""
    return str(prose) if isinstance(prose, Scalar) else ""


def _one_line(value: Value) -> str:
    return " ".join(lines_of(str(value)))


def merged_lines(old: str, new: str) -> str:
    """A text some of whose lines changed: what a cell does not show, such as empty lines, stays."""
    raw = old.splitlines(keepends=True)
    places = [number for number, line in enumerate(raw) if lines_of(line)]
    before = [lines_of(raw[number])[0] for number in places]
    after = list(lines_of(new))
    if not before:
        return "\n".join(after)
    if raw[-1].splitlines() == [raw[-1]]:
        raw[-1] = f"{raw[-1]}\n"  # a line may come behind the last
    ends = [*places, len(raw)]
    merged: list[str] = []
    for what, first, last, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            merged += raw[places[first] : ends[last]]
            continue
        merged += (f"{line}\n" for line in after[start:stop])
        if last > first and start < stop:
            merged += raw[places[last - 1] + 1 : ends[last]]  # the empty lines behind
    text = "".join((*raw[: places[0]], *merged))
    return (text or "\n") if old.endswith("\n") else text.rstrip("\n")
