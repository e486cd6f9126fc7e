"""Reminders: so many days or weeks before a date, the one grammar for plans and options."""

from __future__ import annotations

import re

_REMINDER = r"(?i)\s*([0-9]{1,3})\s*([dw])\s*"


def days_before(written: str) -> int | None:
    """`14d` and `2w` as days; None for any other text."""
    found = re.fullmatch(_REMINDER, written) if written.isascii() else None
    return None if found is None else int(found[1]) * (7 if found[2] in "wW" else 1)
