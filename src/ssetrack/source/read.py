"""One plan file read: from its bytes to its tree, or to what is wrong with it.

Comes in: bytes and a path to name them by. Goes out: a `Source`. No exception leaves for anything that a
file may hold; no file is opened here.
"""

from __future__ import annotations

from ssetrack.diagnostic import Problem, message
from ssetrack.source.complaints import syntax
from ssetrack.source.decode import decode
from ssetrack.source.document import Source
from ssetrack.source.events import REFUSALS, Masked, Refused, events, has_c_parser, masked, refused
from ssetrack.source.fold import Broken, Fold
from ssetrack.source.limits import DEFAULT_LIMITS, Limits, oversize


def too_large(size: int, path: str, limits: Limits = DEFAULT_LIMITS) -> Source | None:
    """The broken source of a file of so many bytes if that is too many: asked before it is read."""
    problem = oversize(size, limits)
    return None if problem is None else Source(path, "", None, (problem,), broken=True)


def read(data: bytes, path: str, limits: Limits = DEFAULT_LIMITS, *, pure: bool = False) -> Source:
    """Read a plan file. `pure` asks for ruamel's own parser where libyaml is there; both read the same."""
    oversized = too_large(len(data), path, limits)
    if oversized is not None:
        return oversized
    decoded = decode(data)
    if decoded.problems:
        return Source(path, decoded.text, None, decoded.problems, broken=True, bom=decoded.bom)
    text = decoded.text
    fold, problem = _fold(text, limits, pure=pure)
    problems = fold.problems if problem is None else [*fold.problems, problem]
    root = fold.root if problem is None else None
    return Source(path, text, root, tuple(problems), broken=problem is not None, bom=decoded.bom)


def _fold(text: str, limits: Limits, *, pure: bool) -> tuple[Fold, Problem | None]:
    """The tree of a text as far as it goes, and what stopped it.

    libyaml's refusal is not the last word: it reads once more with what YAML 1.2 allows hidden from it, and
    then ruamel's own parser decides. What that one refuses is a finding.
    """
    if not pure and has_c_parser():
        for flow in (False, True):
            fold, problem = _attempt(text, masked(text, flow=flow), limits, pure=False)
            if not isinstance(problem, Refused):
                return fold, problem
    fold, problem = _attempt(text, masked(text), limits, pure=True)
    return fold, explain(problem) if isinstance(problem, Refused) else problem


def _attempt(
    text: str, hidden: Masked, limits: Limits, *, pure: bool
) -> tuple[Fold, Problem | Refused | None]:
    """One reading with one parser."""
    fold = Fold(text, limits)
    try:
        fold.run(events(hidden.text, pure=pure), hidden.back)
    except Broken as broken:
        return fold, broken.problem
    except REFUSALS as error:
        return fold, refused(error, len(text))
    return fold, None


def explain(refusal: Refused) -> Problem:
    """Stand-in."""
    return syntax(refusal.end, refusal.end, message("this is not YAML"))
