"""The agenda of a call: which call, what is on it, how much of it fits; in four languages, and as a feed."""

from __future__ import annotations

import html
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

import console
from conftest import ROOT
from snapshots import snapshot_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.formats.agenda_text import agenda_markdown, agenda_text
from ssetrack.language.speaker import Speaker
from ssetrack.pages.agenda import agenda_html
from ssetrack.query.agenda import Agenda, Call, agenda, call_of, call_on, refuse_time
from ssetrack.query.columns import View
from ssetrack.query.report import Question, report
from ssetrack.status import Snapshot
from ssetrack.wording.agenda import PAGE, WIDTH, told_agenda

DAY = date(2027, 3, 1)

PLAN = """\
ssetrack: 1
title: Plan
timezone: UTC
owners: {ana: Ana, bo: Bo, seat: {name: Treasurer, vacant: true}, empty: {name: Nobody's role, vacant: true}}
activities:
- {id: first, title: First, owners: [ana], deadline: 2027-02-10}
sections:
- title: Web
  activities:
  - {id: page, title: Page, owners: [ana], deadline: 2027-01-15}
  - {id: early, title: Early, owners: [ana], deadline: 2027-01-20, done: 2027-01-30}
  - {id: feb, title: In February, owners: [ana], deadline: 2027-01-20, done: 2027-02}
  - {id: built, title: Built, owners: [bo], deadline: 2027-02-20, done: 2027-02-15}
  - {id: someday, title: Someday, owners: [ana], deadline: tbd}
- title: Money
  activities:
  - {id: book, title: Book, owners: [seat], deadline: 2027-04-02}
  - {id: sum, title: Sum, owners: [seat], deadline: 2027-04-03}
  - {id: held, title: Held, owners: [bo], deadline: 2027-02-01, status: on-hold}
  - id: accounts
    title: Accounts
    owners: [bo]
    deadline: {date: 2027-01-31, repeat: every month}
    occurrences:
      2027-01-31: {done: 2027-02-03}
      2027-02-28: {done: 2027-02-27}
  - id: call
    title: Call
    owners: [ana]
    agenda: [Minutes, {title: Budget, items: [Income]}]
    when: {date: 2027-01-05, time: "17:00", repeat: first Tuesday of the month, until: 2027-06}
    occurrences:
      2027-02-02: {date: 2027-02-09}
      2027-03-02: cancelled
      2027-04-06: {date: 2027-04-02}
  - {id: congress, title: Congress, owners: [bo], when: 2027-03-20/2027-03-22}
  - {id: past, title: Past, owners: [bo], when: 2027-02-20}
  - {id: vague, title: Vague, owners: [bo], when: 2027-04}
  - {id: either, title: Either, owners: [bo], when: [2027-04-01, 2027-04-08]}
  - {id: off, title: Off, owners: [bo], when: 2027-04-01, status: cancelled}
"""


def view_of(plans: Snapshot, language: str = "en") -> View:
    return View(plans.portfolio, language, Speaker(language))


def agenda_on(plan: str, day: date = DAY, call: str | None = None, language: str = "en") -> Agenda:
    plans = snapshot_of(plan, day)
    return agenda(report(plans, Question(), view_of(plans, language)), _call(plans, call, day))


def _call(plans: Snapshot, own_id: str | None, day: date) -> Call:
    if own_id is None:
        return call_on(day)
    return call_of(next(one for one in plans.statuses if one.item.id == own_id), own_id, day)


@pytest.mark.parametrize(
    ("call", "today", "expected"),
    [
        (None, "2027-03-01", ("2027-01-30", "2027-03-01", "2027-03-31")),
        ("call", "2027-01-01", ("2026-12-06", "2027-01-05", "2027-02-09")),  # nothing before the first
        ("call", "2027-01-05", ("2026-12-06", "2027-01-05", "2027-02-09")),  # on its own day
        ("call", "2027-01-06", ("2027-01-05", "2027-02-09", "2027-04-02")),  # moved; cancelled, so left out
        ("call", "2027-03-01", ("2027-02-09", "2027-04-02", "2027-05-04")),
        ("call", "2027-05-05", ("2027-05-04", "2027-06-01", "2027-07-01")),  # the last: 30 days
        ("congress", "2027-03-01", ("2027-02-18", "2027-03-20", "2027-04-19")),
        ("congress", "2027-03-22", ("2027-02-18", "2027-03-20", "2027-04-19")),
        (None, "0001-01-01", ("0001-01-01", "0001-01-01", "0001-01-31")),
        (None, "9999-12-31", ("9999-12-01", "9999-12-31", "9999-12-31")),
    ],
)
def test_the_call_and_those_around_it(call: str | None, today: str, expected: tuple[str, str, str]):
    day = date.fromisoformat(today)
    found = _call(snapshot_of(PLAN, day), call, day)
    assert (found.previous.isoformat(), found.day.isoformat(), found.following.isoformat()) == expected


@pytest.mark.parametrize(
    ("call", "today", "told"),
    [
        ("call", "2027-06-02", "`call` does not take place on 2027-06-02 or later"),
        ("past", "2027-03-01", "`past` does not take place on 2027-03-01 or later"),
        ("vague", "2027-03-01", "`vague` has no fixed day"),
        ("either", "2027-03-01", "`either` has no fixed day"),
        ("someday", "2027-03-01", "`someday` has no fixed day"),
        ("off", "2027-03-01", "`off` is done or cancelled: it has no next call"),
        ("built", "2027-03-01", "`built` is done or cancelled: it has no next call"),
    ],
)
def test_what_has_no_next_time(call: str, today: str, told: str):
    day = date.fromisoformat(today)
    with pytest.raises(SsetrackError) as refused:
        _call(snapshot_of(PLAN, day), call, day)
    assert str(refused.value.message) == told


def test_a_call_is_named_without_a_day():
    refuse_time("call")
    with pytest.raises(SsetrackError):
        refuse_time("call@2027-03-02")


def test_what_is_on_it():
    found = agenda_on(PLAN, call="call")
    assert [(late.title, [one.item.id for one in late.statuses]) for late in found.late] == [
        ("", ["first"]),
        ("Web", ["page"]),
        ("Money", ["past"]),
    ]
    # From today to the call after the next one, that day too: 4 May. What is on hold is in no list.
    assert [one.item.id for one in found.due] == ["congress", "accounts", "either", "vague", "book", "sum"]
    # Since the call before, 9 February; a month counts by its last day.
    assert [(one.item.id, str(one.done and one.done.latest)) for one in found.done] == [
        ("built", "2027-02-15"),
        ("accounts", "2027-02-27"),
        ("feb", "2027-02-28"),
    ]
    assert [(one.status.item.id, len(one.questions)) for one in found.decisions] == [
        ("either", 1),
        ("someday", 1),
    ]
    # A role that leads nothing holds nothing up.
    assert [(one.name, [each.item.id for each in one.statuses]) for one in found.vacancies] == [
        ("Treasurer", ["book", "sum"])
    ]


FIRST = """\
ssetrack: 1
id: one
title: One
owners: {ana: Ana}
sections:
- {title: Web, activities: [{id: page, title: Page, owners: [ana], deadline: 2027-01-15}]}
"""

OTHERS = """\
ssetrack: 1
id: other
title: {en: Other plan, fr: Autre plan}
activities: [{id: own, title: Own, deadline: 2027-01-15}]
sections:
- {title: Web, activities: [{id: page, title: Page, deadline: 2027-01-20}]}
"""

BELOW = """\
ssetrack: 1
title: Plan
sections:
- {title: Web, activities: [{id: page, title: Page, deadline: 2027-01-15}]}
activities: [{id: own, title: Own, deadline: 2027-01-20}]
"""


def test_what_is_in_no_section_is_below_none():
    """Its heading is the plan, where there are several; of one plan it comes first, without a heading."""
    assert [(one.title, len(one.statuses)) for one in agenda_on(BELOW).late] == [("", 1), ("Web", 1)]
    plans = snapshot_of({"one.yaml": FIRST, "other.yaml": OTHERS}, DAY)
    told = told_agenda(agenda(report(plans, Question(), view_of(plans, "fr")), call_on(DAY)))
    late = next(one for one in told.lists if one.heading == "En retard (3)")
    assert [(one.title, [line.id for line in one.lines]) for one in late.parts] == [
        ("Web", ["one:page"]),
        ("Autre plan", ["other:own"]),
        ("Web", ["other:page"]),
    ]


def test_without_a_call_the_call_of_the_plan_is_an_item_like_others():
    assert "call" not in {one.item.id for one in agenda_on(PLAN, call="call").due}
    assert "call" in {one.item.id for one in agenda_on(PLAN, date(2027, 3, 10)).due}


def test_the_points_of_the_call_come_first():
    lists = told_agenda(agenda_on(PLAN, call="call")).lists
    assert [line.title for line in lists[0].parts[0].lines] == ["Minutes", "Budget", "Income"]


def long_plan(number: int) -> str:
    rows = (
        f"- {{id: a{at}, title: Late {at} {'long ' * (at % 40)}, owners: [ana], deadline: 2027-01-15}}\n"
        f"- {{id: b{at}, title: Undecided number {at}, owners: [seat{at % 60}], when: 2027}}\n"
        f"- {{id: c{at}, title: Due number {at}, owners: [ana], deadline: 2027-03-15}}\n"
        f"- {{id: d{at}, title: Done number {at}, owners: [ana], deadline: 2027-02-15, done: 2027-02-14}}\n"
        for at in range(number)
    )
    seats = ", ".join(f"seat{at}: {{name: Role {at}, vacant: true}}" for at in range(60))
    return f"ssetrack: 1\ntitle: Long\nowners: {{ana: Ana, {seats}}}\nactivities:\n{''.join(rows)}"


@pytest.mark.parametrize("number", [1, 5, 9, 200])
def test_it_fits_on_a_page_and_the_rest_is_counted(number: int):
    found = agenda_on(long_plan(number))
    told = told_agenda(found)
    taken = sum(-(-len(line) // WIDTH) for line in agenda_text(found).splitlines())
    assert taken <= PAGE + len(told.lists) + 2
    for one in told.lists:
        shown = sum(len(part.lines) for part in one.parts)
        told_number = int(re.search(r"\((\d+)\)", one.heading)[1])
        left = re.match(r"and (\d+) more", one.more)
        assert shown + (int(left[1]) if left else 0) == told_number
        assert shown == told_number or taken > PAGE - 8  # nothing is left out while there is room


HOSTILE = """\
ssetrack: 1
title: "Plan of boss@example.org <script>alert(1)</script>"
owners: {ana: {name: "Ana ana@example.org"}, seat: {name: "**seat** seat@example.org", vacant: true}}
activities:
- {id: a, title: "To [bob](mailto:bob@example.org)\\n# Heading\\u202e", owners: [ana], deadline: 2027-01-15}
- {id: b, title: "<img src=x onerror=alert(1)>", owners: [seat], deadline: tbd}
- {id: c@example.org, title: An id that lint refuses, deadline: 2027-01-15}
- id: call
  title: "Call call@example.org"
  owners: [ana]
  where: "http://x.example/?a@b.example"
  when: 2027-03-05
  agenda: ["Ask chair@example.org"]
"""


@pytest.mark.parametrize("write", [agenda_text, agenda_markdown, agenda_html])
def test_no_address_and_nothing_acts(write):
    written = write(agenda_on(HOSTILE, call="call"))
    assert "@example.org" not in html.unescape(written).replace("&#8203;", "")
    assert "address left out" in html.unescape(written)
    assert "\u202e" not in written
    if write is agenda_html:
        assert "<script" not in written
        assert "<img" not in written
    else:
        assert len([line for line in written.splitlines() if line.startswith("# ")]) <= 1
    if write is agenda_markdown:
        assert not re.search(r"(?<!\\)\]\(", written)
        assert not re.search(r"(?<!\\)<", written)


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_the_agenda_of_vision(golden, language: str, format_: str):
    words = ["agenda", "2004-10-01", "plans/vision-2004-2005.yaml", "--lang", language, "--format", format_]
    code, output = console.run_here(words, ROOT, {})
    assert code == 0, output
    golden(output, f"query/agenda/vision.{language}.{format_}")


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_the_agenda_of_a_series(golden, language: str):
    words = ["agenda", "2026-12-01", "examples/board-calls.yaml", "--call", "board-call", "--lang", language]
    code, output = console.run_here(words, ROOT, {})
    assert code == 0, output
    golden(output, f"query/agenda/board-calls.{language}.text")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "examples/board-calls.yaml", tmp_path / "plan.yaml")
    return tmp_path


def written(folder: Path, *words: str, code: int = 0) -> str:
    found, output = console.run_here(["agenda", *words], folder, {})
    assert found == code, output
    return output


def feed(folder: Path, day: str) -> bytes:
    written(folder, day, "--call", "board-call", "--ics", "-o", "call.ics")
    return (folder / "call.ics").read_bytes()


def entries(content: bytes) -> dict[str, str]:
    """By UID and RECURRENCE-ID, the entries without their folds."""
    text = content.decode().replace("\r\n ", "").replace("\r\n", "\n")
    found = re.findall(r"BEGIN:VEVENT\n.*?END:VEVENT", text, re.DOTALL)
    return {
        "".join(re.findall(r"^UID:(.*)|^RECURRENCE-ID.*:(.*)", one, re.MULTILINE)[at][at] for at in range(2))
        if "RECURRENCE-ID" in one
        else re.findall(r"^UID:(.*)", one, re.MULTILINE)[0]: one
        for one in found
    }


SERIES = "board-call.plan@ssetrack.invalid"


def test_the_agenda_is_in_the_next_entry_of_the_call(folder: Path):
    found = entries(feed(folder, "2026-12-01"))
    with_agenda = {name for name, one in found.items() if "Agenda\\, 14 December 2026" in one}
    assert with_agenda == {f"{SERIES}20261207T170000"}


def test_the_entries_are_those_of_every_feed(folder: Path):
    console.run_here(["export", "ics", "--text", "Board call", "-o", "all.ics"], folder, {})
    everywhere = entries((folder / "all.ics").read_bytes())
    ours = entries(feed(folder, "2026-12-01"))
    assert everywhere.keys() == ours.keys()
    assert {name for name in ours if ours[name] != everywhere[name]} == {f"{SERIES}20261207T170000"}


def test_another_day_with_the_same_agenda_changes_no_octet(folder: Path):
    first = feed(folder, "2026-12-01")
    assert feed(folder, "2026-12-02") == first


def test_the_next_call_takes_the_agenda_and_counts_one_up(folder: Path):
    feed(folder, "2026-12-01")
    found = entries(feed(folder, "2026-12-20"))
    assert "SEQUENCE:1" in found[f"{SERIES}20261207T170000"]
    assert "Agenda" not in found[f"{SERIES}20261207T170000"]
    assert "Agenda\\, 1 February 2027" in found[f"{SERIES}20270201T170000"]


def test_in_a_folder_of_feeds_it_has_a_name_and_stays(folder: Path):
    (folder / "public").mkdir()
    written(folder, "2026-12-01", "--call", "board-call", "--ics", "-o", "public")
    console.run_here(["export", "ics", "--by", "owner", "-o", "public", "--prune"], folder, {})
    names = {path.name for path in (folder / "public").glob("*.ics")}
    assert {"call-board-call.ics", "owner-awa.ics"} <= names
    assert b"Agenda" not in (folder / "public/owner-awa.ics").read_bytes()


def test_a_plan_with_errors_gives_no_feed(folder: Path):
    path = folder / "plan.yaml"
    path.write_text(path.read_text("utf-8").replace("owners: [awa]", "owners: [nobody]"), encoding="utf-8")
    told = written(folder, "2026-12-01", "--call", "board-call", "--ics", "-o", "call.ics", code=2)
    assert "nothing was exported" in told
    assert not (folder / "call.ics").exists()


def test_a_call_that_does_not_come_back(tmp_path: Path):
    (tmp_path / "plan.yaml").write_text(
        "ssetrack: 1\nid: p\ntitle: Plan\nlanguage: en\nowners: {ana: Ana}\nactivities:\n"
        "- {id: call, title: Call, owners: [ana], when: 2027-03-05, notes: Bring cake}\n"
        "- {id: x, title: X, owners: [ana], deadline: 2027-03-10}\n"
    )
    written(tmp_path, "2027-03-01", "--call", "call", "--ics", "-o", "call.ics")
    (one,) = entries((tmp_path / "call.ics").read_bytes()).values()
    assert "Bring cake\\n\\nAgenda\\, 5 March 2027" in one
    assert "- x X: 10 March 2027 · Ana" in one


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--ics"], "`--ics` needs a call"),
        (["--ics", "--call", "board-call", "--format", "text"], "`--ics` and `--format` both say"),
        (["--call", "bord-call"], "did you mean `board-call`?"),
        (["2027-13-01"], "`DAY` needs one day, not `2027-13-01`"),
        (["2027-03"], "`DAY` needs one day, not `2027-03`"),
        (["tomorow"], "`tomorow`"),
    ],
)
def test_what_is_refused(folder: Path, words: list[str], told: str):
    assert told in written(folder, *words, "--today", "2026-12-01", code=2)


@pytest.mark.parametrize("words", [["+7d"], ["2026-12-08"], ["2026-12-08", "plan.yaml"]])
def test_a_day_counts_from_today(folder: Path, words: list[str]):
    assert written(folder, *words, "--today", "2026-12-01").startswith("Agenda, 8 December 2026\n")


def test_a_plan_may_be_first(folder: Path):
    (folder / "2027").mkdir()
    shutil.move(folder / "plan.yaml", folder / "2027/plan.yaml")
    assert written(folder, "./2027", "--today", "2026-12-01").startswith("Agenda, 1 December 2026\n")


def test_the_configuration_names_the_call(folder: Path):
    (folder / "ssetrack.toml").write_text('[agenda]\ncall = "board-call"\n')
    assert written(folder, "2026-12-01").startswith("Agenda, 14 December 2026\n")
    assert written(folder, "2026-12-01", "--call", "report").startswith("Agenda, 31 December 2026\n")


HOSTED = """\
ssetrack: 1
title: Plan
timezone: UTC
owners: {ana: Ana, bo: Bo, cy: Cy, dora: Dora}
activities:
- id: board
  title: Board
  owners: [ana]
  when: {date: 2027-01-06, repeat: first Wednesday of the month}
  occurrences:
    2027-03-03: {owners: [bo]}
    2027-04-07: {owners: [cy, dora]}
    2027-05-05: {owners: [dora]}
    2027-06-02: {owners: [bo], status: cancelled}
- id: accounts
  title: Accounts
  owners: [ana]
  deadline: {date: 2027-01-31, repeat: every month}
  occurrences:
    2027-01-31: {done: 2027-02-03}
    2027-02-28: {owners: [bo]}
- id: call
  title: Call
  owners: [ana]
  when: {date: 2027-03-03, repeat: every 2 months}
"""


def test_who_hosts_the_call_is_named_with_it():
    found = agenda_text(agenda_on(HOSTED, date(2027, 3, 4), "board"))
    assert "\nBoard: 7 April 2027 · Cy, Dora\n" in found
    assert "\nBoard: 7 July 2027\n" in agenda_text(agenda_on(HOSTED, date(2027, 6, 1), "board"))


def test_who_hosts_a_time_is_named_with_it():
    found = agenda_text(agenda_on(HOSTED, date(2027, 3, 2), "call"))
    assert "Overdue (1)\n  - accounts Accounts: 28 February 2027 · Bo\n" in found
    due = (
        "Due by 3 May 2027 (2)",
        "  - board Board: 3 March 2027 · Bo",
        "  - board Board: 7 April 2027 · Cy, Dora",
    )
    assert "\n".join(due) in found
