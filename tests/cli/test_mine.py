"""Who the person at the keyboard is: `--mine`, hours by their clocks, and what is wrong in their own file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import console
from snapshots import snapshot_of
from ssetrack.dates import Hours
from ssetrack.language.speaker import ENGLISH
from ssetrack.query.columns import View
from ssetrack.wording.own_hours import hours_there

PLAN = """\
ssetrack: 1
id: p
title: T
timezone: Europe/Paris
owners:
  ana: {name: Ana Núñez, email: ana@example.org, aliases: [Anita]}
  bo: Bo
  ann: {name: Ann}
  core: {name: Core group, members: [ana]}
activities:
- {id: own, title: Own, owners: [ana], deadline: 2027-01}
- {id: helped, title: Helped, owners: [bo], with: [ana], deadline: 2027-01}
- {id: team, title: Team's, owners: [core], deadline: 2027-01}
- {id: other, title: Other, owners: [bo], deadline: 2027-01}
- {id: call, title: Call, owners: [bo], when: {date: 2026-12-20, time: "03:00-04:30"}}
"""

COMMANDS = (
    "brief", "status", "open", "agenda", "owners", "goals", "timeline",
    "export json", "export csv", "export markdown", "export mermaid", "export html", "export ics",
)  # fmt: skip
"""All that takes `--owner`."""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a plan, and one with somebody's settings beside it."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "p.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "settings" / "ssetrack").mkdir(parents=True)
    return tmp_path / "here"


def settings(here: Path, text: str) -> None:
    (here.parent / "settings" / "ssetrack" / "config.toml").write_text(text, encoding="utf-8")


def run(here: Path, command: str, **variables: str) -> tuple[int, str]:
    surroundings = {"XDG_CONFIG_HOME": str(here.parent / "settings"), "SSETRACK_TODAY": "2026-11-28"}
    return console.run_here(command.split(), here, surroundings | variables)


def mine(here: Path, command: str = "status --mine --format json", **variables: str) -> set[str]:
    code, output = run(here, command, **variables)
    assert code == 0, output
    return {one["id"] for one in json.loads(output)["items"]}


@pytest.mark.parametrize(
    "name", ["ana", "ANA", "Ana Núñez", "ana nunez", "Anita", "ana@example.org", "Ana@Example.org"]
)
def test_slug_name_or_address(here: Path, name: str):
    assert mine(here, SSETRACK_ME=name) == {"own", "helped", "team"}
    settings(here, f'me = "{name}"\n')
    assert mine(here) == {"own", "helped", "team"}


def test_the_variable_wins(here: Path):
    settings(here, 'me = "ana"\n')
    assert "other" in mine(here, SSETRACK_ME="bo")
    assert mine(here, SSETRACK_ME=" ") == {"own", "helped", "team"}


def test_without_teams_and_in_a_role(here: Path):
    settings(here, 'me = "ana"\n')
    assert mine(here, "status --mine --no-teams --format json") == {"own", "helped"}
    assert mine(here, "status --mine --role owner --format json") == {"own", "team"}


def test_the_file_is_in_the_home_folder_where_nothing_else_is_said(here: Path):
    (here.parent / ".config" / "ssetrack").mkdir(parents=True)
    (here.parent / ".config" / "ssetrack" / "config.toml").write_text('me = "bo"\n', encoding="utf-8")
    for nothing in ("", "settings"):  # a relative path is not heeded
        assert "other" in mine(here, XDG_CONFIG_HOME=nothing, HOME=str(here.parent))
    code, output = run(here, "status --mine", XDG_CONFIG_HOME="", HOME="")
    assert (code, "set SSETRACK_ME" in output) == (2, True)


@pytest.mark.parametrize("command", COMMANDS)
def test_wherever_an_owner_is_asked_for(here: Path, command: str):
    """The same as `--owner ana`, in every byte; but for the filter's own name."""
    asked = run(here, f"{command} --owner ana")
    found = run(here, f"{command} --mine", SSETRACK_ME="ana@example.org")
    assert found[0] == asked[0] == 0
    assert found[1].replace("--mine", "--owner ana") == asked[1]


def test_feeds_of_one_person_know_whose_they_are(here: Path):
    assert run(here, "export ics --by owner --mine -o feeds", SSETRACK_ME="ana")[0] == 0
    assert (here / "feeds" / "owner-ana.ics").exists()
    manifest = (here / "feeds" / ".ssetrack-feeds.json").read_text(encoding="utf-8")
    assert '"mine"' not in manifest


@pytest.mark.parametrize(
    ("me", "sentences"),
    [
        ("anna", ["nobody in these plans is called `anna`, as SSETRACK_ME says"]),
        ("cor", ["nobody in these plans is called `cor`", "did you mean `core`?"]),
        ("zzzz", ["names in these plans: "]),
        ("a@example.org", ["nobody in these plans"]),
    ],
)
def test_nobody_of_that_name(here: Path, me: str, sentences: list[str]):
    code, output = run(here, "status --mine", SSETRACK_ME=me)
    assert code == 2
    for sentence in sentences:
        assert sentence in output
    assert "ana@example.org" not in output


def test_nobody_says_who_they_are(here: Path):
    code, output = run(here, "brief --mine")
    assert code == 2
    assert "`--mine` needs to know who you are" in output
    assert "write `--owner NAME` instead" in output
    assert str(here.parent / "settings" / "ssetrack" / "config.toml") in output


def test_mine_and_somebody_elses(here: Path):
    code, output = run(here, "status --mine --owner bo", SSETRACK_ME="ana")
    assert (code, "`--mine` and `--owner` both say" in output) == (2, True)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            '# who\n  zone = "Lima"\n',
            ["config.toml:2:3: `Lima` is not the name", "did you mean `America/Lima`?"],
        ),
        ('zone = "europe/paris"\n', ["config.toml:1:1: ", "did you mean `Europe/Paris`?"]),
        ('zone = "Mars/Base"\n', ["write it as in `America/Lima`"]),
        ('zone = ""\n', ["config.toml:1:1: "]),
        ('name = "ana"\n', ["`config.toml` has no setting `name`"]),
        ('mee = "ana"\n', ["`config.toml` has no setting `mee`", "did you mean `me`?"]),
        ("me = 3\n", ["`me` in `config.toml` must be a text"]),
        ("me = \n", ["`{path}` is not valid TOML", "line 1"]),
    ],
)
def test_a_wrong_file_is_told(here: Path, text: str, sentences: list[str]):
    settings(here, text)
    for command in ("status", "brief", "export json --mine"):
        code, output = run(here, command)
        assert code == 2, output
        for sentence in sentences:
            path = here.parent / "settings" / "ssetrack" / "config.toml"
            assert sentence.format(path=path) in output
    assert run(here, "export json")[0] == 0  # a program's answer depends on nobody's settings


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("ssetrack.toml", 'lang = "fr"\n  me = "ana"\n', "ssetrack.toml:2:3"),
        ("ssetrack.toml", '"zone" = "America/Lima"\n', "ssetrack.toml:1:2"),
        ("pyproject.toml", '[project]\nme = 1\n[tool.ssetrack]\nme = "ana"\n', "pyproject.toml:4:1"),
        ("pyproject.toml", 'tool.ssetrack = {me = "ana"}\n', "pyproject.toml"),
    ],
)
def test_a_repository_says_nobody_who_they_are(here: Path, name: str, text: str, place: str):
    (here / name).write_text(text, encoding="utf-8")
    code, output = run(here, "status", SSETRACK_LANG="en")
    assert code == 2
    assert f"{place}: `" in output
    assert "is a setting of one person" in output


def test_hours_by_the_readers_clocks(here: Path):
    settings(here, 'zone = "America/Lima"\n')
    there = "03:00-04:30 (Europe/Paris), 21:00-22:30 (America/Lima, the day before)"
    for command in ("brief", "show call"):
        _, output = run(here, command, COLUMNS="140")
        assert there in " ".join(output.split()), output
    _, table = run(here, "status", COLUMNS="140")
    for part in ("03:00-04:30", "(Europe/Paris), 21:00-22:30", "(America/Lima, the day", "before)"):
        assert part in table  # a narrow column has them on lines of their own
    settings(here, 'zone = "Pacific/Auckland"\n')
    assert "15:00-16:30 (Pacific/Auckland)" in run(here, "brief", COLUMNS="140")[1]
    settings(here, 'zone = "Europe/Madrid"\n')
    assert "Madrid" not in run(here, "brief", COLUMNS="140")[1]
    for command in (
        "brief --format text", "brief --format markdown", "brief --format json", "status --format markdown",
        "export html", "show call --format json",
    ):  # fmt: skip  # what is sent to others
        settings(here, 'zone = "America/Lima"\n')
        with_zone = run(here, command)
        settings(here, "")
        assert run(here, command) == with_zone


@given(
    st.dates(date(2020, 1, 2), date(2030, 12, 30)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(["America/Lima", "Europe/Paris", "Asia/Kathmandu", "Pacific/Auckland"]),
    st.sampled_from(["America/Lima", "Europe/Paris", "Asia/Kathmandu", "Pacific/Auckland", "UTC"]),
)
def test_the_same_instant(day: date, at: time, zone: str, own: str):
    plans = snapshot_of("ssetrack: 1\ntitle: T\nactivities: [{title: A}]\n")
    told = hours_there(Hours(at), day, zone, View(plans.portfolio, None, ENGLISH, zone=own))
    there = datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(own))
    if zone == own or (there.date(), there.time()) == (day, at):
        assert told == ""
        return
    mark = {timedelta(0): "", timedelta(1): ", the next day", timedelta(-1): ", the day before"}
    assert told == f"{there:%H:%M} ({own}{mark[there.date() - day]})"
