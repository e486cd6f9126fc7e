"""How often something comes back, said: `every 2 weeks`, `premier lundi du mois`.

Comes in: a unit and the value of an RRULE, and one of our languages. Goes out: words, which `repeat_words`
reads as the same rule, or None for a rule that has no such words. COUNT and UNTIL are not said here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ssetrack.dates.period import Unit
from ssetrack.dates.rule_days import WEEKDAYS, parts_of, rrule_value
from ssetrack.language.conjunctions import together
from ssetrack.language.words import FrequencyPhrases, phrases_of

_UNITS: dict[str, Unit] = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_NUMBERED = re.compile(r"(\+?[1-5]|-1)([A-Z]{2})")
_WORKDAYS = tuple(range(5))
_LAST_SAFE_DAY = 28


def weekly_rule(interval: int, weekdays: Sequence[int]) -> str:
    """Every so many weeks on these weekdays (0 is Monday)."""
    return _rule("WEEKLY", interval, {"BYDAY": ",".join(WEEKDAYS[day] for day in weekdays)})


def month_rule(interval: int, *, byday: Sequence[tuple[int, int]] = (), days: Sequence[int] = ()) -> str:
    """Every so many months, on ordinals of weekdays or on days of the month; -1 is the last one."""
    if byday:
        return _rule("MONTHLY", interval, {"BYDAY": ",".join(f"{nth}{WEEKDAYS[day]}" for nth, day in byday)})
    return _rule("MONTHLY", interval, {"BYMONTHDAY": ",".join(map(str, days))})


def _rule(frequency: str, interval: int, days: dict[str, str]) -> str:
    step = {} if interval == 1 else {"INTERVAL": str(interval)}
    return rrule_value({"FREQ": frequency} | step | days)


def every_so_many(language: str, interval: int, unit: Unit) -> str:
    """`every month`, `every 2 months`."""
    each, many = phrases_of(language).frequency.steps[unit]
    return each if interval == 1 else many.format(interval)


def in_words(language: str, unit: Unit, rule: str, first: date | None = None) -> str | None:
    """A rule in words; None where there are none.

    `first` is its first day: where a rule is silent, that day is the one in each month, and a calendar leaves
    out the months without it, which no words say.
    """
    parts = parts_of(rule)
    interval = int(parts.pop("INTERVAL", 1))
    if _UNITS[parts.pop("FREQ")] != unit:
        return None
    step = every_so_many(language, interval, unit)
    say = phrases_of(language).frequency
    if not parts:
        has_all = unit in ("day", "week") or (first is not None and first.day <= _LAST_SAFE_DAY)
        return step if has_all else None
    if len(parts) > 1:
        return None
    if unit == "week" and "BYDAY" in parts:
        return _weekly(language, say, interval, step, parts["BYDAY"])
    days = _days_of_month(language, say, parts) if unit == "month" else None
    if days is None:
        return None
    return say.of_month.format(days) if interval == 1 else say.of_months.format(days, step)


def _weekly(language: str, say: FrequencyPhrases, interval: int, step: str, byday: str) -> str:
    """Weekdays of each week, or of every so many."""
    weekdays = tuple(sorted({WEEKDAYS.index(name) for name in byday.split(",")}))
    names = together([say.weekdays[day] for day in weekdays], language)
    if interval == 1:
        return say.workdays if weekdays == _WORKDAYS else say.weekly.format(names)
    feminine = weekdays[0] in say.feminine_weekdays
    return (say.feminine_step_on if feminine else say.step_on).format(step, names)


def _days_of_month(language: str, say: FrequencyPhrases, parts: dict[str, str]) -> str | None:
    """`first and third Monday`, `1st and 15th`, `last day`."""
    if "BYDAY" in parts:
        numbered = [_NUMBERED.fullmatch(name) for name in parts["BYDAY"].split(",")]
        groups: list[tuple[int, list[int]]] = []
        for found in numbered:
            if found is None:
                return None
            nth, weekday = int(found[1]), WEEKDAYS.index(found[2])
            if groups and groups[-1][0] == weekday:
                groups[-1][1].append(nth)
            else:
                groups.append((weekday, [nth]))
        return together([_ordinals(language, say, weekday, nths) for weekday, nths in groups], language)
    if "BYMONTHDAY" not in parts:
        return None
    numbers = [int(number) for number in parts["BYMONTHDAY"].split(",")]
    if not all(1 <= number <= _LAST_SAFE_DAY or number == -1 for number in numbers):
        return None
    counted = [_day_number(say, number) for number in numbers if number != -1]
    days = [say.month_days.format(together(counted, language))] if counted else []
    return together(days + [say.last_day] * (-1 in numbers), language)


def _ordinals(language: str, say: FrequencyPhrases, weekday: int, nths: Sequence[int]) -> str:
    feminine = weekday in say.feminine_weekdays
    names = say.feminine_ordinals if feminine else say.ordinals
    ordinals = [names[-1] if nth == -1 else names[nth - 1] for nth in nths]
    return f"{together(ordinals, language)} {say.weekdays[weekday]}"


def _day_number(say: FrequencyPhrases, number: int) -> str:
    return f"{number}{say.day_endings.get(number, say.day_ending)}"
