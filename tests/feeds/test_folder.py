"""A folder of feeds: nobody's is cut by a run for others, and only what is ours is removed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from feeds.conformance import complaints
from ssetrack.calendar.stamps import title_of
from ssetrack.cli.run import run
from ssetrack.publish.manifest import FILE, FeedKind, Manifest

PLAN = """\
ssetrack: 1
id: p
title: P
owners: {ana: Ana, bo: Bo, team: {name: Team, members: [ana]}}
goals: {G: One, H: Two}
sections:
- id: s
  title: S
  activities:
  - {id: a, title: A, owners: [ana], goals: [G], deadline: 2027-03-01}
  - {id: b, title: B, owners: [ana, bo], goals: [G, H], deadline: 2027-04-01}
- id: t
  title: T
  activities:
  - {id: c, title: C, owners: [bo], goals: [H], deadline: 2027-05-01, tags: [x]}
  - {id: d, title: D, owners: [team], goals: [H], deadline: 2027-06-01}
"""
FEEDS = {
    "owner": {"owner-ana.ics", "owner-bo.ics", "owner-team.ics"},
    "goal": {"goal-g.ics", "goal-h.ics"},
    "section": {"section-s.ics", "section-t.ics"},
    "plan": {"plan-p.ics"},
}
CHOICE = {"owner": ("ana", "Ana"), "goal": ("G", "g"), "section": ("s", "S"), "plan": ("p", "P")}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def export(*words: str) -> int:
    return run(["export", "ics", "p.yaml", "-o", "feeds", "--today", "2027-01-20", *words])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def feeds(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.ics")}


@pytest.mark.parametrize("by", FEEDS)
def test_the_filter_of_the_kind_chooses_and_cuts_nobody(here: Path, by: str):
    assert export("--by", by) == 0
    whole = contents(here / "feeds")
    assert feeds(here / "feeds") == FEEDS[by]
    for value in CHOICE[by]:
        assert export("--by", by, f"--{by}", value) == 0
        assert contents(here / "feeds") == whole
    for path in (here / "feeds").glob("*.ics"):
        path.unlink()
    assert export("--by", by, f"--{by}", CHOICE[by][0]) == 0
    chosen = contents(here / "feeds")
    assert len(feeds(here / "feeds")) == 1
    assert all(whole[name] == content for name, content in chosen.items() if name != FILE)


@pytest.mark.parametrize(
    ("by", "cut"),
    [
        ("owner", ["--goal", "G"]),
        ("owner", ["--section", "s"]),
        ("owner", ["--text", "A"]),
        ("owner", ["--no-teams"]),
        ("owner", ["--role", "with"]),
        ("owner", ["--from", "2027-04-01"]),
        ("goal", ["--owner", "ana"]),
        ("section", ["--tag", "x"]),
        ("plan", ["--state", "upcoming"]),
        (None, ["--owner", "ana"]),
        (None, ["--plan", "p"]),
    ],
)
def test_a_filter_that_cuts_is_refused_or_goes_on(
    here: Path, capsys: pytest.CaptureFixture[str], by: str | None, cut: list[str]
):
    way = ["--by", by] if by else []
    (here / "feeds").mkdir()
    assert export(*way) == 0
    whole = contents(here / "feeds")
    assert export(*way, *cut) == 2
    said = capsys.readouterr().err
    assert f"were made with other filters (before: no filter; now: `{' '.join(cut)}`)" in said
    assert contents(here / "feeds") == whole
    assert export(*way) == 0
    assert contents(here / "feeds") == whole

    for name in whole:
        (here / "feeds" / name).unlink()
    assert export(*way, *cut) == 0
    kept = contents(here / "feeds")
    assert export(*way, *cut) == 0
    assert contents(here / "feeds") == kept
    if len(kept) > 1:  # a manifest without a feed is not written
        assert export(*way) == 2
        assert contents(here / "feeds") == kept


def test_other_kinds_of_feeds_have_filters_of_their_own(here: Path):
    assert export("--by", "owner") == 0
    assert export("--by", "goal", "--owner", "ana") == 0
    assert export("--by", "owner", "--tasks", "--goal", "G") == 0
    assert export("--by", "owner") == 0
    assert export("--by", "goal", "--owner", "bo") == 2


def test_only_names_of_the_manifest_are_removed(here: Path, capsys: pytest.CaptureFixture[str]):
    assert export("--by", "owner") == 0
    folder = here / "feeds"
    bo = (folder / "owner-bo.ics").read_bytes()
    (folder / "owner-bo-2026.ics").write_bytes(bo)  # somebody keeps last year's
    (folder / "theirs.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:x\r\n", encoding="utf-8")
    (here / "p.yaml").write_text(PLAN.replace("bo: Bo, ", "").replace("bo", "ana"), encoding="utf-8")
    text = (here / "p.yaml").read_text(encoding="utf-8").replace("[ana, ana]", "[ana]")
    (here / "p.yaml").write_text(text, encoding="utf-8")
    assert export("--by", "owner") == 0
    assert "no longer made: `owner-bo.ics`; `--prune` removes" in capsys.readouterr().err
    assert export("--by", "owner", "--owner", "ana", "--prune") == 2
    assert (folder / "owner-bo.ics").exists()
    assert export("--by", "owner", "--prune") == 0
    assert feeds(folder) == {"owner-ana.ics", "owner-team.ics", "owner-bo-2026.ics", "theirs.ics"}
    assert "owner-bo.ics" not in (folder / FILE).read_text(encoding="utf-8")


def test_what_took_the_place_of_a_feed_stays(here: Path):
    assert export("--by", "owner") == 0
    (here / "feeds" / "owner-bo.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:x\r\n", encoding="utf-8")
    text = PLAN.replace("bo: Bo, ", "").replace("ana, bo", "ana").replace("[bo]", "[ana]")
    (here / "p.yaml").write_text(text, encoding="utf-8")
    assert export("--by", "owner", "--prune") == 0
    assert (here / "feeds" / "owner-bo.ics").exists()


@pytest.mark.parametrize(
    "text",
    ["", "[" * 100_000, "{}", '{"version": 2}', '{"version": 1, "feeds": [], "filters": {}}', "\udcff"],
)
def test_a_damaged_manifest_is_told(here: Path, capsys: pytest.CaptureFixture[str], text: str):
    assert export("--by", "owner") == 0
    kept = contents(here / "feeds")
    (here / "feeds" / FILE).write_bytes(text.encode(errors="surrogateescape"))
    assert export("--by", "owner") == 0
    assert f"feeds/{FILE}` is damaged" in capsys.readouterr().err
    assert contents(here / "feeds") == kept


def test_a_manifest_leads_nowhere_else(here: Path):
    assert export("--by", "owner") == 0
    (here / "own").mkdir()
    feed = (here / "feeds" / "owner-bo.ics").read_bytes()
    outside = [here / "x.ics", here / "own" / "x.ics"]
    for path in outside:
        path.write_bytes(feed)
    data = json.loads((here / "feeds" / FILE).read_text(encoding="utf-8"))
    for name in ("../x.ics", str(outside[1]), "./../own/x.ics", "..", "a\x00.ics", ".hidden.ics"):
        data["feeds"][name] = "owner:p"
    (here / "feeds" / FILE).write_text(json.dumps(data), encoding="utf-8")
    assert export("--by", "owner", "--prune") == 0
    assert all(path.exists() for path in outside)
    assert feeds(here / "feeds") == FEEDS["owner"]


def test_the_manifest_is_the_same_for_the_same_feeds():
    feeds = {"b.ics": FeedKind("owner", frozenset("qp")), "a.ics": FeedKind("goal", frozenset("p"))}
    manifest = Manifest(feeds, {"owner": {"goal": ["A", "B"], "no-teams": [""]}, "goal": {}})
    again = Manifest.parse(manifest.text())
    assert again == manifest
    assert Manifest(dict(reversed(feeds.items())), manifest.filters).text() == manifest.text()


def test_what_killed_runs_left_goes(here: Path):
    assert export("--by", "owner") == 0
    folder = here / "feeds"
    ours = [f".{name}.abcd_123.tmp" for name in (FILE, "owner-ana.ics", "owner-bo.ics")]
    theirs = [".other.ics.abcd_123.tmp", ".owner-ana.ics.tmp", "owner-ana.ics.abcd_123.tmp", "x.tmp"]
    for name in (*ours, *theirs):
        (folder / name).touch()
    (folder / ".owner-team.ics.abcd_123.tmp").mkdir()
    assert export("--by", "owner") == 0
    there = {path.name for path in folder.iterdir()}
    assert there == {*FEEDS["owner"], FILE, *theirs, ".owner-team.ics.abcd_123.tmp"}


def test_without_locks_only_what_is_old_goes(here: Path, monkeypatch: pytest.MonkeyPatch):
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert export("--by", "owner") == 0
    old, new = (here / "feeds" / f".owner-{name}.ics.abcd_123.tmp" for name in ("ana", "bo"))
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    assert export("--by", "owner") == 0
    assert (old.exists(), new.exists()) == (False, True)


def lines(path: Path) -> list[str]:
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")


def is_empty(path: Path) -> bool:
    assert complaints(path.read_bytes()) == []
    return "BEGIN:VEVENT" not in lines(path) and lines(path).count("BEGIN:VTIMEZONE") == 1


EMPTYING = {
    "its dates are gone": PLAN.replace("2027-03-01", "tbd")
    .replace("2027-04-01", "tbd")
    .replace("2027-06-01", "tbd"),
    "its items are others'": PLAN.replace("owners: [ana", "owners: [bo")
    .replace("[bo, bo]", "[bo]")
    .replace("[team]", "[bo]"),
    "its owner is gone": PLAN.replace("ana: Ana, ", "").replace("[ana, bo]", "[bo]").replace("[ana]", "[bo]"),
}


@pytest.mark.parametrize("case", EMPTYING)
@pytest.mark.parametrize("kind", [[], ["--tasks"]])
def test_a_feed_that_has_nothing_left_is_written_empty(
    here: Path, capsys: pytest.CaptureFixture[str], case: str, kind: list[str]
):
    if kind and "tbd" in EMPTYING[case]:
        return  # the tasks feed lists what has no date
    name = f"owner-ana{'-tasks' if kind else ''}.ics"
    assert export("--by", "owner", *kind) == 0
    path = here / "feeds" / name
    title = [one for one in lines(path) if one.startswith("X-WR-CALNAME:")]
    (here / "p.yaml").write_text(EMPTYING[case], encoding="utf-8")
    capsys.readouterr()
    assert export("--by", "owner", *kind) == 0
    assert "nothing is left" in capsys.readouterr().err
    assert "BEGIN:VEVENT" not in lines(path)
    assert "BEGIN:VTODO" not in lines(path)
    assert [one for one in lines(path) if one.startswith("X-WR-CALNAME:")] == title
    first = path.read_bytes()
    assert export("--by", "owner", *kind) == 0
    assert "nothing is left" not in capsys.readouterr().err
    assert path.read_bytes() == first
    # It comes back with its items.
    (here / "p.yaml").write_text(PLAN, encoding="utf-8")
    assert export("--by", "owner", *kind) == 0
    assert "BEGIN:VTIMEZONE" not in lines(path)


def test_a_new_feed_without_an_entry_is_not_written(here: Path, capsys: pytest.CaptureFixture[str]):
    (here / "p.yaml").write_text(EMPTYING["its dates are gone"], encoding="utf-8")
    assert export("--by", "owner") == 0
    assert not (here / "feeds" / "owner-ana.ics").exists()
    assert "owner-ana.ics" in capsys.readouterr().err


@pytest.mark.parametrize("by", ["goal", "section"])
def test_what_is_gone_from_the_plan_is_empty_until_it_is_pruned(
    here: Path, capsys: pytest.CaptureFixture[str], by: str
):
    assert export("--by", by) == 0
    gone = {"goal": "goal-h.ics", "section": "section-t.ics"}[by]
    changed = (
        PLAN.replace(", H: Two", "").replace("[G, H]", "[G]").replace("[H]", "[G]").replace("id: t", "id: u")
    )
    (here / "p.yaml").write_text(changed, encoding="utf-8")
    for _ in range(2):
        assert export("--by", by) == 0
        error = capsys.readouterr().err
        assert f"no longer made: `{gone}`" in error
        assert is_empty(here / "feeds" / gone)
    assert export("--by", by, "--prune") == 0
    assert not (here / "feeds" / gone).exists()


def test_one_file_is_emptied_too_and_another_tools_is_not(here: Path):
    assert run(["export", "ics", "p.yaml", "-o", "a.ics", "--today", "2027-01-20"]) == 0
    assert (
        run(["export", "ics", "p.yaml", "-o", "a.ics", "--today", "2027-01-20", "--since", "2030-01-01"]) == 0
    )
    assert is_empty(here / "a.ics")
    other = b"BEGIN:VCALENDAR\r\nPRODID:-//other//\r\nEND:VCALENDAR\r\n"
    (here / "b.ics").write_bytes(other)
    assert (
        run(["export", "ics", "p.yaml", "-o", "b.ics", "--today", "2027-01-20", "--since", "2030-01-01"]) == 0
    )
    assert (here / "b.ics").read_bytes() == other


def test_a_name_is_read_from_a_feed():
    feed = b"BEGIN:VCALENDAR\r\nX-WR-CALNAME:A\\, b\\; c\\\\d\r\n e\r\nEND:VCALENDAR\r\n"
    assert title_of(feed) == "A, b; c\\de"
    assert title_of(b"") == ""


@pytest.mark.parametrize(
    ("role", "spellings"),
    [("owner", ("Owner", "propriétaire", "responsable")), ("owner,with", ("avec, Owner",))],
)
def test_a_role_is_named_as_in_every_filter(here: Path, role: str, spellings: tuple[str, ...]):
    written = {}
    for number, spelling in enumerate((role, *spellings)):
        folder = here / str(number)
        folder.mkdir()
        assert export("--by", "owner", "--role", spelling, "-o", str(folder)) == 0, spelling
        written[spelling] = {path.name: path.read_bytes() for path in folder.glob("*.ics")}
    assert written[role]
    assert all(files == written[role] for files in written.values())
