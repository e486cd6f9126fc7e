"""Paths as they are spelt on the disk: a letter with its accent may be one character there, or two.

Comes in: a path as typed or configured. Goes out: the path that exists. Linux keeps names as they were
written, and a name from a Mac, or out of an archive made there, is not the one that a keyboard types.
"""

from __future__ import annotations

import os
from pathlib import Path

from ssetrack.language.collation import nfc


def as_on_disk(path: str) -> str:
    """The path, or the one that exists and differs only in its Unicode form; itself where there is none."""
    if path.isascii() or os.path.lexists(path):
        return path
    there = Path(Path(path).anchor)
    for name in Path(path).parts[1 if there.anchor else 0 :]:
        found = there / name if os.path.lexists(there / name) else _sibling(there, name)
        if found is None:
            return path
        there = found
    return str(there)


def _sibling(folder: Path, name: str) -> Path | None:
    """What is called so in a folder, in another Unicode form."""
    wanted = nfc(name)
    try:
        return min((one for one in folder.iterdir() if nfc(one.name) == wanted), default=None)
    except OSError:
        return None
