"""`export site`: which files there are, what changes them, what is in none of them."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
from pathlib import Path

import pytest

import console
from conftest import ROOT
from forks import shared
from pages.making import DAY, HOSTILE, MONDAY, VISION, Outline, changed_network
from pages.sites import dead_links, different, files_of, make_site, pages_of, run_site

DAY_FILES = ["index.html", "today.css"]
"""What says the day."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'"
)


@pytest.fixture(scope="module")
def vision(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("vision"), VISION)


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("network"), ROOT / "plans", day="2021-10-01")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    plan = folder / "hostile.yaml"
    plan.write_text(HOSTILE.read_text(encoding="utf-8").replace('"<b>soon</b>"', "tbd"), encoding="utf-8")
    return make_site(folder / "site", plan)


def test_what_there_is(vision):
    names = [re.sub(r"\.[0-9a-f]{12}\.", ".HASH.", name) for name in vision]
    people = ["ben", "chilo", "core-group", "franck", "humberto", "jaerson", "marcos", "participants"]
    assert {name for name in names if not name.startswith(("person/", "section/", "feeds/"))} == {
        ".ssetrack-site.json",
        "assets/site.HASH.css",
        "assets/site.HASH.js",
        "changes.html",
        *(f"goal/vision-{goal}.html" for goal in "abcdefg"),
        "index.html",
        "open.html",
        "plan/vision.html",
        "print/vision.html",
        "today.css",
    }
    assert {f"person/{name}.html" for name in people} <= set(names)
    assert {"section/vision-1.html", "section/vision-communication.html"} <= set(names)


def test_the_manifest_names_all_others(vision):
    manifest = json.loads(vision[".ssetrack-site.json"])
    feeds = {name for name in vision if name.startswith("feeds/")}  # these have a manifest of their own
    assert set(manifest["files"]) == vision.keys() - feeds - {".ssetrack-site.json"}
    assert "feeds/.ssetrack-feeds.json" in feeds


@pytest.mark.parametrize("name", ["vision", "network", "hostile"])
def test_every_link_leads_somewhere(request, name):
    assert dead_links(request.getfixturevalue(name)) == []


def test_a_dead_link_is_seen(vision):
    assert dead_links(vision | {"plan/vision.html": "<p>nothing</p>"}) != []


@pytest.mark.parametrize("name", ["vision", "network", "hostile"])
def test_nothing_inline_and_a_strict_policy(request, name):
    for page, text in pages_of(request.getfixturevalue(name)).items():
        outline = Outline(text)
        policies = [
            one["content"] for one in outline.all("meta") if "content-security-policy" in str(one).lower()
        ]
        assert policies == [POLICY], page
        assert outline.all("style") == []
        assert all("src" in script for script in outline.all("script"))
        attributes = {key for _, found in outline.elements for key in found}
        assert not {key for key in attributes if key == "style" or key.startswith("on")}, page
        assert not re.search(r"https?://(?!www\.w3\.org)", re.sub(r"<(p|dd|span|a)\b.*", "", text)), page


def test_hostile_titles_do_nothing(hostile):
    for page, text in pages_of(hostile).items():
        outline = Outline(text)
        assert {"script", "iframe", "img", "style"} & {tag for tag, _ in outline.elements} <= {"script"}, page
        assert len(outline.all("script")) == 1
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text), page


def test_every_item_of_a_plan_is_on_its_page(vision):
    places = [found["id"] for _, found in Outline(vision["plan/vision.html"]).elements if "id" in found]
    assert len([one for one in places if one.startswith("item-")]) == 21
    assert vision["print/vision.html"].count('<td class="box">') == 21


def test_two_plans_have_one_page_for_each_of_what_they_share(network):
    assert {"plan/vision.html", "plan/ripess.html", "plan/gsef.html", "plan/icsse.html"} <= network.keys()
    assert "team/signatories.html" in network
    members = Outline(network["team/signatories.html"])
    assert {"../person/gsef.html", "../person/aim.html"} <= {one.get("href") for one in members.all("a")}


NAMESAKES = """\
ssetrack: 1
id: {plan}
title: Plan
owners: {{awa: {name}, ana: Ana, web: {web}, crew: {{name: Crew of {plan}, members: [ana]}}}}
activities: [{{id: a, title: A, owners: [awa, crew, web], deadline: 2027-03}}]
"""


def test_the_address_of_a_person_stays_when_another_plan_calls_somebody_else_so(tmp_path):
    plans = tmp_path / "all"
    plans.mkdir()
    (plans / "one.yaml").write_text(
        NAMESAKES.format(plan="one", name="Awa Ndiaye", web="Web"), encoding="utf-8"
    )
    alone = make_site(tmp_path, plans)
    team = "{name: Web team, members: [ana]}"
    (plans / "two.yaml").write_text(NAMESAKES.format(plan="two", name="Awa Diop", web=team), encoding="utf-8")
    both = make_site(tmp_path, plans, "--prune")
    assert pages_of(alone).keys() <= both.keys()
    assert dead_links(both) == []
    for page, names in {"person/awa.html": ["Awa Ndiaye", "Awa Diop"],
                        "person/web.html": ["Web", "Web team"],
                        "team/crew.html": ["Crew of one", "Crew of two"]}.items():  # fmt: skip
        main = both[page].partition("<main")[2]
        assert re.findall(r"<a [^>]*><span>([^<]*)</span></a>", main) == names
    assert "Awa Ndiaye" in alone["person/awa.html"]
    assert "person/ana.html" in both  # who is the same in both has one page


# What changes a page


def test_a_second_run_writes_nothing(tmp_path):
    make_site(tmp_path, VISION)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "public").rglob("*")}
    done = run_site(tmp_path, "-o", "public")
    assert done.stderr.decode() == "public: 0 files written, 64 unchanged\n"
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "public").rglob("*")} == before


def test_one_moved_date_touches_only_pages_that_name_it(tmp_path, vision):
    """3.3 is of the participants and the Core Group, in section 3, and supports B and D."""
    moved = tmp_path / "vision-2004-2005.yaml"
    text = VISION.read_text(encoding="utf-8")
    at = text.index("id: 3.3")
    old = re.compile(r"deadline: .*").search(text, at)
    assert old is not None
    moved.write_text(f"{text[: old.start()]}deadline: 2004-07-30{text[old.end() :]}", encoding="utf-8")
    after = make_site(tmp_path, moved)
    touched = different(vision, after)
    assert touched == [
        "feeds/goal-b.ics",
        "feeds/goal-d.ics",
        "feeds/owner-core-group.ics",
        "feeds/owner-participants.ics",
        "feeds/plan-vision.ics",
        "feeds/section-3.ics",
        "feeds/section-meetings-research-and-debate.ics",
        "goal/vision-b.html",
        "goal/vision-d.html",
        "person/core-group.html",
        "person/participants.html",
        "plan/vision.html",
        "print/vision.html",
        "section/vision-3.html",
        "section/vision-meetings-research-and-debate.html",
    ]
    assert all("30 July 2004" in after[name] for name in touched if name.endswith(".html"))


def test_a_day_without_a_change_of_state_touches_only_what_says_the_day(tmp_path):
    before = make_site(tmp_path / "a", VISION, day="2004-10-02")
    after = make_site(tmp_path / "b", VISION, day="2004-10-03")
    assert different(before, after) == DAY_FILES


def test_a_state_changes_its_pages_on_its_day_and_no_others(tmp_path):
    """2.2 is due in November 2004, so it is due soon from 1 November on."""
    days = [make_site(tmp_path / day, VISION, day=day) for day in ("2004-10-31", "2004-11-01", "2004-11-02")]
    touched = different(days[0], days[1])
    assert {"plan/vision.html", "section/vision-2.html"} <= set(touched)
    assert not {"section/vision-5.html", "section/vision-6.html", "open.html"} & set(touched)
    assert different(days[1], days[2]) == DAY_FILES


def test_no_page_counts_days(network, vision):
    for files in (network, vision):
        for page, text in pages_of(files).items():
            words = " ".join(data for _, data in Outline(text).texts)
            assert not re.search(r"\bin \d+ days?\b|\b\d+ days?\b", words), page


def test_the_same_plan_and_day_give_the_same_bytes(tmp_path, vision):
    assert make_site(tmp_path, VISION) == vision


# What is not told


CONTACTS = """ssetrack: 1
id: p
title: A plan for ana@example.org
owners: {ana: {name: Ana, email: ana@example.org}, bo: {name: Bo (bo@example.org)}}
sections:
  - {id: s, title: Ask ana@example.org, activities: [
      {id: a, title: Write to bo@example.org, owners: [ana, bo], deadline: 2004-12, notes: cy@example.org}]}
"""


def test_addresses_are_on_no_page_unless_asked_for(tmp_path):
    plan = tmp_path / "p.yaml"
    plan.write_text(CONTACTS, encoding="utf-8")
    without = make_site(tmp_path / "without", plan)
    assert [name for name, text in without.items() if "@example" in text or "@example" in name] == []
    shown = make_site(tmp_path / "shown", plan, "--contacts")
    assert "ana@example.org" in shown["plan/p.html"]
    assert "bo@example.org" in shown["section/p-s.html"]


def test_search_engines_stay_away_unless_asked(tmp_path, vision):
    for files, hidden in ((vision, True), (make_site(tmp_path, VISION, "--public"), False)):
        for page in pages_of(files).values():
            assert ('<meta name="robots" content="noindex">' in page) is hidden


def test_the_last_revisions(tmp_path):
    root = changed_network(tmp_path / "network")
    done = run_site(root, "-o", "public", day=MONDAY)
    assert done.returncode == 0, done.stderr.decode()
    files = files_of(root / "public")
    outline = Outline(files["changes.html"])
    assert [one["datetime"] for one in outline.all("time")] == ["2026-11-26T12:00:00Z"]
    assert "Changed on 26 November 2026" in outline.text("time")
    assert dead_links(files) == []
    later = run_site(root, "-o", "public", day="2026-12-20")
    assert later.returncode == 0
    assert files_of(root / "public")["changes.html"] == files["changes.html"]


# The folder


def test_a_file_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "public" / "plan").mkdir(parents=True)
    mine = tmp_path / "public" / "plan" / "vision.html"
    mine.write_text("mine", encoding="utf-8")
    shutil.copy(VISION, tmp_path)
    done = run_site(tmp_path, "-o", "public", VISION.name)
    assert done.returncode == 2
    assert (
        done.stderr.decode()
        .splitlines()[0]
        .startswith("ssetrack: `public/plan/vision.html` is there already")
    )
    assert files_of(tmp_path / "public") == {"plan/vision.html": "mine"}


def test_the_one_page_of_export_html_gives_way_to_the_site(tmp_path):
    """Whoever has followed the tutorial has it at `public/index.html`."""
    shutil.copy(VISION, tmp_path)
    page = shared().run(
        ["export", "html", VISION.name, "-o", "index.html", "--today", DAY], tmp_path, os.environ
    )
    assert page.returncode == 0
    (tmp_path / "public").mkdir()
    shutil.move(tmp_path / "index.html", tmp_path / "public")
    done = run_site(tmp_path, "-o", "public", VISION.name)
    assert (done.returncode, done.stderr.endswith(b"files written, 0 unchanged\n")) == (0, True)


@pytest.mark.parametrize(
    "name", ["person", "feeds", "index.html", ".ssetrack-site.json", "feeds/.ssetrack-feeds.json"]
)
def test_a_link_out_of_the_folder_is_not_followed(tmp_path, name):
    """Of a stranger's repository: what is written there would be written to somebody's own files."""
    public, outside = tmp_path / "public", tmp_path / "outside"
    (public / name).parent.mkdir(parents=True)
    outside.mkdir()
    (public / name).symlink_to(outside / "new" if "." in name else outside)
    done = run_site(tmp_path, ROOT / "examples" / "forum.yaml", "-o", "public")
    assert (done.returncode, list(outside.iterdir())) == (2, [])
    assert f"`public/{name}` is a link that leads out of the folder" in done.stderr.decode()


def test_a_calendar_is_not_written_through_a_link(tmp_path):
    assert run_site(tmp_path, ROOT / "examples" / "forum.yaml", "-o", "public").returncode == 0
    feed, elsewhere = tmp_path / "public" / "feeds" / "owner-awa.ics", tmp_path / "elsewhere.ics"
    feed.rename(elsewhere)
    feed.symlink_to(elsewhere)
    told = run_site(tmp_path, ROOT / "examples" / "forum.yaml", "-o", "public").stderr.decode()
    assert "`public/feeds/owner-awa.ics` is a link that leads out of the folder" in told


def test_the_folder_itself_may_be_a_link(tmp_path):
    (tmp_path / "www").mkdir()
    (tmp_path / "public").symlink_to("www")
    assert run_site(tmp_path, ROOT / "examples" / "forum.yaml", "-o", "public").returncode == 0
    assert (tmp_path / "www" / "index.html").is_file()


def test_a_language_is_made_once_however_it_is_written(tmp_path):
    files = make_site(tmp_path, ROOT / "examples" / "forum.yaml", "--lang", "EN,fr,FR,en")
    assert files["index.html"].count('hreflang="fr"') == files["index.html"].count('hreflang="EN"') != 0
    assert 'hreflang="FR"' not in files["index.html"]
    assert "feeds/owner-awa.ics" in files  # the address of the plan's own language


def test_who_hosts_one_time_finds_the_series(tmp_path):
    """The same items as `status --owner` has."""
    files = make_site(tmp_path, ROOT / "examples" / "board-calls.yaml", day="2026-12-01")
    rows = re.findall(r'<tr data-state="[^"]*"[^>]*>.*?</tr>', files["person/lucia.html"], re.DOTALL)
    assert len(rows) == 2, rows
    assert "Board call" in rows[0]


def test_prune_removes_what_is_ours_and_no_longer_made(tmp_path):
    plans = tmp_path / "of-others"
    plans.mkdir()
    for name in ("gsef-2021-session", "icsse-charter"):
        shutil.copy(ROOT / "plans" / f"{name}.yaml", plans)
    make_site(tmp_path, plans)
    shutil.rmtree(plans)
    public = tmp_path / "public"
    (public / "robots.txt").write_text("mine", encoding="utf-8")
    (public / "plan" / "gsef.html").write_text("mine now", encoding="utf-8")
    manifest = json.loads((public / ".ssetrack-site.json").read_text(encoding="utf-8"))
    manifest["files"] += ["../escape.html", "robots.txt", "/etc/passwd.html"]
    (public / ".ssetrack-site.json").write_text(json.dumps(manifest), encoding="utf-8")
    escape = tmp_path / "escape.html"
    escape.write_text('<meta name="generator" content="ssetrack">', encoding="utf-8")
    shutil.rmtree(tmp_path / "plans")
    shutil.copy(VISION, tmp_path / "p.yaml")
    told = run_site(tmp_path, "-o", "public", "p.yaml").stderr.decode()
    assert "no longer made: plan/icsse.html" in told or "no longer made" in told
    assert (public / "plan" / "icsse.html").exists()
    told = run_site(tmp_path, "-o", "public", "p.yaml", "--prune").stderr.decode()
    assert "removed: " in told
    kept = files_of(public)
    assert not (public / "plan" / "icsse.html").exists()
    assert kept["robots.txt"] == "mine"
    assert kept["plan/gsef.html"] == "mine now"
    assert escape.exists()
    pages = {name for name in kept if not name.startswith("feeds/")}
    others = {".ssetrack-site.json", "robots.txt", "plan/gsef.html"}
    assert set(json.loads(kept[".ssetrack-site.json"])["files"]) == pages - others


def test_prune_removes_calendars_of_plans_and_languages_that_are_gone(tmp_path):
    """They would show dates for ever to whoever has their address."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in ("forum", "board-calls"):
        shutil.copy(ROOT / "examples" / f"{name}.yaml", plans)
    feeds = tmp_path / "public" / "feeds"
    assert run_site(tmp_path, "-o", "public", "--lang", "en,fr").returncode == 0
    (feeds / "mine.ics").write_text("mine", encoding="utf-8")
    mine = feeds / "owner-joao.fr.ics"
    mine.write_text(mine.read_text(encoding="utf-8").replace("X-SSETRACK-FEED", "X-MINE"), encoding="utf-8")
    before = files_of(feeds)
    (plans / "board-calls.yaml").unlink()
    told = run_site(tmp_path, "-o", "public").stderr.decode()
    assert "no longer made: `goal-board-calls-a.fr.ics`" in told
    assert (
        files_of(feeds).items()
        >= {name: text for name, text in before.items() if "board-calls" in name}.items()
    )  # somebody may have named one plan of several
    told = run_site(tmp_path, "-o", "public", "--prune").stderr.decode()
    assert "removed: `goal-board-calls-a.fr.ics`" in told
    left = files_of(feeds)
    assert sorted(name for name in left if "board-calls" in name or ".fr." in name) == ["owner-joao.fr.ics"]
    assert left["mine.ics"] == "mine"
    again = run_site(tmp_path, "-o", "public", "--prune").stderr.decode()
    assert "removed" not in again
    assert files_of(feeds) == left


def test_a_run_that_ended_early_is_taken_up(tmp_path):
    """The manifest is there before the first page: whatever a killed run made, the next one knows."""
    whole = make_site(tmp_path, VISION)
    for name in list(whole)[5:]:
        (tmp_path / "public" / name).unlink()
    assert make_site(tmp_path, VISION) == whole


@pytest.mark.slow
def test_a_killed_run_leaves_whole_files_and_the_next_takes_over(tmp_path, vision):
    """Killed at different moments: each file is whole, the manifest knows it, and nothing is left beside."""
    here = tmp_path / "killed"
    (here / "plans").mkdir(parents=True)
    shutil.copy(VISION, here / "plans")
    public = here / "public"
    interrupted = 0
    for seconds in (0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09):  # the whole takes 0.1
        done = shared().run(["export", "site", "-o", "public", "--today", DAY], here, seconds=seconds)
        interrupted += done.returncode == -signal.SIGPROF
        for path in public.rglob("*") if public.exists() else ():
            name = path.relative_to(public).as_posix()
            if path.is_file() and path.suffix not in (".tmp", ".json"):
                assert path.read_text(encoding="utf-8") == vision[name], name
        if (public / "index.html").exists():
            assert "index.html" in json.loads((public / ".ssetrack-site.json").read_text())["files"]
    assert interrupted
    assert run_site(here, "-o", "public").returncode == 0
    assert files_of(public) == vision


def test_another_run_waits(tmp_path, monkeypatch):
    """While somebody else holds the folder, nothing is written."""
    monkeypatch.setattr("ssetrack.workspace.locking.PATIENCE", 0.1)
    (tmp_path / "public").mkdir()
    shutil.copy(VISION, tmp_path)
    handle = os.open(tmp_path / "public", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        words = ["export", "site", "-o", "public", "--today", DAY, VISION.name]
        code, told = console.run_here(words, tmp_path, {})
    finally:
        os.close(handle)
    assert (code, "another program is writing in `public`" in told) == (2, True)
    assert files_of(tmp_path / "public") == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "site"], "a website has several files, so it needs a folder"),
        (["export", "site", "-o", "-"], "a website has several files, so it needs a folder"),
        (["export", "site", "-o", "plan.yaml"], "`plan.yaml` is not a folder"),
    ],
)
def test_what_is_refused(tmp_path, words, told):
    shutil.copy(VISION, tmp_path / "plan.yaml")
    done = shared().run([*words, "plan.yaml"], tmp_path, {})
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0] == f"ssetrack: {told}"
    assert [path.name for path in Path(tmp_path).iterdir()] == ["plan.yaml"]


def test_a_plan_with_an_error_makes_no_site(tmp_path):
    (tmp_path / "p.yaml").write_text(
        "ssetrack: 1\nid: p\ntitle: P\nactivities: [{id: a, title: A, deadline: soonish}]\n"
    )
    done = run_site(tmp_path, "-o", "public", "p.yaml")
    assert done.returncode == 2
    assert not (tmp_path / "public").exists()
