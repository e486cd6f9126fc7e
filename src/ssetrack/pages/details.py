"""What the page says beside its tables: every other field of items, plans, goals, owners and sections.

Comes in: a report, and what the page tells. Goes out: for each thing its name and its fields in words, for a
template. Of a filtered report, only what is in it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from ssetrack.language.message import Message
from ssetrack.pages.anchors import Places
from ssetrack.pages.disclosure import Disclosure
from ssetrack.plan.field_groups import DATES, PEOPLE, PEOPLE_ABOVE, PEOPLE_OF_OWNER
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.labels import LABELS
from ssetrack.plan.model import Activity, Goal, Owner, Plan, Section
from ssetrack.plan.prose import text_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.query.part_changes import Part
from ssetrack.query.report import Report
from ssetrack.status import Status
from ssetrack.wording.cells import title_words
from ssetrack.wording.changes import PARTS
from ssetrack.wording.printable import one_line
from ssetrack.wording.values import entry_lines, value_lines

_PEOPLE = frozenset((*PEOPLE, *PEOPLE_ABOVE, *PEOPLE_OF_OWNER))
"""Fields of slugs of owners, who are called by their names."""

IN_TABLE = frozenset(
    {"id", "title", "milestones", "owners", "goals", "deadline", "when", "status", "done", "where"}
)
"""Fields of an item that the table of items has."""

HEADING = frozenset(
    {"ssetrack", "id", "title", "name", "aim", "goals", "owners", "sections", "activities", "milestones"}
)
"""What is in headings, or is told by itself."""

Fields = tuple[tuple[str, tuple[str, ...]], ...]


class Detail(NamedTuple):
    """A thing with the fields that no table has; `anchor` is where an item is in the table.

    `kind` says what it is, empty for items; a section may have no `id`.
    """

    kind: str
    id: str
    title: str
    anchor: str | None
    fields: Fields


def item_details(report: Report, anchors: Places, disclosure: Disclosure) -> Iterator[Detail]:
    """The items of a report that have more than the table says; before milestones their activity."""
    view = report.view
    before: Activity | None = None
    place = {status.item: number for number, status in enumerate(report.snapshot.statuses)}
    for status in sorted(report.statuses, key=lambda status: place[status.item]):
        item, activity = status.item, status.item.activity
        if item.milestone is not None and activity is not before:
            before = activity
            left_out = {"id", "title", "milestones"}
            fields = tuple(_fields(activity, left_out, view, status.file, disclosure))
            if fields:
                title = _text(activity.title, view, status.file)
                yield Detail("", one_line(activity.id), title, None, fields)
        due = status.due
        # The date's own place is told with it.
        hidden = bool(due.where or any(option.where for option in due.alternatives))
        told = IN_TABLE - {"where"} if hidden else IN_TABLE
        fields = (*_dates(status, view), *_fields(item.work, told, view, status.file, disclosure))
        if fields:
            yield Detail(
                "", one_line(view.id(status)), title_words(status, view), anchors.item(status), fields
            )


def part_details(report: Report, owners: Container[str], disclosure: Disclosure) -> Iterator[Detail]:
    """The plans, goals, owners and sections that have more; of a filtered report the owners given."""
    view = report.view
    is_whole = len(report.statuses) == len(report.snapshot.statuses)
    answering = {status.file.path for status in report.statuses}
    sections = {id(section) for status in report.statuses for section in status.item.sections}
    for file in view.portfolio.files:
        if not is_whole and file.path not in answering:
            continue
        for part, own_id, thing in _parts(file):
            if not is_whole and (
                (part is Part.OWNER and view.portfolio.people.key(file.id, own_id or "") not in owners)
                or (part is Part.SECTION and id(thing) not in sections)
            ):
                continue
            fields = tuple(_fields(thing, HEADING, view, file, disclosure))
            if fields:
                title = thing.name if isinstance(thing, Owner) else thing.title
                kind = view.speaker.say(PARTS[part])
                yield Detail(kind, one_line(own_id or ""), _text(title, view, file), None, fields)


def _parts(file: PlanFile) -> Iterator[tuple[Part, str | None, Plan | Goal | Owner | Section]]:
    yield Part.PLAN, file.plan.id, file.plan
    yield from ((Part.GOAL, key, goal) for key, goal in file.plan.goals.items())
    yield from ((Part.OWNER, key, owner) for key, owner in (file.plan.owners or {}).items())
    yield from ((Part.SECTION, section.id, section) for section in _sections(file.plan.sections))


def _sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _fields(
    thing: Any, left_out: Container[str], view: View, file: PlanFile, disclosure: Disclosure
) -> Iterator[tuple[str, tuple[str, ...]]]:
    written = vars(thing)  # most fields of most items are not
    model: type = type(thing)
    for key, attribute, label in _fields_of(model, disclosure):
        if attribute not in written or key in left_out:
            continue
        value = written[attribute]
        if value is None or value is False or value == ():
            continue
        if key in _PEOPLE:
            value = tuple(view.name(slug, file) for slug in value)
        lines = tuple(value_lines(disclosure.value(value), view, file.language, key))
        if lines:
            yield view.speaker.say(label), lines


@cache
def _fields_of(model: type, disclosure: Disclosure) -> tuple[tuple[str, str, Message], ...]:
    """The fields that a page may tell: the name that plans write, the attribute, what readers call it."""
    return tuple(
        (key, FIELDS[model][key].name or key, presentation.label)
        for key, presentation in LABELS[model].items()
        if disclosure.shows(presentation)
    )


def _dates(status: Status, view: View) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The dates as written, where the table has only what they come to."""
    work = status.item.work
    counting = work.deadline or work.when
    if any(one.repeat or one.id or (status.due.alternatives and one.time) for one in counting):
        for key in DATES:
            lines = tuple(value_lines(getattr(work, key), view, status.file.language))
            if lines:
                yield view.speaker.say(LABELS[type(work)][key].label), lines
        return
    for label, lines in entry_lines(status, view):
        yield (label if isinstance(label, str) else view.speaker.say(label)), lines


def _text(prose: Any, view: View, file: PlanFile) -> str:
    return one_line(text_in(prose, view.language, file.language))
