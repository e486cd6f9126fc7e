"""The family `references`: whatever names something else in the plan names something that exists.

Comes in: the plans. Goes out: problems at the names. Loops are in `cycles`, ids that clash in `identity`,
references that stand twice in `repeats`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ssetrack.diagnostic import (
    At,
    Kind,
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
from ssetrack.plan.slug import id_from, slug
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.named_people import member_lists, owner_lists
from ssetrack.rules.rule import rule
from ssetrack.schedule import RelativeUse

_DIGIT = re.compile(r"[0-9]")


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
    """Somebody is named whom `owners` does not declare.

    A misspelt name makes a person whom nobody knows: their work is missing from their list and their
    calendar. A plan without an `owners` block names people in free text, and nobody is unknown there.

    Write the slug as `owners` has it, or declare the person, the team or the open seat.

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
        sentence = message("nobody called `{name}` in `owners`", name=name)
        if meant is None:
            hint = message("add `{entry}` under `owners:`", entry=_entry(name))
            known = few(context.plan.owners or ())
            if known:
                hint = message("{first}, or name one of {known}", first=hint, known=known)
            yield Problem("unknown-owner", At(route), sentence, hint)
            continue
        hint = message("change it to `{meant}`, or add `{name}` under `owners:`", meant=meant, name=name)
        if slug(name) != name.casefold():
            hint = message("people are named by their slug: write `{meant}`", meant=meant)
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
    """An activity serves a goal that the plan does not have.

    The goal that was meant then looks as if nobody worked for it.

    Write the goal's letter or slug as `goals` has it, or add the goal.

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
            hint = message("name one of {known}, or add it under `goals:`", known=known)
            if not known:
                hint = message("add it under `goals:`, with what is to be reached")
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
        name, "goal", lambda: [goal for goal in context.plan.goals if len(goal) > 1 or len(name) == 1]
    )


def goals_meant(context: Context) -> frozenset[str]:
    """The goals that misspelt references most likely mean."""
    found = (_meant_goal(context, name) for _, name in context.once(unknown_goals))
    return frozenset(goal for goal in found if goal is not None)


@rule("references", Severity.ERROR, fix="unsafe")
def unknown_prerequisite(context: Context) -> Iterator[Problem]:
    """An item waits for something that the plan does not have.

    `after`, and dates such as `6 weeks before 1.10`, name activities or milestones by id. With a wrong id
    nobody sees that work is blocked, and a date that counts from it cannot be known.

    Write the id: `5.4` for a whole activity, `5.4/draft` for one of its milestones, `plan:5.4` for another
    plan's. The latter are judged where that plan is among the files read, or where whole folders are read. In
    `after`, a wrong id stops neither `export ics` nor an edit: no date depends on it.

    Bad:

        - {id: 1.1, title: Invite, deadline: 2004-01}
        - {id: 1.2, title: Meet, when: 2004-04-08, after: [1.11]}

    Good:

        - {id: 1.1, title: Invite, deadline: 2004-01}
        - {id: 1.2, title: Meet, when: 2004-04-08, after: [1.1]}
    """
    for place, reference, kind in _references(context):
        if _is_unknown(context, reference):
            yield _unknown_prerequisite(context, place, reference)._replace(kind=kind)
        elif context.settings.whole and _is_nowhere(context, reference):
            yield _unknown_plan(context, place, reference)


def _references(context: Context) -> Iterator[tuple[At, str, Kind | None]]:
    """Every reference to an item with its place; in `after`, which decides no date, it is a conflict."""
    for route, work in context.works:
        for index, reference in enumerate(work.after):
            yield At((*route, "after", index)), reference, Kind.CONFLICT
    for use in context.once(_relative_uses):
        relative = use.relative
        yield At(use.route, within=(relative.start, relative.end)), relative.reference, None


def _is_nowhere(context: Context, reference: str) -> bool:
    """Whether a reference names a plan that no file holds, be it only one that cannot be read."""
    plan, _ = context.portfolio.key(reference, context.file.id)
    return plan not in context.portfolio.plan_ids and not any(
        id_from(one.source.path) == plan or plan in one.source.text for one in context.portfolio.broken
    )


def _unknown_plan(context: Context, place: At, reference: str) -> Problem:
    portfolio = context.portfolio
    plan, own = portfolio.key(reference, context.file.id)
    sentence = message("no plan here has the id `{plan}`", plan=plan)
    meant = context.guess(plan, "plan", lambda: sorted(portfolio.plan_ids))
    if meant is None:
        hint = message(
            "name one of {known}, or check its file together with this one",
            known=few(sorted(portfolio.plan_ids)),
        )
        return Problem("unknown-prerequisite", place, sentence, hint)
    whole = f"{meant}:{own}"
    is_there = bool(portfolio.resolve(whole, context.file.id))
    fix = SuggestedFix(Safety.UNSAFE, (Replacement(place, whole),)) if is_there else None
    hint = message("did you mean `{meant}`?", meant=whole if is_there else meant)
    return Problem("unknown-prerequisite", place, sentence, hint, fix=fix)


def _is_unknown(context: Context, reference: str) -> bool:
    portfolio = context.portfolio
    key = portfolio.key(reference, context.file.id)
    return key[0] in portfolio.plan_ids and key not in portfolio.by_activity and key not in portfolio.by_item


def _relative_uses(context: Context) -> list[RelativeUse]:
    mine = set(context.items)
    return [use for use in context.schedule.relatives if use.item in mine]


def _unknown_prerequisite(context: Context, place: At, reference: str) -> Problem:
    portfolio = context.portfolio
    plan, own = portfolio.key(reference, context.file.id)

    def ids() -> list[str]:
        known = dict.fromkeys(one for of, one in portfolio.by_activity if of == plan)
        known |= dict.fromkeys(one for of, one in portfolio.by_item if of == plan)
        # Numbers one digit apart are different things, not misspellings.
        letters = _DIGIT.sub("", own)
        return [one for one in known if _DIGIT.sub("", one) != letters]

    meant = context.guess(own, f"item of {plan}", ids) if own else None
    sentence = message("there is no `{id}` to wait for", id=reference)
    if meant is None:
        begins = own[: own.rfind(".") + 1] or own[:1]
        known = context.shared.once(_ids_by_plan).get(plan, [])
        near = context.guesses.of(f"beginning in {plan}", begins, lambda: _few_beginning(begins, known))
        hint = message("name an activity such as {known}, or one of its milestones", known=near or few(known))
        return Problem("unknown-prerequisite", place, sentence, hint)
    meant = reference.removesuffix(own) + meant
    items = portfolio.resolve(meant, context.file.id)
    related: tuple[RelatedPlace, ...] = ()
    if items:
        home = items[0].route if meant.endswith(items[0].id) else items[0].route[:-2]
        related = (declared_at((*home, "id"), meant, _path_of(context, plan)),)
    fix = SuggestedFix(Safety.UNSAFE, (Replacement(place, meant),))
    hint = message("did you mean `{meant}`?", meant=meant)
    return Problem("unknown-prerequisite", place, sentence, hint, related, fix)


def _ids_by_plan(shared: SharedContext) -> dict[str, list[str]]:
    """The ids of the activities of each plan, in the order of the file."""
    found: dict[str, list[str]] = {}
    for plan, one in shared.portfolio.by_activity:
        found.setdefault(plan, []).append(one)
    return found


def _few_beginning(begins: str, known: list[str]) -> str | None:
    """A few of the ids that begin so."""
    return few(one for one in known if one.startswith(begins)) or None


def declared_at(route: Route, name: str, path: str | None) -> RelatedPlace:
    """A second place: where that is declared which somebody names."""
    return RelatedPlace(At(route), message("`{name}` is declared here", name=name), path)


def _path_of(context: Context, plan: str) -> str | None:
    """The path of another plan's file; None for the one at hand."""
    if plan == context.file.id:
        return None
    return next((file.path for file in context.portfolio.files if file.id == plan), None)
