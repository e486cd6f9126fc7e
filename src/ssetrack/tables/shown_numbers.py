"""A number as its format shows it: 1.1 with `0.00` is `1.10`, 46458 with `mmm-yy` is a month.

Comes in: a number and the code of its format. Goes out: `Shown`, a text and what kind it is. What a format
hides (`;;;`) has no text.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ssetrack.tables.grid import Typed
from ssetrack.tables.moments import iso, moment, says_otherwise, text_of
from ssetrack.tables.number_formats import CLOCK_PARTS, Part, Section, Token, section_of

_SERIALS = (32_874, 73_050)
"""From 1990 to 2099: whole numbers without a format that may be days."""

_MOST_DIGITS = 30
"""Of a number that is written without an exponent."""


class Shown(NamedTuple):
    """What a cell shows of a number."""

    text: str
    typed: Typed
    written: str = ""
    """What is seen, where a date says it otherwise: `3/4`, `by end of April 2027`."""
    day: str = ""
    """The day that it would be, if it is a serial number: nothing says whether it is one."""


def display_of(number: float, code: str, *, since_1904: bool = False) -> Shown:
    """A number as a format shows it."""
    number = float(number)
    section = section_of(code, number)
    if section.is_date:
        at = moment(number, since_1904=since_1904)
        if at is not None:
            text = iso(at, section)
            return Shown(text, Typed.DATE, text_of(at, section).strip() if says_otherwise(section) else "")
        return Shown(plain(number), Typed.NUMBER)
    if Part.ELAPSED in section.parts:
        return Shown(_duration(number, section), Typed.NUMBER)
    unformatted = bool(section.tokens) and section.parts <= {Part.GENERAL, Part.CONTENT}
    day = perhaps_day(number, since_1904=since_1904) if unformatted else ""
    return Shown(_with_digits(number, section), Typed.NUMBER, day=day)


def perhaps_day(number: float, *, since_1904: bool = False) -> str:
    """The day that a number without a format may be; empty for one that is no whole number of our time."""
    if not number.is_integer() or not _SERIALS[0] <= number + 1462 * since_1904 <= _SERIALS[1]:
        return ""
    at = moment(number, since_1904=since_1904)
    return f"{at:%Y-%m-%d}" if at else ""


def plain(number: float) -> str:
    """A number without a format: at most eleven digits behind the point, none that only pads."""
    exact = Decimal(f"{number:.15g}")
    if not -_MOST_DIGITS < exact.adjusted() < _MOST_DIGITS:
        return f"{number:.6G}"
    if not number.is_integer():
        exact = round(exact, 11)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_digits(number: float, section: Section) -> str:
    """A number in the digits of a format: 7 with `"A-"000` is `A-007`."""
    negative = "-" if number < 0 and not _has_own_sign(section) else ""
    if Part.GENERAL in section.parts or Part.CONTENT in section.parts:
        inside = plain(abs(number))
        return negative + "".join(
            inside if token.part in (Part.GENERAL, Part.CONTENT) else token.text for token in section.tokens
        )
    if Part.DIGIT not in section.parts:
        return "".join(token.text for token in section.tokens)
    if section.parts & {Part.EXPONENT, Part.FRACTION}:
        return plain(number)
    return negative + _in_places(abs(number), section.tokens)


def _has_own_sign(section: Section) -> bool:
    """Whether a section is only for negative numbers, and shows their sign by itself."""
    return any(token.part is Part.TEXT and token.text in "-(" and token.text for token in section.tokens)


def _in_places(number: float, tokens: tuple[Token, ...]) -> str:
    point = next((at for at, token in enumerate(tokens) if token.part is Part.POINT), len(tokens))
    whole, behind = tokens[:point], tokens[point + 1 :]
    last = max(at for at, token in enumerate(tokens) if token.part is Part.DIGIT)
    scale = sum(token.part is Part.COMMA for token in (*whole[last + 1 :], *tokens[max(last, point) + 1 :]))
    grouped = any(token.part is Part.COMMA for token in whole[:last])
    percents = sum(token.part is Part.PERCENT for token in tokens)
    places = sum(token.part is Part.DIGIT for token in behind)
    exact = Decimal(f"{number:.15g}").scaleb(2 * percents - 3 * scale)
    if exact.adjusted() > _MOST_DIGITS:
        return plain(number)
    exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits, _, decimals = f"{exact:f}".partition(".")
    text = _before_point("" if digits == "0" else digits, whole, grouped=grouped)
    if point < len(tokens):
        text += "." + _behind_point(decimals, behind)
    return text


def _before_point(digits: str, tokens: tuple[Token, ...], *, grouped: bool) -> str:
    left, pieces, count = digits, [], 0
    first = next((at for at, token in enumerate(tokens) if token.part is Part.DIGIT), -1)

    def take(pad: str) -> None:
        nonlocal left, count
        digit, left = (left[-1], left[:-1]) if left else (pad, "")
        if digit and grouped and count and count % 3 == 0:
            pieces.append(",")
        pieces.append(digit)
        count += bool(digit)

    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.part is Part.DIGIT:
            take({"0": "0", "?": " "}.get(token.text, ""))
            while at == first and left:
                take("")
        elif token.part is not Part.COMMA:
            pieces.append(token.text[::-1])
    if first < 0:
        pieces.append(left[::-1])
    return "".join(pieces)[::-1]


def _behind_point(decimals: str, tokens: tuple[Token, ...]) -> str:
    needed = [token.text for token in tokens if token.part is Part.DIGIT]
    while needed and needed[-1] == "#" and decimals.endswith("0"):
        needed.pop()
        decimals = decimals[:-1]
    digits = iter(decimals)
    return "".join(
        next(digits, "") if token.part is Part.DIGIT else token.text
        for token in tokens
        if token.part is not Part.COMMA
    )


def _duration(number: float, section: Section) -> str:
    """Time in all: 2.5 with `[h]:mm` is `60:00`."""
    seconds = round(abs(number) * 86_400)
    first = next(token.text[0] for token in section.tokens if token.part is Part.ELAPSED)
    total = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[first]
    clock = {Part.HOUR: seconds // 3600 % 24, Part.MINUTE: seconds // 60 % 60, Part.SECOND: seconds % 60}
    text = ""
    for token in section.tokens:
        if token.part is Part.ELAPSED:
            text += str(total).zfill(len(token.text))
        elif token.part in CLOCK_PARTS:
            text += str(clock[token.part]).zfill(len(token.text))
        elif token.part is Part.TEXT:
            text += token.text
    return "-" * (number < 0) + text
