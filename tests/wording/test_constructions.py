"""What cannot be put together from parts in every language is said whole: dates, counts, lists, labels.

`dates.<language>.txt` and `counts.<language>.txt` are there to be read by somebody who speaks the language:
each line must be right where it would be said.
"""

from __future__ import annotations

import ast
import gettext
import re
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from ssetrack.dates import DateWords, Period, Position, display, parse, standard_words
from ssetrack.dates.year_start import parse_year_start
from ssetrack.language.conjunctions import alternatives, conjunction, together
from ssetrack.language.message import count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.language.words import LANGUAGES
from ssetrack.query.questions import About
from ssetrack.status import State
from ssetrack.wording.changes import KINDS
from ssetrack.wording.punctuation import behind_label, in_a_row
from ssetrack.wording.questions import ABOUT
from ssetrack.wording.words import days, state_count, state_days, state_heading

sys.path.insert(0, str(ROOT / "scripts"))

import catalogues

every_language = pytest.mark.parametrize("language", LANGUAGES)

SINGLE = {
    "day": "2004-04-08",
    "first of a month": "2004-10-01",
    "month": "2004-10",
    "month with an a": "2004-08",
    "quarter": "2004-Q4",
    "half": "2004-S1",
    "second half": "2004-S2",
    "year": "2004",
    "own year": "2026/27",
    "own quarter": "Q1 2026/27",
    "own half": "H2 2026/27",
}
"""A text of each kind that a date may have."""

RANGES = {
    "days": "2004-04-08/2004-04-09",
    "days from the first": "2004-04-01/2004-04-09",
    "days of two months": "2004-04-28/2004-05-02",
    "days of two years": "2004-12-28/2005-01-02",
    "months": "2004-04/2004-05",
    "months of two years": "2004-11/2005-01",
    "years": "2004/2006",
}

OTHERS = {
    "approximate day": "2004-04-08~",
    "approximate month": "2004-10~",
    "approximate quarter": "2004-Q4~",
    "uncertain day": "2004-04-08?",
    "uncertain month": "2004-10?",
    "both": "2004-10%",
    "approximate days": "2004-04-08~/2004-04-09~",
    "no end, day": "2004-10-01/..",
    "no end, month": "2004-10/..",
    "no end, quarter": "2004-Q4/..",
    "no end, half": "2004-S1/..",
    "no end, year": "2004/..",
    "no beginning, day": "../2004-10-01",
    "no beginning, month": "../2004-10",
    "no beginning, quarter": "../2004-Q4",
    "no beginning, year": "../2004",
    "two days": "[2004-04-08,2004-08-11]",
    "a day or October": "[2004-04-08,2004-10]",
    "three": "[2004-04-08,2004-05-08,2004-06-08]",
    "two that both count": "{2004-04-08,2004-10}",
    "nobody knows": "?",
    "ongoing": "ongoing",
}

YEAR_START = parse_year_start("04-01")


def period(text: str) -> Period:
    """The period of a text, a year of one's own beginning in April."""
    assert not isinstance(YEAR_START, str)
    read = parse(text, year_starts=YEAR_START)
    assert isinstance(read, Period), (text, read)
    return read


def date_lines(language: str) -> Iterator[str]:
    """Every kind of date, in every place of a text."""
    for name, text in (SINGLE | RANGES | OTHERS).items():
        yield f"{name}: {text}"
        said = {place.value: display(period(text), language, position=place) for place in Position}
        said["short"] = display(period(text), language, short=True)
        said["deadline"] = display(period(text), language, deadline=True)
        said["short deadline"] = display(period(text), language, deadline=True, short=True)
        for place, words in said.items():
            yield f"  {place:<15} {words}"


@every_language
def test_dates_in_every_place_of_a_text(language: str, golden: Callable[[str, str], None]):
    golden("".join(f"{line}\n" for line in date_lines(language)), f"wording/dates.{language}.txt")


PREPOSITION = {
    "fr": r"(?:le|la|les|au|aux|du|des|en|à|de|d'|dès|depuis|pour|avant|après|jusqu'au|jusqu'à)",
    "es": r"(?:el|la|en|de|del|al|a|desde|hasta|para|antes de|después de)",
    "pt": r"(?:o|a|em|no|na|de|do|da|ao|até|para|desde)",
}


@pytest.mark.parametrize("language", PREPOSITION)
def test_no_catalogue_puts_a_preposition_before_a_period(language: str):
    """A month and a day ask for different ones: a gap for any of them stands alone or holds a whole phrase.

    A gap called `day` or `today` is always a day, and so is what has a weekday.
    """
    assert [one for one in behind_prepositions(language, PERIODS) if "{weekday}" not in one] == []


@pytest.mark.parametrize("language", PREPOSITION)
def test_a_preposition_before_an_end_of_a_period_is_before_a_day(language: str):
    """Gaps of these names may hold a period or a part of one: where a preposition is, it must be a day."""
    assert set(behind_prepositions(language, ENDS)) <= OF_DAYS | OF_NUMBERS


def test_every_sentence_that_is_said_to_have_a_day_needs_one():
    said = {one for language in PREPOSITION for one in behind_prepositions(language, ENDS)}
    assert said == OF_DAYS | OF_NUMBERS


PERIODS = ("period", "date", "when", "due", "deadline")
ENDS = ("first", "last", "start", "end", "until", "since", "done", "options", "where", "begin", "next")
OF_DAYS = {
    "`{id}` is due by {last}, but it waits for `{base}`, which cannot be finished before {first}",
    "`{id}` starts on {first}, after its date ({last})",
    "`{id}` starts on {first}, after its deadline ({last})",
    "`{id}` was due by {last}",
    "from {first}",
    "it ends on {until}, before the first time ({first})",
    "it was done by {done}, but it started later, on {start}",
    "the plan ended on {last}, but `{id}` is neither done nor cancelled",
    "the plan ended on {last}, but {number} items are neither done nor cancelled",
    "until {last}",
    "{first} to {last}",
    "{number} dates are still possible; the first is {first}",
}
"""Sentences whose gaps are filled with the first or the last day of a period, in their standard form."""
OF_NUMBERS = {"a merged cell: it counts for the rows {first} to {last}", "the years {first} to {last}"}


def behind_prepositions(language: str, gaps: tuple[str, ...]) -> list[str]:
    """The English of what has a preposition right before a gap of one of these names."""
    before = re.compile(rf"(?i)(?:^|[\s(«]){PREPOSITION[language]}\s?\{{(?:{'|'.join(gaps)})\}}")
    return [
        entry.id if isinstance(entry.id, str) else entry.id[min(number, 1)]
        for entry in catalogues.read_catalogue(language)
        if entry.id
        for forms in (catalogues.strings(entry),)
        for number, said in enumerate(forms)
        if before.search(said)
    ]


@every_language
@pytest.mark.parametrize("text", [*SINGLE.values(), *RANGES.values(), "2004-10~", "?"])
def test_a_date_in_a_gap_is_said_by_the_speaker(text: str, language: str):
    for position in Position:
        words = DateWords(period(text), position)
        assert words.said_in(language) == display(period(text), language, position=position)
        assert Speaker(language).say(message("{date}", date=words)) == words.said_in(language)
    assert str(message("new date: {date}", date=DateWords(period("2004-10"), Position.ON))) == (
        "new date: in October 2004"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2004-04-08", "dès le 2004-04-08"),
        ("2004-10", "dès 2004-10"),
        ("2004-Q4", "dès le 2004-Q4"),
        ("2004/..", "2004/.."),
    ],
)
def test_the_standard_form_has_the_same_prepositions(text: str, said: str):
    assert standard_words(period(text), "fr", Position.FROM) == said
    assert standard_words(period(text), "fr-CA", Position.FROM) == said


CONJUNCTIONS = [
    # before, after, English, French, Spanish, Portuguese
    ("septiembre", "octubre", "or", "ou", "u", "ou"),
    ("7", "8", "or", "ou", "u", "ou"),
    ("7", "8 de abril", "or", "ou", "u", "ou"),
    ("79", "80", "or", "ou", "u", "ou"),
    ("79", "89", "or", "ou", "u", "ou"),
    ("799", "800", "or", "ou", "u", "ou"),
    ("7000", "8000", "or", "ou", "u", "ou"),
    ("10", "11", "or", "ou", "u", "ou"),
    ("10", "11 de abril", "or", "ou", "u", "ou"),
    ("10000", "11000", "or", "ou", "u", "ou"),
    ("10", "110", "or", "ou", "o", "ou"),
    ("1000", "1100", "or", "ou", "o", "ou"),
    ("16", "18", "or", "ou", "o", "ou"),
    ("2027-03-31", "2028", "or", "ou", "o", "ou"),
    ("8 de abril", "9 de abril", "or", "ou", "o", "ou"),
    ("Rio", "«Oaxaca»", "or", "ou", "u", "ou"),
    ("`lead`", "`owners`", "or", "ou", "u", "ou"),
    ("ayer", "hoy", "or", "ou", "u", "ou"),
    ("Ana", "Óscar", "or", "ou", "u", "ou"),
    ("Ana", "", "or", "ou", "o", "ou"),
]


@pytest.mark.parametrize(("first", "last", "en", "fr", "es", "pt"), CONJUNCTIONS)
def test_or_before_its_own_sound(first: str, last: str, en: str, fr: str, es: str, pt: str):
    for language, word in zip(LANGUAGES, (en, fr, es, pt), strict=True):
        assert alternatives([first, last], language) == f"{first} {word} {last}"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("Inés", "e"), ("Hilda", "e"), ("hielo", "y"), ("ión", "y"), ("Ana", "y"), ("invierno", "e"),
        ("`id`", "e"), ("8", "y"), ("Y", "y"),
    ],
)  # fmt: skip
def test_and_before_its_own_sound(last: str, said: str):
    assert together(["Ana", last], "es") == f"Ana {said} {last}"
    assert together(["Ana", last], "pt") == f"Ana e {last}"


def test_a_row_of_more_than_two():
    assert alternatives(["6", "7", "8"], "es") == "6, 7 u 8"
    assert together(["lunes"], "es") == "lunes"
    assert alternatives([], "es") == ""


def test_a_message_is_in_tune_with_what_fills_it(monkeypatch: pytest.MonkeyPatch):
    """Whatever sentence of a catalogue has "o" or "y" before a gap."""
    speaker = Speaker("es")
    monkeypatch.setattr(speaker, "_translated", lambda text: text)
    assert speaker.say(message("escriba {one} o {other}", one="7", other="8")) == "escriba 7 u 8"
    assert speaker.say(message("{one} y `{other}`", one="7", other="id")) == "7 e `id`"
    assert speaker.say(message("{one} o octavo", one="7")) == "7 o octavo"  # written so in the catalogue
    date = DateWords(period("2004-10"), Position.SENTENCE)
    assert speaker.say(message("ahora o {date}", date=date)) == "ahora u octubre de 2004"
    assert Speaker("pt").say(message("sete o {other}", other="8")) == "sete o 8"


@given(st.text(max_size=12), st.sampled_from(LANGUAGES))
def test_a_conjunction_never_changes_the_texts(text: str, language: str):
    assert alternatives(["a", text], language).endswith(f" {text}")
    assert conjunction("o", text, language) in {"o", "u"}


NUMBERS = (0, 1, 2, 21, 1_000_000)


def count_lines(language: str) -> Iterator[str]:
    """Everything that is counted in a view, with numbers of every form."""
    speaker = Speaker(language)
    counted: dict[str, Callable[[int], str]] = {
        **{f"state {one}": lambda n, one=one: state_count(speaker, one, n) for one in State},
        **{f"heading {one}": lambda n, one=one: state_heading(speaker, one, n) for one in State},
        **{f"question {one}": lambda n, one=one: speaker.say(ABOUT[one](n)) for one in About},
        **{
            f"change {what}": lambda n, words=words: behind_label(speaker.say(words), str(n), speaker)
            for what, words in KINDS.items()
        },
        "unassigned": lambda n: speaker.count("{number} unassigned", "{number} unassigned", n),
        "items": lambda n: speaker.count("{number} item", "{number} items", n),
        "overdue since": lambda n: state_days(speaker, State.OVERDUE, -n or None),
        "upcoming in": lambda n: state_days(speaker, State.UPCOMING, n),
        "on hold since": lambda n: state_days(speaker, State.ON_HOLD, -n or None),
        "days left in a list": lambda n: days(speaker, n),
        "days past in a list": lambda n: days(speaker, -n),
    }
    for name, words in counted.items():
        yield name
        for number in NUMBERS:
            yield f"  {number:>7}  {words(number)}"


@every_language
def test_counts_of_every_form(language: str, golden: Callable[[str, str], None]):
    golden("".join(f"{line}\n" for line in count_lines(language)), f"wording/counts.{language}.txt")


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_count_has_the_form_of_its_number(language: str):
    """French says 0 and 1 in the singular. A million has no form of its own (docs/dev/decisions.md)."""
    path = catalogues.catalogue_path(language).with_suffix(".mo")
    with path.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    forms = dict.fromkeys(NUMBERS, 1) | {1: 0} | ({0: 0} if language == "fr" else {})
    for entry in catalogues.read_catalogue(language):
        if isinstance(entry.id, tuple):
            one, many = entry.id
            for number, form in forms.items():
                said = (
                    compiled.npgettext(entry.context, one, many, number)
                    if entry.context
                    else compiled.ngettext(one, many, number)
                )
                assert said == entry.string[form], (entry.id, number)


def test_one_count_in_the_gap_of_another():
    moved = count_of("{number} moved", "{number} moved", 1)
    assert Speaker("fr").say(message("{items}; {others}", items="3 éléments", others=moved)) == (
        "3 éléments\u00a0; 1 date modifiée"
    )


def test_labels_and_rows_are_those_of_the_language():
    french, spanish = Speaker("fr"), Speaker("es")
    assert behind_label("Objectifs", "A", french) == "Objectifs\u00a0: A"
    assert behind_label("Objetivos", "A", spanish) == "Objetivos: A"
    assert in_a_row(["a", "", "b"], french) == "a\u00a0; b"
    assert in_a_row([], french) == ""


FOR_PROGRAMS = {
    "wording/findings.py": "places, which editors take apart",
    "terminal/findings.py": "places, which editors take apart",
    "terminal/gantt.py": "ids with their plan, as references are written",
    "wording/changes.py": "ids with their plan, as references are written",
    "formats/items_json.py": "JSON",
    "formats/json_document.py": "JSON",
    "formats/views_data.py": "JSON",
    "formats/mermaid.py": "the grammar of Mermaid",
    "formats/questions_markdown.py": "a title and its question, on a line of a list",
    "formats/ci/junit.py": "line and column",
}
"""Modules in which a colon within a text is that of a notation."""


def test_nobody_writes_a_colon_after_a_label():
    """French has a space before it: `behind_label` knows."""
    source = ROOT / "src" / "ssetrack"
    rooms = ("wording", "terminal", "formats", "cli/commands/look")
    found = set()
    for path in (one for room in rooms for one in sorted((source / room).rglob("*.py"))):
        name = path.relative_to(source).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and name not in FOR_PROGRAMS:
                text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
                found |= {f"{name}:{node.lineno}"} if re.search(r"\{\}: \{\}|\{\}; \{\}", text) else set()
    assert sorted(found) == []
