"""Whether a server is on this machine, so that nobody on the way can listen.

Comes in: the name of a host, or its address. Goes out: yes or no.
"""

from __future__ import annotations

from ipaddress import ip_address


def is_on_this_machine(host: str) -> bool:
    """Whether nobody else can listen: the host is this machine by its name or address."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
