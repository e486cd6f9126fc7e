"""The collection that an account means, ready to be asked: the door to all that needs the network.

Comes in: an account whose address was judged. Goes out: a `ServerCollection`. Whoever imports this file
imports the libraries of the network: they are an extra, and no other command needs them.
"""

from __future__ import annotations

from ssetrack.sync.server.account import Account
from ssetrack.sync.server.collection_there import ServerCollection
from ssetrack.sync.server.discovery import place_of
from ssetrack.sync.server.exchange import Exchange


def server_collection(account: Account) -> ServerCollection:
    """The collection of tasks that the address of an account means.

    Raises `UnreachableError`, and `SsetrackError` where the address means none or several.
    """
    exchange = Exchange(account)
    return ServerCollection(exchange, place_of(exchange))
