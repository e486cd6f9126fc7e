"""Bytes to text: the encoding and the characters of a file, before anybody reads YAML.

Comes in: the bytes of a file. Goes out: its text without byte order mark, and what is wrong with its bytes;
of a text, those of its characters that could be wrong.
A file that is not UTF-8 still becomes a text, so that a finding can show the line: a bad byte becomes the
letter that it is in Windows-1252, by far the likeliest other encoding of these plans.
"""

import codecs
import re
import unicodedata
from typing import NamedTuple

from ssetrack.diagnostic import Problem, Range, Replacement, Safety, SuggestedFix
from ssetrack.language.message import Message, message

MOST_CONTROLS = 20
"""So many control characters are reported one by one; a file with more has another problem."""

_PRINTABLE = bytes([9, 10, 13, *range(32, 127)])
_ASCII = bytes(range(128))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What no text may hold, however it is written: in double quotes YAML takes it as an escape."""

ON_ONE_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What an address may not hold besides: tabs and ends of lines, also those of Unicode."""

_ESCAPED = "[\udc80-\udcff]"
_HALF = "[\ud800-\udfff]"
_BINARY = b"[\x00-\x08\x0e-\x1a\x1c-\x1f]"
_UTF_16 = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Decoded(NamedTuple):
    """A text and its problems; any problem here means that the file cannot be read as YAML."""

    text: str
    bom: bool
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file, and whether it began with a byte order mark."""
    bom = data.startswith(codecs.BOM_UTF8)
    if bom:
        data = data[3:]
    wide = _wide_encoding(data)
    if wide:
        return Decoded(data.decode(wide, "replace").removeprefix("\ufeff"), False, (_not_utf8_but(wide),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows_text(data, bom)
    # Deleting octets takes a tenth of the time of a search, and few are left.
    if _CONTROL.search(data.translate(None, _PRINTABLE).decode("utf-8")) is None:
        return Decoded(text, bom)
    return Decoded(text, bom, tuple(_controls(text)))


def decode_text(text: str) -> Decoded:
    """The same of a text that has no octets yet, as an editor shows it: only its characters can be wrong.

    Half of a surrogate pair, which no encoding has, becomes U+FFFD: one character for one.
    """
    bom = text.startswith("\ufeff")
    text = re.sub(_HALF, "\ufffd", text.removeprefix("\ufeff"))
    return Decoded(text, bom, tuple(_controls(text)))


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not of ASCII, in their order: cheap to ask before any search."""
    if text.isascii():
        return ""
    octets = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return octets.decode("utf-8", "surrogatepass")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, told by its mark or by a NUL in every other byte."""
    for mark, encoding in _UTF_16:
        if data.startswith(mark):
            return encoding
    head = data[:400]
    if len(head) >= 4 and head.count(0) * 5 >= len(head) * 2:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd == 0 or even == 0:
            return "utf-16-le" if odd else "utf-16-be"
    return None


def _not_utf8_but(encoding: str) -> Problem:
    return Problem(
        "not-utf8",
        Range(0, 0),
        message("this file is {encoding}, not UTF-8", encoding=encoding[:6].upper()),
        message('save it as UTF-8 (in an editor: "Save as", encoding UTF-8)'),
    )


def _windows_text(data: bytes, bom: bool) -> Decoded:
    """A text in which each bad byte is the letter of Windows-1252, with the first bad byte reported."""
    escaped = data.decode("utf-8", "surrogateescape")
    places = [match.start() for match in re.finditer(_ESCAPED, escaped)]
    text = escaped.translate({0xDC00 + byte: _letter(byte) for byte in range(0x80, 0x100)})
    first = places[0]
    if re.search(_BINARY, data):
        problem = Problem(
            "not-utf8",
            Range(first, first + 1),
            message("this is not a text file"),
            message("give the path of a work plan: a text file in YAML, saved as UTF-8"),
        )
    else:
        byte = ord(escaped[first]) - 0xDC00
        problem = Problem(
            "not-utf8",
            Range(first, first + 1),
            bad_byte(byte),
            _how_to_save(len(places)),
            (),
            _letters(text, places),
        )
    return Decoded(text, bom, (problem,))


def bad_byte(byte: int) -> Message:
    """What is said of a byte that is not UTF-8."""
    letter = _letter(byte)
    if letter == "\ufffd":
        return message("the byte 0x{byte} is not UTF-8", byte=f"{byte:02X}")
    return message(
        "the byte 0x{byte} is not UTF-8; it is probably the letter `{letter}` of Windows-1252",
        byte=f"{byte:02X}",
        letter=letter,
    )


def _how_to_save(count: int) -> Message:
    if count == 1:
        return message("type this letter again, and save the file as UTF-8")
    return message("save the file as UTF-8; {count} bytes in it are not UTF-8", count=count)


def _letters(text: str, places: list[int]) -> SuggestedFix | None:
    """The letters of Windows-1252, which the mended text already has: writing it as UTF-8 is the fix."""
    if any(text[place] == "\ufffd" for place in places):
        return None
    return SuggestedFix(
        Safety.UNSAFE,
        tuple(Replacement(Range(place, place + 1), text[place], raw=True) for place in places),
    )


def _letter(byte: int) -> str:
    """What a byte is in Windows-1252, U+FFFD for the five that it leaves free."""
    return bytes([byte]).decode("cp1252", "replace")


def _controls(text: str) -> list[Problem]:
    """A problem for each control character, for as many as anybody would read."""
    found: list[Problem] = []
    for match in _CONTROL.finditer(text):
        place = Range(match.start(), match.end())
        fix = Replacement(place, instead_of(match.group()), raw=True)
        found.append(control_problem(place, match.group(), fix))
        if len(found) == MOST_CONTROLS:
            break
    return found


def control_problem(place: Range, sign: str, fix: Replacement | None) -> Problem:
    """What is said of a control character; `fix` is what would take it away."""
    instead = instead_of(sign)
    return Problem(
        "control-character",
        place,
        message("this is a control character: {code}", code=control_name(sign)),
        message("write `{letter}` instead", letter=instead)
        if instead.strip()
        else message("delete it; it often comes from copying out of another program"),
        (),
        None if fix is None else SuggestedFix(Safety.UNSAFE, (fix,)),
    )


def instead_of(sign: str) -> str:
    """What a control character most likely was: Windows-1252 read as Latin-1, or a soft line break."""
    code = ord(sign)
    if 0x80 <= code <= 0x9F:
        letter = _letter(code)
        return "" if letter == "\ufffd" or unicodedata.category(letter) == "Cc" else letter
    return " " if code in (0x09, 0x0A, 0x0B, 0x0C, 0x2028, 0x2029) else ""


def control_name(sign: str) -> str:
    """A control character by number and name: `U+0007 BELL`."""
    code = ord(sign)
    names = {
        0: "NUL",
        7: "BELL",
        8: "BACKSPACE",
        9: "TAB",
        0x0A: "LINE FEED",
        0x0B: "VERTICAL TAB",
        0x0C: "FORM FEED",
        0x0D: "CARRIAGE RETURN",
        0x1B: "ESCAPE",
        0x7F: "DELETE",
        0x2028: "LINE SEPARATOR",
        0x2029: "PARAGRAPH SEPARATOR",
        0xFEFF: "BYTE ORDER MARK",
    }
    known = names.get(code)
    return f"U+{code:04X} {known}" if known else f"U+{code:04X}"
