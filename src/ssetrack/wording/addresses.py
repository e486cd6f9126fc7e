"""E-mail addresses in texts that anybody can read: what is published does not hold them.

Comes in: a text of a plan. Goes out: the same with a word in place of each address. Links stay as they are,
also those with an `@` in them.
"""

from __future__ import annotations

import re

from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker

HIDDEN = message("(address left out)")

_LINK_OR_ADDRESS = re.compile(
    r"(?P<link>https?://\S+)|(?:mailto:)?[^\s<>()\[\]\"',;:@]+@[^\s<>()\[\]\"',;:@]+\.[^\s<>()\[\]\"',;:@.]+"
)


def without_addresses(text: str, speaker: Speaker) -> str:
    """The text without e-mail addresses."""
    if "@" not in text:
        return text
    hidden = speaker.say(HIDDEN)
    return _LINK_OR_ADDRESS.sub(lambda found: found["link"] or hidden, text)
