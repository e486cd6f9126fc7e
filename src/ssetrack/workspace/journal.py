"""The journal of edits: what `undo` needs, noted down just before a file is replaced.

Comes in: a file and the content that is about to take its place. Goes out: an entry for each run that edits,
in the user's state folder: a line for each file, with digests of both contents and the stretches in which
they differ (`Reversal`), never a copy of the file. An edit whose digests fit neither content is not taken for
done, so a run that was killed between the journal and the file leaves nothing wrong. Entries are the user's
own files, and still read as if a stranger had written them.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.workspace.byte_changes import Stretch, content_before, stretches
from ssetrack.workspace.current_run import current_run
from ssetrack.workspace.locking import lock
from ssetrack.workspace.opening import octets
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.remarks import remark

MOST_ENTRIES = 100
"""So many edits can be taken back, those of all plans together."""

LARGEST = 16 * 1024 * 1024
"""Octets of one entry, and of all together but for the newest."""

_NAME = re.compile(r"[0-9]{8,12}\.jsonl")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEXT = ("utf-8", "surrogateescape")


class Reversal(NamedTuple):
    """How one file is what it was before an edit: digests of both contents, and what differs.

    `before` is None for a file that the edit made.
    """

    path: str
    before: str | None
    after: str
    stretches: tuple[Stretch, ...]

    def content_before(self, content: bytes) -> bytes | None:
        """The content before the edit, of that after it; None where the note does not lead there."""
        before = content_before(content, self.stretches)
        return before if before is not None and digest(before) == self.before else None


class Entry(NamedTuple):
    """One edit: the command as it was typed, and its files in the order in which they were replaced."""

    place: Path
    command: tuple[str, ...]
    reversals: tuple[Reversal, ...]


def digest(content: bytes) -> str:
    """The SHA-256 of a content, in hexadecimal digits."""
    return sha256(content).hexdigest()


def note(target: Path, content: bytes) -> None:
    """Note down what an edit is about to do to a file; where that cannot be done, say so and go on."""
    run = current_run()
    try:
        before = octets(str(target), LARGEST) if os.path.lexists(target) else None
        if before != content:
            _append(_line(target, before, content))
    except (OSError, SsetrackError, RuntimeError) as error:
        if not run.cannot_note:
            run.cannot_note = True
            remark(message("this edit cannot be undone: {reason}", reason=_reason(error)))


def _reason(error: OSError | SsetrackError | RuntimeError) -> Message | str:
    if isinstance(error, OSError):
        return reason(error)
    return error.message if isinstance(error, SsetrackError) else message("there is no home folder")


def _line(target: Path, before: bytes | None, after: bytes) -> dict[str, Any]:
    changed = [] if before is None else stretches(before, after)
    return {
        "path": os.path.realpath(target),
        "before": None if before is None else digest(before),
        "after": digest(after),
        "stretches": [[one.start, one.end, one.text.decode(*_TEXT)] for one in changed],
    }


def _append(line: dict[str, Any]) -> None:
    """Add a line to the entry of this run, which is made if it is the first."""
    run = current_run()
    text = _json(line)
    if len(text) > LARGEST:
        raise OSError(errno.EFBIG, "File too large")
    if run.entry is None or not run.entry.exists():
        folder = state_folder()
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        with lock(folder):
            _make_room(folder)
            run.entry = _new_entry(folder, _json({"command": list(run.words)}))
    handle = os.open(run.entry, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "ab") as stream:
        stream.write(text)


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data) + "\n").encode("ascii")


def _new_entry(folder: Path, head: bytes) -> Path:
    names = _names(folder)
    number = int(names[-1].partition(".")[0]) + 1 if names else 1
    path = folder / f"{number:08}.jsonl"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(head)
    return path


def _make_room(folder: Path) -> None:
    """Remove the oldest entries, so that there is room for one more."""
    kept, size = 1, 0
    for name in reversed(_names(folder)):
        path = folder / name
        with contextlib.suppress(OSError):
            kept, size = kept + 1, size + path.lstat().st_size
            if kept > MOST_ENTRIES or size > LARGEST:
                path.unlink()


def state_folder() -> Path:
    """Where edits are noted down: `$XDG_STATE_HOME/ssetrack/undo`, else below ~/.local/state.

    Raises `RuntimeError` where there is no home, `PermissionError` for a folder that is somebody else's.
    """
    asked = os.environ.get("XDG_STATE_HOME", "")
    home = Path(asked) if Path(asked).is_absolute() else Path.home() / ".local" / "state"
    if not home.is_absolute():
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")
    folder = home / "ssetrack" / "undo"
    with contextlib.suppress(FileNotFoundError):
        if hasattr(os, "geteuid") and folder.stat().st_uid != os.geteuid():
            raise PermissionError(errno.EACCES, "Permission denied")
    return folder


def entries() -> Iterator[Entry]:
    """The edits that were noted down, the newest first; what is no entry is passed over."""
    try:
        folder = state_folder()
    except (OSError, RuntimeError):
        return
    for name in reversed(_names(folder)):
        with contextlib.suppress(OSError, ValueError, RecursionError):
            yield _entry(folder / name, octets(str(folder / name), 2 * LARGEST))


def _names(folder: Path) -> list[str]:
    """The names of entries, the oldest first."""
    try:
        found = [name for name in os.listdir(folder) if _NAME.fullmatch(name)]  # noqa: PTH208
    except OSError:
        return []
    return sorted(found, key=lambda name: int(name.partition(".")[0]))


def _entry(place: Path, content: bytes) -> Entry:
    """An entry as it is written. Raises `ValueError` for what is none; a last line cut off is left out."""
    head, *lines = content.split(b"\n")[:-1] or [b""]
    data = json.loads(head)
    command = data.get("command") if isinstance(data, dict) else None
    if not isinstance(command, list) or not all(isinstance(word, str) for word in command):
        raise ValueError(place)
    return Entry(place, tuple(command), tuple(_reversal(json.loads(line)) for line in lines))


def _reversal(data: Any) -> Reversal:
    """One file of an entry. Raises `ValueError` for what is none."""
    if not isinstance(data, dict):
        raise ValueError(data)
    path, before, after, changed = (data.get(key) for key in ("path", "before", "after", "stretches"))
    digests = [one for one in (before, after) if one is not None]
    if not isinstance(path, str) or not Path(path).is_absolute() or "\0" in path:
        raise ValueError(data)
    if after is None or not isinstance(changed, list):
        raise ValueError(data)
    if not all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in digests):
        raise ValueError(data)
    return Reversal(path, before, after, tuple(map(_stretch, changed)))


def _stretch(data: Any) -> Stretch:
    match data:
        case [int(start), int(end), str(text)]:
            return Stretch(start, end, text.encode(*_TEXT))
        case _:
            raise ValueError(data)
