"""`ssetrack export ics` on the command line: files, stability, stamps, what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feeds.conformance import complaints
from feeds.making import EVERY, ROOT, days, entries, unfolded
from ssetrack.cli.run import run

VISION = ROOT / "plans" / "vision-2004-2005.yaml"
DAY = ["--today", "2004-10-01"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def export(*words: str | Path) -> int:
    return run(["export", "ics", *map(str, words), *DAY])


def exported(path: Path, *words: str | Path) -> bytes:
    assert export(*words, "-o", path) == 0
    return path.read_bytes()


def test_the_vision_plan(here):
    events = entries(exported(here / "a.ics", VISION))
    january = events["1.1.vision"]
    assert days(january) == ("20040101", "20040201")
    assert "January 2004" in january.split("SUMMARY", 1)[1].split("\n", 1)[0]
    assert "STATUS:TENTATIVE" in january
    options = [name for name in events if name.startswith("1.2.")]
    assert options == ["1.2.vision.rio-de-janeiro", "1.2.vision.paris"]
    assert [days(events[name]) for name in options] == [("20040408", "20040410"), ("20040426", "20040428")]
    assert all("STATUS:TENTATIVE" in events[name] for name in options)
    assert not [name for name in events if name.startswith("4.3")]
    assert [name for name in events if name.startswith("5.4")] == ["5.4_draft.vision", "5.4_final.vision"]
    tasks = entries(exported(here / "b.ics", VISION, "--tasks"))
    assert "DUE" not in tasks["4.3.vision.task"]


def test_an_unchanged_feed_is_not_rewritten(here):
    first = exported(here / "a.ics", EVERY)
    os.utime(here / "a.ics", (0, 0))
    assert exported(here / "a.ics", EVERY) == first
    assert (here / "a.ics").stat().st_mtime == 0


def test_one_moved_deadline_changes_one_entry(here):
    plan = here / "every.yaml"
    text = EVERY.read_text(encoding="utf-8")
    plan.write_text(text, encoding="utf-8")
    before = entries(exported(here / "a.ics", plan))
    plan.write_text(text.replace("deadline: 2004-Q4", "deadline: 2005-Q1"), encoding="utf-8")
    after = entries(exported(here / "a.ics", plan))
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == ["quarter.every"]
    assert "SEQUENCE:0" in before["quarter.every"]
    moved = after["quarter.every"]
    assert days(moved) == ("20050331", "20050401")
    assert "SEQUENCE:1" in moved
    assert "DTSTAMP:20040101T000001Z" in moved
    assert "LAST-MODIFIED:20040101T000001Z" in moved
    plan.write_text(text.replace("deadline: 2004-Q4", "deadline: 2005-Q2"), encoding="utf-8")
    again = entries(exported(here / "a.ics", plan, "--stamp", "2004-10-01T12:00:00Z"))["quarter.every"]
    assert "SEQUENCE:2" in again
    assert "LAST-MODIFIED:20041001T120000Z" in again


def test_stamps_come_from_what_was_published_elsewhere(here):
    exported(here / "old.ics", EVERY, "--stamp", "2004-02-01")
    new = exported(here / "new.ics", EVERY, "--previous", "old.ics", "--stamp", "2004-03-01")
    assert new == (here / "old.ics").read_bytes()


def test_the_epoch_of_a_reproducible_build(here, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1075593600")
    assert b"DTSTAMP:20040201T000000Z" in exported(here / "a.ics", EVERY)


def test_feeds_for_owners(here, capsys):
    assert export(EVERY, "--by", "owner", "-o", "feeds") == 0
    names = sorted(path.name for path in (here / "feeds").glob("*.ics"))
    assert names == ["owner-ana.ics", "owner-bo.ics", "owner-team.ics"]
    assert "owner-idle.ics" in capsys.readouterr().err
    team = entries((here / "feeds" / "owner-team.ics").read_bytes())
    bo = entries((here / "feeds" / "owner-bo.ics").read_bytes())
    whole = entries(exported(here / "a.ics", EVERY))
    assert team.keys() < bo.keys() < whole.keys()
    assert all(whole[name] == entry for name, entry in bo.items())
    for path in (here / "feeds").glob("*.ics"):
        assert complaints(path.read_bytes()) == []


@pytest.mark.parametrize("by", ["goal", "section", "plan"])
def test_feeds_for_other_parts(here, by):
    assert export(EVERY, VISION, "--by", by, "-o", "feeds") == 0
    found = sorted((here / "feeds").glob("*.ics"))
    assert len(found) > 1
    for path in found:
        assert path.name.startswith(f"{by}-")
        assert complaints(path.read_bytes()) == []


def test_feeds_of_owners_who_left_are_named_and_removed(here, capsys):
    plan = here / "every.yaml"
    text = EVERY.read_text(encoding="utf-8")
    plan.write_text(text, encoding="utf-8")
    (here / "feeds").mkdir()
    (here / "feeds" / "other.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:x\r\n", encoding="utf-8")
    assert export(plan, "--by", "owner", "-o", "feeds") == 0
    plan.write_text(
        text.replace("members: [ana, bo]", "members: [ana]")
        .replace("owners: [bo]", "owners: [ana]")
        .replace("[ana, bo]", "[ana]")
        .replace("[ana, bo, team, seat]", "[ana]")
        .replace('  bo: {name: "Bo \\"the; pen\\"", email: bo@example.org}\n', ""),
        encoding="utf-8",
    )
    assert export(plan, "--by", "owner", "-o", "feeds") == 0
    assert "no longer made: `owner-bo.ics`" in capsys.readouterr().err
    assert export(plan, "--by", "owner", "-o", "feeds", "--prune") == 0
    assert sorted(path.name for path in (here / "feeds").glob("*.ics")) == [
        "other.ics",
        "owner-ana.ics",
        "owner-team.ics",
    ]
    assert export(plan, "--by", "owner", "-o", "feeds", "--prune", "--goal", "A") == 2


def test_a_plan_with_errors_exports_nothing(here, capsys):
    (here / "p.yaml").write_text(
        "ssetrack: 1\ntitle: T\nactivities:\n  - {id: a, title: A, when: 2004-02-30}\n", encoding="utf-8"
    )
    assert export("p.yaml", "-o", "a.ics") == 2
    assert not (here / "a.ics").exists()
    error = capsys.readouterr().err
    assert "p.yaml:4:" in error
    assert "1 error: nothing was exported" in error


def test_a_plan_without_dates_writes_nothing(here, capsys):
    plan = ROOT / "plans" / "ripess-2021-2023.yaml"
    assert export(plan, "-o", "a.ics") == 0
    assert not (here / "a.ics").exists()
    assert "no item has a date" in capsys.readouterr().err


def test_a_large_feed_is_warned_about(here, capsys):
    items = "".join(
        f"  - {{id: a{number}, title: {'T' * 400}, deadline: 2004-05-31}}\n" for number in range(700)
    )
    (here / "p.yaml").write_text(f"ssetrack: 1\ntitle: T\nactivities:\n{items}", encoding="utf-8")
    assert export("p.yaml", "-o", "a.ics") == 0
    assert "a.ics has" in capsys.readouterr().err
    assert len(unfolded((here / "a.ics").read_bytes()))


def test_nothing_but_a_calendar_is_replaced(here, capsys):
    (here / "p.yaml").write_bytes(EVERY.read_bytes())
    assert export("p.yaml", "-o", "p.yaml") == 2
    assert "is not a calendar" in capsys.readouterr().err
    assert (here / "p.yaml").read_bytes() == EVERY.read_bytes()


@pytest.mark.parametrize(
    "words",
    [["--alarms", "soon"], ["--stamp", "2004-02-30"], ["--by", "owner"], ["--prune"], ["--since", "often"]],
)
def test_wrong_use(here, capsys, words):
    assert export(EVERY, *words) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_configuration(here):
    (here / "ssetrack.toml").write_text(
        '[export]\nname = "Network"\ndomain = "plans.example.org"\n'
        'url = "https://example.org/cal"\nrefresh = "1d"\n',
        encoding="utf-8",
    )
    feed = unfolded(exported(here / "a.ics", EVERY))
    assert "\nNAME;LANGUAGE=en:Network\nX-WR-CALNAME:Network\n" in feed
    assert "\nREFRESH-INTERVAL;VALUE=DURATION:P1D\nX-PUBLISHED-TTL:P1D\n" in feed
    assert "\nSOURCE;VALUE=URI:https://example.org/cal/every.ics\n" in feed
    assert "\nUID:fixed.every@plans.example.org\n" in feed
    (here / "ssetrack.toml").write_text('[export]\ndomain = "a b"\n', encoding="utf-8")
    assert export(EVERY) == 2
