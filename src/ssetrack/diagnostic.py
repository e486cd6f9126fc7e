"""What a problem in a plan is: a value with a place, a sentence and an instruction.

Comes in: nothing. Goes out: the types that every stage uses to say what is wrong. Templates are English
sentences with `{named}` gaps and are their own message ids; nothing here translates or prints.

Two forms, because a stage knows *what* is wrong and only the source knows *where* that stands:

* a `Problem` points with a `Place` (a route through the plan, or offsets in the text);
* a `Finding` has a `Location` in a file, a severity and a family, and is what people and CI read.

Places are offsets until the moment when something is printed: editors and fixes need offsets, and lines and
columns (a `Region`) follow from them and the text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from ssetrack.language.message import Message

Route = tuple[str | int, ...]
"""Keys and indexes from the root of a plan: `("activities", 2, "owners", 0)`."""


class Severity(StrEnum):
    """How much a finding matters; `rank` orders them."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return ("error", "warning", "note").index(self.value)


class Kind(StrEnum):
    """What sort of problem it is, however much it matters.

    A `defect` cannot be taken as it is written: what was meant is not known. A `conflict` can be read, and is
    in the planning: dates that do not fit together, work that waits in a circle.
    """

    DEFECT = "defect"
    CONFLICT = "conflict"


class Safety(StrEnum):
    """Whether a fix keeps the meaning for sure (`safe`) or is a good guess (`unsafe`)."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class At(NamedTuple):
    """A place by route. `part` says which token there: the value, its key, or the item's first key.

    `within` narrows a text value to some of its characters: offsets into the text as the plan reads it
    (used only where the token is unquoted or quoted without escapes; else the whole token is meant).
    """

    route: Route
    part: Literal["value", "key", "item"] = "value"
    within: tuple[int, int] | None = None


class Range(NamedTuple):
    """A place by offsets into the text of the file: code points from 0, `end` exclusive."""

    start: int
    end: int


Place = At | Range


class Replacement(NamedTuple):
    """What the text at a place should read instead.

    With an `At` place, `text` is a *value*: it is written with the quotes that YAML needs there.
    With a `Range`, or `raw`, it is put into the file as it is.
    """

    place: Place
    text: str
    raw: bool = False


class SuggestedFix(NamedTuple):
    """A fix as a rule proposes it, before it is known whether it keeps to its place in the text."""

    safety: Safety
    replacements: tuple[Replacement, ...]


class RelatedPlace(NamedTuple):
    """A second place that explains a problem; `path` only where it is another file."""

    place: Place
    message: Message
    path: str | None = None


Instead: TypeAlias = str | tuple[str, ...]
"""A text for the place of another; several are a list, its members as they stand in YAML."""


class Problem(NamedTuple):
    """Something wrong at a place, found by the rule of that name (kebab-case, see docs/rules.md)."""

    rule: str
    place: Place
    message: Message
    help: Message | None = None
    related: tuple[RelatedPlace, ...] = ()
    fix: SuggestedFix | None = None
    severity: Severity | None = None
    """Only where it is not the one its rule declares."""

    kind: Kind | None = None
    """Only where it is not the one its rule declares."""

    instead: tuple[Instead, ...] = ()
    """Where several texts may stand in the place of one that is refused: the author has to choose."""


class Region(NamedTuple):
    """Lines and columns from 1; columns count code points; the end is exclusive (SARIF 2.1.0 §3.30)."""

    line: int
    column: int
    end_line: int
    end_column: int


_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Lines:
    """The lines of a text: they break at a line feed, a carriage return, or both together, nowhere else."""

    text: str = field(repr=False)

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins; worked out when the first place is printed."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        lengths = [len(line) + 1 for line in self.text.split("\n")]
        return [0, *accumulate(lengths[:-1])]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1. One past the end of the text is allowed."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def region(self, place: Range) -> Region:
        """Lines and columns of a stretch of the text."""
        return Region(*self.position(place.start), *self.position(place.end))

    def line_text(self, line: int, first: int = 0, last: int | None = None) -> str:
        """A line, counted from 1, without its break, or a part of it; empty beyond the end."""
        start, end = self._bounds(line)
        return self.text[start + first : end if last is None else min(start + last, end)]

    def line_length(self, line: int) -> int:
        """How many letters a line has, without its break."""
        start, end = self._bounds(line)
        return end - start

    def _bounds(self, line: int) -> tuple[int, int]:
        starts = self.starts
        if not 0 < line <= len(starts):
            return 0, 0
        end = starts[line] if line < len(starts) else len(self.text)
        while end > starts[line - 1] and self.text[end - 1] in "\r\n":
            end -= 1
        return starts[line - 1], end


class Location(NamedTuple):
    """A place in a file: offsets, and the lines of the text that they count in."""

    path: str
    range: Range
    lines: Lines

    @property
    def region(self) -> Region:
        """Lines and columns, for whoever prints the place."""
        return self.lines.region(self.range)


class Edit(NamedTuple):
    """Replace what stands at `range` by `text`."""

    range: Range
    text: str


class Fix(NamedTuple):
    """Edits that mend a finding together; they do not overlap."""

    safety: Safety
    edits: tuple[Edit, ...]


class RelatedLocation(NamedTuple):
    """A second place that explains a finding."""

    location: Location
    message: Message


class Finding(NamedTuple):
    """A problem placed: what `lint` reports, and what every output format prints.

    `item` and `field` name what it is about without a line number ("5.4/draft", "deadline"), so that a
    baseline or a CI fingerprint survives an edit elsewhere in the file; they may be empty.
    """

    location: Location
    severity: Severity
    rule: str
    family: str
    message: Message
    help: Message | None = None
    related: tuple[RelatedLocation, ...] = ()
    fix: Fix | None = None
    item: str = ""
    field: str = ""
    kind: Kind = Kind.DEFECT
    instead: tuple[Instead, ...] = ()

    @property
    def path(self) -> str:
        """The file that it is about."""
        return self.location.path

    @property
    def region(self) -> Region:
        """Lines and columns of the place, for whoever prints it."""
        return self.location.region

    def sort_key(self) -> tuple[str, Range, str]:
        """File, place, rule: the order in which findings are reported, and then that of what they say."""
        return self.location.path, self.location.range, self.rule


class SsetrackError(Exception):
    """The job cannot be done at all: no such file, an unknown option value, an impossible edit.

    Caught once, in `cli`, printed without a traceback, exit code 2. What is wrong *in a plan* is a
    `Problem`, never this.
    """

    def __init__(self, what: Message, help: Message | None = None) -> None:  # noqa: A002  (the contract's word)
        super().__init__(str(what))
        self.message = what
        self.help = help
