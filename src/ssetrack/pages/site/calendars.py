"""How somebody subscribes to the calendar of a page: buttons, an address to copy, a code for a phone.

Comes in: where the site will be, and which feeds there are. Goes out: addresses as each program wants them.
Apple's programs and phones take `webcal:`; Google takes that too, and refuses `https:` in a link; Outlook
takes `https:` alone, pasted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

import segno

from ssetrack.pages.site.parts import Kind, Part
from ssetrack.query.section_paths import Identity

FOLDER = "feeds"

GOOGLE = "https://calendar.google.com/calendar/r?cid="

BORDER = 4
"""Light modules round a code (ISO/IEC 18004, quiet zone)."""


class Code(NamedTuple):
    """A QR code: how many modules a side has with its border, and the dark ones as the path of an SVG."""

    size: int
    path: str


class Calendar(NamedTuple):
    """The feed of a page: its path on the site, and its addresses where the site's own is known."""

    place: str
    https: str = ""
    webcal: str = ""
    google: str = ""
    code: Code | None = None


class Calendars(NamedTuple):
    """Where the site will be, and the file names of its feeds by what they are for."""

    url: str | None = None
    names: Mapping[tuple[Kind, Identity], str] = {}

    def calendar(self, part: Part) -> Calendar | None:
        """The calendar of a part; None where it has no feed."""
        kind = Kind.PERSON if part.kind is Kind.TEAM else part.kind
        name = self.names.get((kind, part.identity))
        if name is None:
            return None
        place = f"{FOLDER}/{name}"
        if self.url is None:
            return Calendar(place)
        https = f"{self.url}/{FOLDER}/{quote(name)}"
        webcal = f"webcal://{https.partition('://')[2]}"
        return Calendar(place, https, webcal, f"{GOOGLE}{quote(webcal, safe='')}", _code(webcal))


def _code(text: str) -> Code:
    rows = segno.make_qr(text, error="m", boost_error=False).matrix
    runs = []
    for y, row in enumerate(rows, BORDER):
        begin = None
        for x, dark in enumerate((*row, 0), BORDER):
            if dark and begin is None:
                begin = x
            elif not dark and begin is not None:
                runs.append(f"M{begin} {y}h{x - begin}v1H{begin}z")
                begin = None
    return Code(len(rows) + 2 * BORDER, "".join(runs))
