"""E-mail addresses in texts, which nothing that is published holds unless it is asked to.

Comes in: a text. Goes out: the text without them. The address of a page is no address of a person, whatever
signs it holds: maps, meetings and profiles have an @ in theirs. An apostrophe may be in a name
(`o'brien@…`), and a name in quotation marks (RFC 5321 §4.1.2). Every pattern begins where a word does and
never goes back, so that a text costs what its length is.
"""

from __future__ import annotations

import re

from ssetrack.language.message import message

HIDDEN = message("(address left out)")

_BOUNDS = r"\s<>()\[\]\"',;:@"

_PAGE = r"(?<![A-Za-z0-9+.-])(?!mailto:)[A-Za-z][A-Za-z0-9+.-]*+://[^\s<>\"]++"
_MAIL = (
    rf"(?:(?<![A-Za-z0-9+.-])mailto:(?=[^\s<>\"]))?"
    rf"(?:\"[^\"\r\n]{{1,64}}\"|(?<![^{_BOUNDS}])(?<![^{_BOUNDS}]')[^{_BOUNDS}]++(?:'[^{_BOUNDS}]++)*+)"
    rf"@[^{_BOUNDS}.]++(?:\.[^{_BOUNDS}.]++)++"
)
_EITHER = re.compile(f"(?P<page>{_PAGE})|{_MAIL}", re.IGNORECASE)


def without_addresses(text: str, instead: str) -> str:
    """The text with each address of a person replaced."""
    if "@" not in text:
        return text
    return _EITHER.sub(lambda one: one[0] if one["page"] else instead, text)


def is_mail(url: str) -> bool:
    """Whether a link writes to somebody instead of leading to a page."""
    return url.strip()[:7].casefold() == "mailto:"
