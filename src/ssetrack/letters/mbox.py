"""Many messages as one file that mail programs import (mboxrd: RFC 4155 with quoting that can be undone).

Comes in: messages as octets, and their day. Goes out: octets, with a line feed at the end of each line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


def mbox(messages: Iterable[bytes], day: date) -> bytes:
    """The messages, each after a line that begins with `From `."""
    line = f"From ssetrack {day.ctime()}\n".encode()
    return b"".join(line + _FROM.sub(rb">\1", one.replace(b"\r\n", b"\n")) + b"\n" for one in messages)
