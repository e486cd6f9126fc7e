"""Text of a plan file in, a tree of raw text with places out."""

from ssetrack.source.comments import Comment, comments, hash_cuts, scalars, whitespace
from ssetrack.source.document import Source
from ssetrack.source.limits import DEFAULT_LIMITS, Limits
from ssetrack.source.quoting import is_plain, quote
from ssetrack.source.read import read, too_large
from ssetrack.source.rereading import is_reread

__all__ = [
    "DEFAULT_LIMITS",
    "Comment",
    "Limits",
    "Source",
    "comments",
    "hash_cuts",
    "is_plain",
    "is_reread",
    "quote",
    "read",
    "scalars",
    "too_large",
    "whitespace",
]
