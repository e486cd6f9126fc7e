"""Text of a plan file in, a tree of raw text with places out.

What reading takes is here. What only lint and edits ask for is imported from where it stands: `comments`,
`quoting`, `rereading`.
"""

from ssetrack.limits import DEFAULT_LIMITS, Limits
from ssetrack.source.document import Source
from ssetrack.source.read import read, read_text, too_large

__all__ = ["DEFAULT_LIMITS", "Limits", "Source", "read", "read_text", "too_large"]
