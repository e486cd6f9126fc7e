"""The words of a date: a folded text in, its shape out.

A text becomes a string of letters, one for each thing it names (`8-9 april 2004` is `D-DMY`), and the values
behind them. Goes out: None as soon as one word is not known, so nothing is skipped but articles. What a
shape means is for `words` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ssetrack.dates.edtf import read_date
from ssetrack.dates.names import MONTHS, WEEKDAYS
from ssetrack.dates.period import DateProblem, Period
from ssetrack.dates.refusals import wrong_weekday
from ssetrack.dates.vocabulary import every, meanings, one_of

_QUARTERS = every(lambda words: words.quarters)
_SEMESTERS = every(lambda words: words.semesters)
_PART_NAMES = tuple(name for name in (*_QUARTERS, *_SEMESTERS) if len(name) > 1)
_PART_LETTERS = "".join(name for name in (*_QUARTERS, *_SEMESTERS) if len(name) == 1)
_GLUED = _PART_LETTERS.replace("s", "")
"""Letters that may follow a year at once: `2025Q1`; but in EDTF `2025S2` means something else."""
_WEEKDAY_ENDINGS = one_of(lambda words: (words.weekday_ending,) if words.weekday_ending else ())

_LOOSE_ENDINGS = one_of(lambda words: (ending for ending in words.day_endings if len(ending) > 1))
"""Endings that are no words, and so may have a blank before them: `1 er avril`."""
_ELIDED = one_of(lambda words: (word for word in words.articles if word.endswith("'")))

_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9a-z-])"
    rf"|(?P<year>[1-9][0-9]{{3}})(?:(?![0-9a-z])|(?=[{_GLUED}][1-4](?![0-9a-z])))"
    rf"|(?P<part>[{_PART_LETTERS}][1-4])(?![0-9a-z])"
    rf"|(?P<day>[0-9]{{1,2}})(?:{one_of(lambda words: words.day_endings)}| (?:{_LOOSE_ENDINGS}))?(?![0-9a-z])"
    rf"|(?P<blank> +|{_ELIDED})"
    rf"|(?P<word>[a-z]+(?:-(?:{_WEEKDAY_ENDINGS}))?)\.?"
    r"|(?P<mark>[-/&,])"
)
_PART = re.compile(
    rf"(?:(?P<number>[1-4])(?:{one_of(lambda words: words.part_endings)})?|(?P<ordinal>[a-z]+)) "
    rf"(?P<name>{'|'.join(_PART_NAMES)})"
)
_ORDINALS = meanings(lambda words: {str(number): ones for number, ones in enumerate(words.ordinals, 1)})
_ARTICLES = frozenset(every(lambda words: words.articles))
_FROM = frozenset(every(lambda words: words.range_openers)) - _ARTICLES
"""Alone they would mean an open end, so they are read only where `to` follows."""
_TO = frozenset(every(lambda words: words.range_joiners))
_AND = frozenset(every(lambda words: words.conjunctions))


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with the weekday that was written beside it (0 is Monday)."""

    number: int
    weekday: int | None = None


Value = int | Day | Period | DateProblem


@dataclass(slots=True)
class TokenShape:
    """D day, M month, Y year, Q part of a year, I ISO date, `-` to, `&` and, `/` slash; and their values.

    Behind `-` is whether it was a hyphen, 1, or a word, 0.
    """

    letters: str
    values: list[Value]

    def numbers(self, letter: str) -> list[int]:
        """The months, years or parts, in the order written."""
        pairs = zip(self.letters, self.values, strict=True)
        return [value for one, value in pairs if one == letter and isinstance(value, int)]

    @property
    def is_hyphenated(self) -> bool:
        """Whether every `-` is a hyphen, and none a word."""
        return 0 not in self.numbers("-")

    def days(self) -> list[Day]:
        """The days of months, in the order written."""
        return [value for value in self.values if isinstance(value, Day)]

    def dates(self) -> list[Period | DateProblem]:
        """The ISO dates, in the order written."""
        return [value for value in self.values if isinstance(value, (Period, DateProblem))]


def shape_of(low: str) -> TokenShape | None:
    """The shape of a folded text; None where a word in it is no part of a date."""
    if any(name in low for name in _PART_NAMES):
        low = _PART.sub(_short_part, low)
    shape = TokenShape("", [])
    weekday: int | None = None
    opening = False
    position = 0
    while position < len(low):
        found = _TOKEN.match(low, position)
        if not found:
            return None
        position = found.end()
        kind = found.lastgroup or ""
        if kind == "day":
            _add(shape, "D", Day(int(found["day"]), weekday))
            weekday = None
        elif kind == "iso" and weekday is not None:
            _add(shape, "I", _on_weekday(read_date(found[0]), weekday))
            weekday = None
        elif kind != "word":
            _add_number(shape, kind, found[0])
        elif _is_weekday(found["word"], shape.letters, low[position:]):
            if weekday is not None:
                return None
            weekday = WEEKDAYS[found["word"]]
        elif found["word"] in _FROM and not shape.letters:
            opening = True
        elif not _add_word(shape, found["word"]):
            return None
    if opening and "-" not in shape.letters:
        return None
    return shape if weekday is None else _weekday_behind(shape, weekday)


def _on_weekday(read: Period | DateProblem | None, weekday: int) -> Period | DateProblem:
    """`Monday, 2023-05-22`: the day, if that is what it falls on."""
    if isinstance(read, DateProblem):
        return read.of_a_part()
    assert read is not None
    assert read.earliest is not None
    if read.earliest != read.latest or read.earliest.weekday() != weekday:
        return wrong_weekday(read.earliest, weekday)
    return read


def _short_part(found: re.Match[str]) -> str:
    """`3e trimestre` and `third quarter` as `q3`, `first half` as `s1`; any other word stays."""
    number = found["number"] or _ORDINALS.get(found["ordinal"])
    letter = _SEMESTERS[-1] if found["name"] in _SEMESTERS else _QUARTERS[-1]
    return f"{letter}{number}" if number else found[0]


def _add(shape: TokenShape, letter: str, value: Value) -> None:
    shape.letters += letter
    shape.values.append(value)


def _add_number(shape: TokenShape, kind: str, text: str) -> None:
    """A year, a part of one, an ISO date or a mark; commas and blanks say nothing."""
    if kind == "year":
        _add(shape, "Y", int(text))
    elif kind == "part":
        # 3 for `q3` and `t3`, 11 for `s1` and `h1`.
        _add(shape, "Q", int(text[1]) + (0 if text[0] in _QUARTERS else 10))
    elif kind == "iso":
        read = read_date(text)
        if read is not None:
            _add(shape, "I", read)
    elif kind == "mark" and text != ",":
        _add(shape, text, 1)


def _add_word(shape: TokenShape, word: str) -> bool:
    """A month, `to`, `and` or an article; whether the word is one of them."""
    if word in MONTHS:
        _add(shape, "M", MONTHS[word])
    elif word in _TO or word in _AND:
        if not shape.letters:
            # `a 9 de abril` is a day; `until 9 April` is an end without a start.
            return word == "a"
        _add(shape, "-" if word in _TO else "&", 0)
    else:
        return word in _ARTICLES
    return True


def _is_weekday(word: str, before: str, rest: str) -> bool:
    """Whether a word is a weekday here: `mar` is March too, but not in `mar 9 de marzo`."""
    if word not in WEEKDAYS:
        return False
    if word not in MONTHS:
        return True
    at_start = not before or before[-1] in "-/&Y"
    return at_start and re.match(r"\.?,? ?[0-9]{1,2}\D+[a-z]", rest) is not None


def _weekday_behind(shape: TokenShape, weekday: int) -> TokenShape | None:
    """`8 October 2021, Friday`: a weekday at the end belongs to the one day there is."""
    if shape.letters == "I":
        return TokenShape("I", [_on_weekday(shape.dates()[0], weekday)])
    days = shape.days()
    if len(days) != 1 or days[0].weekday is not None:
        return None
    shape.values[shape.values.index(days[0])] = Day(days[0].number, weekday)
    return shape
