"""The family `references`, names of items: what somebody waits for, or counts from, exists.

Comes in: the plans. Goes out: problems at the references.
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
    Safety,
    Severity,
    SuggestedFix,
)
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.plan.reference import Reference
from ssetrack.plan.slug import id_from
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.references import declaration_place
from ssetrack.rules.rule import rule
from ssetrack.schedule import RelativeUse

_DIGIT = re.compile(r"[0-9]")


@rule("references", Severity.ERROR, fix="unsafe")
def unknown_prerequisite(context: Context) -> Iterator[Problem]:
    """An item waits for something that is not in the plan.

    With a wrong id, nobody sees that work is blocked, and a date that counts from it cannot be known. Ids of
    activities or milestones are written in `after` and in dates such as `6 weeks before 1.10`.

    Write the id: `5.4` for a whole activity, `5.4/draft` for one of its milestones, or `plan:5.4` for an
    activity of another plan. An id of another plan is checked if that plan is among the files, or if whole
    folders are read. A wrong id in `after` does not stop `export ics` or an edit, because no date depends on
    it.

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
    sentence = message("no plan has the id `{plan}`", plan=plan)
    meant = context.guess(plan, "plan", lambda: sorted(portfolio.plan_ids))
    if meant is None:
        hint = message(
            "write the id of one of these plans: {known}; "
            "or check the file of that plan together with this one",
            known=few(sorted(portfolio.plan_ids)),
        )
        return Problem("unknown-prerequisite", place, sentence, hint)
    whole = str(Reference.from_text(reference)._replace(plan=meant))
    if not portfolio.resolve(whole, context.file.id):
        hint = message(
            "a plan with the id `{plan}` exists, but it has no activity or milestone with the id `{id}`",
            plan=meant,
            id=own,
        )
        return Problem("unknown-prerequisite", place, sentence, hint)
    fix = SuggestedFix(Safety.UNSAFE, (Replacement(place, whole),))
    hint = message("change it to `{meant}`", meant=whole)
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

    # Numbers one digit apart are different things, not misspellings.
    letters = _DIGIT.sub("", own)

    def ids() -> list[str]:
        known = dict.fromkeys(one for of, one in portfolio.by_activity if of == plan)
        known |= dict.fromkeys(one for of, one in portfolio.by_item if of == plan)
        return [one for one in known if _DIGIT.sub("", one) != letters]

    meant = context.guess(own, f"item of {plan}", ids, among=letters) if own else None
    sentence = message("no activity or milestone has the id `{id}`", id=reference)
    if meant is None:
        begins = own[: own.rfind(".") + 1] or own[:1]
        known = context.shared.once(_ids_by_plan).get(plan, [])
        near = context.guesses.of(f"beginning in {plan}", begins, lambda: _few_beginning(begins, known))
        hint = message(
            "write the id of an activity, such as {known}, or of one of its milestones",
            known=near or few(known),
        )
        return Problem("unknown-prerequisite", place, sentence, hint)
    meant = reference.removesuffix(own) + meant
    items = portfolio.resolve(meant, context.file.id)
    related: tuple[RelatedPlace, ...] = ()
    if items:
        home = items[0].route if meant.endswith(items[0].id) else items[0].route[:-2]
        related = (declaration_place((*home, "id"), meant, _path_of(context, plan)),)
    fix = SuggestedFix(Safety.UNSAFE, (Replacement(place, meant),))
    hint = message("change it to `{meant}`", meant=meant)
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


def _path_of(context: Context, plan: str) -> str | None:
    """The path of another plan's file; None for the one at hand."""
    if plan == context.file.id:
        return None
    return next((file.path for file in context.portfolio.files if file.id == plan), None)
