"""What to write instead of a text that no reader could read.

Comes in: the text, plain and folded. Goes out: a `DateProblem`. By now it is sure that the text is no date;
this only recognizes what people mean by it, so that the help can be of use.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from ssetrack.dates.clock import CLOCKS
from ssetrack.dates.informal.own_year import without_year_start
from ssetrack.dates.informal.tokens import shape_of
from ssetrack.dates.informal.vague import behind_vague_word
from ssetrack.dates.informal.words import read_words
from ssetrack.dates.names import MONTHS, WEEKDAYS
from ssetrack.dates.offers import StandardForm
from ssetrack.dates.own_year_refusals import month_or_own_year, own_year
from ssetrack.dates.period import DateProblem, Period, on_days
from ssetrack.dates.refusals import long_dash, month_or_years, quotation, unreadable
from ssetrack.dates.seasons import season
from ssetrack.dates.vocabulary import meanings, one_of
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import edit_distance

LONGEST_MISSPELT = 40
"""Characters beyond which no misspelt month is looked for: few dates are longer."""

REMEMBERED = 1024
"""Different words kept with the month that they nearly are: plans repeat their mistakes."""

_LONG_NAMES = {name: (number, frozenset(name)) for name, number in MONTHS.items() if len(name) > 3}

_WEEK = re.compile(
    r"(?P<year>[0-9]{4})-?w(?P<week>[0-9]{1,2})(?:-(?P<day>[1-7]))?"
    rf"|(?:{one_of(lambda words: words.weeks)}) ?(?P<number>[0-9]{{1,2}})"
    rf"(?:,? (?:(?:{one_of(lambda words: words.articles)}) )?(?P<of>[0-9]{{4}}))?"
)
_FISCAL = re.compile(rf"(?:{one_of(lambda words: words.fiscal_years)}) ?[0-9]{{2,4}}(?:[/-][0-9]{{2,4}})?")
_CLOCK = re.compile(rf"{CLOCKS}|[0-9]{{1,2}} ?[ap]\.?m\.?")
_SEASONS = meanings(lambda words: words.seasons)
_ENDS = one_of(lambda words: (*words.end, *words.late))
_SEASON = re.compile(rf"\b(?:{'|'.join(_SEASONS)})\b")
_VAGUE = re.compile(
    rf"\b(?:(?P<middle>{one_of(lambda words: words.middle)})|(?P<end>{_ENDS})"
    rf"|(?P<begin>{one_of(lambda words: words.beginning)})|(?P<about>{one_of(lambda words: words.about)})"
    rf"|(?P<soon>{one_of(lambda words: words.soon)}))\b"
)
_YEAR = re.compile(r"(?<![0-9])([1-9][0-9]{3})(?![0-9])")
_PLACEHOLDER = re.compile(r"([0-9]{4}|[0-9]{2,3}x{1,2})(?:-([0-9]{2}|[0-9]?x{1,2}))?(?:-[0-9]?x{1,2})?")
_YEAR_FIRST = re.compile(r"([1-9][0-9]{3})([-/. ])([0-9]{1,2})\2([0-9]{1,2})")
_COMPACT = re.compile(r"([1-9][0-9]{3})([0-9]{2})([0-9]{2})")
_YEARS_OR_MONTH = re.compile(r"([1-9][0-9]{3})[-/]([0-9]{2})")
_DASH = re.compile("[\u2012-\u2015\u2212]")
_HALF = re.compile(r"([1-9][0-9]{3})(s[12])")
_PROJECT = re.compile(r"([mw][0-9]{1,3}) ?(?:-|to|a|au) ?([mw][0-9]{1,3})")
_TWO_CLOCKS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9]{2}:[0-9]{2})/([0-9-]{10})t([0-9]{2}:[0-9]{2})")
_SHORT_END = re.compile(r"([1-9][0-9]{3}-)([0-9]{2}-)?([0-9]{2})/([0-9]{2})")
_QUALIFIED = re.compile(r"[~?%]?[0-9]{4}[~?%]?-[~?%]?[0-9]{2}[~?%]?(?:-[~?%]?[0-9]{2}[~?%]?)?")


def hint(text: str, low: str) -> DateProblem:
    """Why the text is no date; `low` is it folded."""
    found = _WEEK.fullmatch(low)
    if found:
        return _week(text, found)
    own = None if _YEARS_OR_MONTH.fullmatch(low) else without_year_start(text, low)
    behind = behind_vague_word(low)
    if own is None and behind is not None:
        rest = without_year_start(text, behind)
        own = rest and rest.of_a_part()
    if own is not None:
        return own
    if _FISCAL.fullmatch(low):
        return DateProblem(
            "unreadable-date",
            message(
                "`{text}`: fiscal years begin on different days in different places", text=quotation(text)
            ),
            message("write the months, for example {months}", months=_fiscal_months(low)),
        )
    if _CLOCK.fullmatch(low):
        return DateProblem(
            "unreadable-date",
            message("`{text}` is a time of day without a date", text=quotation(text)),
            message(
                'write the date and the time, for example `when: {{date: 2027-06-11, time: "20:00-21:30"}}`'
            ),
        )
    year = _YEAR.search(low)
    named = _SEASON.search(low)
    if named:
        return season(text, _SEASONS[named[0]], int(year[1]) if year else None)
    if _VAGUE.search(low):
        return _vague(text, low, year[1] if year else None)
    return (
        _nearly_edtf(text, low)
        or _half_of_a_month(text, low)
        or _with_month_meant(text, low)
        or unreadable(text)
    )


def _fiscal_months(low: str) -> str:
    """An example with the year that is written: July to June, as in many places."""
    number = int(re.search("[0-9]+", low)[0])  # type: ignore[index]  # the pattern has one
    year = number if number > 999 else 2000 + number % 100
    return f"{year:04}-07/{min(year + 1, 9999):04}-06"


def _week(text: str, found: re.Match[str]) -> DateProblem:
    """A week by its number; its days are given where the year is known."""
    year, number = found["year"] or found["of"], int(found["week"] or found["number"])
    days_instead = message("write the first and the last day, for example 2027-06-07/2027-06-13")
    what = message(
        "`{text}`: week numbers are counted differently in different countries", text=quotation(text)
    )
    if year is None:
        return DateProblem("week-or-season", what, days_instead)
    try:
        monday = date.fromisocalendar(int(year), number, 1)
        days = f"{monday}/{monday + timedelta(days=6)}"
        if found["day"]:
            days = str(monday + timedelta(days=int(found["day"]) - 1))
    except OverflowError:
        return DateProblem("week-or-season", what, days_instead)
    except ValueError:
        nothing = message("the year {year} has no week {number}", year=year, number=number)
        return DateProblem("week-or-season", nothing, days_instead)
    return DateProblem("week-or-season", what, message("write {days}", days=days), instead=(days,))


def _vague(text: str, low: str, year: str | None) -> DateProblem:
    """`mid-June 2004`, `end of 2004`, `ASAP`: words that name no day."""
    what = message("`{text}` is too vague: readers will think of different days", text=quotation(text))
    if year is None:
        instead = message("write a year, a month or a day, for example 2027-06, or `tbd` (not known yet)")
        return DateProblem("vague-date", what, instead)
    month = next((MONTHS[word] for word in re.findall(r"[a-z]+", low) if word in MONTHS), None)
    advice, texts = _instead(low, int(year), month)
    return DateProblem("vague-date", what, advice, instead=texts)


def _instead(low: str, year: int, month: int | None) -> tuple[Message, tuple[str, ...]]:
    """The period itself, the period marked as approximate, and the day that its vague word may mean."""
    found = _VAGUE.search(low)
    place = found.lastgroup if found else None
    whole = f"{year}" if month is None else f"{year}-{month:02}"
    day = {
        "begin": f"{year}-{month or 1:02}-01",
        "middle": f"{year}-{month or 7:02}-{15 if month else 1:02}",
        "end": f"{year}-{month or 12:02}-{monthrange(year, month or 12)[1]}",
    }.get(place or "")
    if day is None:
        about = message("write {whole}~ (about then) or {whole} (some time in it)", whole=whole)
        return about, (f"{whole}~", whole)
    part = message("write {whole}~ (about then), {whole} (some time in it) or {day}", whole=whole, day=day)
    return part, (f"{whole}~", whole, day)


def _half_of_a_month(text: str, low: str) -> DateProblem | None:
    """`second half of March 2026`: from the first or the sixteenth on."""
    shape = shape_of(low)
    if shape is None or shape.letters != "QMY" or shape.numbers("Q")[0] <= 10:
        return None
    year, month = shape.numbers("Y")[0], shape.numbers("M")[0]
    first, last = (1, 15) if shape.numbers("Q")[0] == 11 else (16, monthrange(year, month)[1])
    days = f"{year:04}-{month:02}-{first:02}/{year:04}-{month:02}-{last:02}"
    return _not_read(text, message("write {days}", days=days), days)


def _with_month_meant(text: str, low: str) -> DateProblem | None:
    """`Febuary 2026`: one word that is no part of a date, and nearly the name of one month."""
    if len(low) > LONGEST_MISSPELT:
        return None
    for found in re.finditer(r"[a-z]{4,12}", low):
        if found[0] in MONTHS or found[0] in WEEKDAYS:
            continue
        name = _month_meant(found[0])
        if name is None:
            continue
        read = read_words(text, f"{low[: found.start()]}{name}{low[found.end() :]}")
        if isinstance(read, Period):
            advice = message("write {date}, if that is what you mean", date=read.canonical)
            return _not_read(text, advice, read.canonical)
    return None


@lru_cache(maxsize=REMEMBERED)
def _month_meant(word: str) -> str | None:
    """A name of the one month whose names are nearest to the word, if any is near."""
    limit = 2 if len(word) < 7 else 3
    letters = frozenset(word)
    near: dict[int, set[int]] = {}
    for name, (number, own) in _LONG_NAMES.items():
        if abs(len(name) - len(word)) < limit and len(letters - own) < limit:  # each of those is an edit
            near.setdefault(edit_distance(word, name, limit), set()).add(number)
    closest = min(near, default=limit)
    if closest >= limit or len(near[closest]) > 1:
        return None
    return next(name for name, (number, _) in _LONG_NAMES.items() if number in near[closest])


def _nearly_edtf(text: str, low: str) -> DateProblem | None:
    """What is EDTF or ISO 8601 in a form that is not read here, or would be with two strokes more."""
    if low == "..":
        return _not_read(
            text,
            message(
                "write `ongoing` if it has no end, or the first day followed by `/..`, for "
                "example 2027-06-11/.."
            ),
        )
    for pattern in (_YEAR_FIRST, _COMPACT):
        found = pattern.fullmatch(low)
        if found:
            year, month, day = (int(number) for number in (found[1], *found.groups()[-2:]))
            try:
                meant = date(year, month, day)
            except ValueError:
                return None
            problem = _not_read(text, message("write {date}", date=meant.isoformat()), meant.isoformat())
            return problem._replace(offer=StandardForm(on_days(meant, meant)))
    found = _YEARS_OR_MONTH.fullmatch(low)
    if found:
        return _years_or_month(text, int(found[1]), int(found[2]), slash="/" in low)
    found = _HALF.fullmatch(low)
    if found:
        # In EDTF, `1950S2` is a year with two digits that count.
        half = f"{found[1]}-{found[2].upper()}"
        return _not_read(text, message("write {date}", date=half), half)
    found = _PROJECT.fullmatch(low)
    if found:
        span = f"{found[1]}/{found[2]}".upper()
        return _not_read(text, message("write {span}", span=span), span)
    found = _TWO_CLOCKS.fullmatch(low)
    if found and found[1].startswith(found[2]):
        hours = f"{found[1]}/{found[3]}".upper()
        return _not_read(text, message("write {hours}", hours=hours), hours)
    found = _SHORT_END.fullmatch(low)
    if found:
        before = found[1] + (found[2] or "")
        both = f"{before}{found[3]}/{before}{found[4]}"
        return _not_read(text, message("write {both}", both=both), both)
    found = _PLACEHOLDER.fullmatch(low)
    if found and "x" in low:
        shorter = found[1] if not found[2] or "x" in found[2] else f"{found[1]}-{found[2]}"
        if "x" in shorter:
            shorter = f"{shorter.replace('x', '0')[:4]}/{shorter.replace('x', '9')[:4]}"
        return _not_read(text, message("write {shorter} for the whole of it", shorter=shorter), shorter)
    if _QUALIFIED.fullmatch(low):
        plain = re.sub("[~?%]", "", low)
        advice = message("write `~`, `?` or `%` only at the end: {date}~", date=plain)
        return _not_read(text, advice, f"{plain}~")
    return None


def _years_or_month(text: str, year: int, number: int, *, slash: bool) -> DateProblem | None:
    """`2004/05`, and `2004–05` with a dash: two years, or a month, or a year of the network's own."""
    last = year - year % 100 + number
    if year < 9999 and number == (year + 1) % 100 and (slash or number == 0 or number > 12):
        return own_year(text, year) if number == 0 or number > 12 else month_or_own_year(text, year, number)
    years = f"{year}/{last}" if last > year else None
    month = f"{year}-{number:02}" if 1 <= number <= 12 else None
    if years is not None and month is not None:
        return month_or_years(text, month, (year, last))
    instead = years or month
    if instead is None:
        return None
    dash = _DASH.search(text)
    if dash is None:
        return _not_read(text, message("write {date}", date=instead), instead)
    if years is None:
        return long_dash(text, dash[0], message("use a hyphen: {date}", date=instead), instead)
    return long_dash(text, dash[0], message("use a slash between the years: {date}", date=instead), instead)


def _not_read(text: str, advice: Message, instead: str | None = None) -> DateProblem:
    return DateProblem(
        "unreadable-date",
        message("cannot read `{text}` as a date", text=quotation(text)),
        advice,
        instead=() if instead is None else (instead,),
    )
