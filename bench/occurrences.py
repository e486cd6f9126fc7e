"""Plans in which much comes back, and hardly any of it as its rule says: `python bench/occurrences.py 10000`.

A plan of `generate.py`, and beside it calls that come back, so that every fifth activity does. Of each series
twenty times differ: they are skipped, moved and added. `--plain` leaves out what differs, to compare with.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import generate

FIRST = date(2024, 1, 1)
EVERY = 5
"""So many activities, of which one recurs."""

DIFFERENT = 20
"""So many times of each series differ from its rule."""


def plan(activities: int, *, plain: bool) -> Iterator[str]:
    """The lines of a plan."""
    recurring = activities // EVERY
    yield from (f"{line}\n" for line in generate.plan(activities - recurring))
    yield "activities:\n"
    for number in range(recurring):
        begin = FIRST + timedelta(number % 300)
        yield f"  - id: series-{number}\n    title: Call of a working group {number}\n    goals: [A]\n"
        hour = f"{number % 24:02}:00"
        yield f"    when: {{date: {begin}, time: '{hour}', repeat: fortnightly, until: 2027-06}}\n"
        if not plain:
            yield "    occurrences:\n"
            yield from (f"      {one}\n" for one in different(begin))


def different(begin: date) -> Iterator[str]:
    """What differs, by the days of the rule."""
    for number in range(DIFFERENT):
        day = begin + timedelta(14 * 2 * (number + 1))
        match number % 5:
            case 0 | 1 | 2:
                yield f"{day}: cancelled"
            case 3:
                yield f"{day}: {{date: {day + timedelta(1)}}}"
            case _:
                yield f"{day + timedelta(3)}: added"


def main() -> None:
    """Print a plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("activities", type=int)
    parser.add_argument("--plain", action="store_true", help="nothing differs from its rule")
    asked = parser.parse_args()
    sys.stdout.writelines(plan(asked.activities, plain=asked.plain))


if __name__ == "__main__":
    main()
