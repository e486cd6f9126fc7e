"""The family `references`: whatever names something else in the plan names something that exists.

Comes in: the plans. Goes out: problems at the names. Loops are in `cycles`, ids that clash in `identity`,
references that stand twice in `repeats`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.diagnostic import (
    At,
    Problem,
    RelatedPlace,
    Replacement,
    Route,
    Safety,
    Severity,
    SuggestedFix,
)
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.prose import own_text
from ssetrack.plan.slug import slug
from ssetrack.rules.context import Context
from ssetrack.rules.named_people import member_lists, owner_lists
from ssetrack.rules.rule import rule


def other_names(context: Context) -> dict[str, str]:
    """The slug for each way in which `owners` writes somebody: name, aliases, in one spelling."""
    found: dict[str, str] = {}
    for key, owner in (context.plan.owners or {}).items():
        for name in (own_text(owner.name, context.file.language), *owner.aliases):
            found.setdefault(slug(name), key)
    return found


def meant_owner(context: Context, written: str) -> str | None:
    """The owner whom an unknown slug most likely means: by name, else by spelling."""
    by_name = context.once(other_names).get(slug(written))
    return by_name or context.guess(written, "owner", lambda: list(context.plan.owners or ()))


def unknown_owners(context: Context) -> tuple[tuple[Route, str], ...]:
    """Every name of an owner whom the plan does not declare; none in a plan without `owners`."""
    if context.plan.owners is None:
        return ()
    known = {nfc(owner) for owner in context.plan.owners}
    written = known.union(context.plan.owners)
    return tuple(
        ((*route, index), name)
        for lists in (context.once(owner_lists), member_lists(context))
        for route, names in lists
        if not written.issuperset(names)
        for index, name in enumerate(names)
        if nfc(name) not in known
    )


@rule("references", Severity.ERROR, fix="unsafe")
def unknown_owner(context: Context) -> Iterator[Problem]:
    """A person or team is named but not declared in `owners`.

    If a name is misspelt, the work is missing from that person's list and calendar. A plan without `owners`
    can name people freely, and this rule does not look at it.

    Write the short name as it is in `owners`, or declare the person, the team or the vacant role there.

    Bad:

        owners:
          marcos: Marcos
        activities:
          - {id: 1.2, title: Meeting, owners: [marcso], when: 2004-04-08}

    Good:

        owners:
          marcos: Marcos
        activities:
          - {id: 1.2, title: Meeting, owners: [marcos], when: 2004-04-08}
    """
    for route, name in context.once(unknown_owners):
        meant = meant_owner(context, name)
        sentence = message("`{name}` is not declared in `owners`", name=name)
        if meant is None:
            hint = message("add `{entry}` under `owners:`", entry=_entry(name))
            known = few(context.plan.owners or ())
            if known:
                hint = message("{first}, or change it to one of {known}", first=hint, known=known)
            yield Problem("unknown-owner", At(route), sentence, hint)
            continue
        hint = message("change it to `{meant}`, or add `{name}` under `owners:`", meant=meant, name=name)
        if slug(name) != name.casefold():
            hint = message("write the short name that `owners` has: `{meant}`", meant=meant)
        declared = RelatedPlace(
            At(("owners", meant), "key"), message("`{name}` is declared here", name=meant)
        )
        fix = SuggestedFix(Safety.UNSAFE, (Replacement(At(route), meant),))
        yield Problem("unknown-owner", At(route), sentence, hint, (declared,), fix)


def _entry(name: str) -> str:
    """How somebody of that name is declared: a slug, and the name where it is none itself."""
    own = slug(name)
    return f"{own}: {name}" if own and own != name else name


@rule("references", Severity.ERROR, fix="unsafe")
def unknown_goal(context: Context) -> Iterator[Problem]:
    """An activity supports a goal that the plan does not have.

    The goal that was meant then looks as if nobody worked on it.

    Write the goal as it is in `goals`, or add it there.

    Bad:

        goals:
          A: Make the networks visible
        activities:
          - {id: 1.2, title: Meeting, goals: [B], when: 2004-04-08}

    Good:

        goals:
          A: Make the networks visible
        activities:
          - {id: 1.2, title: Meeting, goals: [A], when: 2004-04-08}
    """
    for route, name in context.once(unknown_goals):
        meant = _meant_goal(context, name)
        sentence = message("the plan has no goal `{name}`", name=name)
        if meant is None:
            known = few(context.plan.goals)
            hint = message("change it to one of {known}, or add it under `goals:`", known=known)
            if not known:
                hint = message("add it under `goals:`, with what should be reached")
            yield Problem("unknown-goal", At(route), sentence, hint)
            continue
        declared = RelatedPlace(At(("goals", meant), "key"), message("`{name}` is declared here", name=meant))
        hint = message("change it to `{meant}`, or add `{name}` under `goals:`", meant=meant, name=name)
        fix = SuggestedFix(Safety.UNSAFE, (Replacement(At(route), meant),))
        yield Problem("unknown-goal", At(route), sentence, hint, (declared,), fix)


def unknown_goals(context: Context) -> tuple[tuple[Route, str], ...]:
    """Every name of a goal that the plan does not have; none where `goals` could not be read."""
    known = context.plan.goals
    if ("goals",) in context.file.loaded.lost:
        return ()
    written = {goal for goal in known if nfc(goal) in known}
    return tuple(
        ((*route, "goals", index), name)
        for route, work in context.works
        if not written.issuperset(work.goals)
        for index, name in enumerate(work.goals)
        if nfc(name) not in known
    )


def _meant_goal(context: Context, name: str) -> str | None:
    return context.guess(
        name,
        f"goal of {min(2, len(name))}",
        lambda: [goal for goal in context.plan.goals if len(goal) > 1 or len(name) == 1],
    )


def goals_meant(context: Context) -> frozenset[str]:
    """The goals that misspelt references most likely mean."""
    found = (_meant_goal(context, name) for _, name in context.once(unknown_goals))
    return frozenset(goal for goal in found if goal is not None)


def declaration_place(route: Route, name: str, path: str | None) -> RelatedPlace:
    """A second place: where that is declared which somebody names."""
    return RelatedPlace(At(route), message("`{name}` is declared here", name=name), path)
