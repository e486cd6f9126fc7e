"""How much a plan may ask of the machine that reads it; found before time or memory is spent.

Comes in: nothing. Goes out: `Limits`, and what is said of a file that is too large.
"""

from typing import NamedTuple

from ssetrack.diagnostic import Problem, Range
from ssetrack.language.message import message


class Limits(NamedTuple):
    """Bounds of one file: bytes, collections within collections, values added by aliases.

    A mapping that an alias repeats counts as several values (`fold.MAPPING_WEIGHT`).
    """

    file_size: int = 10 * 1024 * 1024
    nesting: int = 64
    expansion: int = 1_000_000


DEFAULT_LIMITS = Limits()


def oversize(size: int, limits: Limits) -> Problem | None:
    """The problem with a file of so many bytes, if there is one."""
    if size <= limits.file_size:
        return None
    return Problem(
        "over-limit",
        Range(0, 0),
        message(
            "the file has {size} MB, more than the limit of {limit} MB",
            size=_mb(size),
            limit=_mb(limits.file_size),
        ),
        message("split it into several plans, or raise the limit in the configuration"),
    )


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.3g}" if size < 1000 * 1024 * 1024 else str(size // (1024 * 1024))
