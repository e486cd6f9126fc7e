"""The address of a calendar stays when a plan joins the folder or leaves it: phones know no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from ssetrack.cli.run import run
from ssetrack.publish.manifest import FILE

ONE = """\
ssetrack: 1
id: one
title: One
owners: {ana: {name: Ana, email: ana@example.org}, bo: Bo}
goals: {A: First}
sections:
- {id: s, title: S, activities: [{id: x, title: X, owners: [ana], goals: [A], deadline: 2027-03-01}]}
- {title: T, activities: [{id: y, title: Y, owners: [ana], goals: [A], deadline: 2027-04-01}]}
"""
TWO = ONE.replace("id: one", "id: two").replace("title: One", "title: Two")
STRANGER = TWO.replace("name: Ana, email: ana@example.org", "name: Anabel").replace("id: two", "id: far")

WAYS = {
    "goal": {"goal-a.ics": "goal-one-a.ics"},
    "section": {"section-s.ics": "section-one-s.ics", "section-t.ics": "section-one-t.ics"},
    None: {"one.ics": "plans.ics"},
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    (tmp_path / "feeds").mkdir()
    put("one", ONE)
    return tmp_path


def put(name: str, text: str) -> None:
    Path("plans", f"{name}.yaml").write_text(text, encoding="utf-8")


def export(by: str | None, *more: str) -> None:
    way = ["--by", by] if by else []
    assert run(["export", "ics", "plans", "-o", "feeds", *way, "--today", "2027-01-20", *more]) == 0


def feeds() -> dict[str, str]:
    paths = (path for path in Path("feeds").iterdir() if path.suffix == ".ics")
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def entries(feed: str) -> list[str]:
    """What a calendar program goes by: which entries there are, and when."""
    return [one for one in feed.splitlines() if one.startswith(("UID", "DTSTART", "SUMMARY", "X-WR-CALNAME"))]


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("has_manifest", [True, False])
@pytest.mark.parametrize("prune", [[], ["--prune"]], ids=["", "prune"])
def test_a_second_plan_changes_no_address(here, by, has_manifest, prune):
    """Nor does it need the manifest: pipelines fetch the calendars that are published, and nothing else."""
    export(by)
    alone = feeds()
    assert alone.keys() == WAYS[by].keys()
    if not has_manifest:
        Path("feeds", FILE).unlink()
    put("two", TWO)
    export(by, *prune)
    both = feeds()
    assert {name: entries(both[name]) for name in alone} == {name: entries(alone[name]) for name in alone}
    assert set(WAYS[by].values()) <= both.keys()
    export(by, *prune)
    assert feeds() == both
    put("one", ONE.replace("2027-03-01", "2027-03-09").replace("2027-04-01", "2027-04-09"))
    export(by, *prune)
    moved = feeds()
    assert all("0309" in moved[name] or "0409" in moved[name] for name in alone)


@pytest.mark.parametrize("by", ["goal", "section"])
def test_a_plan_that_leaves_changes_no_address_of_the_others(here, by):
    put("two", TWO)
    export(by)
    Path("plans", "two.yaml").unlink()
    put("one", ONE.replace("2027-03-01", "2027-03-09").replace("2027-04-01", "2027-04-09"))
    for _ in range(2):
        export(by, "--prune")
        now = feeds()
        for short, long in WAYS[by].items():
            assert "0309" in now[long] or "0409" in now[long]
            assert now[long].count("BEGIN:VEVENT") == now[short].count("BEGIN:VEVENT")


def test_somebody_of_the_same_short_name_takes_no_address(here):
    """Ana of `one` and of `two` are one person; with Anabel in `far` each plan's has a name of its own."""
    put("two", TWO)
    export("owner")
    before = feeds()["owner-ana.ics"]
    assert before.count("BEGIN:VEVENT") == 4
    put("far", STRANGER)
    export("owner", "--prune")
    now = feeds()
    assert entries(now["owner-ana.ics"]) == entries(before)
    assert {"owner-one-ana.ics", "owner-two-ana.ics", "owner-far-ana.ics"} <= now.keys()


def test_what_a_plan_no_longer_has_is_still_emptied(here, capsys):
    export("goal")
    put("two", TWO)
    export("goal")
    put("one", ONE.replace("A: First", "B: First").replace("[A]", "[B]"))
    capsys.readouterr()
    export("goal")
    assert "goal-a.ics" in capsys.readouterr().err
    assert "BEGIN:VEVENT" not in feeds()["goal-a.ics"]
    export("goal", "--prune")
    assert not Path("feeds", "goal-a.ics").exists()


def test_a_calendar_of_the_other_plan_is_left_alone(here):
    """`goal-a` of another plan, made by a run for that plan alone, is none of this plan's."""
    export("goal")
    before = feeds()
    Path("plans", "one.yaml").unlink()
    put("two", TWO)
    put("three", TWO.replace("id: two", "id: three"))
    export("goal")
    assert feeds()["goal-a.ics"] == before["goal-a.ics"]


@pytest.mark.slow
def test_a_site_keeps_its_addresses(here):
    for plan in ("forum", "board-calls"):
        shutil.copy(ROOT / "examples" / f"{plan}.yaml", "plans")
    Path("plans", "one.yaml").unlink()
    Path("plans", "board-calls.yaml").rename("board-calls.yaml")
    words = ["export", "site", "plans", "-o", "public", "--lang", "en,fr", "--today", "2027-01-11", "--prune"]
    assert run(words) == 0
    folder = Path("public", "feeds")
    alone = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.ics")}
    assert {"goal-meet.ics", "section-forum.fr.ics"} <= alone.keys()
    shutil.copy("board-calls.yaml", "plans")
    assert run(words) == 0
    both = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.ics")}
    kept = [name for name in alone if name.startswith(("goal", "section", "plan"))]
    assert len(kept) == 12
    assert {name: entries(both[name]) for name in kept} == {name: entries(alone[name]) for name in kept}
    Path("plans", "board-calls.yaml").unlink()
    assert run(words) == 0
    left = {path.name for path in folder.glob("*.ics")}
    assert alone.keys() | {"goal-forum-2027-meet.ics", "section-forum-2027-forum.fr.ics"} <= left
    assert not any("board-calls" in name for name in left)
