"""One plan file read: from its bytes to its tree, or to what is wrong with it.

Comes in: bytes and a path to name them by. Goes out: a `Source`. No exception leaves for anything that a
file may hold; no file is opened here.
"""

from __future__ import annotations

from ruamel.yaml.error import YAMLError

from ssetrack.diagnostic import Problem, message
from ssetrack.source.complaints import syntax
from ssetrack.source.decode import decode
from ssetrack.source.document import Source
from ssetrack.source.events import Refused, events, refusal
from ssetrack.source.fold import Broken, Fold
from ssetrack.source.limits import DEFAULT_LIMITS, Limits, oversize


def too_large(size: int, path: str, limits: Limits = DEFAULT_LIMITS) -> Source | None:
    """The broken source of a file of so many bytes if that is too many: asked before it is read."""
    problem = oversize(size, limits)
    return None if problem is None else Source(path, "", None, (problem,), broken=True)


def read(data: bytes, path: str, limits: Limits = DEFAULT_LIMITS, *, pure: bool = False) -> Source:
    """Read a plan file. `pure` asks for ruamel's own parser where libyaml is there; both read the same."""
    refused = too_large(len(data), path, limits)
    if refused is not None:
        return refused
    decoded = decode(data)
    if decoded.problems:
        return Source(path, decoded.text, None, decoded.problems, broken=True, bom=decoded.bom)
    text = decoded.text
    fold, problem = _fold(text, limits, pure=pure)
    problems = fold.problems if problem is None else [*fold.problems, problem]
    root = fold.root if problem is None else None
    return Source(path, text, root, tuple(problems), broken=problem is not None, bom=decoded.bom)


def _fold(text: str, limits: Limits, *, pure: bool) -> tuple[Fold, Problem | None]:
    """The tree of a text as far as it goes, and what stopped it. libyaml's refusals are not the last word."""
    fold = Fold(text, limits)
    try:
        fold.run(events(text, pure=pure))
    except Broken as broken:
        return fold, broken.problem
    except YAMLError as error:
        if not pure:
            return _fold(text, limits, pure=True)
        return fold, explain(refusal(error, len(text)))
    except Refused as refused:
        return fold, explain(refused)
    return fold, None


def explain(refused: Refused) -> Problem:
    """Stand-in."""
    return syntax(refused.end, refused.end, message("this is not YAML"))
