"""The deadlines that each version of a plan file set.

Comes in: a repository and a file's versions, or a file as it stands on the disk. Goes out: a `Reading` for
each. Equal bytes are read once. A version that is no plan says nothing and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ssetrack.load import load
from ssetrack.query.slippage import Deadline, Reading
from ssetrack.source import Limits, Source, read
from ssetrack.status import snapshot
from ssetrack.workspace.git import Repository, Version


def readings(
    repository: Repository, versions: Sequence[Version], today: date, limits: Limits
) -> Iterator[Reading | None]:
    """What each version says, in their order, as read on one day; None for a version that is no plan."""
    known: dict[str, dict[str, Deadline] | None] = {}
    paths = {version.blob: version.path for version in versions}
    wanted = repository.blobs(paths, limits.file_size)
    for version in versions:
        while version.blob not in known:
            blob, content = next(wanted)
            known[blob] = deadlines(content, paths[blob], today, limits)
        found = known[version.blob]
        yield None if found is None else Reading(version.commit, version.day, version.author, found)


def deadlines(content: bytes, path: str, today: date, limits: Limits) -> dict[str, Deadline] | None:
    """The last days in the bytes of a plan, by the item's UID; None where they are no plan."""
    return deadlines_in(read(content, path, limits), today)


def deadlines_in(source: Source, today: date) -> dict[str, Deadline] | None:
    """The last days in a plan as it was read, by the item's UID; None where it is none."""
    plans = snapshot([load(source)], today)
    if not plans.portfolio.files:
        return None
    found: dict[str, Deadline] = {}
    for item, due in plans.schedule.due.items():
        if due.period.latest is not None and due.text is not None:
            found.setdefault(item.uid, Deadline(due.text, due.period.earliest, due.period.latest))
    return found
