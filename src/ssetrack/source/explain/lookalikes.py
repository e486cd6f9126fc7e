"""Characters that look like those of YAML and are others, and tabs that indent.

Comes in: a text and the tree as far as it goes. Goes out: problems, each on the line where the character
stands. They say why a file breaks better than any parser; some of them break nothing, and are errors still,
for the plan does not say what its author sees.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ssetrack.diagnostic import Problem, Range, Replacement, Safety, SuggestedFix
from ssetrack.language.message import message
from ssetrack.source.comments import Inside, scalars
from ssetrack.source.decode import beyond_ascii
from ssetrack.source.document import Source
from ssetrack.source.unseen import character_name

_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\u00ad"
_BEGIN = r"^[ \t]*(?:- +)*"
_TAB = re.compile(r"^ *(\t[ \t]*)(?=[^\s#])", re.MULTILINE)
_SPACE = re.compile(rf"{_BEGIN}([{_SPACES}]+)", re.MULTILINE)
_NAME = r"[A-Za-z][\w.-]*"
_SPACE_AT_COLON = re.compile(rf"{_BEGIN}{_NAME}(?:([{_SPACES}]+) *:(?=\s)|:([{_SPACES}]+))", re.MULTILINE)
_SPACE_AFTER_DASH = re.compile(rf"{_BEGIN}-([{_SPACES}]+)", re.MULTILINE)
_DASHES = "\u2010-\u2015\u2212\uff0d"
_LONG_DASHES = "\u2012\u2013\u2014\u2015"
_DASH = re.compile(rf"{_BEGIN}([{_DASHES}])(?=[ {_SPACES}])", re.MULTILINE)
_COLON = re.compile(rf"{_BEGIN}[A-Za-z][\w.-]*[ {_SPACES}]*(\uff1a)", re.MULTILINE)
_BEFORE_HASH = re.compile(rf"[{_SPACES}\u180e\u200c-\u200f\u2060]+(?=#)")
_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u2033\uff02"
_QUOTED = re.compile(
    rf"(?:^|[:\-\[{{,]) +([{_QUOTES}])([^\r\n{_QUOTES}]*)([{_QUOTES}])[ \t]*(?=[\r\n,\]}}#]|\Z)", re.MULTILINE
)

_ANY_SPACE, _ANY_DASH, _ANY_QUOTE = (re.compile(f"[{signs}]") for signs in (_SPACES, _DASHES, _QUOTES))


def lookalikes(source: Source) -> list[Problem]:
    """All such characters outside of quoted and block texts, in the order of the file.

    `source.root` may be a part of the tree, where reading stopped.
    """
    text = source.text
    found: list[Problem] = []
    if "\t" in text:
        found += [tab(text, match.start(1)) for match in _TAB.finditer(text)]
    # Each pattern goes through the whole text, and most texts hold only the characters of one.
    signs = beyond_ascii(text)
    if _ANY_SPACE.search(signs):
        found += _spaces(text)
    if _ANY_DASH.search(signs):
        found += _dashes(source)
    if "\uff1a" in signs:
        found += (_problem(text, match.start(1), match.end(1), ": ") for match in _COLON.finditer(text))
    if _ANY_QUOTE.search(signs):
        found += _quotes(text)
    if "#" in text:
        found += _before_hash(source)
    if not found:
        return []
    inside = Inside(source)
    found = [problem for problem in found if _start(problem) not in inside]
    return sorted(found, key=_start)


def tab(text: str, offset: int) -> Problem:
    """A tab that indents, or stands where only blanks may."""
    end = offset
    while text[end : end + 1] == "\t":
        end += 1
    place = Range(offset, end)
    return Problem(
        "tab-indentation",
        place,
        message("this line is indented with a tab, but YAML needs spaces"),
        message("write spaces instead of the tab"),
        (),
        SuggestedFix(Safety.UNSAFE, (Replacement(place, "  " * (end - offset), raw=True),)),
    )


def _spaces(text: str) -> Iterator[Problem]:
    for pattern in (_SPACE, _SPACE_AFTER_DASH, _SPACE_AT_COLON):
        for match in pattern.finditer(text):
            group = match.lastindex or 0
            visible = match.group(group).replace("\u200b", "").replace("\u00ad", "")
            instead = " " * len(visible)
            yield _problem(text, match.start(group), match.end(group), instead)


def _before_hash(source: Source) -> Iterator[Problem]:
    """What looks like the space before a comment, so that the remark is a part of the text."""
    matches = list(_BEFORE_HASH.finditer(source.text))
    plain = (
        sorted((one.start, one.end) for one in scalars(source, keys=True) if not one.style) if matches else []
    )
    for match in matches:
        at = bisect_right(plain, (match.start(), len(source.text))) - 1
        if at < 0 or match.start() >= plain[at][1]:
            continue
        place = Range(match.start(), match.end())
        yield Problem(
            "look-alike-character",
            place,
            message(
                "this looks like a space but is another character ({name}), so `#` does not begin a comment",
                name=character_name(match[0][0]),
            ),
            message("write a space before a comment, or put quotes around the text if `#` is a part of it"),
            (),
            SuggestedFix(Safety.UNSAFE, (Replacement(place, " ", raw=True),)),
        )


def _dashes(source: Source) -> Iterator[Problem]:
    """Dashes that should begin a list item; not those of a dialogue within a longer text."""
    text = source.text
    matches = [match.start(1) for match in _DASH.finditer(text)]
    if not matches:
        return
    prose = [
        (scalar.start, scalar.end)
        for scalar in scalars(source)
        if not scalar.style and text[scalar.start] != text[matches[0]]
    ]
    for start in matches:
        if not any(first < start < last for first, last in prose):
            yield _problem(text, start, start + 1, "-")


def _quotes(text: str) -> Iterator[Problem]:
    for match in _QUOTED.finditer(text):
        inner = match.group(2).replace("\\", "\\\\").replace('"', '\\"')
        place = Range(match.start(1), match.end(3))
        yield Problem(
            "look-alike-character",
            Range(match.start(1), match.end(1)),
            message(
                "YAML does not accept this quotation mark: `{sign}` ({name})",
                sign=match.group(1),
                name=character_name(match.group(1)),
            ),
            message('write `"` at both ends of the text'),
            (),
            SuggestedFix(Safety.UNSAFE, (Replacement(place, f'"{inner}"', raw=True),)),
        )


def _problem(text: str, start: int, end: int, instead: str) -> Problem:
    sign = text[start]
    place = Range(start, end)
    name = character_name(sign)
    wanted = f"`{instead.strip()}`" if instead.strip() else message("a space")
    if instead == ": " and text[end : end + 1] in (" ", "\n", "\r", ""):
        instead = ":"
    return Problem(
        "look-alike-character",
        place,
        message("this is a long dash ({sign}), not a hyphen (-)", sign=sign)
        if sign in _LONG_DASHES
        else message("this looks like {wanted} but is another character ({name})", wanted=wanted, name=name),
        message("write {wanted} instead", wanted=wanted) if instead else message("delete it"),
        (),
        SuggestedFix(Safety.UNSAFE, (Replacement(place, instead, raw=True),)),
    )


def _start(problem: Problem) -> int:
    place = problem.place
    return place.start if isinstance(place, Range) else 0
