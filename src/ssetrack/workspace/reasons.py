"""Why the system refuses: its own words, those it says most often in the reader's language."""

from __future__ import annotations

from ssetrack.language.message import Message, message

REASONS = {
    what.template: what
    for what in (
        message("Is a directory"),
        message("No space left on device"),
        message("No such file or directory"),
        message("Not a directory"),
        message("Permission denied"),
        message("Read-only file system"),
        message("the file is read-only"),
    )
}
"""What the system says most often, so that it can be said in the reader's language."""


def reason(error: OSError) -> Message | str:
    """Why a file cannot be read or written, in the words of the system."""
    said = error.strerror or str(error)
    return REASONS.get(said, said)
