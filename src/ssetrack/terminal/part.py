"""A plan itself, or one of its goals, owners or sections, for people: what `show` prints of it.

Comes in: what is known of it. Goes out: lines on a canvas, every field that holds anything.
"""

from __future__ import annotations

from ssetrack.language.message import message
from ssetrack.plan.prose import text_in
from ssetrack.query.part_detail import PartDetail, items_of
from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.console import WIDEST
from ssetrack.terminal.grid import Grid, GridColumn, cell
from ssetrack.wording.cells import item_words
from ssetrack.wording.changes import PARTS
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import in_a_row
from ssetrack.wording.values import field_lines
from ssetrack.wording.words import as_of

ELSEWHERE = frozenset({"ssetrack", "id", "title", "name", "goals", "owners", "sections", "activities"})
"""What stands in the heading, or is shown by itself."""


def print_part(detail: PartDetail, canvas: Canvas) -> None:
    """Draw the part: its name, where it is written, then its fields."""
    view, own = detail.view, detail.file.language
    name = " ".join(filter(None, (view.speaker.say(PARTS[detail.part]), detail.id)))
    canvas.flow((f"{one_line(name)}  {one_line(text_in(detail.title, view.language, own))}", "bold"))
    snapshot = detail.snapshot
    day = as_of(view.speaker, snapshot.today, snapshot.timezone, iso=view.iso)
    canvas.flow((in_a_row((one_line(detail.file.path), day), view.speaker), "dim"))
    grid = Grid((GridColumn(shrinks=False, style="bold"), GridColumn(share=1)), gap=2)
    for label, lines in field_lines(detail.thing, ELSEWHERE, view, own):
        said = label if isinstance(label, str) else view.speaker.say(label)
        grid.rows.append((cell(said, "bold"), cell("\n".join(lines))))
    items = "\n".join(item_words(status, view) for status in items_of(detail))
    if items:
        grid.rows.append((cell(view.speaker.say(message("Activities")), "bold"), cell(items)))
    grid.draw(canvas, min(canvas.width, WIDEST))
