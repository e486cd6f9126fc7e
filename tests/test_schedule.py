"""When things are due: dates that count from others, what comes back, and the ends of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from snapshots import snapshot_of
from ssetrack.diagnostic import Severity
from ssetrack.schedule import Schedule

TODAY = date(2027, 1, 15)


def found(text: str, head: str = "ssetrack: 1\ntitle: T\n", today: date = TODAY) -> tuple[Schedule, dict]:
    plans = snapshot_of(f"{head}activities:\n{text}", today)
    dues = {item.id: plans.schedule.due[item] for item in plans.portfolio.files[0].items}
    return plans.schedule, dues


def bounds(due) -> str:
    return f"{due.period.earliest}/{due.period.latest}"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{date: 2027-01-04, repeat: every week}", "2027-01-18/2027-01-18"),
        ("{date: 2027-01-04, repeat: every week, until: 2027-01-12}", "2027-01-11/2027-01-11"),
        ("{date: 2026-01-31, repeat: every month}", "2027-01-31/2027-01-31"),
        ("{date: 2026-02-28/2026-03-02, repeat: every year}", "2027-02-28/2027-03-02"),
        ("{date: 2027-01-14/2027-01-16, repeat: every week}", "2027-01-14/2027-01-16"),
        ("{date: 2027-02-01, repeat: every week}", "2027-02-01/2027-02-01"),
        ("{date: 1000/9999, repeat: every day}", "1000-01-01/9999-12-31"),
        ("{date: 9999-12-30/9999-12-31, repeat: every day}", "9999-12-30/9999-12-31"),
    ],
)
def test_what_comes_back_is_due_at_its_next_time(when: str, expected: str):
    _, due = found(f"  - {{id: 1, title: A, when: {when}}}\n")
    assert bounds(due["1"]) == expected


def test_dates_count_from_other_items_in_any_order():
    _, due = found(
        "  - {id: 1, title: A, deadline: 2 weeks before 2}\n"
        "  - {id: 2, title: B, when: 3 days after 3/last}\n"
        "  - id: 3\n    title: C\n    milestones:\n"
        "      - {id: first, title: D, deadline: 2027-02}\n"
        "      - {id: last, title: E, deadline: 2027-03~}\n"
        "  - {id: 4, title: F, deadline: 1 month after 3}\n"
    )
    assert bounds(due["2"]) == "2027-04-03/2027-04-03"
    assert bounds(due["1"]) == "2027-03-20/2027-03-20"
    assert bounds(due["4"]) == "2027-04-30/2027-04-30"
    assert due["1"].period.certainty == "approximate"


@pytest.mark.parametrize("today", [date(2027, 1, 15), date(2027, 6, 1), date(2030, 1, 1)])
def test_what_counts_from_a_series_counts_from_its_first_time(today: date):
    made, due = found(
        "  - {id: 1, title: A, when: {date: 2027-01-07/2027-01-08, repeat: every month, until: 2028}}\n"
        "  - {id: 2, title: B, deadline: 1 week after 1, start: 2 days after 1}\n"
        "  - {id: 3, title: C, deadline: {date: 1 week before 1, repeat: every month}}\n"
        "  - {id: 4, title: D, deadline: 1 day after 3, done: 2 days before 1}\n",
        today=today,
    )
    assert bounds(due["2"]) == "2027-01-15/2027-01-15"
    assert due["3"].first.canonical == "2026-12-31"
    assert bounds(due["4"]) == "2027-01-01/2027-01-01"
    assert [str(period.earliest) for period in made.start.values()] == ["2027-01-10"]
    assert [str(period.earliest) for period in made.done.values()] == ["2027-01-05"]


def test_check_ins_of_a_series_go_on_as_long_as_it_does():
    rows = (
        "  - {{id: 1, title: A, when: {{date: 2027-01-04, repeat: every month{}}}, check-in: every week}}\n"
    )
    head = "ssetrack: 1\ntitle: T\nperiod: 2027/2030\n"
    for until, last in ((", until: 2028-06", "2028-06-30"), ("", "2030-12-31")):
        for today in (date(2026, 1, 1), date(2027, 8, 1), date(2031, 1, 1)):
            made, _ = found(rows.format(until), head, today)
            assert [str(check_in.until) for check_in in made.check_in.values()] == [last]


def test_a_loop_stays_undated():
    _, due = found(
        "  - {id: 1, title: A, deadline: 1 day after 2}\n"
        "  - {id: 2, title: B, deadline: 1 day after 1}\n"
        "  - {id: 3, title: C, deadline: 1 day after 1}\n"
    )
    assert {(one.kind, one.invalid, one.text) for one in due.values()} == {
        ("undated", True, "1 day after 2"),
        ("undated", True, "1 day after 1"),
    }


def test_a_chain_may_be_as_long_as_the_plan():
    rows = "".join(f"  - {{id: a{n}, title: A, deadline: 1 day after a{n + 1}}}\n" for n in range(3000))
    _, due = found(rows + "  - {id: a3000, title: A, deadline: 2027-01-01}\n")
    assert bounds(due["a0"]) == "2035-03-20/2035-03-20"


def test_an_undated_base_gives_an_undated_item():
    _, due = found("  - {id: 1, title: A, deadline: tbd}\n  - {id: 2, title: B, deadline: 1 week after 1}\n")
    assert (due["2"].kind, due["2"].invalid) == ("undated", False)


def test_project_time_counts_from_the_start_else_from_the_period():
    rows = "  - {id: 1, title: A, deadline: M12}\n  - {id: 2, title: B, deadline: W5}\n"
    _, by_start = found(rows, "ssetrack: 1\ntitle: T\nstart: 2027-03\nperiod: 2027\n")
    assert (bounds(by_start["1"]), bounds(by_start["2"])) == (
        "2028-02-01/2028-02-29",
        "2027-03-29/2027-04-04",
    )
    _, by_period = found(rows, "ssetrack: 1\ntitle: T\nperiod: 2027\n")
    assert bounds(by_period["1"]) == "2027-12-01/2027-12-31"


def test_alternatives_span_and_are_known_by_their_place():
    _, due = found(
        "  - id: 1\n    title: A\n    when:\n"
        "      - {date: 2027-04-08/2027-04-09, where: Rio de Janeiro}\n"
        "      - {date: 2027-04-26/2027-04-27, where: {en: Paris, fr: Paris}}\n"
        "      - 2027-05\n"
    )
    one = due["1"]
    assert bounds(one) == "2027-04-08/2027-05-31"
    assert one.canonical == "[2027-04-08..2027-04-09,2027-04-26..2027-04-27,2027-05]"
    assert [option.id for option in one.alternatives] == ["rio-de-janeiro", "paris", "2027-05-01"]


def test_an_unreadable_date_keeps_its_text_and_is_a_problem():
    made, due = found("  - {id: 1, title: A, deadline: mid-June 2027}\n")
    assert (due["1"].kind, due["1"].text, due["1"].invalid) == ("undated", "mid-June 2027", True)
    assert [problem.rule for problem in made.problems["plan.yaml"]] == ["vague-date"]


def test_project_time_without_a_start_is_no_date_yet_and_said_once():
    made, due = found(
        "  - {id: 1, title: A, deadline: M18}\n"
        "  - {id: 2, title: B, when: M3-M6, start: M2}\n"
        "  - {id: 3, title: C, deadline: 1 week after 1}\n"
        "  - {id: 4, title: D, deadline: M0}\n"
        "  - {id: 5, title: E, when: [M1, M2/M3]}\n"
        "  - {id: 6, title: F, when: [M1, tbd]}\n"
    )
    assert [(due[one].kind, due[one].text, due[one].invalid) for one in "123"] == [
        ("undated", "M18", False),
        ("undated", "M3-M6", False),
        ("undated", "1 week after 1", False),
    ]
    assert [due[one].awaits_start for one in "123456"] == [True, True, False, False, True, False]
    problems = made.problems["plan.yaml"]
    assert [problem.rule for problem in problems] == ["no-project-start", "unreadable-date"]
    assert [problem.severity for problem in problems] == [Severity.WARNING, None]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("deadline: by 12 May 2027", "2027-05-12/2027-05-12"),
        ("deadline: [by 12 May 2027, end of June 2027]", "2027-05-12/2027-06-30"),
        ("deadline: {date: d'ici fin mai 2027}", "2027-05-01/2027-05-31"),
        ("when: by 12 May 2027", None),
        ("when: end of May 2027", None),
        ("deadline: {date: 2027-05-12, repeat: every month, until: by June 2028}", "2027-05-12/2027-05-12"),
    ],
)
def test_only_a_deadline_takes_a_word_for_its_end(fields: str, expected: str | None):
    made, due = found(f"  - {{id: 1, title: A, {fields}}}\n")
    assert (None if due["1"].invalid else bounds(due["1"])) == expected
    assert (made.problems["plan.yaml"] != []) is (expected is None or "until" in fields)


def test_a_start_takes_no_word_for_its_end():
    made, _ = found("  - {id: 1, title: A, deadline: 2027-06, start: by May 2027}\n")
    assert [problem.rule for problem in made.problems["plan.yaml"]] == ["unreadable-date"]


@pytest.mark.parametrize(
    ("language", "is_read"), [("language: en\n", True), ("language: en-GB\n", True), ("", False)]
)
def test_a_month_comes_first_only_in_a_plan_that_says_it_is_english(language: str, is_read: bool):
    _, due = found("  - {id: 1, title: A, deadline: 3/17/2027}\n", f"ssetrack: 1\ntitle: T\n{language}")
    assert due["1"].invalid is not is_read


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("before the assembly", "write for example `1 day before 1.1`; items with a similar name: `1.1`"),
        ("avant l'assemblée", "write for example `1 day before 1.1`; items with a similar name: `1.1`"),
        (
            "before the reports",
            "write for example `1 day before 1.2`; items with a similar name: `1.2`, `1.3`",
        ),
        ("before audit", "write for example `1 day before audit`; items with a similar name: `audit`"),
        ("before Easter", "write for example `1 day before 1.2`, with the id of an activity or a milestone"),
    ],
)
def test_before_something_names_the_items_that_it_may_be(text: str, instead: str):
    made, _ = found(
        "  - {id: 1.1, title: General assembly (assemblée), deadline: 2027-06}\n"
        "  - {id: 1.2, title: First reports, deadline: 2027-06}\n"
        "  - {id: 1.3, title: Other reports, deadline: 2027-07}\n"
        "  - {id: audit, title: By others, deadline: 2027-07}\n"
        f'  - {{id: 2, title: Letter, deadline: "{text}"}}\n'
    )
    assert [str(problem.help) for problem in made.problems["plan.yaml"]] == [instead]


def test_a_date_that_many_items_have_is_read_for_each_field_and_told_for_each_item():
    """It is read once where nothing stands beside it; what is wrong with it is a problem of every item."""
    schedule, due = found(
        "  - {id: 1, title: A, deadline: 2027-02}\n"
        "  - {id: 2, title: B, deadline: 2027-02}\n"
        "  - {id: 3, title: C, when: 2027-02}\n"
        "  - {id: 4, title: D, when: {date: 2027-02, where: Lagos}}\n"
        "  - {id: 5, title: E, deadline: 2027-02-30}\n"
        "  - {id: 6, title: F, deadline: 2027-02-30}\n"
    )
    assert due["1"] is due["2"]
    assert [due[own_id].kind for own_id in "134"] == ["deadline", "event", "event"]
    assert [due[own_id].where for own_id in "34"] == [None, "Lagos"]
    assert {bounds(due[own_id]) for own_id in "1234"} == {"2027-02-01/2027-02-28"}
    assert [problem.place.route[1] for problem in schedule.problems["plan.yaml"]] == [4, 5]


def test_a_series_in_words_begins_on_a_day_of_its_words():
    made, due = found(
        "  - {id: 1, title: A, when: {date: 2027-02-01, repeat: every first Monday}}\n"
        "  - {id: 2, title: B, when: {date: 2027-02-02, repeat: every first Monday}}\n"
        "  - {id: 3, title: C, when: {date: 2027-02-02, repeat: FREQ=MONTHLY;BYDAY=1MO}}\n"
        "  - {id: 4, title: D, when: {date: 2027-02-02, repeat: biweekly}}\n"
        "  - {id: 5, title: E, deadline: ongoing, start: 2027-02-02, check-in: last Friday of the month}\n"
    )
    assert [due[own_id].recurrence is None for own_id in "1234"] == [False, True, False, True]
    assert bounds(due["3"]) == "2027-03-01/2027-03-01"
    problems = [problem for several in made.problems.values() for problem in several]
    assert [(one.rule, one.place.route[-1]) for one in problems] == [
        ("impossible-date", "date"),
        ("ambiguous-date", "repeat"),
    ]
    assert [str(next(one.periods()).earliest) for one in made.check_in.values()] == ["2027-02-26"]


def test_dates_of_a_year_of_ones_own():
    head = "ssetrack: 1\ntitle: T\nyear-starts: 04\nperiod: 2026/27\n"
    made, due = found(
        "  - {id: 1, title: A, deadline: Q1 2026/27, start: 2026-27}\n"
        "  - {id: 2, title: B, when: {date: 2026/27-Q2, repeat: every 3 months, until: 2026/27}}\n"
        "  - {id: 3, title: C, deadline: M1}\n",
        head,
    )
    assert [bounds(due[own_id]) for own_id in "13"] == ["2026-04-01/2026-06-30", "2026-04-01/2026-04-30"]
    again = due["2"].recurrence
    assert again is not None
    assert [period.canonical for period in again.periods()] == [
        "2026-07/2026-09", "2026-10/2026-12", "2027-01/2027-03",
    ]  # fmt: skip
    assert [period.canonical for period in made.period.values()] == ["2026-04/2027-03"]
    assert not any(made.problems.values())
    made, due = found("  - {id: 1, title: A, deadline: Q1 2026/27}\n", head.replace("04", "04-31"))
    problems = [problem for several in made.problems.values() for problem in several]
    assert [(one.rule, one.place.route[0]) for one in problems] == [
        ("unreadable-date", "year-starts"), ("ambiguous-date", "period"), ("ambiguous-date", "activities"),
    ]  # fmt: skip
