"""The page of all rules, docs/rules.md, as it comes with the package or stands in a checkout.

Comes in: nothing. Goes out: its path and text, where it is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

PLACES = (Path("docs", "rules.md"), Path("..", "..", "docs", "rules.md"))
"""From the folder of the package: where a wheel has it, and where a checkout does."""


class Page(NamedTuple):
    """A page and its full path."""

    path: str
    text: str


def rules_page() -> Page | None:
    """The page that explains every rule; None where it was not installed."""
    package = Path(__file__).parents[2]
    for place in PLACES:
        path = (package / place).resolve()
        try:
            return Page(str(path), path.read_text(encoding="utf-8"))
        except OSError:
            continue
    return None
