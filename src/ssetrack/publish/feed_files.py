"""What a file in a folder of feeds is: a feed of ours and of which kind, another calendar, or neither.

Comes in: a path. Goes out: what the file says of itself in its first lines; it may be anybody's.
"""

from __future__ import annotations

import re
from pathlib import Path

from ssetrack.calendar.calendar import PRODUCT
from ssetrack.calendar.stamps import is_calendar
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.publish.manifest import FeedKind
from ssetrack.publish.published import LARGEST, beginning, octets_of

KIND = "X-SSETRACK-FEED:"
"""The property in which a feed says how it was made, and of which plans."""

HEAD = 64 * 1024
"""Octets in which most feeds of ours say what they are: the ids of a thousand plans have room."""

_FOLD = re.compile("\r?\n[ \t]")
_END = re.compile("\r?\n")  # a tool that changes the ends of lines may have had it


def refuse_other(path: Path) -> None:
    """Refuse to replace a file that is not a calendar: `-o plan.yaml` is soon typed."""
    if path.is_file() and path.stat().st_size and not is_calendar(octets_of(path)):
        raise SsetrackError(
            message("`{path}` already exists and is not a calendar", path=str(path)),
            message("nothing was written; give another name"),
        )


def is_ours(path: Path) -> bool:
    """Whether a file is a feed that we made."""
    return f"PRODID:{PRODUCT}" in _head(path)


def is_of_kind(path: Path, kind: FeedKind) -> bool:
    """Whether a file is still the feed of ours that the manifest knows."""
    return kind_in(path) == kind


def kind_in(path: Path) -> FeedKind | None:
    """The kind that a feed of ours says it is; None for any other file."""
    head = _head(path) if path.is_file() else ()
    said = next((one for one in head if one.startswith(KIND)), None)
    return FeedKind.parse(said.removeprefix(KIND)) if said and f"PRODID:{PRODUCT}" in head else None


def _head(path: Path) -> list[str]:
    """The whole lines at the beginning of a file, without folds (RFC 5545 §3.1).

    Where the line that names the plans goes on behind it, more is read.
    """
    most = HEAD
    while True:
        content = beginning(path, most)
        lines = _END.split(_FOLD.sub("", content.decode(errors="replace")).rstrip("\r\n"))
        if len(content) < most:
            return lines
        if most >= LARGEST or not lines[-1].startswith(KIND):
            return lines[:-1]
        most *= 4
