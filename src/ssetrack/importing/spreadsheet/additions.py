"""What a new row of a sheet becomes: an activity of its section, or a milestone of its activity.

Comes in: a row that the plan does not have yet, and where it is. Goes out: an `Addition`, or why there is
none. An id that is taken is never given again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.edit.values import Value as Written
from ssetrack.importing.spreadsheet.columns import Part, PlanView
from ssetrack.importing.spreadsheet.reading import SheetRow
from ssetrack.importing.spreadsheet.rows import PlanRow, section_of
from ssetrack.importing.spreadsheet.values import Unreadable, Values
from ssetrack.importing.spreadsheet.versions import visible_texts
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import nearest
from ssetrack.plan.field_groups import DATES
from ssetrack.plan.prose import text_in
from ssetrack.plan.reference import Reference
from ssetrack.plan.slug import ID, slug
from ssetrack.source import Source
from ssetrack.tables.runs import lines_of

LONGEST_MADE = 40
"""Letters of an id that is made of a title."""

_FIELDS = (
    (Part.OWNERS, "owners"),
    (Part.WITH, "with"),
    (Part.GOALS, "goals"),
    (Part.START, "start"),
    (Part.DUE, "deadline"),
    (Part.TIME, "time"),
    (Part.STATUS, "status"),
    (Part.DONE, "done"),
    (Part.PROGRESS, "progress"),
    (Part.WHERE, "where"),
    (Part.NOTES, "notes"),
)


_COUNT = re.compile("[0-9]{1,9}")
"""The last part of an id that is counted on."""


class Addition(NamedTuple):
    """Something new in a plan."""

    row: SheetRow
    id: str
    """In the plan: `5.4/review` for a milestone."""
    holder: Route
    """The mapping that gets it: a section, the plan, an activity."""
    fields: Mapping[str, Written]
    doubts: tuple[tuple[Part, Message], ...] = ()
    """Cells that are left out."""

    @property
    def list_name(self) -> str:
        """The list of its holder."""
        return "milestones" if "/" in self.id else "activities"


class Sections:
    """The sections of a plan, by what the sheet calls them."""

    def __init__(self, plan: Iterable[PlanRow]) -> None:
        self._by_text: dict[str, list[Route]] = {}
        self._by_title: dict[str, list[Route]] = {}
        self.texts: dict[Route, str] = {(): ""}
        for row in plan:
            if row.status is None:
                texts = visible_texts(row.texts)
                self.texts[row.route] = fold(texts[Part.SECTION])
                self._by_text.setdefault(fold(texts[Part.SECTION]), []).append(row.route)
                self._by_title.setdefault(fold(texts[Part.TITLE]), []).append(row.route)

    def of_heading(self, row: SheetRow, before: Route) -> Route:
        """The section of a heading; that of the row above where it is none of the plan's."""
        text = row.texts.get(Part.SECTION) or row.texts[Part.TITLE]
        found = self._section_named(text)
        return found if found is not None else before

    def of_row(self, row: SheetRow, above: Route) -> Route | Message:
        """The section that a new row belongs to: the one it names, else that of the row above."""
        text = row.texts.get(Part.SECTION, "")
        if not text or fold(text) == self.texts.get(above):
            return above
        found = self._section_named(text)
        if found is not None:
            return found
        if fold(text) in self._by_text or fold(text) in self._by_title:
            return message("several sections are called `{name}`", name=text)
        meant = nearest(text, self._by_text) or nearest(text, self._by_title)
        what = message("`{name}` is not a section", name=text)
        return what if meant is None else message("{what}; did you mean `{name}`?", what=what, name=meant)

    def _section_named(self, text: str) -> Route | None:
        found = self._by_text.get(fold(text)) or self._by_title.get(fold(text), [])
        return found[0] if len(found) == 1 else None


class NewIds:
    """Ids that nothing in a plan has, and no row of its sheet."""

    def __init__(self, source: Source, rows: Iterable[SheetRow]) -> None:
        self._taken = {own for own, _ in outline.items(source.root)}
        self._wanted = {row.texts[Part.ID] for row in rows}
        self._by_holder: dict[Route, list[str]] = {}
        for route, activity in outline.activities(source.root):
            self._by_holder.setdefault(route[:-2], []).append(outline.text(activity, "id") or "")

    def of(self, row: SheetRow, holder: Route) -> str:
        """The id of a new activity: the row's own, else the next of its section, else made of its title."""
        text = row.texts[Part.ID]
        own = text if ID.fullmatch(text) else slug(text)
        # An id that was only made of the cell leaves that of another row to that row.
        if not own or own in self._taken or (own != text and own in self._wanted):
            own = self._next(holder) or self._of_title(row.texts[Part.TITLE])
        self._taken.add(own)
        self._by_holder.setdefault(holder, []).append(own)
        return own

    def take(self, milestone: str) -> bool:
        """Take an id for a new milestone; False for one that is taken, or cannot be one."""
        if milestone in self._taken or not ID.fullmatch(milestone.partition("/")[2]):
            return False
        self._taken.add(milestone)
        return True

    def _next(self, holder: Route) -> str:
        """One more than the highest number of the section; empty where its ids are no numbers."""
        known = self._by_holder.get(holder, [])
        split = [own.rpartition(".") for own in known]
        if not split or not all(_COUNT.fullmatch(last) for *_, last in split):
            return ""
        before, point, _ = split[-1]
        highest = max(int(last) for start, _, last in split if start == before)
        while f"{before}{point}{highest + 1}" in self._taken | self._wanted:
            highest += 1
        return f"{before}{point}{highest + 1}"

    def _of_title(self, title: str) -> str:
        made = slug(title).replace("/", "-")[:LONGEST_MADE].strip("-.") or "new"
        own, number = made, 1
        while own in self._taken | self._wanted:
            number += 1
            own = f"{made}-{number}"
        return own


class Home(NamedTuple):
    """Where a new row goes: into a section, or an activity that has milestones already."""

    route: Route
    id: str = ""
    """The id of the activity, for a milestone."""
    title: str = ""


def homes(
    rows: Sequence[SheetRow],
    ids: Mapping[int, str],
    plan: Mapping[str, PlanRow],
    sections: Sections,
    shown_as: PlanView,
) -> Iterator[tuple[SheetRow, Home | Message]]:
    """Each row that is new, with where it goes or why that is not known. Rows are gone through in order."""
    activities = {
        row.status.item.activity.id: row for row in plan.values() if row.status and row.status.item.milestone
    }
    above: Route = ()
    for row in rows:
        if row.is_heading:
            above = sections.of_heading(row, above)
            continue
        known = plan.get(ids.get(row.number, ""))
        if known is not None:
            above = section_of(known.route)
            continue
        if row.number in ids:
            continue
        reference = Reference.from_text(row.texts[Part.ID])
        parent = activities.get(reference.activity) if reference.milestone else None
        if parent is not None and parent.status is not None:
            prose = parent.status.item.activity.title
            title = text_in(prose, shown_as.view.language, shown_as.file.language)
            yield row, Home(parent.route[:-2], reference.activity, " ".join(lines_of(title)))
            continue
        home = sections.of_row(row, above)
        if isinstance(home, Message):
            yield row, home
        else:
            above = home
            yield row, Home(home)


def addition(row: SheetRow, home: Home, new_ids: NewIds, values: Values) -> Addition | Message:
    """What a new row becomes."""
    title = " ".join(lines_of(row.texts[Part.TITLE]))
    if home.id:
        title = title.removeprefix(f"{home.title}:").strip()
    if not title:
        return message("a new row needs a title")
    fields: dict[str, Written] = {"id": "", "title": title}
    doubts = []
    for part, name in _FIELDS:
        text = row.texts.get(part, "")
        read = values.value(part, text, is_deadline=not row.is_event)
        if part in row.odd:
            doubts.append((part, row.odd[part]))
            continue
        if isinstance(read, Unreadable):
            doubts.append((part, read.help))
            continue
        if read and not (part is Part.STATUS and read == "planned"):
            field = "when" if part is Part.DUE and row.is_event else name
            fields[field] = read if isinstance(read, str) else list(read)
    if "done" in fields and fields.get("status") == "done":
        del fields["status"]
    hours = fields.pop("time", None)
    dated = next((name for name in DATES if name in fields), None)
    if hours is not None and dated is not None:
        fields[dated] = {"date": fields[dated], "time": hours}
    elif hours is not None:
        doubts.append((Part.TIME, message("hours need a date: write it under Due")))
    if home.id:
        own = row.texts[Part.ID]
        fields["id"] = own.partition("/")[2]
        if not new_ids.take(own):
            return message("`{id}` cannot be the id of a new milestone", id=own)
    else:
        own = new_ids.of(row, home.route)
        fields["id"] = own
    return Addition(row, own, home.route, fields, tuple(doubts))
