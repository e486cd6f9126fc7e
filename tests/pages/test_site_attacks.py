"""What is in the way of a site, or happens while it is written: whole files, and nobody's lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from pages.sites import dead_links, different, files_of, run_site

FORUM = ROOT / "examples" / "forum.yaml"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    shutil.copy(FORUM, tmp_path / "plans")
    assert run_site(tmp_path, "-o", "public").returncode == 0
    return tmp_path


def retitle(here: Path) -> None:
    """Give the plan another title, so that nearly every file is another one."""
    path = here / "plans" / "forum.yaml"
    text = path.read_text(encoding="utf-8")
    (title,) = (line for line in text.splitlines() if line.startswith("title: "))
    path.write_text(text.replace(title, "title: Another title"), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("person", "`public/person` is not a folder"),
        ("feeds", "`public/feeds` is not a folder"),
        ("assets", "`public/assets` is not a folder"),
    ],
)
def test_a_file_where_a_folder_goes_is_seen_before_anything_is_written(here, name, told):
    shutil.rmtree(here / "public" / name)
    (here / "public" / name).write_text("mine", encoding="utf-8")
    before = files_of(here / "public")
    retitle(here)
    done = run_site(here, "-o", "public")
    assert (done.returncode, told in done.stderr.decode()) == (2, True)
    assert files_of(here / "public") == before


@pytest.mark.parametrize(
    "name", ["person/awa.html", "feeds/owner-awa.ics", ".ssetrack-site.json", "feeds/.ssetrack-feeds.json"]
)
def test_a_folder_where_a_file_goes_is_left_alone(here, name):
    path = here / "public" / name
    path.unlink()
    path.mkdir()
    (path / "mine").write_text("mine", encoding="utf-8")
    before = files_of(here / "public")
    retitle(here)
    done = run_site(here, "-o", "public", "--prune")
    assert (done.returncode, f"`public/{name}`" in done.stderr.decode()) == (2, True)
    assert files_of(here / "public") == before


@pytest.mark.slow
def test_a_disk_that_is_full_leaves_whole_files_and_the_next_run_goes_on(here):
    """No file may have more than 8 KB: the page of the plan cannot be written."""
    before = files_of(here / "public")
    retitle(here)
    script = "from ssetrack.cli.run import run; raise SystemExit(run(['export', 'site', '-o', 'public']))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=here,
        env=os.environ | {"SSETRACK_TODAY": "2004-10-01"},
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)),
    )
    assert done.returncode == 2
    assert b"File too large" in done.stderr
    left = files_of(here / "public")
    assert left.keys() == before.keys()
    assert run_site(here, "-o", "public").returncode == 0
    whole = files_of(here / "public")
    assert whole.keys() == before.keys()
    assert all(text in (before[name], whole[name]) for name, text in left.items())


def test_a_clock_that_goes_back_a_day_and_on_again_gives_the_same_files(here):
    first = files_of(here / "public")
    assert run_site(here, "-o", "public", day="2004-09-30").returncode == 0
    assert different(first, files_of(here / "public")) == ["index.html", "today.css"]
    assert run_site(here, "-o", "public").returncode == 0
    assert files_of(here / "public") == first


def test_a_plan_with_another_id_leaves_no_page_of_the_old_one(here):
    path = here / "plans" / "forum.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: forum-2027", "id: other"), encoding="utf-8")
    (here / "public" / "plan" / "mine.html").write_text("mine", encoding="utf-8")
    assert run_site(here, "-o", "public", "--prune").returncode == 0
    files = files_of(here / "public")
    assert [name for name in files if "forum-2027" in name] == []
    assert files["plan/mine.html"] == "mine"
    assert dead_links({name: text for name, text in files.items() if name != "plan/mine.html"}) == []


def test_names_that_differ_by_case_have_files_of_their_own(tmp_path):
    (tmp_path / "p.yaml").write_text(
        "ssetrack: 1\nid: p\ntitle: P\ngoals: {A: One, a: Two}\nowners: {CON: Con, Ana: Ana, ana: Anna}\n"
        "activities: [{id: x, title: X, owners: [CON, Ana, ana], goals: [A, a], deadline: 2027-02-01}]\n",
        encoding="utf-8",
    )
    for _ in range(2):
        assert run_site(tmp_path, "p.yaml", "-o", "public").returncode == 0
    files = files_of(tmp_path / "public")
    assert len({name.casefold() for name in files}) == len(files)
    assert {"person/ana.html", "person/ana-2.html", "person/con-2.html", "goal/p-a-2.html"} <= files.keys()
    feeds = set(json.loads(files["feeds/.ssetrack-feeds.json"])["feeds"])
    assert {f"feeds/{name}" for name in feeds} == {name for name in files if name.endswith(".ics")}
    assert dead_links(files) == []
