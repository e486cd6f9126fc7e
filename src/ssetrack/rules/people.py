"""Of the family `coverage`: people who have nothing to do, or cannot be reached.

Comes in: the people of all plans and where they are named. Goes out: problems at their entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssetrack.diagnostic import At, Problem, RelatedPlace, Route, Severity
from ssetrack.language.message import message
from ssetrack.plan.items import walk, walk_sections
from ssetrack.portfolio import PlanFile
from ssetrack.rules.context import Context, SharedContext
from ssetrack.rules.references import meant_owner, unknown_owners
from ssetrack.rules.rule import rule


@rule("coverage", Severity.NOTE)
def idle_owner(context: Context) -> Iterator[Problem]:
    """A person or team in `owners` has no task in the plan.

    The name may be misspelt where it is used, or the person has left. Members of a team that has tasks, and
    people who replace somebody with tasks (`alternates`), are not reported.

    Add the name to the `owners` of an activity, or remove the entry.

    Bad:

        owners:
          marcos: Marcos
          chilo: Chilo
        activities:
          - {id: 1.2, title: Meeting, owners: [marcos], when: 2004-04-08}

    Good:

        owners:
          marcos: Marcos
          chilo: Chilo
        activities:
          - {id: 1.2, title: Meeting, owners: [marcos, chilo], when: 2004-04-08}
    """
    people = context.portfolio.people
    busy = context.shared.once(busy_owners)
    missing = context.once(_missing)
    for owner in context.plan.owners or {}:
        if people.key(context.file.id, owner) in busy:
            continue
        related: tuple[RelatedPlace, ...] = ()
        hint = message("add `{owner}` to the `owners` of an activity, or remove the entry", owner=owner)
        if owner in missing:
            route, name = missing[owner]
            hint = message("if `{name}` means `{owner}`, change it to `{owner}`", name=name, owner=owner)
            related = (RelatedPlace(At(route), message("`{name}` is written here", name=name)),)
        sentence = message("`{owner}` has no task in this plan", owner=owner)
        yield Problem("idle-owner", At(("owners", owner), "key"), sentence, hint, related)


def _missing(context: Context) -> dict[str, tuple[Route, str]]:
    """For each owner whom an unknown name most likely means, the first such name and its place."""
    found: dict[str, tuple[Route, str]] = {}
    for route, name in context.once(unknown_owners):
        meant = meant_owner(context, name)
        if meant is not None:
            found.setdefault(meant, (route, name))
    return found


def busy_owners(shared: SharedContext) -> set[str]:
    """The keys of all who are named somewhere, of the members of such teams and of those who step in."""
    people = shared.portfolio.people
    waiting: list[str] = []
    for file in shared.portfolio.files:
        named: set[str] = set()
        for names in _owner_lists(file):
            if names:
                named.update(names)
        waiting.extend(people.key(file.id, name) for name in named)
    busy: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in busy:
            continue
        busy.add(key)
        person = people.people.get(key)
        if person is not None:
            waiting.extend(person.members)
            if person.owner is not None:
                plan, colon, _ = key.rpartition(":")
                waiting.extend(f"{plan}{colon}{name}" if colon else name for name in person.owner.alternates)
    return busy


def _owner_lists(file: PlanFile) -> Iterator[Sequence[str]]:
    """All lists of owners in a plan."""
    yield file.plan.lead
    for _, section in walk_sections(file.plan):
        yield section.lead
    for _, _, activity in walk(file.plan):
        yield activity.owners
        yield activity.contributors
        yield activity.accountable
        yield activity.consulted
        yield activity.informed
        yield from (one.owners for one in activity.occurrences.values())
        for milestone in activity.milestones:
            yield milestone.owners
            yield milestone.contributors
            yield from (one.owners for one in milestone.occurrences.values())


@rule("coverage", Severity.NOTE)
def owner_without_contact(context: Context) -> Iterator[Problem]:
    """A person cannot be reached, because no address is given.

    This is only checked if the configuration has a section `[export]` for calendars that people subscribe to,
    or if you ask for it with `--select owner-without-contact`. Teams with members and vacant roles do not
    need an address.

    Add `email:` or `contact:`.

    Bad:

        owners:
          marcos: Marcos

    Good:

        owners:
          marcos: {name: Marcos, email: marcos@example.org}
    """
    if not context.settings.feeds:
        return
    for key, owner in (context.plan.owners or {}).items():
        if not (owner.email or owner.contact or owner.vacant or owner.members):
            yield Problem(
                "owner-without-contact",
                At(("owners", key), "key"),
                message("`{owner}` has no e-mail address or other contact", owner=key),
                message("add `email:` or `contact:`"),
            )
