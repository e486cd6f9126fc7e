"""How much of a document is read: beyond, it is refused before it takes time or memory.

Comes in: sizes. Goes out: nothing, or the refusal (`SsetrackError`), which says what is too large. The
largest real work plan that we know has less than 2,000 rows; all limits are far above it.
"""

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message

MOST_OCTETS = 32 * 2**20
"""Of a file, or of one part of an archive."""

MOST_PAGE = 8 * 2**20
"""Octets of a web page: one that Word saves has ten times as many as letters."""

MOST_TEXT = 4 * 2**20
"""Octets of a file that is nothing but text, and letters in all of it: two thousand pages."""

MOST_MARKDOWN = 2**20
"""Octets of Markdown, whose reading takes longest."""

MOST_CELLS = 50_000
"""That hold something, in all tables; a merged cell counts as often as it covers a place."""

MOST_LINES = 100_000
"""Of text in all cells, and of a text file."""

MOST_PARAGRAPHS = 20_000
"""Outside tables; and lines of Markdown."""

MOST_ITEMS = 5_000
"""Rows of one table that becomes a plan, and tasks of another program."""

MOST_TABLES = 1_000
"""In one document."""

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""What a spreadsheet has."""

LONGEST_CELL = 100_000
"""Letters in one cell; Excel itself has 32,767."""

MOST_DEPTH = 200
"""Elements inside elements."""

CELLS = message("cells")
COLUMNS = message("columns")
ITEMS = message("items")
LINES = message("lines of text")
MARKUP = message("tags")
PARAGRAPHS = message("paragraphs")
PARTS = message("parts")
ROWS = message("rows")
TABLES = message("tables")
SIGNS = message("signs of Markdown")
HEADERS = message("letters in headers of mails")
WORDS = message("words")
"""What there may be too many of."""

_SMALLER = message("save only the pages or sheets with the plan in a file of their own")


def check_size(octets: int, most: int = MOST_OCTETS) -> None:
    """Raise `SsetrackError` for more octets than are read."""
    if octets > most:
        raise SsetrackError(message("the file is too large: more than {most} MB", most=most >> 20), _SMALLER)


def check_number(number: int, most: int, what: Message) -> None:
    """Raise `SsetrackError` for more of something (`CELLS`, `ROWS` …) than are read."""
    if number > most:
        raise SsetrackError(
            message(
                "the file is too large for a work plan: more than {most} {things}", most=most, things=what
            ),
            _SMALLER,
        )


def check_cells(cells: int) -> None:
    """Raise `SsetrackError` for more cells than are read."""
    check_number(cells, MOST_CELLS, CELLS)


def check_cell(letters: int) -> None:
    """Raise `SsetrackError` for one cell or paragraph with more letters than are read."""
    if letters > LONGEST_CELL:
        raise SsetrackError(
            message("a cell or a paragraph is too long: more than {most} letters", most=LONGEST_CELL),
            message("move its text to a document of its own, and import the rest"),
        )


def check_depth(depth: int) -> None:
    """Raise `SsetrackError` for parts within parts beyond `MOST_DEPTH`."""
    if depth > MOST_DEPTH:
        raise SsetrackError(
            message("the file is nested too deeply: more than {most} levels", most=MOST_DEPTH),
            message("copy the table and paste it: `ssetrack import -`"),
        )
