"""What `diff` found, for people on a terminal.

Comes in: changes. Goes out: lines on a canvas.
"""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len

from ssetrack.query.changes import Changes, What
from ssetrack.terminal.canvas import Canvas, fit
from ssetrack.terminal.console import WIDEST
from ssetrack.wording.cells import title_words
from ssetrack.wording.changes import (
    BESIDE,
    KINDS,
    NO_CHANGES,
    change_words,
    comparison,
    part_name,
    part_title,
    part_words,
)
from ssetrack.wording.printable import one_line

STYLES = {What.MOVED: "bold yellow", What.NEW: "bold green", What.GONE: "bold red", What.DONE: "bold green"}


def print_changes(changes: Changes, canvas: Canvas) -> None:
    """Print the changes, kind by kind."""
    if not changes.changes and not changes.parts:
        canvas.flow((changes.view.speaker.say(NO_CHANGES), ""))
        return
    view, speaker = changes.view, changes.view.speaker
    width = min(canvas.width, WIDEST)
    canvas.paragraph(comparison(changes), width, style="dim")
    room = min(14, max((cell_len(view.id(change.status)) for change in changes.changes), default=0))
    for what, group in groupby(changes.changes, key=lambda change: change.what):
        found = list(group)
        canvas.line()
        canvas.line((f"{speaker.say(KINDS[what])} ({len(found)})", STYLES.get(what, "bold")))
        for change in found:
            own = one_line(view.id(change.status))
            lead = f"{fit(own, room) if cell_len(own) <= room else own}  "
            canvas.paragraph(title_words(change.status, view), width, lead=lead, lead_style="cyan")
            words = change_words(change, view)
            if words:
                canvas.paragraph(words, width, lead=" " * (room + 4))
    if changes.parts:
        canvas.line()
        canvas.line((f"{speaker.say(BESIDE)} ({len(changes.parts)})", "bold"))
    for part in changes.parts:
        canvas.paragraph(part_title(part, view), width, lead=f"{part_name(part, view)}  ", lead_style="cyan")
        canvas.paragraph(part_words(part, view), width, lead=" " * (room + 4))
