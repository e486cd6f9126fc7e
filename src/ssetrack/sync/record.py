"""The state on the disk: `.ssetrack/sync/NAME.json`, written whole, by one run at a time.

Comes in: the configuration and the name of a task list. Goes out: what both sides agreed on, and the file
again. A damaged file is an error: taken for an empty one, nobody would know any more who changed what.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.publish.links import refuse_links_out
from ssetrack.publish.published import octets_if_any
from ssetrack.publish.records import record_in
from ssetrack.sync.state import VERSION, State
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.locking import lock
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.replacing import Replacement, cannot_write, replace_files


class Record:
    """The file of one task list."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = ""

    @contextmanager
    def lock(self, *, is_dry: bool = False) -> Iterator[None]:
        """Be the only one who keeps this list in step; who writes nothing makes no folder for it.

        Raises `SsetrackError` where a link leads out of the repository, which may be a stranger's.
        """
        root = self.path.parents[2]
        refuse_links_out(root, (str(self.path.relative_to(root)),))
        if is_dry and not self.path.parent.exists():
            yield
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(self.path, reason(error)) from error
        with lock(self.path.parent):
            yield

    def state(self) -> State:
        """What the file says. Raises `SsetrackError` where it is damaged, or cannot be read."""
        content = octets_if_any(self.path)
        if content is None:
            return State()
        found = record_in(self.path, content, State.parse, VERSION, _damage)
        self._text = content.decode(errors="replace")
        return found

    def keep(self, state: State) -> None:
        """Write the state, if it is another one than the file has."""
        text = state.text()
        if text != self._text:
            replace_files([Replacement(self.path, text.encode(), is_edit=False)])
            self._text = text


def _damage(path: Path) -> SsetrackError:
    return SsetrackError(
        message("`{path}` is damaged: it does not say what was in step", path=str(path)),
        message("restore it, for example with git; if you delete it, every difference becomes a proposal"),
    )


def record_of(configuration: Configuration, name: str) -> Record:
    """The record of a task list by its name."""
    return Record(configuration.own_folder / "sync" / f"{name}.json")
