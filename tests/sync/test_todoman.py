"""A member with todoman and vdirsyncer: programs of others, which read and write what `sync` does."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from sync.pair import Pair
from sync.radicale_server import radicale
from sync.serving import USER
from sync.whole import PLAN

pytestmark = [pytest.mark.needs("todo", "vdirsyncer"), pytest.mark.slow, pytest.mark.rest]

VDIRSYNCER = """\
[general]
status_path = "{home}/status/"
[pair list]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{home}/tasks/list"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{url}"
username = "{user}"
password.fetch = ["command", "cat", "{home}/secret"]
item_types = ["VTODO"]
"""

TODOMAN = """\
path = "{home}/tasks/*"
date_format = "%Y-%m-%d"
time_format = ""
default_list = "list"
cache_path = "{home}/cache.sqlite"
"""


class Member:
    """Somebody with both programs, and a home of their own."""

    def __init__(self, home: Path, pair: Pair) -> None:
        self.home = home
        (home / "tasks" / "list").mkdir(parents=True)
        (home / "secret").write_text(pair.served.password, encoding="utf-8")
        values = {"home": home, "url": pair.served.origin + pair.path, "user": USER}
        (home / "vdirsyncer").write_text(VDIRSYNCER.format(**values), encoding="utf-8")
        (home / "todo.py").write_text(TODOMAN.format(**values), encoding="utf-8")
        self.run("vdirsyncer", "-c", "vdirsyncer", "discover", "list")

    def run(self, *words: str) -> str:
        done = subprocess.run(
            words, cwd=self.home, env=os.environ | {"HOME": str(self.home), "TZ": "America/Lima"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def sync(self) -> None:
        self.run("vdirsyncer", "-c", "vdirsyncer", "sync", "list")

    def todo(self, *words: str) -> str:
        return self.run("todo", "--config", "todo.py", *words)

    def number(self, title: str) -> str:
        listed = json.loads(self.todo("--porcelain", "list", "--status", "ANY"))
        return next(str(one["id"]) for one in listed if title in one["summary"])


def test_what_a_member_does_comes_back(tmp_path: Path):
    (tmp_path / "server").mkdir()
    with radicale(tmp_path / "server") as served:
        pair = Pair(tmp_path / "plans", served)
        pair.today = "2099-01-01"  # todoman completes tasks now: no day of the future is taken
        assert pair.sync() == 0, pair.told
        member = Member(tmp_path / "home", pair)
        member.sync()
        listed = json.loads(member.todo("--porcelain", "list", "--status", "ANY"))
        assert len(listed) == 7

        member.todo("done", member.number("Letter"))
        member.todo("edit", member.number("Hall"), "--due", "2005-01-15")
        member.todo("new", "--list", "list", "Milk")
        member.todo("delete", "--yes", member.number("Budget"))
        member.sync()
        assert pair.sync() == 1, pair.told
        text = pair.plan.read_text(encoding="utf-8")
        done = next(line for line in text.splitlines() if "Letter" in line)
        assert ", done: 20" in done
        assert text.replace(done, "") == PLAN.replace(done.partition(", done: ")[0] + "}", "")
        assert "Milk" in pair.told
        pair.sync("--proposals")
        assert "ssetrack move 2 2005-01-15" in pair.told
        there = pair.there()
        assert any("Budget" in one for one in there.values())
        assert any("SUMMARY:Milk" in one for one in there.values())
        pair.sync()
        assert (pair.there(), pair.plan.read_text(encoding="utf-8")) == (there, text)

        member.sync()  # the member's programs take what was put back, and find nothing to send
        member.sync()
        assert pair.there() == there
