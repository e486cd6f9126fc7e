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
from ssetrack.letters.said import VERSION, LastLetter, LettersSent
from ssetrack.publish.links import refuse_links_out
from ssetrack.publish.published import octets_if_any
from ssetrack.publish.records import record_in
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.locking import lock
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.replacing import Replacement, cannot_write, check_replaceable, replace_files

FILE = "letters.json"


class LetterRecord:
    """The file, read once; `sent` is what it says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._content = octets_if_any(path)
        self.sent = _letters_in(path, self._content)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only one who sends; what somebody else has sent meanwhile is read first.

        Raises `SsetrackError` where another run is sending, where nothing could be noted down, and where a
        link leads out of the repository, which may be a stranger's.
        """
        root = self.path.parent.parent
        refuse_links_out(root, (str(self.path.relative_to(root)),))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(self.path, reason(error)) from error
        with lock(self.path.parent, _somebody_sends):
            check_replaceable(self.path)
            self._content = octets_if_any(self.path)
            self.sent = _letters_in(self.path, self._content)
            yield

    def check(self) -> None:
        """Raise `SsetrackError` if the file is not any more what was read or written last.

        Where a file system has no locks, or git replaces the file, another run may have sent the same.
        """
        if octets_if_any(self.path) != self._content:
            raise _changed_meanwhile(self.path)

    def note(self, keys: tuple[str, ...], letter: LastLetter) -> None:
        """Note down that a letter was accepted, beside whatever else is noted down by now.

        Raises `SsetrackError`, once that is done, where somebody else has noted down something.
        """
        now = octets_if_any(self.path)
        is_ours = now == self._content
        self.sent = (self.sent if is_ours else _letters_in(self.path, now)).with_letter(keys, letter)
        self._content = self.sent.text().encode()
        replace_files([Replacement(self.path, self._content, is_edit=False)])
        if not is_ours:
            raise _changed_meanwhile(self.path)


def _changed_meanwhile(path: Path) -> SsetrackError:
    return SsetrackError(
        message("another program changed `{path}` while letters were being sent", path=str(path)),
        message("run the command again: it sends only the letters that were not accepted"),
    )


def _somebody_sends(folder: Path) -> SsetrackError:
    return SsetrackError(
        message("letters are already being sent: another run uses `{path}`", path=str(folder)),
        message("nothing was sent; when that run has ended, start again: it sends only what is left"),
    )


def letter_record(configuration: Configuration) -> LetterRecord:
    """The record of the repository that the configuration is of, or that the current folder is in."""
    return LetterRecord(configuration.own_folder / FILE)


def _letters_in(path: Path, content: bytes | None) -> LettersSent:
    if content is None:
        return LettersSent({})
    return record_in(path, content, LettersSent.parse, VERSION, _damage)


def _damage(path: Path) -> SsetrackError:
    return SsetrackError(
        message("`{path}` is damaged: it does not say which letters were sent", path=str(path)),
        message("restore it, for example with git; if you delete it, everybody gets a first letter again"),
    )
