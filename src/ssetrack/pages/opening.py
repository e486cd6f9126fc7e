"""What the page begins with: the decisions that are needed, and what changed.

Comes in: the questions and changes in words. Goes out: the most urgent questions, and lines of changes whose
items lead to their places on the page. What is cut is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ssetrack.language.message import Message
from ssetrack.pages.anchors import Places
from ssetrack.pages.disclosure import Disclosure, file_name
from ssetrack.pages.phrases import PHRASES
from ssetrack.pages.rows import ItemRow, Rows
from ssetrack.query.changes import Changes
from ssetrack.query.columns import View
from ssetrack.query.questions import AskedGroup
from ssetrack.wording.brief import Line, change_line, changes_to_tell, more_words, unknown_changes, unreadable
from ssetrack.wording.changes import NO_CHANGES
from ssetrack.wording.printable import one_line
from ssetrack.wording.questions import question_text, roles_text
from ssetrack.wording.since import changed_since, limits
from ssetrack.wording.views import whom

MOST_DECISIONS = 15
"""Items that the page asks about at its beginning; where there are more, all questions are further down."""

MOST_CHANGES = 20


class Asked(NamedTuple):
    """Questions to somebody, by item, and those after roles that lead several items."""

    whom: str
    items: tuple[tuple[ItemRow, tuple[str, ...]], ...]
    roles: tuple[tuple[str, tuple[ItemRow, ...]], ...]

    @property
    def rows(self) -> Iterator[ItemRow]:
        """All items that are asked about."""
        yield from (row for row, _ in self.items)
        yield from (row for _, rows in self.roles for row in rows)

    def only(self, anchors: Collection[str | None]) -> Asked:
        """The questions about some of the items."""
        roles = ((text, tuple(row for row in rows if row.anchor in anchors)) for text, rows in self.roles)
        return Asked(
            self.whom,
            tuple(one for one in self.items if one[0].anchor in anchors),
            tuple((text, rows) for text, rows in roles if rows),
        )


class ChangeRow(NamedTuple):
    """A change: its item, where that is on the page, else what it is called; and what changed."""

    row: ItemRow | None
    id: str
    title: str
    words: str


class WhatChanged(NamedTuple):
    """Lines below a heading; `more` says how many are left out, `remarks` what is not known."""

    heading: str
    lines: tuple[ChangeRow, ...]
    more: str
    remarks: tuple[str, ...]


def questions_to(group: AskedGroup, view: View, rows: Rows) -> Asked:
    """A group of questions in words."""
    items: dict[int, tuple[ItemRow, list[str]]] = {}
    for question in group.questions:
        row = rows.of(question.status)
        items.setdefault(id(question.status), (row, []))[1].append(question_text(question, view))
    return Asked(
        one_line(whom(group, view.speaker)),
        tuple((row, tuple(texts)) for row, texts in items.values()),
        tuple((roles_text(roles, view), tuple(map(rows.of, roles.statuses))) for roles in group.roles),
    )


def most_urgent(groups: Sequence[Asked], rows: Iterable[ItemRow]) -> tuple[Asked, ...]:
    """The questions about the items that come first among the rows; all where there are not too many."""
    asked = {row.anchor for group in groups for row in group.rows}
    if len(asked) <= MOST_DECISIONS:
        return tuple(groups)
    first = [row.anchor for row in rows if row.anchor in asked][:MOST_DECISIONS]
    cut = (group.only(first) for group in groups)
    return tuple(group for group in cut if group.items or group.roles)


def what_changed(
    changed: Changes | None, unknown: Message | None, rows: Rows, anchors: Places, view: View,
    disclosure: Disclosure,
) -> WhatChanged | None:  # fmt: skip
    """What changed, or that it is not known; None where there is no history."""
    speaker = view.speaker
    if changed is None or changed.since is None:
        if unknown is None:
            return None
        return WhatChanged(
            speaker.say(PHRASES["changes"]), (), "", (one_line(unknown_changes(unknown, speaker)),)
        )
    public = disclosure.changes(changed)
    assert public.since is not None
    told = changes_to_tell(public)
    lines = tuple(change_row(change_line(one, view), rows, anchors) for one in told[:MOST_CHANGES])
    remarks = tuple(one_line(speaker.say(sentence)) for sentence in limits(public))
    nothing = () if told else (speaker.say(NO_CHANGES),)
    more = more_words(len(told) - MOST_CHANGES, "", speaker)
    return WhatChanged(changed_since(public.since, speaker), lines, more, (*nothing, *remarks))


def change_row(line: Line, rows: Rows, anchors: Places) -> ChangeRow:
    """A line about a change, with its item where that is on the page."""
    on_page = line.status is not None and anchors.item(line.status) is not None
    row = rows.of(line.status) if line.status is not None and on_page else None
    return ChangeRow(row, line.id, line.title, line.words)


def left_out_plans(view: View) -> tuple[str, ...]:
    """A sentence for each plan that cannot be read: what is in it is not on the page."""
    return tuple(unreadable(file_name(one.source.path), view.speaker) for one in view.portfolio.broken)
