"""Where in a plan a new row belongs: beside the rows of its section, else below the same titles.

Comes in: what was matched, and the plan. Goes out: the route of a section, and the titles of those that are
to be made first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ssetrack import outline
from ssetrack.diagnostic import Route
from ssetrack.language.collation import fold
from ssetrack.merge.matching import Match, Matching
from ssetrack.source import Source


def neighbours(matched: Matching, routes: Mapping[str, Route]) -> dict[tuple[str, ...], Route]:
    """For each section of the table, the section of the plan in which most of its rows are."""
    found: dict[tuple[str, ...], Counter[Route]] = {}
    for match in matched.matches:
        if match.theirs is not None and match.ours is not None:
            holder = routes[match.ours.key][:-2]
            found.setdefault(match.theirs.section_key, Counter())[holder] += 1
    return {section: routes.most_common(1)[0][0] for section, routes in found.items()}


def section_for(
    source: Source, match: Match, beside: Mapping[tuple[str, ...], Route]
) -> tuple[Route, Sequence[str]]:
    """The section in which a new row is written, and the titles of those missing below it."""
    assert match.theirs is not None
    titles = match.theirs.section
    known = beside.get(match.theirs.section_key)
    if known is not None:
        return known, ()
    route: Route = ()
    for number, title in enumerate(titles):
        inner = [
            (*route, "sections", index)
            for index, one in enumerate(outline.elements(source.node(route), "sections"))
            if fold(title) in map(fold, (*outline.proses(one, "title"), outline.text(one, "id") or ""))
        ]
        if not inner:
            return route, titles[number:]
        route = inner[0]
    return route, ()
