"""Whole numbers as formats write them.

Comes in: a text, such as an attribute. Goes out: a number of at most nine digits, or None. What is longer
counts nothing in a document, and Python refuses some thousands of digits.
"""

from __future__ import annotations

import re

_NATURAL = re.compile("[0-9]{1,9}")
_WHOLE = re.compile("-?[0-9]{1,9}")


def natural_number(text: str) -> int | None:
    """0, 1, 2 …; None for what is none."""
    return int(text) if _NATURAL.fullmatch(text) else None


def whole_number(text: str) -> int | None:
    """The same, or a number below zero."""
    return int(text) if _WHOLE.fullmatch(text) else None
