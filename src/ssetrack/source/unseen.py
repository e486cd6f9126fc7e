"""Characters that nobody sees, and letters that look like others.

Comes in: a text. Goes out: the places in it where it says something else than it shows, and the text that it
seems to be. Which of them matter depends on what the text is: a name by which something is found, a date, or
a text that people read, where joiners, marks of direction and no-break spaces have their uses.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

_HIDDEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0e\ufeff\uffa0\U000e0000-\U000e0fff"
)
"""Default ignorable characters of Unicode, and blanks that are no spaces; not U+FE0F, which colours emoji."""

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LETTERS = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ" + "ονιρκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "օɑɡ",
        "aeopcyxijshdqwABEKMHOPCTYXIJS" + "ovipkABEZHIKMNOPTYX" + "oag",
        strict=True,
    )
)
"""Cyrillic, Greek and rare letters that are drawn like those of ASCII (a part of Unicode's confusables)."""

_WIDE = "\uff01-\uff5e\U0001d400-\U0001d7ff"
_DASHES = "\u2010-\u2015\u2212\ufe58\ufe63"
SUSPECT = re.compile(f"[{_HIDDEN}{_SPACES}{_WIDE}{_DASHES}{''.join(_LETTERS)}]")
"""Whatever is looked at more closely; a text without any of these is what it seems to be."""

ESCAPES = ("\\x", "\\u", "\\U", "\\_")
"""What may stand for such a character in double quotes (YAML 1.2.2 §5.7)."""

_IN_NAME = re.compile(f"[{_HIDDEN}{_SPACES}]")
_IN_DATE = re.compile(f"[{_HIDDEN}]")
_IN_PROSE = re.compile(f"[{_HIDDEN}]")
_DASH = re.compile(f"[{_DASHES}]")
_TAGGED = "\U0001f3f4"
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3000", "\u30ff"),
             ("\u3400", "\u9fff"))  # fmt: skip
"""Scripts that write no spaces between words, and may mark them with U+200B."""


class Role(Enum):
    """What a text is for."""

    NAME = "name"
    """Something is found by it: an id, a slug, a key, a reference."""
    DATE = "date"
    """A date, a clock time, a rule of repeating."""
    PROSE = "prose"
    """People read it."""
    OWN = "own"
    """It is in a field of the plan's own, `x-…`, or in one that does not exist."""


def oddities(text: str, role: Role) -> list[int]:
    """Where characters stand that cannot be seen or, in a name, look like others."""
    if text.isascii() or SUSPECT.search(text) is None:
        return []
    if role is Role.DATE:
        return [match.start() for match in _IN_DATE.finditer(text)]
    if role in (Role.PROSE, Role.OWN):
        return [match.start() for match in _IN_PROSE.finditer(text) if not _has_use(text, match.start())]
    found = [match.start() for match in _IN_NAME.finditer(text)]
    if text != (meant := seeming(text)) and (meant.isascii() or any(sign.isascii() for sign in text)):
        found += [at for at, sign in enumerate(text) if _ascii_look(sign) != sign]
    return sorted(set(found))


def seeming(text: str) -> str:
    """The text that a reader takes it for: nothing hidden, plain spaces, letters of ASCII."""
    shown = _IN_NAME.sub(lambda match: " " if re.match(f"[{_SPACES}]", match[0]) else "", text)
    return "".join(map(_ascii_look, shown))


def without_hidden(text: str, role: Role) -> str:
    """The text without what `oddities` finds in it: in dates and prose, hidden characters."""
    gone = set(oddities(text, role))
    return "".join(sign for at, sign in enumerate(text) if at not in gone)


def with_hyphens(text: str) -> str:
    """The text with hyphens for all dashes, as ids have them."""
    return _DASH.sub("-", text)


def is_hidden(sign: str) -> bool:
    """Whether nothing is seen of a character, not even a space."""
    return bool(re.match(f"[{_HIDDEN}]", sign))


def character_name(sign: str) -> str:
    """A character by number and name: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


def _ascii_look(sign: str) -> str:
    """The sign of ASCII that a character looks like; itself where it does not."""
    if sign.isascii():
        return sign
    if sign in _LETTERS:
        return _LETTERS[sign]
    if unicodedata.decomposition(sign).startswith(("<wide>", "<font>")):
        plain = unicodedata.normalize("NFKC", sign)
        return plain if plain.isascii() else sign
    return sign


def _has_use(text: str, at: int) -> bool:
    """Whether a hidden character does something for readers where it stands."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign in "\u200c\u200d":  # letters of Arabic and Indian scripts, and emoji, are joined or parted
        return before > "\u02ff" and after > "\u02ff"
    if sign in "\u200e\u200f":
        return any(unicodedata.bidirectional(one) in ("R", "AL") for one in text if one != sign)
    if sign == "\u200b":
        return any(first <= one <= last for one in (before, after) for first, last in _UNSPACED)
    if "\U000e0020" <= sign <= "\U000e007f":  # the flag of a region
        return _TAGGED in text[:at]
    # Variants of letters; the last of their selectors is that of emoji.
    return ("\ufe00" <= sign <= "\ufe0e" or "\U000e0100" <= sign <= "\U000e01ef") and before > "\u02ff"
