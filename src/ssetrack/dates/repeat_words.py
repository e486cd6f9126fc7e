"""How often something comes back, in words: `every 2 weeks`, `last Friday of the month`.

Comes in: a folded text. Goes out: a `Frequency`, a `DateProblem` for words that people understand in two
ways, or None for what is something else. Which days a row of words names is for `repeat_days`.
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from ssetrack.dates.period import DateProblem, Unit
from ssetrack.dates.refusals import quotation
from ssetrack.dates.repeat_days import ENDINGS, ORDINALS, month_days_in, ordinals_in, weekday, weekdays_in
from ssetrack.dates.repeat_display import every_so_many, in_words, month_rule, weekly_rule
from ssetrack.dates.vocabulary import UNITS, every, meanings, one_of
from ssetrack.language.message import message
from ssetrack.language.words import all_words

MOST_WORDS = 24
"""Words beyond which a text is no recurrence."""

LAST_SAFE_DAY = 28
"""The last day that every month has."""


class Frequency(NamedTuple):
    """Every `interval` units; `rule` is the RRULE value where the words say on which of their days."""

    interval: int
    unit: Unit
    rule: str | None = None


_ADVERBS = meanings(lambda words: words.adverbs)
_TWO_MEANINGS = meanings(lambda words: words.two_meanings)
_BOTH = {
    "week": ("every 2 weeks", "every Monday and Thursday"),
    "fortnight": ("every 2 weeks", "1st and 15th of the month"),
    "month": ("every 2 months", "1st and 15th of the month"),
    "year": ("every 6 months", "every 2 years"),
    "15 day": ("every 2 weeks", "every 15 days"),
    "workday": ("every weekday", "every Monday, Tuesday, Wednesday, Thursday, Friday and Saturday"),
}
_NUMBERS = meanings(lambda words: {str(number): ones for number, ones in enumerate(words.numbers, 2)})
_WORKDAYS = frozenset(every(lambda words: words.workdays))

_EVERY = one_of(lambda words: words.every)
_ON = one_of(lambda words: {*words.on, *words.articles} - {*words.units["day"]})
_COUNTED = "|".join(map(re.escape, sorted({*_NUMBERS, *ORDINALS}, key=len, reverse=True)))
_STEP = (
    rf"(?:{_EVERY}) (?:(?:(?P<number>[0-9]{{1,3}})(?P<nth>{ENDINGS})?|(?P<word>{_COUNTED})) )?"
    r"(?P<unit>[a-z]+)"
)
_STEPPED = re.compile(_STEP)
_STEP_ON = re.compile(rf"{_STEP},? (?:(?:{_ON}) )*(?P<days>.+)")
_DAYS_STEP = re.compile(rf"(?P<days>.+?) (?:(?:{_ON}) )*{_STEP}")
_DAYS_OF_MONTH = re.compile(rf"(?P<days>.+?)(?: (?:{_ON}))+ (?P<unit>[a-z]+)")
_ALONE = re.compile(rf"(?:(?:{_EVERY}) )?(?:(?:{_ON}) )*(?P<days>.+)")


def read_frequency(text: str, low: str) -> Frequency | DateProblem | None:
    """The words as a frequency; `low` is the text folded."""
    low = low.rstrip(" .;").replace(" feira", "-feira")
    if low in _ADVERBS:
        number, _, unit = _ADVERBS[low].rpartition(" ")
        return Frequency(int(number or 1), cast("Unit", unit))
    if low in _TWO_MEANINGS:
        return two_meanings(text, *_BOTH[_TWO_MEANINGS[low]])
    if len(low.split()) > MOST_WORDS:
        return None
    return _step_of(low) or _alternately(low) or _on_days(text, low)


def not_a_date(text: str, low: str, field: str) -> DateProblem | None:
    """`deadline: monthly`: how often instead of when, and the entries to write in that field.

    None for what is something else: `Monday` may be a day that somebody forgot to finish.
    """
    read = read_frequency(text, low)
    if read is None or isinstance(read, DateProblem):
        entries = [str(value) for name, value in read.help.values.items() if name != "day"] if read else []
    elif read.rule is None:
        entries = [every_so_many("en", read.interval, read.unit)]
    else:
        says_it = read.unit != "week" or read.interval > 1 or re.match(rf"(?:{_EVERY}) ", low)
        entries = [in_words("en", read.unit, read.rule) or ""] if says_it else []
    if not entries:
        return None
    what = message("`{text}` says how often, not when", text=quotation(text))
    if len(entries) == 1:
        instead = message(
            "write `{field}: {{date: …, repeat: {repeat}}}` with the first day in place of "
            "`…`, or `deadline: ongoing` with `check-in: {repeat}`",
            field=field,
            repeat=_in_braces(entries[0]),
        )
    else:
        instead = message(
            "write `{field}: {{date: …, repeat: {one}}}` or `{field}: {{date: …, repeat: "
            "{other}}}`, with the first day in place of `…`",
            field=field,
            one=_in_braces(entries[0]),
            other=_in_braces(entries[1]),
        )
    return DateProblem("unreadable-date", what, instead)


def _in_braces(repeat: str) -> str:
    """A recurrence as it can stand in `{}` in YAML, where a comma ends a text."""
    return f'"{repeat}"' if "," in repeat else repeat


def two_meanings(text: str, one: str, other: str) -> DateProblem:
    """Words that mean one thing to some and another to others."""
    return DateProblem(
        "ambiguous-date",
        message("`{text}` means different things to different people", text=quotation(text)),
        message("write `{one}` or `{other}`", one=one, other=other),
        instead=(one, other),
    )


def _step(found: re.Match[str]) -> Frequency | None:
    """`every 2 weeks`, `every second week`; not `every last week`, nor a number that is none."""
    unit = UNITS.get(found["unit"])
    if unit is None:
        return None
    number = int(found["number"] or 1)
    if found["word"] is not None:
        number = int(_NUMBERS.get(found["word"]) or ORDINALS[found["word"]])
        if number == 1:
            return None  # "every first week" of something
    elif found["nth"] is not None and number == 1:
        return None
    return Frequency(number, unit) if number > 0 else None


def _step_of(low: str) -> Frequency | None:
    found = _STEPPED.fullmatch(low)
    return _step(found) if found else None


def _alternately(low: str) -> Frequency | None:
    """`every other week`, `un lundi sur deux`."""
    for template in (one for words in all_words() for one in words.alternately):
        first, _, rest = template.partition("{}")
        pattern = re.escape(first) + r"(?P<what>[a-z-]+)" + re.escape(rest).replace(r"\{\}", "(?P=what)")
        found = re.fullmatch(pattern, low)
        if found is None:
            continue
        unit, day = UNITS.get(found["what"]), weekday(found["what"])
        if unit is not None:
            return Frequency(2, unit)
        if day is not None:
            return Frequency(2, "week", weekly_rule(2, (day,)))
    return None


def _on_days(text: str, low: str) -> Frequency | DateProblem | None:
    """What names its days: of every so many weeks or months, of the month, or of each week."""
    alone = _without_every(low)
    if low in _WORKDAYS or alone in _WORKDAYS:
        return Frequency(1, "week", weekly_rule(1, range(5)))
    for pattern in (_STEP_ON, _DAYS_STEP):
        found = pattern.fullmatch(low)
        step = _step(found) if found else None
        read = _of_unit(text, found["days"], step) if found and step else None
        if read is not None:
            return read
    days = _days_of_the_month(low)
    return _of_unit(text, _without_every(days), Frequency(1, "month")) if days else _alone(text, alone)


def _without_every(low: str) -> str:
    found = _ALONE.fullmatch(low)
    return found["days"] if found else low


def _days_of_the_month(low: str) -> str | None:
    """What is before `of the month`."""
    found = _DAYS_OF_MONTH.fullmatch(low)
    return found["days"] if found and UNITS.get(found["unit"]) == "month" else None


def _of_unit(text: str, days: str, step: Frequency) -> Frequency | DateProblem | None:
    """Days of every so many weeks or months."""
    interval, unit, _ = step
    if unit == "week":
        weekdays = weekdays_in(days)
        return Frequency(interval, "week", weekly_rule(interval, weekdays)) if weekdays else None
    if unit != "month":
        return None
    numbered = ordinals_in(days)
    if numbered:
        return Frequency(interval, "month", month_rule(interval, byday=numbered))
    numbers = month_days_in(days)
    late = next((number for number in numbers if number > LAST_SAFE_DAY), None)
    if late is not None:
        return _not_in_every_month(text, late)
    return Frequency(interval, "month", month_rule(interval, days=numbers)) if numbers else None


def _alone(text: str, days: str) -> Frequency | DateProblem | None:
    """`every Monday`, `every 2 Mondays`, `every first Monday`; other ordinals need their month."""
    weekdays = weekdays_in(days)
    if weekdays:
        return Frequency(1, "week", weekly_rule(1, weekdays))
    number, _, name = days.partition(" ")
    every_so_many = int(number if re.fullmatch("[0-9]{1,2}", number) else _NUMBERS.get(number) or 0)
    day = weekday(name)
    if day is not None and every_so_many > 1:
        return Frequency(every_so_many, "week", weekly_rule(every_so_many, (day,)))
    numbered = ordinals_in(days)
    if not numbered:
        return None
    ordinal, day = numbered[0]
    if len(numbered) == 1 and ordinal in (1, -1):
        return Frequency(1, "month", month_rule(1, byday=numbered))
    of_the_month = in_words("en", "month", month_rule(1, byday=numbered)) or ""
    if len(numbered) > 1:
        return _without_month(text, of_the_month)
    return two_meanings(text, in_words("en", "week", weekly_rule(ordinal, (day,))) or "", of_the_month)


def _without_month(text: str, instead: str) -> DateProblem:
    return DateProblem(
        "unreadable-date",
        message("`{text}` does not say of which month", text=quotation(text)),
        message("write `{instead}`", instead=instead),
        instead=(instead,),
    )


def _not_in_every_month(text: str, day: int) -> DateProblem:
    return DateProblem(
        "unreadable-date",
        message("`{text}`: not every month has a day {day}", text=quotation(text), day=day),
        message(
            "write `last day of the month`, or `FREQ=MONTHLY;BYMONTHDAY={day}` to skip the "
            "months without that day",
            day=day,
        ),
        instead=("last day of the month", f"FREQ=MONTHLY;BYMONTHDAY={day}"),
    )
