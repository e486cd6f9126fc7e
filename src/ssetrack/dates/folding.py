"""Words of dates are compared as all texts are: see `language.collation`."""

from __future__ import annotations

from ssetrack.language.collation import fold, plain

__all__ = ["fold", "plain"]
