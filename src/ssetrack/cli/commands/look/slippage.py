"""The plans at hand beside what git remembers of them.

Comes in: a session. Goes out: a `SlipReport`. What is on the disk and not yet committed counts as the newest
version. A clone that holds only a part of the history is followed as far as it reaches, and that is said.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ssetrack.cli.requests import view_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.portfolio import PlanFile
from ssetrack.query.slippage import ItemSlip, Reading, SlipReport, shares, slips
from ssetrack.status import State, Status
from ssetrack.terminal.progress import with_progress
from ssetrack.workspace.files import read_file
from ssetrack.workspace.git import LAST_DAY, Repository, repository
from ssetrack.workspace.opening import STDIN
from ssetrack.workspace.past_deadlines import deadlines_in, readings
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session


def slippage(session: Session, lang: str | None, *, for_people: bool, iso: bool = False) -> SlipReport:
    """What the deadlines of the plans at hand went through."""
    of_file: dict[int, list[Status]] = {}
    for status in session.snapshot.statuses:
        of_file.setdefault(id(status.file), []).append(status)
    found: list[ItemSlip] = []
    versions, since, shallow = 0, None, False
    for file in session.snapshot.portfolio.files:
        git = _repository_of(file)
        read = list(_readings(git, file, session))
        versions += len(read)
        since = min((one.day for one in read), default=since) if since is None else _earlier(since, read)
        shallow = shallow or git.is_shallow()
        found.extend(slips(read, of_file.get(id(file), ())))
    if shallow and since is not None:
        remark(
            message("this clone is shallow: what happened before {day} is not in it", day=since),
            session.speaker,
        )
    view = view_of(session, lang, for_people, iso=iso)
    people = session.snapshot.portfolio.people
    live = [one for one in found if one.status.state is not State.CANCELLED]
    keys = [(one, [people.key(one.status.file.id, slug) for slug in one.status.item.owners]) for one in live]
    names = {
        key: name
        for one, owners in keys
        for key, name in zip(owners, view.names(one.status, one.status.item.owners), strict=True)
    }
    goals = [(one, [_goal(session, one.status, goal) for goal in one.status.item.goals]) for one in live]
    return SlipReport(
        view,
        session.snapshot.today,
        session.snapshot.timezone,
        versions,
        since,
        shallow,
        tuple(found),
        shares(keys),
        shares(goals),
        names,
    )


def _earlier(since: date, read: list[Reading]) -> date:
    return min(since, read[0].day) if read else since


def _goal(session: Session, status: Status, goal: str) -> str:
    return f"{status.file.id}:{goal}" if len(session.snapshot.portfolio.files) > 1 else goal


def _repository_of(file: PlanFile) -> Repository:
    if file.path == STDIN:
        raise SsetrackError(message("standard input has no history"), message("name a file kept with git"))
    return repository(Path(file.path).resolve().parent)


def _readings(git: Repository, file: PlanFile, session: Session) -> Iterator[Reading]:
    """The versions that git has of a file, then what is not committed."""
    place = Path(file.path).resolve()
    path = Path(os.path.relpath(place, git.root.resolve())).as_posix()
    versions = git.versions(path)
    limits = session.configuration.limits
    read = readings(git, versions, session.snapshot.today, limits)
    if any(version.day == LAST_DAY for version in versions):
        remark(
            message("`{path}` has commits dated after the year 9999: they count as its end", path=file.path),
            session.speaker,
        )
    last: Reading | None = None
    what = session.speaker.say(message("Versions"))
    for _, one in zip(with_progress(versions, what, sys.stderr), read, strict=True):
        if one is not None:
            last = one
            yield one
    now = deadlines_in(read_file(file.path, limits), session.snapshot.today)
    if now is not None and (last is None or now != last.deadlines):
        yield Reading("", session.snapshot.today, "", now)
