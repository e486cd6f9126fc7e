"""How long something may take in all: a server that says a little every second never ends by itself.

Comes in: seconds. Goes out: whether they are over.
"""

from __future__ import annotations

import time


class Patience:
    """Seconds that begin to count when it is made."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the seconds are over."""
        return time.monotonic() > self._end
