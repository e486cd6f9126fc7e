"""Links in a folder that is published into: none may lead what is written to somewhere else.

Comes in: a folder and names of files below it. Goes out: nothing, or the error about the first link that
leaves the folder. The folder itself may be a link: that is the one that was named.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message


def refuse_links_out(folder: Path, names: Collection[str]) -> None:
    """Raise `SsetrackError` where a file of these names, or a folder above it, is in truth elsewhere."""
    whole = Path(os.path.realpath(folder))
    paths = [folder / name for name in names]
    parents = dict.fromkeys(path.parent for path in paths)
    for path in (*parents, *(path for path in paths if path.is_symlink())):
        if not Path(os.path.realpath(path)).is_relative_to(whole):
            raise SsetrackError(
                message("`{path}` is a link that leads out of the folder", path=str(path)),
                message("remove the link, or choose another folder"),
            )
