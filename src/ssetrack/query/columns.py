"""The columns that a report can have: one entry each, for tables, CSV, sorting and grouping.

Comes in: a status and the view it is seen through. Goes out: typed cells; only an output turns them into
text for its format.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import natural, sort_key
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import nearest
from ssetrack.language.speaker import ENGLISH, Speaker
from ssetrack.plan.items import title_above
from ssetrack.plan.log import newest
from ssetrack.plan.prose import text_in
from ssetrack.portfolio import PlanFile, Portfolio
from ssetrack.status import URGENCY, Status

Cell = str | int | None | tuple[str, ...]


class View(NamedTuple):
    """How a reader looks: the language of texts (None: each plan's own), who says headings, which plans.

    `iso` asks for dates in their standard form, where people would get them in words.
    `zone` names the zone that the reader lives in, None where they did not say: for their screen only.
    `is_of_several` says that the plans were among others, so that ids have their plan's name in front.
    """

    portfolio: Portfolio
    language: str | None
    speaker: Speaker
    iso: bool = False
    zone: str | None = None
    is_of_several: bool = False

    @property
    def several(self) -> bool:
        """Whether ids need their plan's name in front."""
        return self.is_of_several or len(self.portfolio.files) > 1

    @property
    def alphabet(self) -> str:
        """The language by whose alphabet texts are ordered: the reader's; for programs that of the texts."""
        return (self.language or "en") if self.speaker is ENGLISH else self.speaker.language

    def id(self, status: Status) -> str:
        """The id as people see it: `plan:id` in a portfolio."""
        return str(status.item.reference) if self.several else status.item.id

    def title(self, status: Status, colon: str = ": ") -> str:
        """The title, with the tag of its language behind it where it is not the one asked for.

        Programs get one colon for all languages; `wording.cells.title_words` has that of the reader's.
        """
        title = status.item.title(self.language, status.file.language, colon)
        return title.text if title.fallback is None else f"{title.text} [{title.fallback}]"

    def names(self, status: Status, slugs: tuple[str, ...]) -> tuple[str, ...]:
        """The names of owners, in the order written."""
        return tuple(self.name(slug, status.file) for slug in slugs)

    def name(self, slug: str, file: PlanFile) -> str:
        """The name of whom a plan means by a short name, in the reader's language."""
        person = self.portfolio.people.person(file.id, slug)
        if person.owner is None:
            return person.name
        return text_in(person.owner.name, self.language, file.language)

    def sections(self, status: Status) -> tuple[str, ...]:
        """The titles of the sections round the item, outermost first."""
        own = status.file.language
        titles = (text_in(section.title, self.language, own) for section in status.item.sections)
        return tuple(map(title_above, titles))

    def where(self, status: Status) -> str | None:
        """The place: the date's own, else the item's."""
        place = status.due.where or status.item.where
        return None if place is None else text_in(place, self.language, status.file.language)


class Column(NamedTuple):
    """A column: its name on the command line and in CSV, its heading, what it holds."""

    name: str
    heading: Message
    cell: Callable[[Status, View], Cell]


def _earliest(status: Status, _: View) -> Cell:
    day = status.due.period.earliest
    return None if day is None else day.isoformat()


def _latest(status: Status, _: View) -> Cell:
    day = status.due.period.latest
    return None if day is None else day.isoformat()


def _hours(status: Status, _: View) -> Cell:
    return None if status.due.hours is None else str(status.due.hours)


_ALL = (
    Column("plan", message("Plan"), lambda status, _: status.file.id),
    Column("id", message("Id"), lambda status, view: view.id(status)),
    Column("activity", message("Activity"), lambda status, _: status.item.activity.id),
    Column("title", message("Title"), lambda status, view: view.title(status)),
    Column("section", message("Section"), lambda status, view: view.sections(status)),
    Column("owners", message("Owners"), lambda status, view: view.names(status, status.item.owners)),
    Column("with", message("With"), lambda status, view: view.names(status, status.item.contributors)),
    Column("goals", message("Goals"), lambda status, _: status.item.goals),
    Column("kind", message("Kind"), lambda status, _: status.due.kind),
    Column("due", message("Due"), lambda status, _: status.due.text),
    Column("canonical", message("Date"), lambda status, _: status.due.canonical),
    Column("earliest", message("First day"), _earliest),
    Column("latest", message("Last day"), _latest),
    Column("certainty", message("Certainty"), lambda status, _: status.due.period.certainty.value),
    Column("time", message("Hours"), _hours),
    Column("timezone", message("Zone"), lambda status, _: status.due.timezone),
    Column("days_left", message("Days left"), lambda status, _: status.days_left),
    Column("state", message("State"), lambda status, _: status.state.value),
    Column("flags", message("Flags"), lambda status, _: tuple(flag.value for flag in status.flags)),
    Column("status", message("Status"), lambda status, _: status.item.status),
    Column("progress", message("Progress"), lambda status, _: status.item.work.progress),
    Column("priority", message("Priority"), lambda status, _: status.item.activity.priority),
    Column("done", message("Done"), lambda status, _: status.done.canonical if status.done else None),
    Column("where", message("Where"), lambda status, view: view.where(status)),
    Column("tags", message("Tags"), lambda status, _: status.item.tags),
    Column("after", message("After"), lambda status, _: status.item.after),
    Column("log", message("Log"), lambda status, _: newest(status.item.work.log)),
)
COLUMNS = {column.name: column for column in _ALL}


def column(name: str) -> Column:
    """The column of that name. Raises `SsetrackError` with the nearest name."""
    found = COLUMNS.get(name.replace("-", "_")) or COLUMNS.get(name)
    if found is None:
        meant = nearest(name, COLUMNS)
        hint = (
            message("did you mean `{name}`?", name=meant)
            if meant
            else message("there are {names}", names=", ".join(f"`{known}`" for known in COLUMNS))
        )
        raise SsetrackError(message("unknown column `{name}`", name=name), hint)
    return found


SortValue = tuple[Any, ...]
"""What rows are compared by; values of one column have the same shape."""

RANKS: dict[str, tuple[str, ...]] = {
    "state": tuple(state.value for state in sorted(URGENCY, key=lambda state: URGENCY[state])),
    "status": ("planned", "in-progress", "on-hold", "done", "cancelled"),
    "priority": ("high", "normal", "low"),
}
"""Columns of words that have an order of their own."""

TEXTS = frozenset({"title", "section", "owners", "with", "where", "tags"})
"""Columns of what people read, in the order of an alphabet; the others are codes, dates and numbers."""


def sort_value(status: Status, by: Column, view: View) -> tuple[bool, SortValue]:
    """What to sort a column by: whether there is nothing, which comes last, and the value.

    Dates by the day that counts, states and other ranked words by rank, texts by the reader's alphabet.
    """
    if by.name in ("due", "canonical"):
        return _due_order(status)
    cell = by.cell(status, view)
    if cell is None or cell in ((), ""):
        return True, ()
    if isinstance(cell, int):
        return False, (cell,)
    text = cell if isinstance(cell, str) else " ".join(cell)
    if by.name in RANKS:
        return False, (RANKS[by.name].index(text),)
    return False, sort_key(text, view.alphabet) if by.name in TEXTS else (natural(text),)


def _due_order(status: Status) -> tuple[bool, SortValue]:
    """The last day of a deadline, the first of what takes place, then the other; nothing for no end."""
    period = status.due.period
    first, last = period.earliest, period.latest
    days = (first, last) if status.due.kind == "event" else (last, first)
    if status.due.kind == "ongoing" or days[0] is None:
        return True, ()
    return False, tuple((day or date.min).toordinal() for day in days)


GROUPS = (
    "plan",
    "section",
    "owners",
    "with",
    "goals",
    "state",
    "kind",
    "tags",
    "where",
    "status",
    "priority",
)
"""Columns by which rows can be grouped."""
