"""The text of a web page: in the charset that it names, where that is true.

Comes in: octets. Goes out: text.
"""

import re

from ssetrack.tables.decoding import Decoded, decoding_as, decoding_of
from ssetrack.tables.limits import MOST_PAGE, check_size

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_WIDE = (b"utf-16", b"utf16", b"utf_16", b"utf-32", b"utf32", b"utf_32", b"ucs", b"unicode")
"""What a name that can be read octet by octet is not written in (WHATWG HTML, 13.2.3.3)."""


def page_text(octets: bytes) -> Decoded:
    """The text of a page in the charset that it names, else in what it looks like.

    Raises `SsetrackError` for one that is too large.
    """
    check_size(len(octets), MOST_PAGE)
    said = _CHARSET.search(octets[:_HEAD])
    is_true = said is not None and not said[1].lower().startswith(_WIDE)
    return decoding_as(octets, said[1].decode()) if said is not None and is_true else decoding_of(octets)
