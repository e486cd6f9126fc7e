"""How much of a document is read: beyond, it is refused before it takes time or memory.

Comes in: sizes. Goes out: nothing, or the refusal (`SsetrackError`). Work plans are far below all of them.
"""

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message

MOST_OCTETS = 32 * 2**20
"""Of a file, or of one part of an archive."""

MOST_TEXT = 8 * 2**20
"""Octets of a file that is nothing but text: 200,000 cells of forty letters."""

MOST_MARKDOWN = 2**20
"""Octets of Markdown, whose reading takes longest."""

MOST_CELLS = 200_000
"""That hold something, in all tables; a merged cell counts as often as it covers a place."""

MOST_PARAGRAPHS = 50_000
"""Outside tables; and lines of Markdown."""

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""What a spreadsheet has."""

MOST_DEPTH = 200
"""Elements inside elements."""


def check_size(octets: int, most: int = MOST_OCTETS) -> None:
    """Raise `SsetrackError` for more octets than are read."""
    if octets > most:
        raise SsetrackError(
            message("the file is too large: more than {most} MB", most=most >> 20),
            message("save only the pages or sheets with the plan in a file of their own"),
        )


def check_cells(cells: int) -> None:
    """Raise `SsetrackError` for more cells than are read."""
    if cells > MOST_CELLS:
        raise too_many_cells()


def too_many_cells() -> SsetrackError:
    """The refusal of tables that no work plan has."""
    return SsetrackError(
        message(
            "the file has too much in it for a work plan: more than {most} cells or lines", most=MOST_CELLS
        ),
        message("save only the pages or sheets with the plan in a file of their own"),
    )


def check_depth(depth: int) -> None:
    """Raise `SsetrackError` for parts within parts beyond `MOST_DEPTH`."""
    if depth > MOST_DEPTH:
        raise SsetrackError(
            message("the file is nested too deeply: more than {most} levels", most=MOST_DEPTH),
            message("copy the table and paste it: `ssetrack import -`"),
        )
