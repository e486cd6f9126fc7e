"""What other YAML readers make of an unquoted text.

Comes in: a plain scalar's text. Goes out: what a reader of YAML 1.1 (PyYAML, Ruby, older editors) or of the
1.2 core schema would show for it, where that is not the text. ssetrack itself never reads a value this way.
"""

from __future__ import annotations

import re
from datetime import date

_FIRST = frozenset("0123456789+-.yYnNtTfFoO~=<")
_WORDS = {
    **dict.fromkeys(("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "y", "Y"), "true"),
    **dict.fromkeys(("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF", "n", "N"), "false"),
    **dict.fromkeys(("Null", "NULL", "null", "~", ""), "nothing"),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), "not a number"),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), "infinity"),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), "-infinity"),
    **dict.fromkeys(("=", "<<"), "an error"),
}
_DECIMAL = re.compile(r"[-+]?[0-9][0-9_]*")
_BASED = re.compile(r"([-+]?)0([xob])([0-9a-fA-F_]+)")
_SIXTIES = re.compile(r"([-+]?)([0-9][0-9_]*(?::[0-5]?[0-9])+)(\.[0-9_]*)?")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?")
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:.*)?")
_LONGEST = 100


def is_reread(text: str) -> str | None:
    """What another reader shows for this plain text, or none if it shows the text.

    `1.10` gives `1.1`, `010` gives `8`, `NO` gives `false`, `14:30` gives `870`; `2004`, `1.2` and dates give
    none. Texts that mean "nothing" everywhere are not asked about: the tree has `None` for them.
    """
    if not text or text[0] not in _FIRST:
        return None
    known = _WORDS.get(text)
    if known is not None:
        return known
    if len(text) > _LONGEST or not any(sign in "0123456789" for sign in text[:3]):
        return None
    shown = _number(text)
    return None if shown == text else shown


def is_timestamp(text: str) -> bool:
    """Whether another reader makes a date of a text: right where a date is meant, and wrong elsewhere."""
    return _TIMESTAMP.fullmatch(text) is not None


def is_misread(text: str) -> bool:
    """Whether another reader gives back anything else, dates included: then only quotes help."""
    if text in _WORDS or is_reread(text) is not None:
        return True
    if _TIMESTAMP.fullmatch(text):
        try:
            return date.fromisoformat(text).isoformat() != text
        except ValueError:
            return True
    return (
        len(text) > _LONGEST
        and (text[0] in "+-." or text[0].isdigit())
        and not re.search("[^0-9_.:eE+-]", text)
    )


def _number(text: str) -> str | None:
    """How a number is shown once it was read as one; none if the text is no number."""
    if _DECIMAL.fullmatch(text):
        digits = text.lstrip("+-")
        if digits[0] == "0" and len(digits) > 1 and not re.search("[89]", digits):
            octal = digits.replace("_", "") or "0"
            return f"{'-' if text[0] == '-' else ''}{int(octal, 8)}"
        return str(int(text.replace("_", "") or "0"))
    based = _BASED.fullmatch(text)
    if based:
        try:
            value = int(based.group(3).replace("_", ""), {"x": 16, "o": 8, "b": 2}[based.group(2)])
        except ValueError:
            return None
        return f"{'-' if based.group(1) == '-' else ''}{value}"
    sixties = _SIXTIES.fullmatch(text)
    if sixties:
        value = 0
        for part in sixties.group(2).replace("_", "").split(":"):
            value = value * 60 + int(part)
        return f"{'-' if sixties.group(1) == '-' else ''}{value}{(sixties.group(3) or '').rstrip('.')}"
    if _FLOAT.fullmatch(text):
        return repr(float(text.replace("_", "")))
    return None
