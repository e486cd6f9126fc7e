"""Which letters were sent: `.ssetrack/letters.json` at the root of the repository.

Comes in: the configuration, which knows where that is. Goes out: what was sent, and the file again after each
letter that a server accepted: a run that is killed has noted down all letters but perhaps the one that was
under way. A damaged file is an error: taken for an empty one, everybody would get everything again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.letters.said import LastLetter, LettersSent
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.locking import lock
from ssetrack.workspace.opening import octets
from ssetrack.workspace.own_folder import own_folder
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.replacing import Replacement, cannot_write, replace_files

FILE = "letters.json"

LARGEST = 64 * 1024 * 1024
"""Octets that are read of it."""


class LetterRecord:
    """The file, read once; `sent` is what it says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sent = _read(path)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only one who sends; what somebody else has sent meanwhile is read first."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(self.path, reason(error)) from error
        with lock(self.path.parent):
            self.sent = _read(self.path)
            yield

    def note(self, keys: tuple[str, ...], letter: LastLetter) -> None:
        """Note down that a letter was accepted."""
        self.sent = self.sent.with_letter(keys, letter)
        replace_files([Replacement(self.path, self.sent.text().encode(), is_edit=False)])


def letter_record(configuration: Configuration) -> LetterRecord:
    """The record of the repository that the configuration is of, or that the current folder is in."""
    return LetterRecord(own_folder(configuration) / FILE)


def _read(path: Path) -> LettersSent:
    try:
        found = LettersSent.parse(octets(str(path), LARGEST).decode(errors="replace"))
    except FileNotFoundError:
        return LettersSent({})
    except OSError as error:
        raise SsetrackError(
            message("cannot read `{path}`: {reason}", path=str(path), reason=reason(error))
        ) from error
    if found is None:
        raise SsetrackError(
            message("`{path}` is damaged: it does not say which letters were sent", path=str(path)),
            message(
                "restore it, for example with git; if you delete it, everybody gets a first letter again"
            ),
        )
    return found
