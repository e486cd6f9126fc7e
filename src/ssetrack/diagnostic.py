"""What a problem in a plan is: a value with a place, a sentence and an instruction.

Comes in: nothing. Goes out: the types that every stage uses to say what is wrong. Templates are English
sentences with `{named}` gaps and are their own message ids; nothing here translates or prints.

Two forms, because a stage knows *what* is wrong and only the source knows *where* that stands:

* a `Problem` points with a `Place` (a route through the plan, or offsets in the text);
* a `Finding` has lines and columns, a severity and a family, and is what people and CI read.
"""

from enum import StrEnum
from typing import Literal, NamedTuple

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


class Remedy(NamedTuple):
    """A fix as a rule proposes it, before it has lines and columns."""

    safety: Safety
    replacements: tuple[Replacement, ...]


class Aside(NamedTuple):
    """A second place that explains a problem; `path` only where it is another file."""

    place: Place
    message: Message
    path: str | None = None


class Problem(NamedTuple):
    """Something wrong at a place, found by the rule of that name (kebab-case, see docs/rules.md)."""

    rule: str
    place: Place
    message: Message
    help: Message | None = None
    related: tuple[Aside, ...] = ()
    remedy: Remedy | None = None
    severity: Severity | None = None
    """Only where it is not the one its rule declares."""


class Span(NamedTuple):
    """Lines and columns from 1; columns count code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Edit(NamedTuple):
    """Replace what stands at `span` by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend a finding together; they do not overlap."""

    safety: Safety
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """A second place that explains a finding."""

    path: str
    span: Span
    message: Message


class Finding(NamedTuple):
    """A problem placed: what `lint` reports, and what every output format prints.

    `item` and `field` name what it is about without a line number ("5.4/draft", "deadline"), so that a
    baseline or a CI fingerprint survives an edit elsewhere in the file; they may be empty.
    """

    path: str
    span: Span
    severity: Severity
    rule: str
    family: str
    message: Message
    help: Message | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    item: str = ""
    field: str = ""

    def sort_key(self) -> tuple[str, Span, str, str]:
        """File, line, column, rule: the order in which findings are reported."""
        return self.path, self.span, self.rule, str(self.message)


class SsetrackError(Exception):
    """The job cannot be done at all: no such file, an unknown option value, an impossible edit.

    Caught once, in `cli`, printed without a traceback, exit code 2. What is wrong *in a plan* is a
    `Problem`, never this.
    """

    def __init__(self, what: Message, help: Message | None = None) -> None:  # noqa: A002  (the contract's word)
        super().__init__(str(what))
        self.message = what
        self.help = help
