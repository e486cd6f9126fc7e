"""Which items are wanted.

Comes in: statuses, and what a user asked for as texts. Goes out: the statuses that match all of it. A value
that matches nothing known is a `SsetrackError` with the nearest name, never an empty table.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ssetrack.dates import ANY_DAY, DayRange
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import fold, nfc
from ssetrack.language.collation import matching as matching_names
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few, nearest
from ssetrack.plan.model import Section
from ssetrack.plan.prose import all_texts
from ssetrack.portfolio import Portfolio
from ssetrack.schedule import Due
from ssetrack.status import Flag, State, Status

ROLES = ("owner", "with", "accountable", "consulted", "informed")
USUAL_ROLES = ("owner", "with")


class Filters(NamedTuple):
    """What was asked for; an empty field asks for nothing. Values of one field are alternatives.

    `days` bound the due period: items whose period overlaps them match. Of what comes back that is the period
    of the time that counts; where `every_time` is asked for, that of any time.
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
    every_time: bool = False
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
        plans = _names_meant("plan", filters.plans, sorted(portfolio.plan_ids))
        yield lambda status: status.file.id in plans
    if filters.states:
        states = _names_meant("state", filters.states, [state.value for state in State])
        yield lambda status: status.state in states
    if filters.flags:
        flags = _names_meant("flag", filters.flags, [flag.value for flag in Flag])
        yield lambda status: not flags.isdisjoint(status.flags)
    if filters.goals:
        goals = _names_meant("goal", filters.goals, _goals(portfolio))
        yield lambda status: not goals.isdisjoint(status.item.goals)
    if filters.tags:
        tags = {fold(name) for name in _names_meant("tag", filters.tags, _tags(portfolio))}
        yield lambda status: not tags.isdisjoint(map(fold, status.item.tags))
    if filters.sections:
        yield _in_sections(filters.sections, portfolio)
    if filters.owners or filters.roles:
        yield _has_people(filters, portfolio)
    if filters.days != ANY_DAY:
        yield lambda status: _lies_within(status.due, filters.days, every_time=filters.every_time)
    if filters.text:
        yield _holds(filters.text)


def _lies_within(due: Due, days: DayRange, *, every_time: bool) -> bool:
    if every_time and due.occurrences is not None:
        return next(due.occurrences.within(days), None) is not None
    return due.kind != "undated" and days.overlaps(due.period.days)


def choice(kind: str, values: Sequence[str], portfolio: Portfolio) -> Callable[[object], bool]:
    """Whether an owner (by key), a goal, a plan (by id) or a section is one that these values name.

    Raises `SsetrackError` for a value that nobody knows.
    """
    if kind == "section":
        wanted = _section_names(values, portfolio)
        return lambda section: isinstance(section, Section) and _is_called(section, wanted)
    if kind == "owner":
        found = {key for value in values for key in people_meant(value, portfolio)}
    else:
        known = _goals(portfolio) if kind == "goal" else sorted(portfolio.plan_ids)
        found = _names_meant(kind, values, known)
    return lambda one: one in found


def _names_meant(kind: str, values: Iterable[str], names: Iterable[str]) -> set[str]:
    """The known names that the values mean. Raises `SsetrackError` for one that means none."""
    known = list(names)
    found: set[str] = set()
    for value in values:
        meant = matching_names(value, known)
        if not meant:
            raise _nobody_called(kind, value, known)
        found.update(meant)
    return found


def _nobody_called(kind: str, value: str, known: Sequence[str]) -> SsetrackError:
    meant = nearest(value, known)
    if kind in _CLOSED:
        return SsetrackError(
            _CLOSED[kind](value),
            message("choose: {choices}", choices=", ".join(known))
            if meant is None
            else message("did you mean `{name}`?", name=meant),
        )
    sentence = _LACKS[kind](value)
    if meant is not None:
        return SsetrackError(sentence, message("did you mean `{name}`?", name=meant))
    if known:
        return SsetrackError(sentence, message("there are {names}", names=few(known)))
    return SsetrackError(sentence, message("nothing of this kind is written in these plans"))


_LACKS: dict[str, Callable[[str], Message]] = {
    "plan": lambda value: message("these plans have no plan `{value}`", value=value),
    "goal": lambda value: message("these plans have no goal `{value}`", value=value),
    "tag": lambda value: message("these plans have no tag `{value}`", value=value),
    "section": lambda value: message("these plans have no section `{value}`", value=value),
    "owner": lambda value: message("these plans have no owner `{value}`", value=value),
}
"""Whole sentences, because the word for none has a gender in other languages."""

_CLOSED: dict[str, Callable[[str], Message]] = {
    "state": lambda value: message("`{value}` is not a state", value=value),
    "flag": lambda value: message("`{value}` is not a flag", value=value),
    "role": lambda value: message("`{value}` is not a role", value=value),
}
"""Kinds of names that are the same in all plans, so that all of them can be listed."""


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
                names.update(dict.fromkeys(all_texts(section.title)))
                if section.id:
                    names[section.id] = None
    return {fold(name) for name in _names_meant("section", values, names)}


def _is_called(section: Section, wanted: set[str]) -> bool:
    names = [*all_texts(section.title), *((section.id,) if section.id is not None else ())]
    return any(fold(name) in wanted for name in names)


def _has_people(filters: Filters, portfolio: Portfolio) -> Test:
    roles = filters.roles or USUAL_ROLES
    _names_meant("role", roles, ROLES)
    people = portfolio.people
    wanted: set[str] = set()
    for value in filters.owners:
        found = people_meant(value, portfolio)
        wanted |= found
        if filters.teams:
            wanted.update(team for key in found for team in people.teams(key))

    def test(status: Status) -> bool:
        slugs = in_roles(status, roles)
        times = status.due.occurrences
        if times is not None and "owner" in roles:
            slugs += [slug for _, hosts in times.hosts() for slug in hosts]
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


def people_meant(value: str, portfolio: Portfolio) -> set[str]:
    """The keys of those whom a text means, as `keys_meant` has it. Raises `SsetrackError` for nobody."""
    found, known = keys_meant(value, portfolio)
    if not found:
        raise _nobody_called("owner", value, known)
    return found


def keys_meant(value: str, portfolio: Portfolio) -> tuple[set[str], list[str]]:
    """The keys of those whom a slug, key, name, alias, e-mail or a first name means; and all names there are.

    Addresses are not among the names, which are shown to whoever misspelt one. Raises `SsetrackError` for a
    first name that several people have.
    """
    people = portfolio.people
    names: dict[str, set[str]] = {}
    first: dict[str, set[str]] = {}
    for key, person in people.people.items():
        aliases, own = (person.owner.aliases, all_texts(person.owner.name)) if person.owner else ((), [])
        for name in (key, person.slug, person.name, *own, *aliases):
            names.setdefault(fold(name), set()).add(key)
        if not person.members and not person.vacant:
            first.setdefault(fold(person.name).partition(" ")[0], set()).add(key)
    for file in portfolio.files:
        for item in file.items:
            hosts = (slug for one in item.work.occurrences.values() for slug in one.owners)
            for slug in (*item.owners, *item.contributors, *hosts):
                key = people.key(file.id, slug)
                names.setdefault(fold(slug), set()).add(key)
                if key not in people.people:
                    first.setdefault(fold(slug).partition(" ")[0], set()).add(key)
    wanted = fold(value)
    found = names.get(wanted) or first.get(wanted)
    if found is None:
        return _with_address(value, portfolio), list(names)
    if wanted not in names and len(found) > 1:
        raise SsetrackError(
            message("several people are called `{name}`", name=value),
            message("write one of {names}", names=few(sorted(found))),
        )
    return found, list(names)


def _with_address(value: str, portfolio: Portfolio) -> set[str]:
    """The keys of those who have an e-mail address; an accent makes another mailbox (RFC 6531)."""
    people = portfolio.people.people.items()
    emails = {key: one.owner.email for key, one in people if one.owner is not None and one.owner.email}
    return {key for key, email in emails.items() if _caseless(email) == _caseless(value)}


def _caseless(address: str) -> str:
    return nfc(address).strip().casefold()


def _holds(text: str) -> Test:
    wanted = fold(text)

    def test(status: Status) -> bool:
        item, work = status.item, status.item.work
        part = item.milestone.title if item.milestone else None
        proses = [item.activity.title, part, work.notes, item.activity.notes]
        texts = [
            item.id,
            *work.log,
            *(found for prose in (*proses, item.where, *work.deliverables) for found in all_texts(prose)),
        ]
        return any(wanted in fold(found) for found in texts)

    return test
