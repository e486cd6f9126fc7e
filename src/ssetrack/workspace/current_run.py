"""The run that this process is in: what was typed, and where its edits are noted down.

Comes in: the words of the command line. Goes out: one `Run`, the same until the next begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Run:
    """A command as it was typed. `entry` is its file in the journal, once it has one."""

    words: tuple[str, ...] = ()
    entry: Path | None = None
    cannot_note: bool = False
    """Whether it was said already that an edit of this run cannot be undone."""


_runs: list[Run] = [Run()]


def begin_run(words: Sequence[str]) -> None:
    """Begin a new run."""
    _runs[0] = Run(tuple(words))


def current_run() -> Run:
    """The run that this process is in."""
    return _runs[0]
