"""Octets to text: which encoding a file without a sign of its own has.

Comes in: octets. Goes out: the text, and what is to be told about it. A byte order mark decides, then zeros
between the letters (UTF-16), then valid UTF-8. What is left are encodings of one octet a letter, any of which
reads any file: it is asked under which one the words look like words of a language that is written in it.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.language.message import Message, message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WESTERN = (
    "àâæçèéêëîïôœùûüÿ",  # French
    "áéíñóúü",  # Spanish
    "àáâãçéêíóôõú",  # Portuguese
    "äöüß",
    "àèéìîòù",
    "àçèéíïòóúü",  # Catalan
    "áéëèêïóöü",  # Dutch
    "åäöæøéü",
)
_EASTERN = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",
)
"""The letters beyond ASCII of languages that are written in an encoding."""

_CANDIDATES = (("cp1252", _WESTERN), ("cp1250", _EASTERN), ("mac_roman", _WESTERN))
"""In the order of preference: Windows first, and of its code pages the western one."""

NAMES = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "mac_roman": "Mac Roman"}

_OPENING = "¿¡“‘„"
_CLOSING = "’”…"

_SAMPLE = 1 << 18
"""So many octets are looked at."""

_HEAD = 4096
_WORD = re.compile(r"[^\s;,\t|\"]*[^\x00-\x7f][^\s;,\t|\"]*")


class Decoded(NamedTuple):
    """The text of a file, without a byte order mark."""

    text: str
    encoding: str
    told: tuple[Message, ...] = ()


NO_CHARSETS = ("punycode", "idna", "escape", "undefined", "utf7", "utf-7", "utf_7")
"""In the names of what Python can decode and no document is written in: the first takes time that grows with
the square of the text."""


def text_in(octets: bytes, charset: str) -> str | None:
    """The text in the charset that a document names; None where that is not one, or not true."""
    if any(name in charset.casefold() for name in NO_CHARSETS):
        return None
    try:
        return octets.decode(charset)
    except (LookupError, ValueError):
        return None


def decoding_as(octets: bytes, charset: str) -> Decoded:
    """The text by its mark, else in the charset that a document names, else in what it looks like."""
    is_marked = any(octets.startswith(mark) for mark, _ in _MARKS)
    text = None if is_marked else text_in(octets, charset)
    return decoding_of(octets) if text is None else Decoded(text, charset)


def decoding_of(octets: bytes) -> Decoded:
    """The text, and how it was decided; what no encoding has becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if octets.startswith(mark):
            return Decoded(octets[len(mark) :].decode(encoding, errors="replace"), encoding)
    wide = _wide(octets[:_HEAD])
    if wide:
        return Decoded(octets.decode(wide, errors="replace"), wide)
    try:
        return Decoded(octets.decode(), "utf-8")
    except UnicodeDecodeError:
        return _one_octet_a_letter(octets)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: nearly every second octet of a western text is zero."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.7 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * pairs and odd < 0.1 * pairs else ""


def _one_octet_a_letter(octets: bytes) -> Decoded:
    """The encoding under which most letters beyond ASCII are those of one language."""
    readings = []
    for encoding, languages in _CANDIDATES:
        sample = octets[:_SAMPLE].decode(encoding, errors="replace")
        readings.append((_plausibility(sample, languages), sample, encoding))
    score, sample, encoding = max(readings, key=lambda reading: reading[0])  # the first of several
    text = octets.decode(encoding, errors="replace")
    for other, rival, name in readings:
        if name != encoding and other >= score:
            ours, theirs = _difference(sample, rival)
            if ours:
                told = message(
                    "the file does not say its encoding: read as {encoding}, `{ours}`; "
                    "in {other} it would be `{theirs}`",
                    encoding=NAMES[encoding], ours=ours, other=NAMES[name], theirs=theirs,
                )  # fmt: skip
                return Decoded(text, encoding, (told,))
    return Decoded(text, encoding)


def _plausibility(text: str, languages: tuple[str, ...]) -> float:
    """How many letters look right, minus how many look wrong; the language that explains most counts."""
    known = "".join(languages)
    explained = dict.fromkeys(languages, 0)
    score = 0.0
    for before, letter, after in _neighbourhoods(text):
        small = letter.lower()
        if letter == "\ufffd" or "\x80" <= letter < "\xa0":
            score -= 5
        elif letter in _OPENING:
            score += 1.5 if not before.isalnum() and after.isalnum() else -0.5
        elif letter in _CLOSING:
            score += 1.5 if before.isalnum() else 0  # l’assemblée
        elif small in known:
            score += 0.25
            wrong = letter != small and before.islower()  # ActivitÈ
            for language in languages:
                explained[language] += -1 if wrong else small in language
        elif letter.isalpha() or (before.isalpha() and after.isalpha() and letter not in "·–—-"):
            score -= 1  # Dzia³anie
    return score + max(explained.values())


def _neighbourhoods(text: str) -> Iterator[tuple[str, str, str]]:
    """Each letter beyond ASCII between its neighbours; a space stands for none."""
    for at in re.finditer(r"[^\x00-\x7f]", text):
        place = at.start()
        yield text[place - 1 : place] or " ", text[place], text[place + 1 : place + 2] or " "


def _difference(one: str, other: str) -> tuple[str, str]:
    """The first word that is another one; both have the same length, a letter being an octet."""
    for word in _WORD.finditer(one):
        theirs = other[word.start() : word.end()]
        if word[0] != theirs:
            return word[0][:40], theirs[:40]
    return "", ""
