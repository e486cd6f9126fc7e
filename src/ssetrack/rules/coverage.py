"""The family `coverage`: what a plan leaves open, and what is in it for nothing.

Comes in: plans with their people, goals and dates. Goes out: problems at what is missing or unused. People
are in `people`, prerequisites in `prerequisites`, titles in `titles`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ssetrack.dates import PeriodKind
from ssetrack.diagnostic import At, Problem, Route, Severity
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.plan.prose import own_text
from ssetrack.rules.context import Context
from ssetrack.rules.order import ENDED
from ssetrack.rules.references import goals_meant
from ssetrack.rules.rule import rule
from ssetrack.status import is_unassigned


def by_activity(wanting: list[Item]) -> Iterator[tuple[Route, Item]]:
    """The items, those of an activity all of whose items are among them as one: that activity."""
    number = Counter(id(item.activity) for item in wanting if item.milestone is not None)
    said: set[int] = set()
    for item in wanting:
        if item.milestone is None or number[id(item.activity)] < len(item.activity.milestones):
            yield item.route, item
        elif id(item.activity) not in said:
            said.add(id(item.activity))
            yield item.route[:-2], item


def _name(route: Route, item: Item) -> str:
    return item.id if route == item.route else item.activity.id


@rule("coverage", Severity.WARNING)
def unassigned_activity(context: Context) -> Iterator[Problem]:
    """Nobody is responsible for an activity.

    Nobody will do it, and it is on nobody's list. The activity has no owner, and its section and the plan
    have no `lead`; or its only owners are vacant roles. People who contribute or are consulted do not count
    as owners.

    Add an owner to the activity, or a `lead` to its section or to the plan.

    Bad:

        - {id: 1.2, title: Core Group meeting, when: 2004-04-08}

    Good:

        - {id: 1.2, title: Core Group meeting, when: 2004-04-08, owners: [marcos]}
    """
    people = context.portfolio.people.people
    open_seats = {key for key, person in people.items() if person.vacant}
    wanting = [
        item
        for item in context.items
        if item.status not in ENDED and is_unassigned(context.portfolio, context.file, item, open_seats)
    ]
    for route, item in by_activity(wanting):
        if _owners_lost(context, route):
            continue
        name = _name(route, item)
        sentence = message("nobody is responsible for `{id}`", id=name)
        hint = message("add `owners: […]`")
        if item.owners:
            seats = ", ".join(f"`{owner}`" for owner in item.owners)
            sentence = message("the only owner of `{id}`, {seats}, is a vacant role", id=name, seats=seats)
            if len(item.owners) > 1:
                sentence = message("all owners of `{id}` are vacant roles: {seats}", id=name, seats=seats)
            hint = message("find somebody for this role, or add an owner")
        yield Problem("unassigned-activity", At(route, "item"), sentence, hint)


def _owners_lost(context: Context, route: Route) -> bool:
    """Whether owners were written there, or a lead above, that could not be read."""
    lengths = range(len(route) + 1)
    return any(
        context.is_lost(*route[:length], "lead")
        or (length > 0 and context.is_lost(*route[:length], "owners"))
        for length in lengths
    )


@rule("coverage", Severity.WARNING)
def undated_activity(context: Context) -> Iterator[Problem]:
    """An activity has no date, or its date is not known yet (`tbd`).

    Nobody will be reminded of it. "Not known yet" is a good answer for some time, but not for ever.

    Write a `deadline` or a `when`; a year or a quarter is enough. For what has no end, write `deadline:
    ongoing`.

    Bad:

        - {id: 1.2, title: Core Group meeting, owners: [marcos]}

    Good:

        - {id: 1.2, title: Core Group meeting, owners: [marcos], when: 2004-04/2004-06}
    """
    due = context.schedule.due
    wanting = [
        item
        for item in context.items
        if due[item].period.kind is PeriodKind.UNKNOWN
        and not (due[item].invalid or due[item].awaits_start or item.status in ENDED)
    ]
    for route, item in by_activity(wanting):
        text = due[item].text
        name = _name(route, item)
        sentence = message("`{id}` has no date", id=name)
        if text is not None:
            sentence = message("`{id}` has no date yet, only `{text}`", id=name, text=text)
        hint = message("add `deadline: …` or `when: …`; a year or a quarter is enough")
        yield Problem("undated-activity", At(route, "item"), sentence, hint)


@rule("coverage", Severity.WARNING)
def goal_never_served(context: Context) -> Iterator[Problem]:
    """No activity supports a goal.

    Either an activity is missing, or the activities that support the goal do not say so.

    Add the goal to the `goals` of the activities that support it.

    Bad:

        goals:
          A: Make the networks visible
          B: Train the young
        activities:
          - {id: 1.2, title: Meeting, goals: [A], when: 2004-04-08}

    Good:

        goals:
          A: Make the networks visible
          B: Train the young
        activities:
          - {id: 1.2, title: Meeting, goals: [A, B], when: 2004-04-08}
    """
    goals = context.plan.goals
    if not goals or any("goals" in route[1:] for route in context.file.loaded.lost):
        return
    served = {goal for item in context.items if item.status != "cancelled" for goal in item.goals}
    served |= context.once(goals_meant)
    for goal in goals:
        if goal not in served:
            yield Problem(
                "goal-never-served",
                At(("goals", goal), "key"),
                message("no activity supports the goal `{goal}`", goal=goal),
                message("add `goals: [{goal}]` to each activity that supports it", goal=goal),
            )


@rule("coverage", Severity.NOTE)
def activity_without_goal(context: Context) -> Iterator[Problem]:
    """An activity does not support any of the plan's goals.

    The table of goals cannot show it. Only plans that have goals are checked.

    Add the goals that the activity supports.

    Bad:

        goals:
          A: Make the networks visible
        activities:
          - {id: 1.2, title: Meeting, when: 2004-04-08}

    Good:

        goals:
          A: Make the networks visible
        activities:
          - {id: 1.2, title: Meeting, goals: [A], when: 2004-04-08}
    """
    if not context.plan.goals:
        return
    wanting = [item for item in context.items if not item.goals and item.status not in ENDED]
    for route, item in by_activity(wanting):
        if not context.is_lost(*route, "goals"):
            yield Problem(
                "activity-without-goal",
                At(route, "item"),
                message("`{id}` does not support any goal", id=_name(route, item)),
                message("add `goals: […]`"),
            )


@rule("coverage", Severity.NOTE)
def empty_section(context: Context) -> Iterator[Problem]:
    """A section has no activities.

    Its activities may still have to be written, or it is not needed any more.

    Add an activity, or remove the section.

    Bad:

        sections:
          - title: Communication

    Good:

        sections:
          - title: Communication
            activities:
              - {id: 5.1, title: Electronic forum, deadline: ongoing}
    """
    for route, section in context.sections:
        if not section.sections and not section.activities and not context.is_lost(*route):
            title = own_text(section.title, context.file.language)
            yield Problem(
                "empty-section",
                At(route, "item"),
                message("the section `{title}` has no activities", title=title),
                message("add `activities:`, or remove the section"),
            )
