"""The command `sync` over plans in a folder and a task list in memory."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import console
from sync.fake import FakeCollection, Phone

PLAN = """\
ssetrack: 1
id: p
title: A plan
timezone: America/Lima
owners: {ana: Ana, ben: Ben}
goals: {A: Meet}
activities:
  - {id: 1, title: Letter, owners: [ana], goals: [A], deadline: 2004-11-05, notes: Two pages}
  - id: 2
    title: Hall       # the big one
    owners: [ben]
    deadline: 2004-12
  - {id: 3, title: Report, deadline: {date: 2004-10-08, repeat: weekly, until: 2005-03-01}}
  - {id: 4, title: Budget, deadline: 2004-10-20, status: in-progress, progress: 40%}
  - id: 5
    title: Book
    milestones:
      - {id: draft, title: Draft, deadline: 2004-11-10}
      - {id: print, title: Print, deadline: 2004-12-10}
"""

CONFIGURATION = '[sync.phones]\nurl = "http://localhost/tasks/"\n'


def opening() -> ModuleType:
    """The module that gives a collection, as it is imported now: other tests take it out and in again."""
    return import_module("ssetrack.sync.server.opening")


class Moment(NamedTuple):
    """All files of a folder by their names, and the list."""

    files: dict[Path, bytes]
    server: FakeCollection


@dataclass
class Whole:
    """A folder with plans, a list, a phone; `sync` runs the command."""

    folder: Path
    server: FakeCollection = field(default_factory=FakeCollection)
    told: str = ""

    def __post_init__(self) -> None:
        (self.folder / "plans").mkdir(exist_ok=True)
        (self.folder / "ssetrack.toml").write_text(CONFIGURATION)
        self.phone = Phone(self.server)

    @property
    def plan(self) -> Path:
        return self.folder / "plans" / "plan.yaml"

    @property
    def record(self) -> Path:
        return self.folder / ".ssetrack" / "sync" / "phones.json"

    @property
    def state(self) -> dict[str, Any]:
        found = json.loads(self.record.read_text())
        assert isinstance(found, dict)
        return found

    def run(self, *words: str, day: str = "2004-10-01") -> int:
        """Run a command; its exit code."""
        code, self.told = console.run_here(list(words), self.folder, {"SSETRACK_TODAY": day})
        return code

    def sync(self, *words: str, day: str = "2004-10-01") -> int:
        """Run `sync`; the requests that it made are those of the list afterwards."""
        self.server.requests.clear()
        return self.run("sync", *words, day=day)

    def moment(self) -> Moment:
        """What there is now, here and there."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        octets = {path.relative_to(self.folder): path.read_bytes() for path in files}
        return Moment(octets, deepcopy(self.server))

    def go_back(self, moment: Moment) -> None:
        """Put there what there was at a moment, perhaps in another folder."""
        for name, octets in moment.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(octets)
        vars(self.server).update(vars(deepcopy(moment.server)))

    def proposals(self) -> list[str]:
        """The commands that are proposed."""
        self.run("sync", "--proposals", "--format", "json")
        return [one["command"] for one in self.data()["proposals"]]

    def data(self) -> dict[str, Any]:
        """The JSON among what the last run said."""
        found = json.loads(self.told[self.told.index('{"version"') :])
        assert isinstance(found, dict)
        return found


BEGINNINGS: dict[tuple[str, bool], Moment] = {}
"""By plan, and whether the list sorts: what there is after the first run."""


def begin(whole: Whole, plan: str = PLAN) -> None:
    """Bring a plan and an empty list in step; what the first run does is the same each time: done once."""
    key = plan, whole.server.sorts
    if key not in BEGINNINGS:
        whole.plan.write_text(plan)
        assert whole.sync() == 0, whole.told
        BEGINNINGS[key] = whole.moment()
    whole.go_back(BEGINNINGS[key])
