"""One plan file read: from its bytes to its tree, or to what is wrong with it.

Comes in: bytes and a path to name them by. Goes out: a `Source`. No exception leaves for anything that a
file may hold; no file is opened here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ssetrack.diagnostic import Problem, Range
from ssetrack.limits import DEFAULT_LIMITS, Limits, oversize
from ssetrack.source.decode import Decoded, beyond_ascii, decode, decode_text
from ssetrack.source.document import Source
from ssetrack.source.events import REFUSALS, Mask, Refused, events, final, has_c_parser, mask, refusal_of
from ssetrack.source.fold import Broken, Fold
from ssetrack.source.lines import Around
from ssetrack.source.tree import Mapping

_ODD = (
    "(?m)[\t\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2018-\u201f\u202f\u2033\u205f\u2060\u3000\uff02\uff1a]"
    "|^[ \t]*(?:- +)*[\u2010-\u2015\u2212\uff0d]"
)
"""Characters that may look like those of YAML; a dash only where it could begin a list item."""

_MAY_BE_ODD = frozenset(
    "\u00a0\u00ad\u1680\u180e\u202f\u2033\u205f\u2060\u2212\u3000\uff02\uff0d\uff1a"
) | frozenset(map(chr, (*range(0x2000, 0x2016), *range(0x2018, 0x2020))))
"""The same characters, dashes wherever they stand, but for the tab: asked first of what is not of ASCII."""


def too_large(size: int, path: str, limits: Limits = DEFAULT_LIMITS) -> Source | None:
    """The broken source of a file of so many bytes if that is too many: asked before it is read."""
    problem = oversize(size, limits)
    return None if problem is None else Source(path, "", None, (problem,), broken=True)


def read(data: bytes, path: str, limits: Limits = DEFAULT_LIMITS, *, pure: bool = False) -> Source:
    """Read a plan file. `pure` asks for ruamel's own parser where libyaml is there; both read the same."""
    oversized = too_large(len(data), path, limits)
    if oversized is not None:
        return oversized
    return _or_other_file(_source(decode(data), path, limits, pure=pure))


def read_text(text: str, path: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a plan that an editor has open: nothing is wrong with its encoding, and offsets count in it.

    They count behind the byte order mark that it may begin with.
    """
    oversized = too_large(len(text.encode("utf-8", "surrogatepass")), path, limits)
    return oversized or _or_other_file(_source(decode_text(text), path, limits))


def _or_other_file(source: Source) -> Source:
    """The source; one of a file of another program with nothing but what that file is.

    What YAML says of it would be a mistake that nobody made.
    """
    if isinstance(source.root, Mapping) and "ssetrack" in source.root:
        return source
    from ssetrack.source.explain.other_files import other_file

    problem = other_file(source.text, source.path)
    return source if problem is None else replace(source, root=None, problems=(problem,), broken=True)


def _source(decoded: Decoded, path: str, limits: Limits, *, pure: bool = False) -> Source:
    """The tree of a decoded text, or what is wrong with it."""
    if decoded.problems:
        return Source(path, decoded.text, None, decoded.problems, broken=True, bom=decoded.bom)
    text = decoded.text
    fold, stopped = _fold(text, limits, pure=pure)
    source = Source(path, text, fold.root, bom=decoded.bom)
    odd = _odd_characters(source) if _has_odd_characters(text) else []
    problems = [*odd, *fold.problems]
    if isinstance(stopped, Refused):
        if not _is_cause(odd, text, stopped):
            from ssetrack.source.explain.mistakes import explain

            explained = explain(text, stopped, fold.recent)
            problems += [] if explained in odd else [explained]
    elif stopped is not None:
        problems.append(stopped)
    if stopped is None:
        return replace(source, problems=tuple(problems))
    return replace(source, root=None, problems=tuple(problems), broken=True)


def _has_odd_characters(text: str) -> bool:
    if "\t" not in text and _MAY_BE_ODD.isdisjoint(beyond_ascii(text)):
        return False
    return re.search(_ODD, text) is not None


def _odd_characters(source: Source) -> list[Problem]:
    # Most plans have none, and what looks for them comes with its patterns.
    from ssetrack.source.explain.lookalikes import lookalikes

    return lookalikes(source)


def _is_cause(odd: list[Problem], text: str, refusal: Refused) -> bool:
    """Whether one of these characters explains the refusal: it stands in its line or in the one above."""
    here = Around(text, refusal.end)
    above = here.above()
    first = here.start if above is None else above.start
    if "simple key" in refusal.complaint and refusal.start is not None:
        first = min(first, Around(text, refusal.start).start)
    places = [problem.place for problem in odd]
    return any(isinstance(place, Range) and first <= place.start <= here.end for place in places)


def _fold(text: str, limits: Limits, *, pure: bool) -> tuple[Fold, Problem | Refused | None]:
    """The tree of a text as far as it goes, and what stopped it.

    libyaml's refusal is not the last word: it reads once more with what YAML 1.2 allows hidden from it, and
    then, unless it is beyond doubt, ruamel's own parser decides. What that one refuses is a finding.
    """
    if not pure and has_c_parser():
        fold, problem = _attempt(text, mask(text), limits, pure=False)
        if problem is not None:
            fold, problem = _attempt(text, mask(text, flow=True), limits, pure=False)
        if not isinstance(problem, Refused):
            return fold, problem
        certain = final(problem, text, in_flow=fold.in_flow)
        if certain is not None:
            return fold, certain
    return _attempt(text, mask(text), limits, pure=True)


def _attempt(text: str, hidden: Mask, limits: Limits, *, pure: bool) -> tuple[Fold, Problem | Refused | None]:
    """One reading with one parser."""
    fold = Fold(text, limits, pure=pure or not has_c_parser())
    try:
        fold.run(events(hidden.text, pure=pure), hidden.back)
    except Broken as broken:
        return fold, broken.problem
    except Refused as refusal:
        return fold, refusal
    except REFUSALS as error:
        return fold, refusal_of(error, len(text))
    return fold, None
