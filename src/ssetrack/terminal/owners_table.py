"""The table of `owners`: who has what to do in which quarter.

Comes in: a workload. Goes out: a line for each person, team and open seat, overdue first. Quarters that do
not fit the console are added up in a last one; names that do not fit beside the numbers are above them.
"""

from __future__ import annotations

from itertools import groupby, repeat

from rich.cells import cell_len

from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.query.workload import LATER, OVERDUE, Load, Workload
from ssetrack.status import State
from ssetrack.terminal.canvas import Canvas, fit, right
from ssetrack.terminal.console import WIDEST
from ssetrack.terminal.status_table import print_heading
from ssetrack.terminal.wrapping import wrap
from ssetrack.wording.punctuation import EMPTY
from ssetrack.wording.views import column_heading, owner_name
from ssetrack.wording.words import OWNER_KINDS, STYLES

WIDEST_NAME = 36

LEAST_FOR_NAME = 12
"""Cells beside the numbers that a name needs; where fewer are left, it has lines of its own above them."""


def print_workload(workload: Workload, canvas: Canvas) -> None:
    """Print the table so that it fits the canvas."""
    print_heading(workload.report, canvas)
    speaker = workload.report.view.speaker
    width = min(canvas.width, WIDEST)
    longest = max((cell_len(owner_name(load, speaker)) for load in workload.lines), default=8)
    name = max(8, min(longest, WIDEST_NAME, width // 3))
    columns = _fitting(workload.columns, speaker, width - name)
    left = width - sum(_room(column, speaker) for column in columns)
    is_above = left < min(name, LEAST_FOR_NAME)
    name = max(0, left) if is_above else min(name, left)
    if not workload.lines:
        return
    canvas.line()
    _headings(canvas, columns, speaker, name)
    for kind, loads in groupby(workload.lines, key=lambda load: load.kind):
        if kind != "person" and kind in OWNER_KINDS:
            canvas.line((speaker.say(OWNER_KINDS[kind]), "bold"))
        for load in loads:
            _row(canvas, load, columns, speaker, name, width if is_above else None)
    canvas.line()
    counted = (
        message("Each item counts for each of its owners, and the items of a team for each of its members.")
        if workload.expanded
        else message(
            "Each item counts for each of its owners."
            " With --expand-teams, the items of a team count for each of its members."
        )
    )
    canvas.paragraph(speaker.say(counted), width, style="dim")


def _room(column: str, speaker: Speaker) -> int:
    return max(4, *(cell_len(word) for word in column_heading(column, speaker).split(" "))) + 1


def _fitting(columns: tuple[str, ...], speaker: Speaker, room: int) -> dict[str, tuple[str, ...]]:
    """Shown columns, with the columns that each adds up; the last is the sum of all."""
    shown: dict[str, tuple[str, ...]] = {column: (column,) for column in columns}
    quarters = [column for column in columns if "-Q" in column]
    shown[""] = columns
    folded: list[str] = [LATER] if LATER in columns else []
    used = sum(_room(column, speaker) for column in shown)
    while quarters and used > room:
        last = quarters.pop()
        del shown[last]
        used += (0 if folded else _room(LATER, speaker)) - _room(last, speaker)
        folded.append(last)
    if not folded:
        return shown
    head = {column: shown[column] for column in shown if column == OVERDUE or "-Q" in column}
    tail = {column: shown[column] for column in shown if column not in head and column != LATER}
    return {**head, LATER: tuple(folded), **tail}


def _headings(canvas: Canvas, columns: dict[str, tuple[str, ...]], speaker: Speaker, name: int) -> None:
    parted = {column: column_heading(column, speaker).split(" ") for column in columns}
    for number in range(max(map(len, parted.values()))):
        cells = (
            right(words[number] if number < len(words) else "", _room(column, speaker))
            for column, words in parted.items()
        )
        canvas.line((" " * name + "".join(cells), "bold"))


def _row(
    canvas: Canvas,
    load: Load,
    columns: dict[str, tuple[str, ...]],
    speaker: Speaker,
    name: int,
    above: int | None,
) -> None:
    """The numbers of one of them, beside the name, or below one that has so many cells."""
    names = wrap(owner_name(load, speaker), name if above is None else above)
    style = "red" if load.kind in ("open-seat", "nobody") else ""
    cells = []
    for column, summed in columns.items():
        number = sum(map(load.by_column.get, summed, repeat(0))) if column else sum(load.by_column.values())
        look = STYLES[State.OVERDUE] if column == OVERDUE else "bold" if column == "" else ""
        cells.append((right(str(number or EMPTY), _room(column, speaker)), look if number else "dim"))
    if above is not None:
        for line in names:
            canvas.line((line, style))
        canvas.line((" " * name, ""), *cells)
        return
    canvas.line((fit(names[0], name), style), *cells)
    for more in names[1:]:
        canvas.line((more, style))
