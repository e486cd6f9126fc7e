"""The last edit of some plans, taken back: if its files are still what it wrote.

Comes in: the files that may be changed. Goes out: what the newest entry of the journal that concerns them
would put back, and, when asked, the files with exactly the octets they had. All files of an edit go back, or
none. What of an edit never happened, since its run was killed, needs nothing.
"""

from __future__ import annotations

import contextlib
import os
import shlex
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.workspace.journal import LARGEST, Entry, Reversal, digest, entries
from ssetrack.workspace.locking import ChangedMeanwhile
from ssetrack.workspace.opening import octets
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.replacing import Replacement, replace_files

LONGEST_COMMAND = 200
"""Characters of a command that are shown."""


class FileUndone(NamedTuple):
    """A file as it is, and as it was before the edit; `before` is None for one that the edit made."""

    path: str
    now: bytes
    before: bytes | None


class EditUndone(NamedTuple):
    """An edit that can be taken back: its command, and its files in the order in which they were written.

    There are no files where all are as they were before: somebody has changed them back, or the run of the
    edit was killed before it wrote. Then nothing is left to take back.
    """

    entry: Entry
    files: tuple[FileUndone, ...]


def last_edit(plans: Iterable[str], belongs: Callable[[str], bool]) -> EditUndone | None:
    """The last edit of the plans at these paths; None where none is known.

    It is never one before the last: who changed a plan back by hand does not expect that more goes. `belongs`
    says of another file whether an edit of them may have changed it. Raises `SsetrackError` for an edit
    of which a file has been changed since, or is none of these.
    """
    wanted = {os.path.realpath(path): path for path in plans}
    for entry in entries():
        paths = {one.path for one in entry.reversals}
        if not paths.isdisjoint(wanted):
            shown = {path: wanted.get(path) or os.path.relpath(path) for path in paths}
            contents = {path: _content(path) for path in paths if path in wanted or belongs(path)}
            files = [_reverted_file(entry, one, contents, shown, wanted) for one in reversed(entry.reversals)]
            return EditUndone(entry, _first_and_last(one for one in files if one is not None))
    return None


def commands(plans: Iterable[str]) -> list[str]:
    """The edits of the plans at these paths that are noted down, as they were typed, the newest first."""
    wanted = {os.path.realpath(path) for path in plans}
    return [
        command_line(one.command) for one in entries() if any(file.path in wanted for file in one.reversals)
    ]


def command_line(words: Sequence[str]) -> str:
    """A command as it was typed, of a long one the beginning."""
    text = shlex.join(("ssetrack", *words))
    return text if len(text) <= LONGEST_COMMAND else f"{text[: LONGEST_COMMAND - 1]}…"


def _content(path: str) -> bytes | None:
    """What is in a file; None where there is none. Raises `SsetrackError` for one that cannot be read."""
    try:
        return octets(path, 2 * LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        why = reason(error)
        raise SsetrackError(message("cannot read `{path}`: {reason}", path=path, reason=why)) from error


def _reverted_file(
    entry: Entry,
    one: Reversal,
    contents: dict[str, bytes | None],
    shown: dict[str, str],
    plans: Container[str],
) -> FileUndone | None:
    """What becomes of a file; None where the edit did not come to write it. Steps back in `contents`."""
    if one.path not in contents:
        raise SsetrackError(
            message(
                "`{command}` also changed `{path}`",
                command=command_line(entry.command),
                path=shown[one.path],
            ),
            message("nothing was changed; name all its files: `ssetrack undo --in … --in …`"),
        )
    now = contents[one.path]
    state = None if now is None else digest(now)
    if state == one.before:
        return None
    command = command_line(entry.command)
    if now is None or state != one.after:
        raise SsetrackError(
            message("`{path}` was changed after `{command}`", path=shown[one.path], command=command),
            message("nothing was changed; only the last change of a file can be taken back"),
        )
    before = None if one.before is None else one.content_before(now)
    if before is None and (one.before is not None or one.path in plans):  # no edit makes a plan
        raise SsetrackError(
            message("the saved record of `{command}` is damaged", command=command),
            message("nothing was changed"),
        )
    contents[one.path] = before
    return FileUndone(shown[one.path], now, before)


def _first_and_last(files: Iterable[FileUndone]) -> tuple[FileUndone, ...]:
    """Of each file, from its last content to the first: an edit may have written it twice."""
    found: dict[str, FileUndone] = {}
    for one in files:
        now = found[one.path].now if one.path in found else one.now
        found[one.path] = FileUndone(one.path, now, one.before)
    return tuple(reversed(found.values()))


def take_back(edit: EditUndone) -> None:
    """Put back the files as they were. Raises `ChangedMeanwhile` where one is not any more what was read."""
    replace_files([_replacement(one) for one in edit.files])
    forget(edit)


def forget(edit: EditUndone) -> None:
    """Take an edit out of the journal, if that is possible."""
    with contextlib.suppress(OSError):
        edit.entry.place.unlink()


def _replacement(one: FileUndone) -> Replacement:
    def check(target: Path) -> None:
        if _content(str(target)) != one.now:
            raise ChangedMeanwhile(one.path, target.parent)

    return Replacement(Path(one.path), one.before, check, is_edit=False)
