"""The collection that an account means, ready to be asked; and what is needed for that.

Comes in: an account whose address was judged. Goes out: a `ServerCollection`. Only here the libraries of the
network are imported: they are an extra, and no other command needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message

if TYPE_CHECKING:
    from ssetrack.sync.server.account import Account
    from ssetrack.sync.server.collection_there import ServerCollection


def server_collection(account: Account) -> ServerCollection:
    """The collection of tasks that the address of an account means.

    Raises `UnreachableError`, and `SsetrackError` where the address means none or several.
    """
    try:
        from ssetrack.sync.server.collection_there import ServerCollection
        from ssetrack.sync.server.discovery import place_of
        from ssetrack.sync.server.exchange import Exchange
    except ModuleNotFoundError as error:
        raise SsetrackError(
            message("`ssetrack sync` needs the package `{name}`", name=error.name or "requests"),
            message("install it: `{command}`", command="pip install 'ssetrack[sync]'"),
        ) from error
    exchange = Exchange(account)
    return ServerCollection(exchange, place_of(exchange))
