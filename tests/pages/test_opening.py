"""What the page begins with: decisions as `open` has them, changes as `brief` has them, none in silence."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from conftest import ROOT
from forks import shared
from pages.making import DAY, MONDAY, VISION, changed_network, page_in, page_of, run_in
from repositories import Repository

PLAN = """ssetrack: 1
title: P
timezone: Europe/Paris
owners: {ana: {name: Ana, email: ana@example.org, contact: ring at noon}, bo: Bo}
activities:
  - id: a
    title: First
    owners: [ana]
    deadline: 2026-12-10
    budget: 900 EUR
    log: [2026-11-01 Slow]
    notes: Ask cy@example.org.
  - {id: b, title: Second, owners: [bo], deadline: 2026-12-20}
"""


def opening(page: str) -> str:
    """All between the beginning of the content and the summary."""
    return page[page.index("<main") : page.index('<section id="summary"')]


def section(page: str, name: str) -> str:
    """One section of the page, as text with its tags; empty where it is not there."""
    found = re.search(rf'<section id="{name}".*?</section>', page, re.DOTALL)
    return unescape(found[0]) if found else ""


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return changed_network(tmp_path_factory.mktemp("network"))


def kept(folder: Path, *versions: tuple[str, str]) -> Repository:
    """A plan with its versions, each committed on a day."""
    made = Repository(folder / "kept")
    for text, day in versions:
        made.write("plans/p.yaml", text)
        made.commit(day)
    return made


@pytest.mark.needs("git")
@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_golden(golden, network: Path, language: str):
    golden(opening(page_in(network, "--lang", language, day=MONDAY)), f"pages/opening.{language}.html")


def test_the_page_begins_with_them():
    page = page_of(VISION)
    ids = re.findall(r'<section id="([a-z]+)"', page)
    assert ids[:3] == ["decisions", "summary", "status"]  # no git knows the copy


def questions(plan: Path) -> set[str]:
    done = shared().run(["open", str(plan), "--today", DAY, "--format", "json"], ROOT)
    return {one["id"] for one in json.loads(done.stdout)["questions"]}


def test_the_decisions_are_those_of_open():
    asked = set(re.findall(r'<a href="#item-([^"]+)"', section(page_of(VISION), "decisions")))
    assert asked == questions(VISION)


def test_many_decisions_are_cut_and_that_is_said(tmp_path: Path):
    lines = [f"  - {{id: {n}, title: T{n}, owners: [a], deadline: tbd}}" for n in range(1, 20)]
    soon = "  - {id: soon, title: S, deadline: 2004-10-05}"
    text = "\n".join(("ssetrack: 1", "title: P", "owners: {a: A}", "activities:", *lines, soon, ""))
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    page = page_of(tmp_path / "p.yaml")
    first, whole = section(page, "decisions"), section(page, "questions")
    assert first.count('<li><a href="#item-') == 15
    assert "20 questions" in first
    assert '<a href="#questions">All open questions</a>' in first
    assert 'href="#item-soon"' in first  # the most urgent, though nobody is asked last
    assert whole.count('<li><a href="#item-') == 20


def test_few_decisions_are_there_once():
    page = page_of(VISION)
    assert 'id="questions"' not in page
    assert 'href="#questions"' not in page


@pytest.mark.needs("git")
def test_what_changed_leads_to_its_item(network: Path):
    told = section(page_in(network, day=MONDAY), "changes")
    assert "Changed since 23 November 2026" in told
    assert re.search(r'<a href="#item-1.7">1.7</a>.*?<p>Ana Ruiz → Ben Okafor</p>', told)


@pytest.mark.needs("git")
def test_since(network: Path):
    page = page_in(network, "--since", "yesterday", day=MONDAY)
    assert "Changed since 29 November 2026" in page
    assert '<p class="remark">No changes.</p>' in page


@pytest.mark.needs("git")
def test_what_is_gone_leads_nowhere(tmp_path: Path):
    made = kept(tmp_path, (PLAN, "2026-11-01"), (PLAN[: PLAN.index("  - {id: b")], "2026-11-27"))
    told = section(page_in(made.root, day=MONDAY), "changes")
    assert "<b>b</b> <span>Second</span><p>removed" in told
    assert "#item-b" not in told


def test_without_git_nothing_is_said_of_changes(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    page = page_in(tmp_path, "p.yaml", day=MONDAY)
    assert 'id="changes"' not in page
    assert "#changes" not in page
    assert run_in(tmp_path, "p.yaml", "--since", "7d", day=MONDAY).returncode == 2


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("versions", "day", "said"),
    [
        ([(PLAN, "2026-11-26")], MONDAY, "The history of these plans begins on 26 November 2026."),
        (
            [(PLAN, "2026-11-26")],
            "2026-11-02",
            "What changed is not known: The history of these plans begins",
        ),
        (
            [("ssetrack: 1\ntitle: [", "2026-11-01"), (PLAN, "2026-11-27")],
            MONDAY,
            "`p.yaml` cannot be read, now or as it was: its changes are not known.",
        ),
    ],
    ids=["late", "later than today", "unreadable then"],
)
def test_what_is_not_known_is_said(tmp_path: Path, versions: list[tuple[str, str]], day: str, said: str):
    made = kept(tmp_path, *versions)
    told = section(page_in(made.root, made.root / "plans", day=day), "changes")
    assert said in told
    assert str(tmp_path) not in told


def test_a_plan_that_cannot_be_read_is_named_without_its_folder(tmp_path: Path):
    (tmp_path / "good.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("ssetrack: 1\ntitle: [", encoding="utf-8")
    done = run_in(tmp_path, tmp_path, day=MONDAY)
    page = done.stdout.decode()
    assert '<p class="notice">`bad.yaml` cannot be read' in page
    assert str(tmp_path) not in page


CHANGED = (
    PLAN.replace("ana@example.org", "new@example.org")
    .replace("ring at noon", "ring at ten")
    .replace("900 EUR", "1200 EUR")
    .replace("Slow", "Fast")
    .replace("cy@example.org", "di@example.org")
)


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ([], set()),
        (["--notes"], {"1200 EUR", "Fast", "Slow"}),
        (["--contacts"], {"ana@example.org", "new@example.org", "cy@example.org", "di@example.org", "ring"}),
    ],
)
def test_changes_tell_no_more_than_the_page(tmp_path: Path, options: list[str], shown: set[str]):
    made = kept(tmp_path, (PLAN, "2026-11-01"), (CHANGED, "2026-11-27"))
    page = unescape(page_in(made.root, *options, day=MONDAY))
    secrets = {"1200 EUR", "Fast", "Slow", "cy@example.org", "di@example.org", "ring", "new@example.org"}
    assert {one for one in secrets if one in page} == shown & secrets
    assert "ana@example.org" not in page  # private values are in no comparison


@pytest.mark.needs("git")
def test_notes_of_single_times_are_remarks_in_changes_too(tmp_path: Path):
    series = "  - {id: c, title: C, owners: [bo], when: {date: 2026-01-12, repeat: every month}, "
    before = f"{PLAN}{series}occurrences: {{2026-12-12: {{notes: before}}}}}}\n"
    after = f"{PLAN}{series}occurrences: {{2026-12-12: {{notes: afterwards}}}}}}\n"
    made = kept(tmp_path, (before, "2026-11-01"), (after, "2026-11-27"))
    assert "No changes." in section(page_in(made.root, day=MONDAY), "changes")
    assert "afterwards" in section(page_in(made.root, "--notes", day=MONDAY), "changes")


HOSTILE_MAIL = (
    "ssetrack: 1\ntitle: Of x@example.org\nactivities:\n  - {id: y@example.org, title: Z z@example.org}\n"
)


def test_addresses_are_hidden_wherever_they_are(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(HOSTILE_MAIL, encoding="utf-8")
    assert "@example" not in page_in(tmp_path, "p.yaml", day=MONDAY)
    shown = page_in(tmp_path, "p.yaml", "--contacts", day=MONDAY)
    assert all(f"{one}@example.org" in shown for one in "xyz")


@pytest.mark.needs("git")
def test_the_same_bytes_twice(network: Path):
    options = ("--notes", "--contacts", "--lang", "fr")
    assert page_in(network, *options, day=MONDAY) == page_in(network, *options, day=MONDAY)


@pytest.mark.needs("git")
def test_of_a_filtered_page_only_its_changes(network: Path):
    whole = section(page_in(network, day=MONDAY), "changes")
    part = section(page_in(network, "--owner", "Lucía Fernández", day=MONDAY), "changes")
    assert "Newsletter of December" in part
    assert "Registration opens" in whole
    assert "Registration opens" not in part


def test_mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv("SSETRACK_ME", "bo")
    assert re.findall(r'<tr id="item-([^"]*)"', page_in(tmp_path, "p.yaml", "--mine", day=MONDAY)) == ["b"]
