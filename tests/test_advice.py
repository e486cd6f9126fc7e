"""What help says to write is accepted when it is written, and what is quoted is what was written."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from conftest import TESTS, TODAY
from dates.test_edtf import INVALID
from dates.test_page import REFUSED as OF_THE_PAGE
from dates.test_repeat_words import TWO_MEANINGS
from dates.test_words import REFUSED
from ssetrack.dates import DateProblem, Purpose, parse
from ssetrack.dates.repeat import Repeat, not_a_first_day, parse_repeat
from ssetrack.diagnostic import Finding, Severity
from ssetrack.lint import RULES, Settings
from test_rules import lint

PLAN = "ssetrack: 1\ntitle: T\n"
TYPED = re.compile(
    r"(?:write|change it to|around it:|around the text:|whole text:|or|one of|example) `([^`]+)`"
)
DATE = re.compile(
    r"\b[0-9]{4}(?:-(?:[0-9]{2}|[QS][0-9]))?(?:-[0-9]{2})?[~?%]?(?:/(?:\.\.|[0-9-]*[QS]?[0-9]))?"
)
EXAMPLES = [
    "mid-June 2027",
    "end of 2004",
    "MID-JUNE  2027",
    "asap",
    "autumn",
    "Spring 2027",
    "2027-S3",
    "2004-xx",
    "20xx",
    "03/04/2027",
    "1/2/2027 - 3/4/2027",
    "3/17/2027",
    "2027/03/04",
    "20270304",
    "2004–05",
    "2027–05",
    "2004–15",
    "30 April 2027 and 5 May 2027",
    "8/9 April 2027",
    "8 April 2027 in Rio or 26 April 2027 in Paris",
    "Draft: May 2027 Final: June 2027",
    "before 12 May 2027",
    "from June 2027",
    "June 2027?",
    "8 October",
    "29 February",
    "Febuary 2027",
    "FY2027",
    "monthly",
    "biweekly",
    "2027-W23",
    "week 23",
    "2021-W60",
    "M3/M0",
    "9",
    "2027-06-11T25:00",
    "Monday 8 October 2027",
    "second half of March 2026",
    "2027-05-03/2027-04",
    "~2027",
    "..",
]
TEXTS = sorted(
    {
        *EXAMPLES,
        *(row[0] for row in INVALID),
        *TWO_MEANINGS,
        *(row[0] for row in REFUSED),
        *(row[0] for row in OF_THE_PAGE),
    }
)
HALF_TYPED = ("…", "ssetrack ", "--")
"""What a reader completes, or types elsewhere."""


def first_day(repeat: str) -> str:
    """A day with which a recurrence may begin."""
    read = parse_repeat(repeat.strip('"'))
    assert isinstance(read, Repeat), repeat
    days = (date(2027, 1, 1) + timedelta(number) for number in range(40))
    return next(day for day in days if not_a_first_day(read, day) is None).isoformat()


def is_read(typed: str) -> bool:
    """Whether a date, a recurrence or an entry of a plan is accepted as it is."""
    if ": " in typed:
        repeat = re.search(r"repeat: ([^}]*)\}", typed)
        line = typed.replace("…", first_day(repeat[1]) if repeat else "2027-06-11")
        is_of_plan = line.startswith(("start:", "year-starts:"))
        extra = "\n    deadline: ongoing" if line.startswith("check-in") else ""
        if line.startswith("time"):
            return True  # next to a date, in a group of fields
        item = "activities:\n  - id: 1.1\n    title: A\n"
        text = f"{PLAN}{line}\n{item}" if is_of_plan else f"{PLAN}{item}    {line}{extra}\n"
        found = lint(
            {"plan.yaml": text}, today=TODAY, settings=Settings(select=frozenset(("yaml", "schema", "dates")))
        )
        return not [one for one in found if one.severity is Severity.ERROR]
    readings = (parse(typed, purpose=purpose, language="fr") for purpose in Purpose)
    return any(not isinstance(read, DateProblem) for read in readings) or isinstance(
        parse_repeat(typed), Repeat
    )


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_problem_carries_is_what_its_help_says(text: str):
    """The texts for the place of a refused one, and the sentence that names them, are made in one place."""
    for read in (*(parse(text, purpose=purpose) for purpose in Purpose), parse_repeat(text)):
        if isinstance(read, DateProblem):
            carried = [one if isinstance(one, str) else ", ".join(one) for one in read.instead]
            marked = str(read.help).replace("~ (about then)", "~")
            assert [one for one in carried if one not in marked] == []


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_refused_date_offers_is_read(text: str):
    for purpose in Purpose:
        read = parse(text, purpose=purpose)
        if not isinstance(read, DateProblem):
            continue
        said = str(read.help)
        typed = [
            one for one in re.findall(r"`([^`]+)`", said) if ":" in one and not one.startswith(HALF_TYPED[1:])
        ]
        typed = [one for one in typed if not one.endswith(":")]
        plain = re.sub(r"`[^`]*`", "", said)
        offered = [
            *typed,
            *(one[0] for one in DATE.finditer(plain) if not re.search(r"UNTIL|-[0-9]{2}\.\.", one[0])),
        ]
        assert [one for one in offered if not is_read(one)] == [], said


@pytest.mark.parametrize("text", TEXTS)
def test_a_refused_date_is_quoted_as_it_is_written(text: str):
    for purpose in Purpose:
        read = parse(text, purpose=purpose)
        quoted = read.message.values.get("text") if isinstance(read, DateProblem) else None
        assert (
            quoted is None
            or quoted == text
            or (str(quoted).endswith("…") and text.startswith(str(quoted)[:-1]))
        )


def advised() -> list[tuple[str, int, str]]:
    """Rule by rule, the findings of its bad plan whose help has something to type in their place."""
    return [
        (name, number, typed)
        for name in RULES
        for number, one in enumerate(findings(name))
        for typed in TYPED.findall(str(one.help or ""))
        if is_whole(typed)
    ]


def is_whole(typed: str) -> bool:
    """Whether what is in backticks takes the place of a value: no command, no field of its own."""
    return not any(sign in typed for sign in HALF_TYPED) and not re.search(r":(?: |$)", typed.strip("\"'"))


def findings(name: str, data: bytes | None = None) -> tuple[Finding, ...]:
    """What is found in the bad plan of a rule, or in what became of it."""
    written = (TESTS / "rules" / f"{name}.bad.yaml").read_bytes()
    return lint({"plan.yaml": written if data is None else data}, settings=Settings(feeds=True, whole=True))


@pytest.mark.parametrize(("name", "number", "typed"), advised())
def test_what_lint_says_to_write_is_accepted(name: str, number: int, typed: str):
    one = findings(name)[number]
    text = one.location.lines.text
    start, end = one.location.range
    if one.fix is not None and len(one.fix.edits) == 1:
        start, end = one.fix.edits[0].range  # what is replaced, where the finding points at one sign of it
    after = f"{text[:start]}{typed}{text[end:]}"
    left = [other for other in findings(name, after.encode()) if other.location.range.start == start]
    assert one.rule not in {other.rule for other in left}, (after, one.help)


QUOTED = [
    ("owners: {a: A}\nactivities:\n  - {id: 1, title: T, owners: ['Zoé  – B']}\n", "Zoé  – B"),
    ("activities:\n  - {id: 1, title: T, status: 'Très  BIEN'}\n", "Très  BIEN"),
    ("activities:\n  - {id: 1, title: T, owners: 'x –  Y'}\n", "x –  Y"),
    ("activities:\n  - {id: 1, title: T, deadline: 2027–05}\n", "2027–05"),
    ("activities:\n  - {id: 1, title: T, deadline: MID-June  2027}\n", "MID-June  2027"),
    ("activities:\n  - {id: 1, title: T, when: 2027-06-11, log: ['Call –  Ana']}\n", "Call –  Ana"),
    (
        "activities:\n  - {id: 1, title: T, when: {date: 2027-06-11, repeat: Bi–weekly  now}}\n",
        "Bi–weekly  now",
    ),
    (
        "activities:\n  - {id: 1, title: T, when: {date: 2027-06-11, repeat: freq=weekly;Interval=0}}\n",
        "Interval=0",
    ),
    ("activities:\n  - {id: 1, title: T, when: {date: 2027-06-11, time: '15:00  cet'}}\n", "15:00  cet"),
    ("timezone: Africa/ Dakkar\n", "Africa/ Dakkar"),
    ("language: Français\n", "Français"),
]


@pytest.mark.parametrize(("text", "quoted"), QUOTED)
def test_what_is_quoted_is_what_is_written(text: str, quoted: str):
    said = " ".join(f"{one.message} {one.help}" for one in lint({"plan.yaml": PLAN + text}))
    assert f"`{quoted}`" in said


def test_brackets_are_no_advice_for_a_list_of_items():
    for field in ("sections", "activities"):
        (one,) = (one for one in lint({"plan.yaml": f"{PLAN}{field}: none\n"}) if one.rule == "wrong-type")
        element = re.search("`- (.*)`", str(one.help))
        assert element is not None
        assert one.fix is None
        after = lint({"plan.yaml": f"{PLAN}{field}:\n  - {element[1]}\n"})
        assert not {"wrong-type", "missing-field", "yaml-syntax"} & {one.rule for one in after}
