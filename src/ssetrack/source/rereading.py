"""What other YAML readers make of an unquoted text.

Comes in: a plain scalar's text. Goes out: what a reader of YAML 1.1 (PyYAML, Ruby, older editors) or of the
1.2 core schema would show for it, where that is not the text. ssetrack itself never reads a value this way.
"""

from __future__ import annotations

import re
from datetime import date

_WORDS = {
    **dict.fromkeys(("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "y", "Y"), "true"),
    **dict.fromkeys(("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF", "n", "N"), "false"),
    **dict.fromkeys(("Null", "NULL", "null", "~", ""), "nothing"),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), "not a number"),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), "infinity"),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), "-infinity"),
    **dict.fromkeys(("=", "<<"), "an error"),
}
_FIRST = frozenset("0123456789+-.")
_READ = re.compile(
    r"(?P<decimal>[-+]?[0-9][0-9_]*+)"
    r"|[-+]?0(?P<base>[xob])(?P<based>[0-9a-fA-F_]+)"
    r"|[-+]?(?P<sixties>[0-9][0-9_]*+(?::[0-5]?[0-9])+)(?P<part>\.[0-9_]*)?"
    r"|[-+]?(?:\.[0-9][0-9_]*+|[0-9][0-9_]*+(?:\.[0-9_]*+)?+)(?:[eE][-+]?[0-9]++)?+"
    r"|(?P<timestamp>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:.*)?)"
)
"""Numbers and dates; one pattern, for hardly any text is one, and all are asked."""

_LONGEST = 100


def may_be_reread(text: str) -> bool:
    """Whether a text is a word, a number or a date to others, be it the same one: asked first."""
    if text[:1] in _FIRST:
        return _READ.fullmatch(text) is not None or text in _WORDS
    return text in _WORDS


def is_reread(text: str) -> str | None:
    """What another reader shows for this plain text, or none if it shows the text.

    `1.10` gives `1.1`, `010` gives `8`, `NO` gives `false`, `14:30` gives `870`; `2004`, `1.2` and dates give
    none. Texts that mean "nothing" everywhere are not asked about: the tree has `None` for them.
    """
    if not text:
        return None
    known = _WORDS.get(text)
    if known is not None:
        return known
    read = _READ.fullmatch(text) if len(text) <= _LONGEST else None
    if read is None or read["timestamp"]:
        return None
    shown = _number(read)
    return None if shown == text else shown


def is_timestamp(text: str) -> bool:
    """Whether another reader makes a date of a text: right where a date is meant, and wrong elsewhere."""
    read = _READ.fullmatch(text)
    return read is not None and read["timestamp"] is not None


def is_misread(text: str) -> bool:
    """Whether another reader gives back anything else, dates included: then only quotes help."""
    if text[:1] not in _FIRST:
        return text in _WORDS
    if text in _WORDS or is_reread(text) is not None:
        return True
    if is_timestamp(text):
        try:
            return date.fromisoformat(text).isoformat() != text
        except ValueError:
            return True
    return (
        len(text) > _LONGEST
        and (text[0] in "+-." or text[0].isdigit())
        and not re.search("[^0-9_.:eE+-]", text)
    )


def _number(read: re.Match[str]) -> str | None:
    """How a number is shown once it was read as one; none where its digits are not those of its base."""
    text = read[0]
    sign = "-" if text[0] == "-" else ""
    if read["decimal"]:
        digits = text.lstrip("+-")
        if digits[0] == "0" and len(digits) > 1 and not re.search("[89]", digits):
            octal = digits.replace("_", "") or "0"
            return f"{sign}{int(octal, 8)}"
        return str(int(text.replace("_", "") or "0"))
    if read["based"]:
        try:
            value = int(read["based"].replace("_", ""), {"x": 16, "o": 8, "b": 2}[read["base"]])
        except ValueError:
            return None
        return f"{sign}{value}"
    if read["sixties"]:
        value = 0
        for part in read["sixties"].replace("_", "").split(":"):
            value = value * 60 + int(part)
        return f"{sign}{value}{(read['part'] or '').rstrip('.')}"
    return repr(float(text.replace("_", "")))
