"""Which items are wanted.

Comes in: statuses, and what a user asked for as texts. Goes out: the statuses that match all of it. A value
that matches nothing known is a `SsetrackError` with the nearest name, never an empty table.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few, nearest
from ssetrack.plan.prose import ProseText
from ssetrack.portfolio import Portfolio
from ssetrack.status import Flag, State, Status

ROLES = ("owner", "with", "accountable", "consulted", "informed")
USUAL_ROLES = ("owner", "with")


class Filters(NamedTuple):
    """What was asked for; an empty field asks for nothing. Values of one field are alternatives.

    `first` and `last` bound the due period: items whose period overlaps them match.
    """

    owners: tuple[str, ...] = ()
    teams: bool = True
    roles: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    text: str | None = None


Test = Callable[[Status], bool]


def matching(statuses: Sequence[Status], filters: Filters, portfolio: Portfolio) -> tuple[Status, ...]:
    """The statuses that match, in the order given. Raises `SsetrackError` for a value that nobody knows."""
    tests = list(_tests(filters, portfolio))
    if not tests:
        return tuple(statuses)
    return tuple(status for status in statuses if all(test(status) for test in tests))


def _tests(filters: Filters, portfolio: Portfolio) -> Iterable[Test]:
    if filters.plans:
        plans = {_known("plan", value, sorted(portfolio.plan_ids)) for value in filters.plans}
        yield lambda status: status.file.id in plans
    if filters.states:
        states = {_known("state", value, [state.value for state in State]) for value in filters.states}
        yield lambda status: status.state in states
    if filters.flags:
        flags = {_known("flag", value, [flag.value for flag in Flag]) for value in filters.flags}
        yield lambda status: not flags.isdisjoint(status.flags)
    if filters.goals:
        goals = {_known("goal", value, _goals(portfolio)) for value in filters.goals}
        yield lambda status: not goals.isdisjoint(status.item.goals)
    if filters.tags:
        tags = {_known("tag", value, _tags(portfolio)) for value in filters.tags}
        yield lambda status: not tags.isdisjoint(status.item.tags)
    if filters.sections:
        yield _in_sections(filters.sections, portfolio)
    if filters.owners or filters.roles:
        yield _has_people(filters, portfolio)
    if filters.first is not None or filters.last is not None:
        yield _overlaps(filters.first, filters.last)
    if filters.text:
        yield _holds(filters.text)


def _known(kind: str, value: str, names: Iterable[str]) -> str:
    """The known name that a value spells, whatever its case."""
    known = list(names)
    if value in known:
        return value
    folded = value.casefold()
    same = [name for name in known if name.casefold() == folded]
    if same:
        return same[0]
    raise _unknown(kind, value, known)


def _unknown(kind: str, value: str, known: Sequence[str]) -> SsetrackError:
    sentence = message("there is no {kind} `{value}` in these plans", kind=_KINDS[kind], value=value)
    meant = nearest(value, known)
    if meant is not None:
        return SsetrackError(sentence, message("did you mean `{name}`?", name=meant))
    if known:
        return SsetrackError(sentence, message("there are {names}", names=few(known)))
    return SsetrackError(sentence, message("none is written down"))


_KINDS = {
    "plan": message("plan"),
    "state": message("state"),
    "flag": message("flag"),
    "goal": message("goal"),
    "tag": message("tag"),
    "section": message("section"),
    "role": message("role"),
    "owner": message("owner"),
}


def _goals(portfolio: Portfolio) -> list[str]:
    declared = [goal for file in portfolio.files for goal in file.plan.goals]
    used = [goal for file in portfolio.files for item in file.items for goal in item.goals]
    return list(dict.fromkeys(declared + used))


def _tags(portfolio: Portfolio) -> list[str]:
    return list(dict.fromkeys(tag for file in portfolio.files for item in file.items for tag in item.tags))


def _in_sections(values: tuple[str, ...], portfolio: Portfolio) -> Test:
    names: dict[str, None] = {}
    for file in portfolio.files:
        for item in file.items:
            for section in item.sections:
                names.update(dict.fromkeys(_texts(section.title)))
                if section.id:
                    names[section.id] = None
    wanted = {_known("section", value, names).casefold() for value in values}

    def test(status: Status) -> bool:
        return any(
            (section.id or "").casefold() in wanted
            or any(title.casefold() in wanted for title in _texts(section.title))
            for section in status.item.sections
        )

    return test


def _has_people(filters: Filters, portfolio: Portfolio) -> Test:
    roles = filters.roles or USUAL_ROLES
    for role in roles:
        _known("role", role, ROLES)
    people = portfolio.people
    wanted: set[str] = set()
    for value in filters.owners:
        found = _people(value, portfolio)
        wanted |= found
        if filters.teams:
            wanted.update(team for key in found for team in people.teams.get(key, ()))

    def test(status: Status) -> bool:
        slugs = in_roles(status, roles)
        if not filters.owners:
            return bool(slugs)
        return any(people.key(status.file.id, slug) in wanted for slug in slugs)

    return test


def in_roles(status: Status, roles: tuple[str, ...]) -> list[str]:
    """The slugs of those who have one of the roles in an item, as the plan writes them."""
    item, activity = status.item, status.item.activity
    by_role = {
        "owner": item.owners,
        "with": item.contributors,
        "accountable": activity.accountable,
        "consulted": activity.consulted,
        "informed": activity.informed,
    }
    return [slug for role in roles for slug in by_role[role]]


def _people(value: str, portfolio: Portfolio) -> set[str]:
    """The keys of everybody whom a slug, a key, a name or an alias means."""
    people = portfolio.people
    names: dict[str, set[str]] = {}
    for key, person in people.people.items():
        aliases = person.owner.aliases if person.owner else ()
        for name in (key, person.slug, person.name, *aliases):
            names.setdefault(name.casefold(), set()).add(key)
    for file in portfolio.files:
        for item in file.items:
            for slug in (*item.owners, *item.contributors):
                names.setdefault(slug.casefold(), set()).add(people.key(file.id, slug))
    found = names.get(value.casefold())
    if found is None:
        raise _unknown("owner", value, list(names))
    return found


def _overlaps(first: date | None, last: date | None) -> Test:
    def test(status: Status) -> bool:
        if status.due.kind == "undated":
            return False
        period = status.due.period
        return not (
            (first is not None and period.latest is not None and period.latest < first)
            or (last is not None and period.earliest is not None and period.earliest > last)
        )

    return test


def _holds(text: str) -> Test:
    wanted = text.casefold()

    def test(status: Status) -> bool:
        item, work = status.item, status.item.work
        part = item.milestone.title if item.milestone else None
        proses = [item.activity.title, part, work.notes, item.activity.notes]
        texts = [
            item.id,
            *(found for prose in (*proses, item.where, *work.deliverables) for found in _texts(prose)),
        ]
        return any(wanted in found.casefold() for found in texts)

    return test


def _texts(prose: ProseText | None) -> list[str]:
    """A prose in all its languages."""
    if prose is None:
        return []
    return [prose] if isinstance(prose, str) else list(prose.values())
