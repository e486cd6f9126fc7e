"""Files of ours that say what was done before: `.ssetrack/letters.json`, `.ssetrack/sync/NAME.json`.

Comes in: the content of a file, and who reads its text. Goes out: what the file says, or an error: one that
is damaged, taken for an empty one, would have all of it done again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message

Said = TypeVar("Said")


def record_in(
    path: Path,
    content: bytes,
    parse: Callable[[str], Said | None],
    version: int,
    damaged: Callable[[Path], SsetrackError],
) -> Said:
    """What the content of the file says by `parse`, which knows versions up to this one.

    Raises `SsetrackError` where a later version wrote it, and what `damaged` makes where it says nothing.
    """
    text = content.decode(errors="replace")
    found = parse(text)
    if found is not None:
        return found
    if _is_newer(text, version):
        raise SsetrackError(
            message("`{path}` was written by a newer version of ssetrack", path=str(path)),
            message("nothing was sent; update ssetrack"),
        )
    raise damaged(path)


def _is_newer(text: str, version: int) -> bool:
    """Whether a later version than this one wrote a text."""
    try:
        said = json.loads(text)["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return type(said) is int and said > version
