"""What a row of a sheet holds: one column for each part of an item, in their order.

Comes in: an item as it is dated. Goes out: the text of each of its cells, the same on every day. The same
function makes the sheet, and says later what the plan would write there now.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker, supported_language
from ssetrack.plan.model import Entry
from ssetrack.plan.prose import text_in
from ssetrack.portfolio import PlanFile, Portfolio
from ssetrack.query.columns import View
from ssetrack.schedule import DueKind
from ssetrack.status import Status
from ssetrack.tables.workbook.cell_values import cell_text


class Part(StrEnum):
    """The columns, in the order of the sheet; the names are those of the hidden sheet."""

    ID = "id"
    TITLE = "title"
    SECTION = "section"
    OWNERS = "owners"
    WITH = "with"
    GOALS = "goals"
    DUE = "due"
    TIME = "time"
    KIND = "kind"
    START = "start"
    STATUS = "status"
    DONE = "done"
    PROGRESS = "progress"
    WHERE = "where"
    NOTES = "notes"
    FIRST = "first"
    LAST = "last"


TOLD = frozenset((Part.KIND, Part.FIRST, Part.LAST))
"""Columns that follow from others: an edit there is told, not read."""

HEADINGS: Mapping[Part, Message] = {
    Part.ID: message("Id"),
    Part.TITLE: message("Title"),
    Part.SECTION: message("Section"),
    Part.OWNERS: message("Owners"),
    Part.WITH: message("With"),
    Part.GOALS: message("Goals"),
    Part.DUE: message("Due"),
    Part.TIME: message("Hours"),
    Part.KIND: message("Kind"),
    Part.START: message("Start"),
    Part.STATUS: message("Status"),
    Part.DONE: message("Done"),
    Part.PROGRESS: message("Progress"),
    Part.WHERE: message("Where"),
    Part.NOTES: message("Notes"),
    Part.FIRST: message("First day"),
    Part.LAST: message("Last day"),
}

WIDTHS: Mapping[Part, int] = {
    Part.ID: 10,
    Part.TITLE: 44,
    Part.SECTION: 20,
    Part.OWNERS: 22,
    Part.WITH: 18,
    Part.GOALS: 8,
    Part.DUE: 26,
    Part.TIME: 12,
    Part.KIND: 11,
    Part.START: 16,
    Part.STATUS: 12,
    Part.DONE: 16,
    Part.PROGRESS: 10,
    Part.WHERE: 18,
    Part.NOTES: 44,
    Part.FIRST: 12,
    Part.LAST: 12,
}
"""In letters."""

STATUSES: Mapping[str, Message] = {
    "planned": message("planned"),
    "in-progress": message("in progress"),
    "on-hold": message("on hold"),
    "done": message("done"),
    "cancelled": message("cancelled"),
}

KINDS: Mapping[DueKind, Message] = {
    "deadline": message("deadline"),
    "event": message("event"),
    "ongoing": message("ongoing"),
    "undated": message("undated"),
}

SECTION_KIND = message("section")
"""What the column of kinds says of a heading."""

BETWEEN_NAMES = "; "
BETWEEN_SECTIONS = " / "

_APART = re.compile(r"[;\n]")
"""What parts two names in a cell."""

Texts = Mapping[Part, str]
"""What the cells of a row say; a day is in ISO 8601, progress a percentage."""


class PlanView(NamedTuple):
    """How a sheet shows its plan: the language of its texts and words, and what its owners are called."""

    file: PlanFile
    view: View
    owners: Mapping[str, str]
    """What stands for each owner that the plan declares, by short name."""

    @property
    def language(self) -> str:
        """The language that the texts are shown in."""
        return self.view.language or self.file.language

    def say(self, what: Message) -> str:
        """A word in the language of the sheet."""
        return self.view.speaker.say(what)


def plan_view(file: PlanFile, portfolio: Portfolio, lang: str | None) -> PlanView:
    """A plan in a language, or in its own."""
    view = View(portfolio, lang, Speaker(supported_language(lang or file.language)))
    return PlanView(file, view, _owners(file, view.language))


def _owners(file: PlanFile, language: str | None) -> dict[str, str]:
    """The name of each owner; the short name where the name would not say who is meant."""
    declared = file.plan.owners or {}
    names = {slug: text_in(owner.name, language, file.language) for slug, owner in declared.items()}
    used = Counter(fold(word) for slug, name in names.items() for word in {fold(slug), fold(name)})
    return {
        slug: name if name.strip() and used[fold(name)] == 1 and not _APART.search(name) else slug
        for slug, name in names.items()
    }


def item_texts(status: Status, shown_as: PlanView) -> dict[Part, str]:
    """The cells of an item."""
    item, work, due = status.item, status.item.work, status.due
    view, own = shown_as.view, status.file.language
    texts = {
        Part.ID: item.id,
        Part.TITLE: item.title(view.language, own).text,
        Part.SECTION: section_text(view.sections(status)),
        Part.OWNERS: names_text(item.owners, shown_as),
        Part.WITH: names_text(item.contributors, shown_as),
        Part.GOALS: BETWEEN_NAMES.join(item.goals),
        Part.DUE: due_text(status, shown_as),
        Part.TIME: hours_text(entries_of(status)),
        Part.KIND: shown_as.say(KINDS[due.kind]),
        Part.START: work.start or "",
        Part.STATUS: shown_as.say(STATUSES[item.status]),
        Part.DONE: item.done or "",
        Part.PROGRESS: "" if work.progress is None else f"{work.progress}%",
        Part.WHERE: view.where(status) or "",
        Part.NOTES: text_in(work.notes, view.language, own),
        Part.FIRST: "" if due.first.earliest is None else due.first.earliest.isoformat(),
        Part.LAST: "" if due.last_day is None else due.last_day.isoformat(),
    }
    return {part: cell_text(text) for part, text in texts.items()}


def inherited_parts(status: Status) -> frozenset[Part]:
    """The cells of an item that show what it has from its activity, its section or the plan."""
    item, work = status.item, status.item.work
    own = {
        Part.OWNERS: work.owners,
        Part.WITH: work.contributors,
        Part.GOALS: work.goals,
        Part.WHERE: work.where or status.due.where,
        Part.DONE: work.done,
        Part.STATUS: work.status or work.done or item.milestone is None,
    }
    return frozenset(part for part, value in own.items() if not value)


def due_text(status: Status, shown_as: PlanView) -> str:
    """The date in the words of the plan; of several, each with its place.

    The words between them stay: where a program dropped the hidden sheet, what a workbook says that somebody
    has had for months is compared with this.
    """
    entries = entries_of(status)
    if len(entries) < 2:
        return status.due.text or ""
    return f" {shown_as.say(message('or'))} ".join(entry_texts(entries, shown_as))


def hours_text(entries: Sequence[Entry]) -> str:
    """The hours of a date; of several, those that all of them have."""
    hours = {entry.time or "" for entry in entries}
    return hours.pop() if len(hours) == 1 else ""


def entries_of(status: Status) -> tuple[Entry, ...]:
    """The dates of an item; several are alternatives."""
    return status.item.work.deadline or status.item.work.when


def entry_texts(entries: Sequence[Entry], shown_as: PlanView) -> list[str]:
    """Each of several dates with its place."""
    places = (text_in(entry.where, shown_as.view.language, shown_as.file.language) for entry in entries)
    return [
        f"{entry.date} ({place})" if place else entry.date
        for entry, place in zip(entries, places, strict=True)
    ]


def entry_names(entry: Entry, shown_as: PlanView) -> frozenset[str]:
    """What one of several dates is called in a cell: by its place, with it, by its id."""
    place = text_in(entry.where, shown_as.view.language, shown_as.file.language)
    return frozenset(fold(name) for name in (*entry_texts((entry,), shown_as), place, entry.id or "") if name)


def section_text(titles: Sequence[str]) -> str:
    """The sections round an item, outermost first."""
    return BETWEEN_SECTIONS.join(" ".join(title.split()) for title in titles)


def names_text(slugs: Sequence[str], shown_as: PlanView) -> str:
    """The names of owners; whoever is not declared is written as in the plan."""
    return BETWEEN_NAMES.join(shown_as.owners.get(slug, slug) for slug in slugs)
