"""Today on one screen: overdue, next, to be decided, changed; in four languages, at any width."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import console
from repositories import Repository
from ssetrack.query.brief import DECISIONS

HERE = Path(__file__).parent / "brief"
MONDAY = "2026-11-30"

pytestmark = pytest.mark.needs("git")


def text(name: str) -> str:
    return (HERE / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of fifty items that was changed within the last week."""
    made = Repository(tmp_path_factory.mktemp("network"))
    made.write("plans/congress.yaml", text("before"))
    made.commit("2026-11-10")
    made.write("plans/congress.yaml", text("after"))
    made.commit("2026-11-26")
    return made.root


def brief(folder: Path, *arguments: str, **variables: str) -> str:
    code, output = console.run_here(["brief", *arguments], folder, {"SSETRACK_TODAY": MONDAY} | variables)
    assert code == 0, output
    return output


def data(folder: Path, *arguments: str, **variables: str) -> dict:
    return json.loads(brief(folder, "--format", "json", *arguments, **variables))


@pytest.mark.parametrize("width", [120, 80, 60, 40])
def test_the_screen(network: Path, golden, width: int):
    screen = brief(network, COLUMNS=str(width))
    golden(screen, f"history/brief/screen.{width}.txt")
    assert max(map(len, screen.splitlines())) <= width
    if width >= 80:
        assert 24 <= len(screen.splitlines()) <= 40


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_the_screen_in_other_languages(network: Path, golden, language: str):
    screen = brief(network, "--lang", language, COLUMNS="80")
    golden(screen, f"history/brief/screen.{language}.txt")
    assert 24 <= len(screen.splitlines()) <= 40


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_the_other_formats(network: Path, golden, format_: str):
    # The commit differs with the version of git.
    printed = brief(network, "--format", format_)
    if format_ == "json":
        read = json.loads(printed)
        read["changed"]["old"] = "…"
        printed = json.dumps(read, indent=1, ensure_ascii=False) + "\n"
    golden(printed, f"history/brief/brief.{format_}")


def test_alone_it_is_the_brief(network: Path):
    variables = {"SSETRACK_TODAY": MONDAY}
    assert console.run_here([], network, variables) == console.run_here(["brief"], network, variables)


def test_alone_it_says_what_was_read(network: Path):
    code, output = console.run_here(["-v"], network, {"SSETRACK_TODAY": MONDAY})
    assert code == 0
    assert "reading plans/congress.yaml" in output


def test_what_is_in_which_list(network: Path):
    read = data(network)
    listed = [one["id"] for name in ("overdue", "coming") for one in read[name]]
    assert len(listed) == len(set(listed))
    summary = read["summary"]
    assert len(read["overdue"]) == summary["overdue"]
    assert len(read["coming"]) + read["later"] == summary["due-soon"] + summary["upcoming"]
    for one in read["coming"]:
        first = one["due"]["earliest"] if one["kind"] == "event" else one["due"]["latest"]
        assert MONDAY <= first <= "2026-12-30"
    abouts = [question["about"] for one in read["decisions"] for question in one["questions"]]
    assert set(abouts) <= set(DECISIONS)
    items = [one["id"] for one in read["decisions"]]
    assert len(items) == len(set(items))


def test_an_event_that_begins_is_next_and_a_long_one_is_not_forgotten(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(
        "ssetrack: 1\ntitle: T\nowners: {a: A}\nlead: [a]\nactivities:\n"
        "- {id: begins, title: B, when: 2026-12-10/2027-02-01}\n"
        "- {id: some-day, title: S, when: 2026-12/2027-02}\n"
        "- {id: began, title: W, when: 2026-11-10/2027-02-01}\n"
        "- {id: due, title: D, deadline: 2026-12-30}\n"
        "- {id: later, title: L, deadline: 2026-12-31}\n",
        encoding="utf-8",
    )
    read = data(tmp_path)
    assert [one["id"] for one in read["coming"]] == ["begins", "due"]
    assert read["later"] == 3
    assert read["changed"] is None


def test_a_filter_reaches_every_list(network: Path):
    read = data(network, "--owner", "lucia")
    of_lucia = {one["id"] for name in ("overdue", "coming") for one in read[name]}
    assert all(one["owners"] == ["lucia"] for name in ("overdue", "coming") for one in read[name])
    assert {"2.3", "2.1"} <= of_lucia
    assert {change["id"] for change in read["changed"]["changes"]} == {"2.1", "2.3"}
    screen = brief(network, "--owner", "lucia", "plans")
    assert "ssetrack status plans --owner lucia" in screen


def test_what_was_taken_from_somebody_changed_for_them(network: Path):
    """1.7 went from Ana to Ben: both are told."""
    for owner in ("ana", "ben"):
        changes = data(network, "--owner", owner)["changed"]["changes"]
        assert ("reassigned", "1.7") in [(one["change"], one["id"]) for one in changes]


def test_a_plan_that_cannot_be_read_is_said(tmp_path: Path):
    made = Repository(tmp_path)
    made.write("plans/a.yaml", text("before"))
    made.write("plans/b.yaml", text("before").replace("congress", "other"))
    made.commit("2026-11-10")
    made.write("plans/b.yaml", "ssetrack: 1\ntitle: [\n")
    for format_ in ("table", "text", "markdown"):
        code, output = console.run_here(["brief", "--format", format_], tmp_path, {"SSETRACK_TODAY": MONDAY})
        assert code == 2
        assert output.count("b.yaml") >= 3  # on the side, in its place, and where the changes are
        assert "removed" not in output
    code, output = console.run_here([], tmp_path / "plans", {"SSETRACK_TODAY": MONDAY})
    assert (code, "b.yaml:" in output) == (2, True)
    made.write("plans/a.yaml", "ssetrack: 1\ntitle: [\n")
    code, output = console.run_here([], tmp_path, {"SSETRACK_TODAY": MONDAY})
    assert code == 2
    assert output.count("cannot read this plan") == 2


def test_without_plans_there_is_a_short_help(tmp_path: Path):
    for language, command in (("en", "All commands"), ("fr", "Toutes les commandes"), ("pt", "Todos")):
        code, output = console.run_here([], tmp_path, {"SSETRACK_LANG": language})
        assert code == 0
        assert command in output
        assert sum(line.startswith("  ssetrack ") for line in output.splitlines()) == 3


def test_a_folder_that_only_looks_like_a_repository_is_said(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "p.yaml").write_text(text("after"), encoding="utf-8")
    assert "What changed is not known: git says" in brief(tmp_path)
    assert "What changed is not known: git cannot be started" in brief(tmp_path, PATH=str(tmp_path))


def test_without_a_commit_that_is_said(tmp_path: Path):
    Repository(tmp_path).write("p.yaml", text("after"))
    assert "What changed is not known: git has no commit of these plans yet" in brief(tmp_path)


@pytest.mark.slow
def test_at_most_two_processes_of_git(network: Path, tmp_path: Path):
    """A git before the real one counts how often it is started."""
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout.strip()
    fake = tmp_path / "git"
    fake.write_text(f'#!/bin/sh\necho run >> "{tmp_path}/runs"\nexec "{real}" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    surroundings = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "SSETRACK_TODAY": MONDAY}
    for words in (
        ["brief"],
        [],
        ["diff", "--since", "7d"],
        ["brief", "--since", "main", "plans/congress.yaml"],
    ):
        (tmp_path / "runs").unlink(missing_ok=True)
        subprocess.run(
            [sys.executable, "-m", "ssetrack", *words], cwd=network, env=os.environ | surroundings,
            capture_output=True, check=True,
        )  # fmt: skip
        assert len((tmp_path / "runs").read_text(encoding="utf-8").splitlines()) <= 2


LONG_TITLE = "Brochure for the members about everything that the congress decided and why it matters to them"


def test_a_text_for_a_mail_has_short_lines_and_repeats_nothing(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(
        f"""\
ssetrack: 1
title: P
activities:
  - {{id: brochure, title: {LONG_TITLE}, deadline: 2026-11-28}}
  - {{id: press-kit, title: Kit for the press, deadline: 2026-11-28}}
  - {{id: zine, title: Brochure, deadline: 2026-11-28}}
  - {{id: 1.2, title: Version 1.2, deadline: 2026-11-28}}
""",
        encoding="utf-8",
    )
    for language in ("en", "fr", "es", "pt"):
        _, shown = console.run_here(
            ["brief", "p.yaml", "--format", "text", "--lang", language],
            tmp_path,
            {"SSETRACK_TODAY": "2026-12-01"},
        )
        assert max(map(len, shown.splitlines())) <= 72
        assert "- Brochure for the members" in shown
        assert "- Kit for the press" in shown
        assert "- zine Brochure" in shown
        assert "- 1.2 Version 1.2" in shown  # a number is what people say in a call


VACANT = """\
ssetrack: 1
title: T
language: fr
owners:
  ana: Ana
  ben: Ben
  seat: {name: "Qui traduit ?", vacant: true}
  south: {name: (South), vacant: true}
activities:
  - {id: a, title: A, owners: [seat], deadline: 2027-03}
  - {id: b, title: B, owners: [seat], deadline: 2027-02}
  - {id: c, title: C, owners: [seat], deadline: 2027-04}
  - {id: d, title: D, owners: [seat], deadline: 2027-05}
  - {id: e, title: E, owners: [seat], deadline: tbd}
  - {id: f, title: F, owners: [ana, south], deadline: 2027-01}
  - {id: g, title: G, owners: [ben, south], deadline: 2027-01}
"""


ASKED_ONCE = """\
(3)

- **f** F\N{NO-BREAK SPACE}: Qui prendra le poste à pourvoir (South)\N{NO-BREAK SPACE}? De même pour g.
- **b** B\N{NO-BREAK SPACE}: Poste à pourvoir\N{NO-BREAK SPACE}: Qui traduit ? De même pour a, c, d, \
et 1 autre.
- **e** E\N{NO-BREAK SPACE}: Pour quand est-ce\N{NO-BREAK SPACE}?"""


def test_a_role_that_leads_several_items_is_asked_after_once(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(VACANT, encoding="utf-8")
    told = brief(tmp_path, "p.yaml", "--lang", "fr", "--format", "markdown")
    assert told.partition("## Décisions à prendre ")[2].rpartition("\n\n")[0] == ASKED_ONCE
    items = [one["id"] for one in data(tmp_path, "p.yaml")["decisions"]]
    assert items == ["f", "g", "b", "a", "c", "d", "e"]
