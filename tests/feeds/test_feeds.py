"""What stands in a feed, and that each feed is what RFC 5545 says."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from conftest import examples
from feeds.conformance import complaints
from feeds.making import EVERY, PLANS, days, entries, feed_of, unfolded
from ssetrack.calendar.calendar import Publishing
from ssetrack.dates import zone_names

KINDS = {
    "events": Publishing(),
    "alarms": Publishing(alarms=(7, 1, 0)),
    "tasks": Publishing(tasks=True, alarms=(7,)),
    "recent": Publishing(since=date(2004, 6, 1), url="https://example.org/feeds/é"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_feeds_of_every_plan_conform(path, kind):
    for language in (None, "fr", "es", "pt"):
        feed = feed_of(path.read_text(encoding="utf-8"), KINDS[kind], language=language)
        if feed is not None:
            assert complaints(feed) == []
            assert "@example.org" not in unfolded(feed)


@pytest.fixture(scope="module")
def every():
    return entries(feed_of(EVERY.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def tasks():
    return entries(feed_of(EVERY.read_text(encoding="utf-8"), Publishing(tasks=True)))


PAPER = "Fifteen pages\\; with\\, commas \\\\ and �signs� 👩‍🌾"

TABLE = {
    "fixed": ("20040608", "20040611", "Assembly", "CONFIRMED"),
    "dates+rio-de-janeiro": ("20040408", "20040410", "Council (option 1 of 2: Rio de Janeiro)", "TENTATIVE"),
    "dates+paris": ("20040426", "20040428", "Council (option 2 of 2: Paris)", "TENTATIVE"),
    "places": ("20040503", "20040504", "Encounter (place to be decided)", "TENTATIVE"),
    "timed": ("20040701T090000", "20040701T103000", "Call", "CONFIRMED"),
    "late": ("20041231T230000", "20050101T010000", "Night call", "CONFIRMED"),
    "endless": ("20041105T200000", "20041105T210000", "Call without an end", "CONFIRMED"),
    "aoe": ("20041105T235900", "20041106T000000", "Vote (due)", "CONFIRMED"),
    "days": ("20040906", "20040909", "Course (09:00–17:00\\, Europe/Rome)", "CONFIRMED"),
    "window": ("20040601", "20040701", "Visit (sometime in June 2004)", "TENTATIVE"),
    "long+opens": ("20040701", "20040702", "Season (first possible day\\; sometime in Q3 2004)", "TENTATIVE"),
    "long+closes": ("20040930", "20041001", "Season (last possible day\\; sometime in Q3 2004)", "TENTATIVE"),
    "campaign+opens": ("20040301", "20040302", "Campaign (first day)", "CONFIRMED"),
    "campaign+closes": ("20040515", "20040516", "Campaign (last day)", "CONFIRMED"),
    "several+2004-10-04": ("20041004", "20041005", "Days (1 of 2)", "CONFIRMED"),
    "several+2004-10-11": ("20041011", "20041012", "Days (2 of 2)", "CONFIRMED"),
    "day": ("20040531", "20040601", "Survey (due)", "CONFIRMED"),
    "month": ("20040630", "20040701", "Report (due by end of June 2004)", "TENTATIVE"),
    "quarter": ("20041231", "20050101", "Figures (due by end of Q4 2004)", "TENTATIVE"),
    "within": ("20040813", "20040814", "Letter (due 2–13 August 2004)", "TENTATIVE"),
    "about": ("20040630", "20040701", "Draft (due about June 2004)", "TENTATIVE"),
    "until": ("20040930", "20041001", "Files (due)", "TENTATIVE"),
    "project": ("20040731", "20040801", "Review (due by end of July 2004)", "TENTATIVE"),
    "relative": ("20040427", "20040428", "Agenda (due)", "CONFIRMED"),
    "ongoing+check-in": ("20040301", "20040302", "Forum (check-in)", "CONFIRMED"),
    "from": ("20041001", "20041002", "Site (begins)", "CONFIRMED"),
    "done": ("20040331", "20040401", "✔ Page", "CONFIRMED"),
    "cancelled": ("20040920", "20040921", "CANCELLED: Trip", "TENTATIVE"),
    "hold": ("20041130", "20041201", "On hold: Paper (due)", "TENTATIVE"),
    "paper_draft": ("20041231", "20050101", f"Draft: {PAPER} (due by end of December 2004)", "TENTATIVE"),
    "paper_final": ("20051031", "20051101", f"Final: {PAPER} (due)", "CONFIRMED"),
    "weekly": ("20040302T160000", "20040302T170000", "Weekly call", "CONFIRMED"),
    "months": ("20040131", "20040201", "Accounts (due)", "CONFIRMED"),
    "counted": ("20040302", "20040303", "Lessons", "CONFIRMED"),
    "forever": ("20040302T100000", "20040302T110000", "Tea", "CONFIRMED"),
}  # fmt: skip


def part_of_uid(name: str) -> str:
    """`dates+paris` in the table is `dates.every.paris` in the feed."""
    item, _, part = name.partition("+")
    return f"{item}.every.{part}" if part else f"{item}.every"


@pytest.mark.parametrize("name", TABLE)
def test_an_item_stands_on_its_days_in_words_that_say_how_sure_they_are(every, name):
    entry = every[part_of_uid(name)]
    first, after, words, status = TABLE[name]
    assert days(entry) == (first, after)
    assert f"\nSUMMARY:{words}\n" in entry
    assert f"\nSTATUS:{status}\n" in entry


def test_nothing_else_stands_there(every):
    assert set(every) == {part_of_uid(name) for name in TABLE}


def test_recurrences_keep_their_end_and_their_clock(every):
    assert "\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20041231T150000Z\n" in every["weekly.every"]
    assert "\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20051231\n" in every["months.every"]
    assert "\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5\n" in every["counted.every"]
    assert "\nRRULE:FREQ=WEEKLY;BYDAY=TU\n" in every["forever.every"]
    assert "TZID=America/New_York" in every["forever.every"]


def test_zones_have_the_rules_of_their_years():
    feed = unfolded(feed_of(EVERY.read_text(encoding="utf-8")))
    years = ("20030406", "20040404", "20050403", "20060402")
    listed = "".join(f"RDATE:{day}T020000\n" for day in years)
    assert f"DTSTART:20030406T020000\n{listed}" in feed
    assert "DTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n" in feed
    assert "TZID:Etc/GMT+12" in feed


def test_only_what_is_fixed_makes_people_busy(every):
    busy = {name for name, entry in every.items() if "TRANSP:OPAQUE" in entry}
    fixed = ("fixed", "timed", "late", "endless", "days", "weekly", "counted", "forever")
    assert busy == {f"{name}.every" for name in fixed} | {
        "several.every.2004-10-04", "several.every.2004-10-11"
    }  # fmt: skip


def test_options_know_each_other_and_open_places_are_one_entry(every):
    assert "RELATED-TO;RELTYPE=SIBLING:dates.every.paris@" in every["dates.every.rio-de-janeiro"]
    assert "\nLOCATION:Rome or Łódź (to be decided)\n" in every["places.every"]


@pytest.mark.parametrize(
    ("language", "places", "said"),
    [
        ("en", ["Lima", "Oaxaca"], "Lima or Oaxaca (to be decided)"),
        ("es", ["Lima", "Oaxaca"], "Lima u Oaxaca (por decidir)"),
        ("es", ["Oaxaca", "Lima"], "Oaxaca o Lima (por decidir)"),
        ("fr", ["Lima", "Oaxaca"], "Lima ou Oaxaca (à trancher)"),
        ("es", ["Lima", "Quito", "Hormigueros"], "Lima\\, Quito u Hormigueros (por decidir)"),
    ],
)
def test_open_places_are_joined_as_the_language_does(language: str, places: list[str], said: str):
    several = "".join(f"      - {{date: 2027-05-03, where: {place}}}\n" for place in places)
    text = f"ssetrack: 1\ntitle: P\nactivities:\n  - id: a\n    title: A\n    when:\n{several}"
    feed = feed_of(text, language=language)
    assert feed is not None
    assert f"\nLOCATION:{said}\n" in unfolded(feed)


def test_tasks_are_what_is_to_be_done(tasks):
    assert "unknown.every.task" in tasks
    assert "DUE" not in tasks["unknown.every.task"]
    assert "DUE;VALUE=DATE:20040630" in tasks["month.every.task"]
    assert "RELTYPE=PARENT:B.every.goal@" in tasks["month.every.task"]
    assert "RELTYPE=DEPENDS-ON:day.every.task@" in tasks["month.every.task"]
    assert "COMPLETED:20040220T000000Z" in tasks["done.every.task"]
    assert "STATUS:CANCELLED" not in tasks["hold.every.task"]
    assert "PERCENT-COMPLETE:40" in tasks["hold.every.task"]
    assert "PRIORITY:1" in tasks["hold.every.task"]
    assert "fixed.every.task" not in tasks


def test_reminders_are_opt_in_and_an_items_own_come_first():
    text = EVERY.read_text(encoding="utf-8")
    assert b"VALARM" not in feed_of(text)
    found = entries(feed_of(text, Publishing(alarms=(7, 1))))
    assert "TRIGGER:-P14D" in found["day.every"]
    assert "TRIGGER:-P7D" not in found["day.every"]
    assert "TRIGGER:-P7D" in found["month.every"]
    assert "TRIGGER:-P1D" in found["month.every"]
    assert "VALARM" not in found["done.every"]


def test_no_address_leaves_unless_it_is_asked_for():
    text = EVERY.read_text(encoding="utf-8")
    assert b"ana@" not in feed_of(text)
    assert b"CONTACT:Ana\\, ana@example.org" in feed_of(text, contacts=True)


def test_a_cancelled_item_goes_a_month_after_its_day(every):
    assert "gone.every" not in every
    later = entries(feed_of(EVERY.read_text(encoding="utf-8"), today=date(2004, 10, 21)))
    assert "cancelled.every" not in later


def test_a_language_changes_words_and_no_uid(every):
    french = entries(feed_of(EVERY.read_text(encoding="utf-8"), language="fr"))
    assert set(french) == set(every)
    assert "\nSUMMARY:" in french["month.every"]
    assert "juin 2004" in french["month.every"]


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
NASTY = st.sampled_from(
    ["a;b,c\\d\r\ne", "👩\u200d🌾" * 40, "e" + "\u0301" * 200, "🇧🇷" * 60, "مرحبا", "\ufeffx", "x" * 300]
)
DAY = st.dates(date(1000, 1, 1), date(9998, 12, 31))
MONTH = DAY.map(lambda day: f"{day:%Y-%m}")
PERIOD = st.one_of(
    DAY.map(str),
    MONTH,
    DAY.map(lambda day: f"{day.year}-Q{(day.month + 2) // 3}"),
    DAY.map(lambda day: str(day.year)),
    st.tuples(DAY, DAY).map(lambda two: "/".join(str(day) for day in sorted(two))),
    MONTH.map(lambda month: f"{month}~"),
    DAY.map(lambda day: f"{day}/.."),
    DAY.map(lambda day: f"../{day}"),
    st.tuples(DAY, DAY).map(lambda two: f"[{two[0]},{two[1]}]"),
    st.tuples(DAY, DAY).map(lambda two: f"{{{two[0]},{two[1]}}}"),
    st.sampled_from(["?", "ongoing", "M3", "W5"]),
)
REPEATS = [
    "every day", "every month", "every 2 weeks", "every 5 months", "every year", "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "FREQ=MONTHLY;BYDAY=-1MO", "FREQ=MONTHLY",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20500101",
]  # fmt: skip
FIRST_DAY = st.dates(date(1900, 1, 1), date(2100, 12, 31))
FIRST_TIMES = st.one_of(
    FIRST_DAY.map(str),
    FIRST_DAY.map(lambda day: f"{day:%Y-%m}"),
    FIRST_DAY.map(lambda day: f"{day.year}-Q{(day.month + 2) // 3}"),
    st.tuples(FIRST_DAY, st.integers(1, 60)).map(lambda two: f"{two[0]}/{two[0] + timedelta(two[1])}"),
    st.sampled_from(["9999-12-30", "9999-12", "2024-02-29", "2027-03-28"]),
)
WHEN = st.one_of(
    PERIOD,
    st.fixed_dictionaries(
        {"date": PERIOD},
        optional={
            "time": st.sampled_from(["09:00", "20:00-21:30", "23:30-00:15"]),
            "timezone": st.sampled_from([*zone_names(), "+05:30"]),
            "where": ANY,
        },
    ),
    st.fixed_dictionaries(
        {
            "date": FIRST_TIMES,
            "repeat": st.sampled_from(REPEATS),
        },
        optional={
            "time": st.sampled_from(["20:00-21:30", "02:30", "23:59", "01:30-02:30", "23:30-00:15"]),
            "timezone": st.sampled_from([*zone_names(), "+05:30", "-09:30", "Z"]),
            "until": st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str),
        },
    ),
    st.lists(st.fixed_dictionaries({"date": PERIOD, "where": ANY}), min_size=2, max_size=3),
)
ACTIVITY = st.fixed_dictionaries(
    {"id": st.from_regex(r"[A-Za-z0-9._-]{1,300}", fullmatch=True), "title": ANY | NASTY},
    optional={
        "when": WHEN,
        "deadline": WHEN,
        "where": ANY | NASTY,
        "notes": ANY | NASTY,
        "status": st.sampled_from(["done", "cancelled", "on-hold", "in-progress"]),
        "owners": st.lists(ANY, max_size=5),
        "goals": st.lists(ANY, max_size=2),
        "links": st.lists(st.fixed_dictionaries({"url": ANY | st.just("https://x.org/é;,")}), max_size=1),
        "check-in": st.just("every 2 months"),
        "start": PERIOD,
    },
)
ACTIVITIES = st.lists(ACTIVITY, min_size=1, max_size=4, unique_by=lambda one: one["id"])
PLAN = st.fixed_dictionaries(
    {"ssetrack": st.just("1"), "title": ANY | NASTY, "activities": ACTIVITIES},
    optional={
        "period": PERIOD,
        "timezone": st.sampled_from(zone_names()),
        "language": st.sampled_from(["fr", "pt-BR", "x;y"]),
    },
)


@examples(150)
@given(PLAN, st.sampled_from(sorted(KINDS)))
def test_feeds_of_any_plan_conform_and_stay_the_same(plan, kind):
    text = json.dumps(plan)
    feed = feed_of(text, KINDS[kind])
    if feed is not None:
        assert complaints(feed) == []
        assert feed_of(text, KINDS[kind], feed) == feed
        calendar = Calendar.from_ical(feed)
        assert [one.errors for one in calendar.walk() if getattr(one, "errors", None)] == []
        assert len([*calendar.walk("VEVENT"), *calendar.walk("VTODO")]) == feed.count(
            b"BEGIN:VEVENT"
        ) + feed.count(b"BEGIN:VTODO")
