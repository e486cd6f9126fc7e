"""The pipelines and the cron line of examples/publish/, run: what they publish, and what they fetch again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from conftest import ROOT

EXAMPLES = ROOT / "examples" / "publish"
GITHUB_PAGES = "https://${GITHUB_REPOSITORY_OWNER}.github.io/${GITHUB_REPOSITORY#*/}"
DAY = "2027-01-11"


def read(name: str) -> Any:
    return YAML(typ="safe").load((EXAMPLES / name).read_text(encoding="utf-8"))


def steps() -> list[Any]:
    return list(read("github.yml")["jobs"]["publish"]["steps"])


def script_of_github(address: str) -> str:
    runs = [step["run"] for step in steps() if "run" in step and "pip install" not in step["run"]]
    assert sum(GITHUB_PAGES in run for run in runs) == 1
    return "\n".join(runs).replace(GITHUB_PAGES, address)


def script_of_gitlab(address: str) -> str:
    lines = [line for line in read("gitlab.yml")["pages"]["script"] if "pip install" not in line]
    return "\n".join([f"export CI_PAGES_URL={address}", *lines])


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def published(tmp_path) -> Iterator[tuple[Path, str]]:
    """The folder that a server publishes, and its address."""
    folder = tmp_path / "published"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.slow
@pytest.mark.needs("bash", "curl")
@pytest.mark.parametrize("script_of", [script_of_github, script_of_gitlab], ids=["github", "gitlab"])
def test_what_a_pipeline_publishes_it_takes_up_again(tmp_path, published, forks, script_of):
    """A clone each time, as in a pipeline: all that is known of before is what was published."""
    folder, address = published
    plan = (ROOT / "examples" / "forum.yaml").read_text(encoding="utf-8")
    renamed = re.sub(r"\bmeet\b", "gather", plan)

    def run(name: str, text: str) -> Path:
        clone = tmp_path / name
        (clone / "plans").mkdir(parents=True)
        (clone / "plans" / "forum.yaml").write_text(text, encoding="utf-8")
        path = f"{forks.programs}{os.pathsep}{os.environ['PATH']}"
        shell = ["bash", "-eo", "pipefail", "-c", script_of(address)]
        env = {"PATH": path, "SSETRACK_TODAY": DAY, "HOME": str(tmp_path)}
        done = subprocess.run(shell, cwd=clone, env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        shutil.rmtree(folder)
        shutil.move(clone / "public", folder)
        return folder / "feeds"

    feeds = run("first", plan)
    assert {"feeds.txt", "owner-awa.ics", ".ssetrack-feeds.json"} <= {path.name for path in feeds.iterdir()}
    before = {path.name: path.read_bytes() for path in feeds.glob("*.ics")}
    feeds = run("again", plan)
    assert {path.name: path.read_bytes() for path in feeds.glob("*.ics")} == before
    assert b"BEGIN:VEVENT" in before["goal-meet.ics"]
    left = run("left", renamed) / "goal-meet.ics"
    assert b"BEGIN:VEVENT" not in left.read_bytes()  # subscribers would keep what is in it for ever


def test_github_lets_the_job_publish():
    workflow = read("github.yml")
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert workflow["jobs"]["publish"]["environment"] == "github-pages"
    used = dict(step["uses"].split("@") for step in steps() if "uses" in step)
    assert used == {
        "actions/checkout": "v7",
        "actions/setup-python": "v7",
        "actions/upload-pages-artifact": "v5",  # v4 has no hidden files
        "actions/deploy-pages": "v5",
    }
    (upload,) = (step["with"] for step in steps() if "upload-pages-artifact" in step.get("uses", ""))
    assert upload == {"path": "public", "include-hidden-files": True}


VERSIONS = {
    "checkout": "v7",
    "setup-python": "v7",
    "upload-artifact": "v7",
    "upload-pages-artifact": "v5",
    "deploy-pages": "v5",
}


def test_actions_have_one_version_wherever_they_are_shown():
    """Old ones are for a Node that GitHub has given up: a workflow that is copied would warn, then fail."""
    texts = [ROOT / "action.yml", *EXAMPLES.glob("*.yml"), *(ROOT / "docs").rglob("*.md")]
    used = {
        (path.name, *found)
        for path in texts
        for found in re.findall(r"actions/([a-z-]+)@(v\d+)", path.read_text(encoding="utf-8"))
    }
    assert {one for one in used if VERSIONS[one[1]] != one[2]} == set()
    assert {"letters.github.yml", "github.yml", "action.yml", "ci.md"} <= {name for name, *_ in used}


def test_gitlab_knows_the_job():
    """By `pages: true`, and by its name where GitLab is older."""
    job = read("gitlab.yml")["pages"]
    assert job["pages"] is True
    assert job["artifacts"]["paths"] == ["public"]


def test_the_line_of_cron_is_a_command_that_there_is():
    (line,) = (
        line
        for line in (EXAMPLES / "crontab").read_text(encoding="utf-8").splitlines()
        if "export site" in line
    )
    assert re.match(r"20 4 \* \* \* cd /srv/plans && ", line)
    assert "%" not in line  # cron makes a line end of it
    words = line.rpartition("ssetrack ")[2].split()
    assert words == ["export", "site", "-o", "/srv/www/plan", "--prune"]
