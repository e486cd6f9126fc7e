"""Plans of any size, always the same: `python bench/generate.py 10000 > plan.yaml`.

They resemble what networks write: sections within sections, people, teams and open seats, dates of every
kind (mostly canonical, some in words), prerequisites, milestones, notes. They have no error; a coordinator
would find some things to mend: passed dates, activities without owner, date or goal.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generated_words import COUNTRIES, DOING, FAMILY, GIVEN, GOALS, MONTHS, NOTES, PLACES, TAGS, THINGS

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
TODAY = date(2025, 7, 1)
"""The day on which benchmarks look at these plans."""

SMALL = 18
"""As many activities as the plan of one working group."""


@dataclass(frozen=True)
class Done:
    """What later activities may refer to: an id and the days of its due period."""

    id: str
    first: date
    last: date


def plan(activities: int, seed: int = 2004, people: int | None = None) -> Iterator[str]:
    """The lines of a plan with that many activities, and people, of whom two thirds have an address."""
    chance = random.Random(seed)
    if people is None:
        people = 12 if activities < 1000 else 160
    yield from heading(activities)
    yield from owners(people, chance)
    yield "sections:"
    earlier: list[Done] = []
    names = Names(people)
    for number in range(activities):
        part, chapter, place = number // 200 + 1, number // 20 % 10 + 1, number % 20 + 1
        if number % 200 == 0:
            yield f"- title: Working area {part}"
            yield f"  id: area-{part}"
            yield "  sections:"
        if number % 20 == 0:
            line = f"{part}.{chapter}"
            yield f"  - title: {{en: Line of action {line}, fr: Ligne d'action {line}}}"
            if chance.random() < 0.3:
                yield f"    lead: [{chance.choice(names.teams)}]"
            yield "    activities:"
        around = FIRST + timedelta(days=number * 1400 // activities)
        for line in activity(f"{part}.{chapter}.{place}", around, earlier, names, chance):
            yield f"    {line}"


def heading(activities: int) -> Iterator[str]:
    """What stands above the sections: what the plan is, and its goals."""
    yield "ssetrack: 1"
    yield f"id: generated-{activities}"
    yield f"title: A plan of {activities} activities"
    yield "language: en"
    yield "timezone: Africa/Dakar"
    yield "period: 2024/2027"
    yield "aim: Show how much time and memory a plan of this size takes."
    yield "goals:"
    yield from (f"  {letter}: {title}" for letter, title in GOALS.items())


class Names:
    """The slugs of people, teams and open seats."""

    def __init__(self, people: int) -> None:
        self.people = [f"member-{number}" for number in range(people)]
        self.teams = [f"team-{number}" for number in range(people // 4)]
        self.seats = [f"seat-{number}" for number in range(max(1, people // 40))]


def owners(people: int, chance: random.Random) -> Iterator[str]:
    """The block of owners."""
    names = Names(people)
    yield "owners:"
    for number, slug in enumerate(names.people):
        name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // len(GIVEN) % len(FAMILY)]}"
        if number % 3:
            country = chance.choice(COUNTRIES)
            yield f"  {slug}: {{name: {name}, email: {slug}@example.org, country: {country}}}"
        else:
            yield f"  {slug}: {name}"
    for number, slug in enumerate(names.teams):
        members = ", ".join(sorted(chance.sample(names.people, 4)))
        yield f"  {slug}: {{name: Working group {number + 1}, members: [{members}]}}"
    for number, slug in enumerate(names.seats):
        yield f"  {slug}: {{name: (open seat {number + 1}), vacant: true}}"


def activity(
    own_id: str, around: date, earlier: list[Done], names: Names, chance: random.Random
) -> Iterator[str]:
    """The lines of one activity, due around a day."""
    title = f"{chance.choice(DOING)} {chance.choice(THINGS)} {own_id}"
    french = f"{chance.choice(DOING)} {chance.choice(THINGS)} {own_id}"
    yield f"- id: {own_id}"
    yield f"  title: {{en: {title}, fr: {french}}}" if chance.random() < 0.05 else f"  title: {title}"
    yield from people_of(names, chance)
    lines, due = dated(own_id, around, earlier, chance)
    yield from (f"  {line}" for line in lines)
    if chance.random() < 0.96:
        yield f"  goals: [{', '.join(sorted(chance.sample(sorted(GOALS), chance.choice((1, 1, 2)))))}]"
    if due:
        if not lines[0].startswith("milestones") and chance.random() < 0.15:
            yield f"  start: {month_of(max(due.first - timedelta(days=40), FIRST))}"
        yield from prerequisites(due, earlier, chance)
        yield from progress(due, chance)
        earlier.append(due)
    yield from prose(chance)


def people_of(names: Names, chance: random.Random) -> Iterator[str]:
    """Who does it, and who helps."""
    luck = chance.random()
    if luck < 0.02:
        return
    if luck < 0.05:
        found = [chance.choice(names.seats)]
    elif luck < 0.3:
        found = [chance.choice(names.teams)]
    else:
        found = chance.sample(names.people, chance.choice((1, 1, 1, 2)))
    yield f"  owners: [{', '.join(found)}]"
    if chance.random() < 0.15:
        helper = chance.choice([name for name in names.people if name not in found])
        yield f"  with: [{helper}]"


def dated(
    own_id: str, around: date, earlier: list[Done], chance: random.Random
) -> tuple[list[str], Done | None]:
    """The lines that say when an activity is due, and the days that they mean."""
    day = min(max(around + timedelta(days=chance.randrange(-20, 60)), FIRST + timedelta(days=45)), LAST)
    first, last = month_bounds(day)
    luck = chance.random()
    if luck < 0.33:
        return [f"deadline: {day}"], Done(own_id, day, day)
    if luck < 0.60:
        return [f"deadline: {month_of(day)}"], Done(own_id, first, last)
    if luck < 0.66:
        quarter = (day.month - 1) // 3
        begins, ends = date(day.year, quarter * 3 + 1, 1), date(day.year, quarter * 3 + 3, 1)
        return [f"deadline: {day.year}-Q{quarter + 1}"], Done(own_id, begins, month_bounds(ends)[1])
    if luck < 0.73:
        until = min(day + timedelta(days=chance.randrange(1, 5)), LAST)
        return [f"when: {day}/{until}", f"where: {chance.choice(PLACES)}"], Done(own_id, day, until)
    if luck < 0.78:
        language = chance.choice(("en", "fr"))
        return [f"deadline: {MONTHS[language][day.month - 1]} {day.year}"], Done(own_id, first, last)
    if luck < 0.83:
        return ["deadline: ongoing", *(["check-in: every 3 months"] if chance.random() < 0.7 else [])], None
    if luck < 0.85:
        return ["deadline: tbd"], None
    if luck < 0.87:
        return alternatives(own_id, day, chance)
    if luck < 0.90 and earlier and earlier[-1].last < LAST - timedelta(days=120):
        base, weeks = earlier[-1], chance.randrange(1, 9)
        resolved = base.last + timedelta(weeks=weeks)
        return [f"deadline: {weeks} weeks after {base.id}"], Done(own_id, resolved, resolved)
    if luck < 0.93:
        hour = chance.randrange(8, 20)
        return [f'when: {{date: {day}, time: "{hour:02}:00-{hour + 1:02}:30"}}'], Done(own_id, day, day)
    if luck < 0.94:
        until = min(day + timedelta(days=300), LAST)
        return [f"when: {{date: {day}, repeat: every 2 weeks, until: {until}}}"], None
    return milestones(own_id, day)


def alternatives(own_id: str, day: date, chance: random.Random) -> tuple[list[str], Done]:
    """Two dates in two places, one of which will be chosen."""
    other = min(day + timedelta(days=20), LAST)
    here, there = chance.sample(PLACES, 2)
    lines = [f"when: [{{date: {day}, where: {here}}}, {{date: {other}, where: {there}}}]"]
    return lines, Done(own_id, day, other)


def milestones(own_id: str, day: date) -> tuple[list[str], Done]:
    """A draft, and a final version after it."""
    later = min(day + timedelta(days=90), LAST)
    lines = [
        "milestones:",
        f"  - {{id: draft, title: Draft, deadline: {month_of(day)}}}",
        f"  - {{id: final, title: Final, deadline: {month_of(later)}, after: [{own_id}/draft]}}",
    ]
    return lines, Done(own_id, month_bounds(day)[0], month_bounds(later)[1])


def prerequisites(due: Done, earlier: list[Done], chance: random.Random) -> Iterator[str]:
    """Activities that come first, and by their dates can."""
    if earlier and chance.random() < 0.25:
        recent = earlier[-30:]
        found = [base.id for base in chance.sample(recent, min(2, len(recent))) if base.last <= due.first]
        if found:
            yield f"  after: [{', '.join(found)}]"


def progress(due: Done, chance: random.Random) -> Iterator[str]:
    """How far it is on the day of the benchmark."""
    if due.last < TODAY:
        if chance.random() < 0.9:
            yield f"  done: {due.last}"
    elif due.first < TODAY + timedelta(days=60) and chance.random() < 0.5:
        yield "  status: in-progress"
        yield f"  progress: {chance.randrange(5, 95, 5)}%"


def prose(chance: random.Random) -> Iterator[str]:
    """What else is said about an activity."""
    if chance.random() < 0.06:
        yield f"  deliverables: [{chance.choice(THINGS)}]"
    if chance.random() < 0.06:
        yield f"  tags: [{', '.join(chance.sample(TAGS, 2))}]"
    if chance.random() < 0.05:
        yield "  priority: high"
    if chance.random() < 0.02:
        yield "  links:"
        yield "  - https://example.org/minutes"
    if chance.random() < 0.06:
        yield f'  notes: "{chance.choice(NOTES)}"'
    elif chance.random() < 0.03:
        yield "  notes: |"
        yield f"    {chance.choice(NOTES)}"
        yield f"    {chance.choice(NOTES)}"


def month_of(day: date) -> str:
    """The month of a day in canonical form."""
    return f"{day.year}-{day.month:02}"


def month_bounds(day: date) -> tuple[date, date]:
    """The first and the last day of the month of a day."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def main() -> None:
    """Write a plan to standard output."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("activities", type=int, nargs="?", default=10_000)
    options.add_argument("--people", type=int)
    asked = options.parse_args()
    lines = plan(asked.activities, people=asked.people)
    sys.stdout.buffer.writelines(f"{line}\n".encode() for line in lines)


if __name__ == "__main__":
    main()
