"""The plans as each of the last commits left them, where that is not as they were before.

Comes in: the plans as they are, and where they were looked for. Goes out: a `Revision` for each commit on the
first parents that changed a plan, the newest first. What two of them share is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.load import Loaded, load
from ssetrack.portfolio import Portfolio
from ssetrack.source import read
from ssetrack.workspace.configuration import Configuration, top_of
from ssetrack.workspace.git import repository
from ssetrack.workspace.git_objects import Commit, Objects
from ssetrack.workspace.past_plans import candidates, folders
from ssetrack.workspace.recognition import FileKind, kind_of

MOST_REVISIONS = 20
"""Commits that are told of."""

MOST_COMMITS = 2_000
"""Commits that are looked through for those that changed a plan."""

MOST_OCTETS = 4_000_000
"""Octets of former versions that are read; beyond, what is older is not told."""

State = dict[str, tuple[str, bool]]
"""Files at a commit: the id of the content of each, and whether it was named itself."""


class Revision(NamedTuple):
    """A commit with the plans as they were before it and after it; of both, only what can be read in both."""

    id: str
    second: int
    before: tuple[Loaded, ...]
    after: tuple[Loaded, ...]


def past_revisions(
    plans: Portfolio, places: Sequence[str], configuration: Configuration
) -> Iterator[Revision]:
    """The last revisions of the plans at the places (files and folders); none where no git knows them."""
    folder = next(filter(top_of, folders(plans)), None)
    if folder is None:
        return
    try:
        git = repository(folder)
    except SsetrackError:  # no git, or it refuses
        return
    with git.objects() as objects:
        contents = _Contents(objects, configuration)
        steps = _steps(objects, places, git.root.resolve(), configuration)
        commit, after = next(steps, (None, {}))
        for earlier, before in steps:
            assert commit is not None
            sides = _sides(contents, before, after)
            if sides is None:
                return
            yield Revision(commit.id, commit.second, *sides)
            commit, after = earlier, before


def _steps(
    objects: Objects, places: Sequence[str], top: Path, configuration: Configuration
) -> Iterator[tuple[Commit, State]]:
    """The commits after which the files were others than before, and what they were; the first one too."""
    commit = objects.commit("HEAD")
    waiting: tuple[Commit, State] | None = None
    number = seen = 0
    while commit is not None and seen < MOST_COMMITS and number <= MOST_REVISIONS:
        state = dict(candidates(objects, commit.tree, places, top, configuration))
        if waiting is not None and state != waiting[1]:
            yield waiting
            number += 1
        waiting = commit, state
        seen += 1
        commit = None if commit.parent is None else objects.commit(commit.parent)
    if waiting is not None:
        yield waiting


def _sides(
    contents: _Contents, before: State, after: State
) -> tuple[tuple[Loaded, ...], tuple[Loaded, ...]] | None:
    """The plans on both sides of a commit; None where that would be too much to read."""
    then = {path: contents.plan_in(path, *one) for path, one in before.items()}
    now = {path: contents.plan_in(path, *one) for path, one in after.items()}
    if contents.room < 0:
        return None
    bad = {path for side in (then, now) for path, one in side.items() if one is not None and one.plan is None}
    kept = (
        tuple(one for path, one in side.items() if one is not None and path not in bad)
        for side in (then, now)
    )
    return next(kept), next(kept)


class _Contents:
    """Files as they were, each read once, as long as there is room."""

    def __init__(self, objects: Objects, configuration: Configuration) -> None:
        self._objects, self._configuration = objects, configuration
        self._loaded: dict[tuple[str, str], Loaded | None] = {}
        self.room = MOST_OCTETS

    def plan_in(self, path: str, blob: str, is_named: bool) -> Loaded | None:
        """The plan in a file; None where it was no plan, or there is no room any more."""
        key = path, blob
        if key not in self._loaded:
            self._loaded[key] = self._load(path, blob, is_named) if self.room >= 0 else None
        return self._loaded[key]

    def _load(self, path: str, blob: str, is_named: bool) -> Loaded | None:
        limits = self._configuration.limits
        found = self._objects.content(blob, "blob", limits.file_size)
        if found is None:
            return None
        self.room -= len(found[1])
        if self.room < 0 or (not is_named and kind_of(found[1]) not in (FileKind.PLAN, FileKind.UNMARKED)):
            return None
        return load(read(found[1], path, limits))
