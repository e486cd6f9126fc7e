"""The plans on the disk as they were on an earlier day, or at a revision: from at most two processes of git.

Comes in: the plans as they are, where they were looked for, and a day or a revision. Goes out: a `Past`. The
day begins in the plans' zone, and the commit is the newest before that on the first parents: what people on
this branch had before them. What did not change is not read again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ssetrack.dates import instant, today_in
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.load import Loaded, load
from ssetrack.portfolio import Portfolio
from ssetrack.query.since import Since
from ssetrack.source import read
from ssetrack.workspace.configuration import Configuration, top_of
from ssetrack.workspace.git import LAST_DAY, repository
from ssetrack.workspace.git_objects import FILES, FOLDER, Commit, Objects
from ssetrack.workspace.opening import STDIN
from ssetrack.workspace.recognition import FileKind, kind_of
from ssetrack.workspace.scope.plan_name import is_yaml_name


class Past(NamedTuple):
    """The plans as they were. `left_out` are the paths of present plans that have nothing to compare with."""

    loaded: tuple[Loaded, ...]
    since: Since
    left_out: frozenset[str]


def has_past(plans: Portfolio) -> bool:
    """Whether any of the files is in a git repository, as far as can be told without git."""
    return any(top_of(folder) for folder in folders(plans))


def past_plans(
    plans: Portfolio, places: Sequence[str], asked: date | str, zone: str, configuration: Configuration
) -> Past:
    """The plans at the places (files and folders, as found on the disk) as they were.

    Raises `SsetrackError` where there is no repository, no commit, or no such revision.
    """
    folder = next(filter(top_of, folders(plans)), None)
    if folder is None and any(one.source.path == STDIN for one in plans.all_files):
        raise SsetrackError(message("standard input has no history"), message("name a file kept with git"))
    git = repository(folder or Path())
    top = git.root.resolve()
    present = {from_top(one.source.path, top): one for one in plans.all_files}
    unkept = tuple(one.source.path for one in plans.all_files if from_top(one.source.path, top) is None)
    with git.objects() as objects:
        commit, begins, is_shallow = _commit(objects, asked, zone)
        read_then: dict[str | None, Loaded] = {}
        for path, (blob, is_named) in dict(
            candidates(objects, commit.tree, places, top, configuration)
        ).items():
            one = _past_file(objects, path, blob, is_named, present.get(nfc(path)), top, configuration)
            if one is not None:
                read_then[nfc(path)] = one
    gone_bad = {path for path, one in (*read_then.items(), *present.items()) if path and one.plan is None}
    names = {path: one.source.path for path, one in (read_then | present).items() if path}
    unreadable = tuple(sorted(names[path] for path in gone_bad))
    since = Since(asked, commit.id, begins, is_shallow, unreadable, unkept)
    kept = tuple(one for path, one in read_then.items() if path not in gone_bad)
    return Past(kept, since, frozenset((*unreadable, *unkept)))


def folders(plans: Portfolio) -> Iterator[Path]:
    """The folders of the plans that are on the disk."""
    paths = (one.source.path for one in plans.all_files)
    yield from (Path(path).resolve().parent for path in paths if path != STDIN)


def from_top(path: str, top: Path) -> str | None:
    """A path on the disk from the repository's top, `""` for all, composed; None where it is not in it."""
    place = Path(path).resolve()
    if path == STDIN or not place.is_relative_to(top):
        return None
    nearest = top_of(place)
    if nearest is not None and nearest != top and nearest.is_relative_to(top):
        return None  # another repository within it, perhaps a submodule
    found = place.relative_to(top).as_posix()
    return "" if found == "." else nfc(found)


def _commit(objects: Objects, asked: date | str, zone: str) -> tuple[Commit, date | None, bool]:
    """The commit that is meant; where none is old enough the oldest, its day, and if more is elsewhere."""
    if isinstance(asked, str):
        named = objects.commit(asked)
        if named is None:
            raise SsetrackError(
                message("`{text}` is neither a day nor a revision that git knows here", text=asked),
                message("write for example 7d, yesterday, 2027-03-31 or the name of a branch"),
            )
        return named, None, False
    commit = objects.commit("HEAD")
    if commit is None:
        raise SsetrackError(message("git has no commit of these plans yet"), message("commit them first"))
    begin = instant(asked, time(), zone)
    second = begin.timestamp() if begin is not None else float("-inf")
    while commit.second >= second:
        if commit.parent is None:
            return commit, day_of(commit.second, zone), False
        before = objects.commit(commit.parent)
        if before is None:
            return commit, day_of(commit.second, zone), True
        commit = before
    return commit, None, False


def day_of(second: int, zone: str) -> date:
    """The day of a second since 1970 in a zone; `LAST_DAY` for what no calendar here has."""
    try:
        return today_in(datetime.fromtimestamp(second, UTC), zone)
    except (ValueError, OverflowError, OSError):
        return LAST_DAY


def candidates(
    objects: Objects, tree: str, places: Sequence[str], top: Path, configuration: Configuration
) -> Iterator[tuple[str, tuple[str, bool]]]:
    """What may have been a plan at the places: its path from the top, its id, whether it is named itself."""
    for place in places:
        path = from_top(place, top)
        there = None if path is None else objects.at(tree, path)
        if there is None:
            continue
        spelt, entry = there
        if entry.mode in FILES:
            yield spelt, (entry.id, True)
        if entry.mode != FOLDER:
            continue
        for name, blob in objects.files(entry.id, spelt):
            if is_yaml_name(PurePosixPath(name).name) and not configuration.excludes(top / name):
                yield name, (blob, False)


def _past_file(
    objects: Objects,
    path: str,
    blob: str,
    is_named: bool,
    now: Loaded | None,
    top: Path,
    config: Configuration,
) -> Loaded | None:
    """A file as it was: the same as it is where nothing changed; None where it was no plan."""
    found = objects.content(blob, "blob", config.limits.file_size)
    if found is None:
        raise SsetrackError(message("git does not have the file `{path}` as it was", path=path))
    _, content = found
    if now is not None and not now.source.bom and content == now.source.text.encode(errors="surrogateescape"):
        return now
    if not is_named and kind_of(content) not in (FileKind.PLAN, FileKind.UNMARKED):
        return None
    name = os.path.relpath(top / path) if now is None else now.source.path
    return load(read(content, name, config.limits))
