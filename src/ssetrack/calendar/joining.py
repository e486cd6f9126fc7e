"""Which of an item's links is the page where people meet.

Comes in: where it takes place, and its links. Goes out: an address, or None. It is known by the service that
it leads to, or by the word that its title begins with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from ssetrack.plan.model import Link
from ssetrack.plan.prose import ProseText

SERVICES = (
    "bigbluebutton.org", "framatalk.org", "gotomeeting.com", "meet.coop", "meet.google.com", "meet.jit.si",
    "teams.live.com", "teams.microsoft.com", "visio.numerique.gouv.fr", "webex.com", "whereby.com", "zoom.us",
)  # fmt: skip
"""Hosts of meetings, those below them included."""

NAMES = ("bbb.", "jitsi.", "meet.", "visio.", "talk.")
"""How the host of a meeting begins where a network runs its own."""

_PAGE = re.compile(r"\s*https?://[^\s<>\"]+\s*", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:join|zoom|jitsi|webex|bigbluebutton|video ?call|videoconference|rejoindre|visio(?:conférence)?"
    r"|unirse|únete|videollamada|videoconferencia|entrar|participar|videochamada|videoconferência)\b",
    re.IGNORECASE,
)


def meeting_page(where: str, links: Iterable[Link], title: Callable[[ProseText | None], str]) -> str | None:
    """The address of the meeting: the place itself, else the first link that leads to one."""
    if is_page(where):
        return where.strip()
    for link in links:
        if is_page(link.url) and (_is_service(link.url) or _TITLE.search(title(link.title))):
            return link.url.strip()
    return None


def is_page(text: str) -> bool:
    """Whether a text is nothing but the address of a page."""
    return _PAGE.fullmatch(text) is not None


def _is_service(url: str) -> bool:
    try:
        host = (urlsplit(url.strip()).hostname or "").casefold()
    except ValueError:
        return False
    named = any(host == service or host.endswith(f".{service}") for service in SERVICES)
    return named or host.startswith(NAMES)
