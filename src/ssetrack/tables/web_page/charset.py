"""The text of a web page: in the charset that it names, where that is true.

Comes in: octets. Goes out: text.
"""

import re

from ssetrack.tables.decoding import Decoded, decoding_of, text_in
from ssetrack.tables.limits import MOST_PAGE, check_size

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_HEAD = 4096


def page_text(octets: bytes) -> Decoded:
    """The text of a page in the charset that it names, else in what it looks like.

    Raises `SsetrackError` for one that is too large.
    """
    check_size(len(octets), MOST_PAGE)
    said = _CHARSET.search(octets[:_HEAD])
    text = text_in(octets, said[1].decode()) if said else None
    return decoding_of(octets) if said is None or text is None else Decoded(text, said[1].decode())
