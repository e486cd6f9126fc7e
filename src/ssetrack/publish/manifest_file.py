"""The manifest of a folder as a file: read, and written again where it says something else.

Comes in: its path, its text, and who reads it (`manifest`, `site_manifest`). Goes out: what it says; one that
is damaged is told of and counts as none.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ssetrack.language.message import message
from ssetrack.publish.published import octets_of
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.replacing import Replacement, replace_files
from ssetrack.workspace.writing import write_file

Said = TypeVar("Said")


def manifest_in(path: Path, parse: Callable[[str], Said | None]) -> Said | None:
    """What a manifest says; None where there is none, or none that can be read, which is told."""
    if not path.exists():
        return None
    found = parse(octets_of(path).decode(errors="replace"))
    if found is None:
        remark(message("`{path}` is damaged, so it is written again", path=str(path)))
    return found


def keep_manifest(path: Path, text: str, parse: Callable[[str], object | None]) -> None:
    """Write a manifest if it says something else than the file does."""
    content = text.encode()
    before = octets_of(path) if path.is_file() else b""
    if before == content:
        return
    if parse(before.decode(errors="replace")) is None:
        write_file(path, content)  # it may be anything, a link to a plan too
    else:
        replace_files([Replacement(path, content, is_edit=False)])
