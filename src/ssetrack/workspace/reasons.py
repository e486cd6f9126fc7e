"""Why the system refuses: its own words, those it says most often in the reader's language."""

from __future__ import annotations

from ssetrack.language.message import Message, message
from ssetrack.workspace.rights import RightsLost

REASONS = {
    what.template: what
    for what in (
        message("Bad file descriptor"),
        message("File name too long"),
        message("File too large"),
        message("Input/output error"),
        message("Is a directory"),
        message("No space left on device"),
        message("No such file or directory"),
        message("Not a directory"),
        message("Permission denied"),
        message("Read-only file system"),
        message("it is not a regular file"),
        message("the file is read-only"),
    )
}
"""What the system says most often, so that it can be said in the reader's language."""


def reason(error: OSError) -> Message | str:
    """Why a file cannot be read or written, in the words of the system."""
    if isinstance(error, RightsLost):
        return error.what
    said = error.strerror or str(error)
    return REASONS.get(said, said)
