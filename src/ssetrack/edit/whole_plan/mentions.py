"""Where a plan names its items, owners and goals, on the bare tree.

Comes in: the tree of a source. Goes out: the texts that name something, each with its route. One that is
reached in several ways (an alias, a merge) comes once for each. What a text means is for whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack import outline
from ssetrack.diagnostic import Range, Route
from ssetrack.plan.field_groups import PEOPLE, PEOPLE_ABOVE, PEOPLE_OF_OWNER, WORK_DATES
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence

Mention = tuple[Route, Scalar]


def owner_mentions(root: Node) -> Iterator[Mention]:
    """Every text that is the short name of an owner: of work, leads, teams and those who step in."""
    for route, holder in (((), root), *outline.sections(root)):
        for field in PEOPLE_ABOVE:
            yield from _texts(holder, route, field)
    for key, owner in outline.declarations(root, "owners"):
        for field in PEOPLE_OF_OWNER:
            yield from _texts(owner, ("owners", key), field)
    for route, work in works(root):
        for field in PEOPLE:
            if field in work:
                yield from _texts(work, route, field)
        for below, time in _occurrences(work, route):
            yield from _texts(time, below, "owners")


def goal_mentions(root: Node) -> Iterator[Mention]:
    """Every text that is the key of a goal."""
    for route, work in works(root):
        if "goals" in work:
            yield from _texts(work, route, "goals")


def prerequisites(root: Node) -> Iterator[Mention]:
    """Every text that names an item to wait for."""
    for route, work in works(root):
        if "after" in work:
            yield from _texts(work, route, "after")


def date_texts(root: Node) -> Iterator[Mention]:
    """Every text of work that is a date, which may count from another item."""
    for route, work in works(root):
        for field in WORK_DATES:
            if field in work:
                yield from _date(work[field], (*route, field))
        for below, time in _occurrences(work, route):
            yield from _date(time.get("date"), (*below, "date"))


def word_place(source: Source, node: Scalar, start: int, end: int) -> Range | None:
    """Where some characters of a text are written, quotes heeded.

    In a text with escapes or line breaks they are searched for; None where that finds none, or several.
    """
    quotes = 1 if node.style in ("'", '"') else 0
    if source.text[node.start + quotes : node.end - quotes] == node:
        return Range(node.start + quotes + start, node.start + quotes + end)
    word = node[start:end]
    at = source.text.rfind(word, node.start, node.end)
    if at < 0 or source.text.find(word, node.start, node.end) != at:
        return None
    return Range(at, at + len(word))


def works(root: Node) -> Iterator[tuple[Route, Mapping]]:
    """Every activity, each followed by its milestones."""
    for route, activity in outline.activities(root):
        yield route, activity
        for index, milestone in outline.milestones(activity):
            yield (*route, "milestones", index), milestone


def _occurrences(work: Mapping, route: Route) -> Iterator[tuple[Route, Mapping]]:
    times = work.get("occurrences")
    if isinstance(times, Mapping):
        for key, time in times.items():
            if isinstance(time, Mapping):
                yield (*route, "occurrences", key), time


def _texts(node: Node, route: Route, field: str) -> Iterator[Mention]:
    value = node.get(field) if isinstance(node, Mapping) else None
    if isinstance(value, Scalar):
        yield (*route, field), value
    elif isinstance(value, Sequence):
        for index, one in enumerate(value):
            if isinstance(one, Scalar):
                yield (*route, field, index), one


def _date(value: Node, route: Route) -> Iterator[Mention]:
    if isinstance(value, Scalar):
        yield route, value
    elif isinstance(value, Mapping):
        yield from _date(value.get("date"), (*route, "date"))
    elif isinstance(value, Sequence):
        for index, one in enumerate(value):
            yield from _date(one, (*route, index))
