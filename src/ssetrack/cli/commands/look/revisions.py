"""The two sides of a comparison: from what somebody typed to plans, on the disk or in git's memory.

Comes in: `OLD` and `NEW` as typed. Goes out: `Changes`. A text is, in this order: a path that exists, a range
`A..B` (an empty side is HEAD), `REV:PATH` with a path from the top of the repository, a revision. A revision
alone means the plans of the other side's path, else the configured ones, else `plans/`, else all.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import typer

from ssetrack.cli.days import day_asked
from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.reading import name_problems
from ssetrack.cli.requests import view_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.load import Loaded
from ssetrack.portfolio import PlanFile
from ssetrack.query.changes import Changes, changes
from ssetrack.query.part_changes import part_changes
from ssetrack.status import Snapshot, Status, snapshot
from ssetrack.workspace.configuration import Configuration, configuration
from ssetrack.workspace.files import load_file, places_of_plans, plan_paths
from ssetrack.workspace.git import Repository, repository
from ssetrack.workspace.opening import STDIN
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.revisions import plans_at
from ssetrack.workspace.scope.plan_name import is_yaml_name
from ssetrack.workspace.session import Session, now, reader_of

HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: a path, a revision, or both; neither means the usual plans on the disk."""

    revision: str | None = None
    path: str | None = None

    def __str__(self) -> str:
        parts = [part for part in (self.revision, self.path) if part is not None]
        return ":".join(parts)


def revision_comparison(
    old: str, new: str | None, today: str | None, lang: str | None, *, for_people: bool, iso: bool = False
) -> tuple[Changes, bool]:
    """What changed, and whether a plan on either side could not be read at all.

    Ends the run where a side has no plan that can be read.
    """
    config = configuration()
    before, after = sides(old, new)
    old_files, new_files = _plans_of(before, config), _plans_of(after, config)
    is_whole = before.path is None and after.path is None
    old_names = _names(old_files, before, _tops(before) if is_whole else _places(before, config))
    new_names = _names(new_files, after, _tops(after) if is_whole else _places(after, config))
    now_there = snapshot(new_files, day_asked(today) or now(), config.soon)
    # Both sides are seen from one day, in the zone of the newer plans.
    was_there = snapshot(old_files, now_there.today, config.soon)
    wanted, speaker = reader_of(config, lang)
    for plans in (was_there, now_there):
        name_problems(plans, speaker)
        if plans.portfolio.broken and not plans.portfolio.files:
            # All that the other side has would be told as new, or as removed.
            raise typer.Exit(ExitCode.FAILED)
    if new is None and before.path is not None and _paths(old_files) == _paths(new_files):
        remark(
            message("to compare with the last commit: `ssetrack diff HEAD {path}`", path=before.path), speaker
        )
    view = view_of(Session(config, now_there, wanted, speaker), lang, for_people, iso=iso)
    old_kept = _comparable(was_there, old_names, now_there, new_names)
    new_kept = _comparable(now_there, new_names, was_there, old_names)
    found = Changes(
        view,
        now_there.today,
        now_there.timezone,
        _label(before),
        _label(after),
        changes(_statuses(was_there, old_kept), _statuses(now_there, new_kept)),
        part_changes(old_kept, new_kept),
    )
    return found, bool(was_there.portfolio.broken or now_there.portfolio.broken)


def _comparable(
    plans: Snapshot, names: Mapping[str, PurePath], others: Snapshot, their_names: Mapping[str, PurePath]
) -> list[PlanFile]:
    """The plans of a side but for those that cannot be read on the other one: nobody knows what is new there.

    Such a plan is the file of the same name there; of one that was moved, the only thing known is how the
    file itself is called.
    """
    own, theirs = set(names.values()), set(their_names.values())
    unread = {their_names[one.source.path] for one in others.portfolio.broken}
    moved = {name.name for name in unread - own}

    def is_unread(name: PurePath) -> bool:
        return name in unread or (name not in theirs and name.name in moved)

    return [file for file in plans.portfolio.files if not is_unread(names[file.path])]


def _statuses(plans: Snapshot, files: Sequence[PlanFile]) -> list[Status]:
    """The items of these files."""
    paths = {file.path for file in files}
    return [status for status in plans.statuses if status.file.path in paths]


def _names(files: Sequence[Loaded], side: Side, places: Sequence[str]) -> dict[str, PurePath]:
    """What each file is called, by its path: its way from the place where the side has its plans.

    A file that is itself such a place has its own name.
    """
    tops = [_whole(place, side) for place in places]
    found = {}
    for path in (one.source.path for one in files):
        whole = _whole(path.removeprefix(f"{side.revision}:"), side)
        top = next((place for place in tops if whole.is_relative_to(place) and whole != place), whole.parent)
        found[path] = whole.relative_to(top)
    return found


def _whole(path: str, side: Side) -> PurePath:
    """A path from the root of the disk or the top of the repository; letters with accents in one form."""
    if side.revision is None:
        path = os.path.abspath(path)  # noqa: PTH100  (a link counts where it is)
    return PurePath(nfc(path))


def _tops(side: Side) -> tuple[str, ...]:
    """The top of the repository, as paths of the side begin with it."""
    return (str(_repository().root) if side.revision is None else "",)


def _paths(files: tuple[Loaded, ...]) -> set[str]:
    """The files themselves, however they are named; those of a revision have no file."""
    return {os.path.realpath(one.source.path) for one in files}


def sides(old: str, new: str | None) -> tuple[Side, Side]:
    """What `OLD` and `NEW` mean."""
    if not _is_path(old) and ".." in old and "/../" not in old:
        first, _, last = old.partition("..")
        path = _from_top(new) if new is not None else None
        return Side(first or HEAD, path), Side(last or HEAD, path)
    before = _side(old)
    after = Side() if new is None else _side(new)
    if before.revision is not None and before.path is None and after.revision is None and after.path:
        before = Side(before.revision, _from_top(after.path))
    if after.revision is not None and after.path is None and before.revision is None and before.path:
        after = Side(after.revision, _from_top(before.path))
    if before.revision is not None and before.path is not None and after == Side():
        after = Side(None, os.path.relpath(_repository().root / before.path))
    return before, after


def _side(text: str) -> Side:
    if _is_path(text):
        return Side(None, text)
    revision, colon, path = text.partition(":")
    if not colon and is_yaml_name(text):  # a file, never a revision
        raise SsetrackError(message("there is no file or folder `{path}`", path=text))
    return Side(revision or HEAD, path) if colon else Side(text)


def _is_path(text: str) -> bool:
    return text == STDIN or os.path.lexists(text)


def _label(side: Side) -> str:
    return str(side) or "."


def _repository() -> Repository:
    return repository(Path())


def _from_top(path: str) -> str:
    """A path on the disk as git knows it."""
    return Path(os.path.relpath(Path(path).resolve(), _repository().root.resolve())).as_posix()


def _plans_of(side: Side, config: Configuration) -> tuple[Loaded, ...]:
    if side.revision is None:
        files = plan_paths([side.path] if side.path else None, config)
        return tuple(load_file(path, config.limits) for path in files)
    return plans_at(_repository(), side.revision, _places(side, config), config)


def _places(side: Side, config: Configuration) -> tuple[str, ...]:
    """Where a side has its plans: on the disk from here, in a revision from the top of the repository."""
    if side.revision is None:
        return places_of_plans([side.path] if side.path else None, config)
    if side.path is not None:
        return ("" if side.path == "." else side.path,)
    if config.plans:
        return tuple(_from_top(path) for path in config.plans)
    git = _repository()
    return ("plans",) if git.files(git.commit(side.revision), "plans") else ("",)
