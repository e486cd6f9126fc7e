"""Why a server refuses: its status (RFC 9110 §15, RFC 4918 §11) and what it says was violated, in our words.

Comes in: a status, the body of the answer. Goes out: a message; nothing that the server wrote is repeated.
"""

from __future__ import annotations

from ssetrack.language.message import Message, message
from ssetrack.sync.server.dav_xml import preconditions

VIOLATED: dict[str, Message] = {
    "no-uid-conflict": message("another entry there has the same UID"),
    "max-resource-size": message("the entry is too large for it"),
    "supported-calendar-component": message("the list takes no tasks"),
    "supported-calendar-data": message("it does not accept the entry as a calendar"),
    "valid-calendar-data": message("it does not accept the entry as a calendar"),
    "valid-calendar-object-resource": message("it does not accept the entry as a calendar"),
    "quota-not-exceeded": message("there is no space left"),
    "sufficient-disk-space": message("there is no space left"),
    "need-privileges": message("the user may not do that there"),
}
"""By what a body names (RFC 4791 §5.3.2.1, RFC 4331 §6, RFC 3744 §7.1.1)."""

STATUSES: dict[int, Message] = {
    403: message("the user may not do that there"),
    404: message("there is nothing at that address"),
    405: message("the list is read-only"),
    410: message("there is nothing at that address"),
    413: message("the entry is too large for it"),
    415: message("it does not accept the entry as a calendar"),
    423: message("somebody else has locked it"),
    429: message("it was asked too often"),
    502: message("it is not working at the moment"),
    503: message("it is not working at the moment"),
    504: message("it is not working at the moment"),
    507: message("there is no space left"),
}


def reason_of(status: int, octets: bytes) -> Message:
    """Why a server refused."""
    if 400 <= status < 500 and octets:
        for name in sorted(preconditions(octets)):
            if name in VIOLATED:
                return VIOLATED[name]
    return STATUSES.get(status) or message("it answered with status {number}", number=status)
