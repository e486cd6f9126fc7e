"""Of the family `references`: what stands twice in one list.

Comes in: lists of owners, goals and prerequisites. Goes out: problems at the second of two equal elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ssetrack.diagnostic import (
    At,
    Problem,
    Range,
    RelatedPlace,
    Replacement,
    Route,
    Safety,
    Severity,
    SuggestedFix,
)
from ssetrack.language.message import Message, message
from ssetrack.rules.context import Context
from ssetrack.rules.named_people import member_lists, owner_lists
from ssetrack.rules.rule import rule
from ssetrack.source.tree import Sequence as List

_BETWEEN = re.compile(r"[ \t]*,\s*|[ \t]*(?:\r\n|\n|\r)[ \t]*-[ \t]+")
"""What may stand between two elements of a list that the second one takes along when it goes."""


@rule("references", Severity.WARNING, fix="safe")
def repeated_reference(context: Context) -> Iterator[Problem]:
    """The same owner, goal or prerequisite is written twice in one list.

    This does no harm, but often another name was meant the second time.

    Remove one of the two, or write the name that you meant.

    Bad:

        owners: [marcos, chilo, marcos]

    Good:

        owners: [marcos, chilo]
    """
    for lists in (context.once(owner_lists), member_lists(context), _work_lists(context)):
        for route, names in lists:
            if len(names) > 1 and len(set(names)) < len(names):
                yield from _repetitions(context, route, names)


def _work_lists(context: Context) -> Iterator[tuple[Route, Sequence[str]]]:
    """The goals and prerequisites of activities and milestones, where there are several."""
    for route, work in context.works:
        if len(work.goals) > 1:
            yield (*route, "goals"), work.goals
        if len(work.after) > 1:
            yield (*route, "after"), work.after


def _repetitions(context: Context, route: Route, names: Sequence[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name not in first:
            first[name] = index
            continue
        yield Problem(
            "repeated-reference",
            At((*route, index)),
            message("`{name}` is written twice in this list", name=name),
            message("remove it, or write the name that you meant"),
            (RelatedPlace(At((*route, first[name])), _FIRST),),
            _removal(context, route, index),
        )


_FIRST: Message = message("it is first written here")


def _removal(context: Context, route: Route, index: int) -> SuggestedFix | None:
    """The element, and what separates it from the one before, taken out; None if that is not plain text."""
    elements = context.source.node(route)
    if not isinstance(elements, List) or elements.anchored:
        return None
    before, it = elements[index - 1], elements[index]
    if before is None or it is None or before.anchored or it.anchored or it.start < before.end:
        return None
    if not _BETWEEN.fullmatch(context.source.text[before.end : it.start]):
        return None
    return SuggestedFix(Safety.SAFE, (Replacement(Range(before.end, it.end), "", raw=True),))
