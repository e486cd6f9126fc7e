"""Which items are wanted.

Comes in: statuses, and what a user asked for as texts. Goes out: the statuses that match all of it. A value
that matches nothing known is a `SsetrackError` with the nearest name, never an empty table.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ssetrack.dates import ANY_DAY, DayRange
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few, nearest
from ssetrack.plan.model import Section
from ssetrack.plan.prose import ProseText
from ssetrack.portfolio import Portfolio
from ssetrack.status import Flag, State, Status

ROLES = ("owner", "with", "accountable", "consulted", "informed")
USUAL_ROLES = ("owner", "with")


class Filters(NamedTuple):
    """What was asked for; an empty field asks for nothing. Values of one field are alternatives.

    `days` bound the due period: items whose period overlaps them match.
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
    days: DayRange = ANY_DAY
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
        plans = {_known_name("plan", value, sorted(portfolio.plan_ids)) for value in filters.plans}
        yield lambda status: status.file.id in plans
    if filters.states:
        states = {_known_name("state", value, [state.value for state in State]) for value in filters.states}
        yield lambda status: status.state in states
    if filters.flags:
        flags = {_known_name("flag", value, [flag.value for flag in Flag]) for value in filters.flags}
        yield lambda status: not flags.isdisjoint(status.flags)
    if filters.goals:
        goals = {_known_name("goal", value, _goals(portfolio)) for value in filters.goals}
        yield lambda status: not goals.isdisjoint(status.item.goals)
    if filters.tags:
        tags = {_known_name("tag", value, _tags(portfolio)) for value in filters.tags}
        yield lambda status: not tags.isdisjoint(status.item.tags)
    if filters.sections:
        yield _in_sections(filters.sections, portfolio)
    if filters.owners or filters.roles:
        yield _has_people(filters, portfolio)
    if filters.days != ANY_DAY:
        yield lambda status: status.due.kind != "undated" and filters.days.overlaps(status.due.period.days)
    if filters.text:
        yield _holds(filters.text)


def chosen(kind: str, values: Sequence[str], portfolio: Portfolio) -> Callable[[object], bool]:
    """Whether an owner (by key), a goal, a plan (by id) or a section is one that these values name.

    Raises `SsetrackError` for a value that nobody knows.
    """
    if kind == "section":
        wanted = _section_names(values, portfolio)
        return lambda section: isinstance(section, Section) and _is_called(section, wanted)
    if kind == "owner":
        found = {key for value in values for key in _people(value, portfolio)}
    else:
        known = _goals(portfolio) if kind == "goal" else sorted(portfolio.plan_ids)
        found = {_known_name(kind, value, known) for value in values}
    return lambda one: one in found


def _known_name(kind: str, value: str, names: Iterable[str]) -> str:
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


def _in_sections(values: Sequence[str], portfolio: Portfolio) -> Test:
    wanted = _section_names(values, portfolio)
    return lambda status: any(_is_called(section, wanted) for section in status.item.sections)


def _section_names(values: Sequence[str], portfolio: Portfolio) -> set[str]:
    """The ids and titles that the values spell, without case."""
    names: dict[str, None] = {}
    for file in portfolio.files:
        for item in file.items:
            for section in item.sections:
                names.update(dict.fromkeys(_texts(section.title)))
                if section.id:
                    names[section.id] = None
    return {_known_name("section", value, names).casefold() for value in values}


def _is_called(section: Section, wanted: set[str]) -> bool:
    titles = (title.casefold() for title in _texts(section.title))
    return (section.id or "").casefold() in wanted or any(title in wanted for title in titles)


def _has_people(filters: Filters, portfolio: Portfolio) -> Test:
    roles = filters.roles or USUAL_ROLES
    for role in roles:
        _known_name("role", role, ROLES)
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
