"""Words of a table in a comment of YAML.

Comes in: any text. Goes out: one line that every reader of YAML takes, and that tells lint nothing.
"""

from __future__ import annotations

import re

from ssetrack.wording.printable import one_line

_DIRECTIVE = re.compile(r"ssetrack(?=[ \t]*:|[ \t]+ign)", re.IGNORECASE)
"""What would silence lint in a comment; the words of a table never do."""

_UNWRITABLE = re.compile("[\ud800-\udfff\ufeff\ufffe\uffff]")


def in_comment(text: str) -> str:
    """A text as it can be in a comment."""
    return _DIRECTIVE.sub("sse-track", _UNWRITABLE.sub("\ufffd", one_line(text)))
