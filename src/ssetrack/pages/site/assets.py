"""Style and script of a site, and the one file in which the day is.

Comes in: where today is on each chart. Goes out: files with their names. A style or a script has a name made
of what is in it, so that no browser shows a new page with an old one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from ssetrack.pages.environment import template_file
from ssetrack.pages.matrices import MOST_COLUMNS, MOST_GOALS

TODAY = "today.css"


class Asset(NamedTuple):
    """A file that pages use: its path from the top of the site, and its text."""

    place: str
    text: str


def style() -> Asset:
    """The style of the one page, with what a site has besides."""
    widths = (f".ids-{width}{{--id:{width}}}" for width in range(2, 9))
    columns = (f".columns-{number}{{--n:{number}}}" for number in range(1, max(MOST_GOALS, MOST_COLUMNS) + 2))
    parts = (template_file("page.css"), template_file("site/site.css"), *widths, *columns)
    return _with_hash("/* ssetrack */\n" + "\n".join(part.strip("\n") for part in parts) + "\n", "css")


def script() -> Asset:
    """The script of the one page; a page of a site may have several tables."""
    own = template_file("page.js").replace("#items tbody", ".items tbody").lstrip()
    return _with_hash(f"// ssetrack\n{own}", "js")


def today_style(day: date, lines: Iterable[tuple[str, str | None]]) -> Asset:
    """Where today is on the charts: what is new each day, so that pages need not be.

    `lines` are names of charts, with per cent of their width; None where today is not on them.
    """
    rules = [".grid .now,.legend .today{display:none}"]
    for name, at in lines:
        if at is not None:
            rules.append(f'.chart[data-chart="{name}"] .now{{display:block;left:{at}%}}')
            rules.append(f'.legend[data-chart="{name}"] .today{{display:flex}}')
    return Asset(TODAY, "\n".join((f"/* ssetrack {day.isoformat()} */", *rules, "")))


def _with_hash(text: str, ending: str) -> Asset:
    return Asset(f"assets/site.{sha256(text.encode()).hexdigest()[:12]}.{ending}", text)
