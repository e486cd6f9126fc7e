"""Of the family `references`: names that clash, or nearly do.

Comes in: the plans. Goes out: problems at the second of two names, the first beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ssetrack.diagnostic import At, Problem, RelatedPlace, Route, Severity
from ssetrack.language.message import message
from ssetrack.language.nearest import edit_distance
from ssetrack.plan.items import walk
from ssetrack.plan.model import Activity, Entry, Milestone, Section
from ssetrack.plan.prose import own_text
from ssetrack.plan.slug import LONGEST_ID, slug
from ssetrack.portfolio import PlanFile
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.named_people import owner_lists
from ssetrack.rules.rule import rule

LEAST_LETTERS = 4
"""Shorter slugs resemble each other by chance."""

LONGEST = 100
"""Longer ones resemble each other by copying, not by typing."""

MOST_FORMS = 500_000
"""So many shorter forms of names are kept at a time; after that, no more names are compared."""

_SIGNS = re.compile(r"[^a-z]+")
_NUMBERS = re.compile(
    r"[0-9]+|(?<![a-z])(?=[ivxlcdm])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})(?![a-z])"
    r"|(?<![a-z])[a-z](?![a-z])"
)
"""What counts things in a slug: digits, Roman numerals, a letter of its own (`3b`, `annex-c`)."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that somebody declared, and where; `path` only where that is another file."""

    text: str
    place: At
    path: str | None = None


@rule("references", Severity.ERROR)
def duplicate_id(context: Context) -> Iterator[Problem]:
    """Two things of the same kind have the same id.

    References, calendars and comparisons find an item by its id; if two items have it, they find the first
    one. Each id is used once among the activities of a plan, the milestones of an activity, the possible
    dates of an item, the sections of a plan, and the plans that are read together.

    Give another id to one of the two.

    Bad:

        - {id: 1.2, title: Core Group meeting, when: 2004-04-08}
        - {id: 1.2, title: Report of the meeting, deadline: 2004-05}

    Good:

        - {id: 1.2, title: Core Group meeting, when: 2004-04-08}
        - {id: 1.3, title: Report of the meeting, deadline: 2004-05}
    """
    other = context.shared.once(_first_plans)[context.file.id]
    if other != context.file.path:
        place = At(("id",)) if context.plan.id is not None else At((), "item")
        home = context.shared.once(_plan_places)[other]
        yield Problem(
            "duplicate-id",
            place,
            message("another plan also has the id `{id}`", id=context.file.id),
            message("give one of the two another `id:`"),
            (RelatedPlace(home, message("it is first written here"), other),),
        )
    yield from _twice(context, context.activities)
    for route, activity in context.activities:
        if len(activity.milestones) > 1:
            steps = enumerate(activity.milestones)
            yield from _twice(context, [((*route, "milestones", at), one) for at, one in steps])
    for route, work in context.works:
        if len(work.deadline) < 2 and len(work.when) < 2:
            continue
        for field, entries in (("deadline", work.deadline), ("when", work.when)):
            named = enumerate(entries)
            yield from _twice(
                context, [((*route, field, at), one) for at, one in named if one.id is not None]
            )
    yield from _twice(
        context, [(route, section) for route, section in context.sections if section.id is not None]
    )


@rule("references", Severity.ERROR)
def duplicate_uid(context: Context) -> Iterator[Problem]:
    """Two activities, two milestones of one activity, or two goals of a plan have the same `uid`.

    Calendars and comparisons know an item by its `uid`, the id that it had first. Where two have the same
    one, a calendar may show only one of them. This happens when an item that was renamed is copied with
    its `uid`. Plans that have the same `id` count as one.

    Remove the `uid` from the copy.

    Bad:

        - {id: 1.2, uid: forum, title: Forum, when: 2004-04-08}
        - {id: 1.3, uid: forum, title: Second forum, when: 2005-04-08}

    Good:

        - {id: 1.2, uid: forum, title: Forum, when: 2004-04-08}
        - {id: 1.3, title: Second forum, when: 2005-04-08}
    """
    first = context.shared.once(_first_uids)
    for name, route in _uids(context.file):
        path, home = first[name]
        if (path, home) != (context.file.path, route) and not context.is_invented((*route, "uid")):
            other = path if path != context.file.path else None
            yield Problem(
                "duplicate-uid",
                At((*route, "uid")),
                message("the uid `{id}` is used twice", id=name[-1]),
                message("remove the `uid:` of the copy"),
                (RelatedPlace(At((*home, "uid")), message("the first use is here"), other),),
            )


def _uids(file: PlanFile) -> Iterator[tuple[tuple[str, ...], Route]]:
    """Every `uid` that a plan has written, with what tells it from others, and the route of what has it."""
    for key, goal in file.plan.goals.items():
        if goal.uid:
            yield (file.id, "goal", goal.uid), ("goals", key)
    for route, _, activity in walk(file.plan):
        if activity.uid:
            yield (file.id, "activity", activity.uid), route
        for at, one in enumerate(activity.milestones):
            if one.uid:
                yield (file.id, "milestone", activity.id, one.uid), (*route, "milestones", at)


def _first_uids(shared: SharedContext) -> dict[tuple[str, ...], tuple[str, Route]]:
    """The path and the route of what has each `uid` first."""
    found: dict[tuple[str, ...], tuple[str, Route]] = {}
    for file in shared.portfolio.files:
        for name, route in _uids(file):
            found.setdefault(name, (file.path, route))
    return found


def _first_plans(shared: SharedContext) -> dict[str, str]:
    """The path of the first plan with each id."""
    found: dict[str, str] = {}
    for file in shared.portfolio.files:
        found.setdefault(file.id, file.path)
    return found


def _plan_places(shared: SharedContext) -> dict[str, At]:
    """Where each plan says what it is called: at its id, or at its beginning."""
    return {
        file.path: At(("id",)) if file.plan.id is not None else At((), "item")
        for file in shared.portfolio.files
    }


def _twice(
    context: Context, named: Iterable[tuple[Route, Activity | Milestone | Section | Entry]]
) -> Iterator[Problem]:
    """A problem for each id that stands there already."""
    first: dict[str, Route] = {}
    for route, one in named:
        own = one.id or ""
        if own not in first:
            first[own] = route
        elif not context.is_invented((*route, "id")):
            yield Problem(
                "duplicate-id",
                At((*route, "id")),
                message("the id `{id}` is used twice", id=own),
                message("give one of the two another id"),
                (RelatedPlace(At((*first[own], "id")), message("the first use is here")),),
            )


@rule("references", Severity.WARNING)
def near_duplicate_id(context: Context) -> Iterator[Problem]:
    """Two names are so similar that they may be meant to be the same.

    If one person or activity is spelt in two ways, its work is split in two, and each half looks right. The
    rule reports names that differ only by capitals, an accent, a space or one letter. It does not report
    names that differ only by a number (`III.3a` and `III.3b`, `annex-2` and `annex-3`), or names with fewer
    than four letters.

    Keep one spelling, or make the two names more different.

    Bad:

        owners:
          marcos: Marcos
          marco: Marcos A.

    Good:

        owners:
          marcos: {name: Marcos, aliases: [Marcos A.]}
    """
    seen: set[tuple[int, int]] = set()
    unlike: set[tuple[str, ...]] = set()  # the milestones of many activities are called the same
    for names in _kinds(context):
        texts = tuple(name.text for name in names)
        if texts in unlike:
            continue
        pairs = list(near_pairs(names))
        if not pairs:
            unlike.add(texts)
        for first, second in pairs:
            pair = context.source.locate(second.place)
            if second.path is not None or pair in seen:
                continue
            seen.add(pair)
            yield Problem(
                "near-duplicate-id",
                second.place,
                message(
                    "`{first}` and `{second}` look like the same name", second=second.text, first=first.text
                ),
                message("if both mean the same, keep one spelling; otherwise make them more different"),
                (
                    RelatedPlace(
                        first.place, message("`{name}` is written here", name=first.text), first.path
                    ),
                ),
            )


def _kinds(context: Context) -> Iterator[list[Name]]:
    """The names of the plan, kind by kind, in the order of the file."""
    plan = context.plan
    elsewhere = context.shared.once(_owners_by_file)
    slugs: list[Name] = []
    for path, names in elsewhere.items():
        if path == context.file.path:
            break
        slugs += (Name(name.text, name.place, path) for name in names)
    slugs += elsewhere[context.file.path]
    yield slugs
    yield [
        Name(own_text(owner.name, context.file.language), At(("owners", key), "key"))
        for key, owner in (plan.owners or {}).items()
    ]
    if plan.owners is None:
        free: dict[str, Name] = {}
        for route, texts in context.once(owner_lists):
            for index, text in enumerate(texts):
                if text not in free:
                    free[text] = Name(text, At((*route, index)))
        yield list(free.values())
    yield [Name(key, At(("goals", key), "key")) for key in plan.goals]
    yield [Name(one.id, At((*route, "id"))) for route, one in context.sections if one.id is not None]
    # Most ids are numbers such as `1.10`, which resemble each other rightly.
    yield [
        Name(one.id, At((*route, "id")))
        for route, one in context.activities
        if not one.id.replace(".", "").isdigit()
    ]
    for route, activity in context.activities:
        if len(activity.milestones) > 1:
            steps = enumerate(activity.milestones)
            yield [Name(one.id, At((*route, "milestones", at, "id"))) for at, one in steps]


def _owners_by_file(shared: SharedContext) -> dict[str, list[Name]]:
    return {
        file.path: [Name(key, At(("owners", key), "key")) for key in file.plan.owners or ()]
        for file in shared.portfolio.files
    }


def near_pairs(names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Names that resemble an earlier one, each with the first such.

    Two texts can be one edit apart only if they are equal after at most one letter is left out of each; so
    every text is filed under all its shorter forms, and only those that meet there are compared.
    """
    filed: dict[tuple[str, ...], list[tuple[str, Name]]] = {}
    known: set[str] = set()
    forms_left = MOST_FORMS
    for name in names:
        if name.text in known:
            continue
        known.add(name.text)
        if len(name.text) > LONGEST_ID:
            continue
        if name.text.isascii() and sum(map(str.isalpha, name.text)) < LEAST_LETTERS:
            continue
        plain = slug(name.text)
        if sum(map(str.isalpha, name.text)) > sum(map(str.isalpha, plain)):
            continue  # of letters beyond the Latin ones a slug keeps nothing that could be compared
        if not LEAST_LETTERS <= len(_SIGNS.sub("", plain)) <= LONGEST:
            continue
        letters = _SIGNS.sub("", _NUMBERS.sub("", plain))
        forms_left -= len(letters) + 1
        if forms_left < 0:
            return
        numbers = tuple(_NUMBERS.findall(plain))
        forms = {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}
        near = (
            first
            for form in sorted(forms)
            for other, first in filed.get((form, *numbers), ())
            if edit_distance(letters, other, 2) < 2
        )
        first = next(near, None)
        if first is not None:
            yield first, name
        for form in forms:
            filed.setdefault((form, *numbers), []).append((letters, name))
