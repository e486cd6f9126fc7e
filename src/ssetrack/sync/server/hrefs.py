"""Addresses of objects on a server: in one spelling, and never on another server.

Comes in: hrefs as the server wrote them, whole addresses or paths (RFC 4918 §8.3). Goes out: paths, each
segment percent-encoded in one way, so that equal ones are equal texts.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urljoin

from ssetrack.sync.server.address import Address, address_in

_PATH = re.compile("(?<=[^:/])/.*", re.DOTALL)
"""What stands behind the server in a whole address."""


def href_of(said: str, base: Address) -> str | None:
    """The path that a server means with an href in an answer about `base`; None where it is elsewhere.

    A blank in the path means `%20`, which some servers forget to write (RFC 3986 §2.1). A segment that is
    `.` or `..` once decoded is refused as well: programs disagree about what it means.
    """
    try:
        whole = urljoin(base.url, said.strip())
        joined = address_in(_PATH.sub(lambda path: path[0].replace(" ", "%20"), whole))
    except ValueError:
        return None
    if joined is None or joined.origin != base.origin:
        return None
    segments = [unquote_to_bytes(segment) for segment in joined.path.split("/")]
    if any(part in (b".", b"..") for segment in segments for part in segment.split(b"/")):
        return None
    return "/".join(quote(segment, safe="") for segment in segments)


def member_href(collection: str, name: str) -> str:
    """The path of an object with that name in a collection."""
    return f"{collection.rstrip('/')}/{quote(name, safe='')}"


def shown_path(href: str) -> str:
    """A path as people read it."""
    return unquote_to_bytes(href).decode(errors="replace")


def is_same_folder(one: str, other: str) -> bool:
    """Whether two paths are the same but for a slash at the end."""
    return one.rstrip("/") == other.rstrip("/")
