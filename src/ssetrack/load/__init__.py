"""A tree of raw text in, a plan and the problems of its shape out.

`load` never raises on content. A plan with a misspelt field or a text where a list belongs is still a
plan: the part that cannot be read is mended or left out (`repair`), and the problem says so. Whichever way it
came, the plan is read by the same small `reader`; a wrong one comes past the definition first.
"""

from collections.abc import Mapping as ReadOnly
from typing import NamedTuple

from ssetrack.diagnostic import At, Problem, Route
from ssetrack.language.message import message
from ssetrack.language.nearest import nearest
from ssetrack.load.reader import plan_of
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.model import FORMAT_VERSION, Plan
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node, Scalar

NO_LOSS: ReadOnly[Route, str] = {}


class Loaded(NamedTuple):
    """A plan file as read. `plan` is None for a broken file; `source` has the tree that the plan came from.

    `problems` holds those of the text and those of the shape; where the shape was mended, `source.root` is
    the mended tree, whose nodes keep their places in the text. `lost` holds what had to be left out, as raw
    text by route: whoever misses something there should know that it was written, only not readable.
    `as_written` is the tree before it was mended, where it was.
    """

    source: Source
    plan: Plan | None
    problems: tuple[Problem, ...]
    lost: ReadOnly[Route, str] = NO_LOSS
    as_written: Node = None


def load(source: Source) -> Loaded:
    """Read the plan in a source: the plan if there is one, and all problems found on the way."""
    if source.broken:
        return Loaded(source, None, source.problems)
    refusal = _refusal(source)
    if refusal:
        return Loaded(source, None, (*source.problems, refusal))
    plan = plan_of(source.root)
    if plan is not None:
        return Loaded(source, plan, source.problems)
    # Most plans have the right shape, so the definition, and what explains and mends, is not read for them.
    from ssetrack.load.repair import repair

    found = repair(source)
    problems = (*source.problems, *found.problems)
    return Loaded(found.source, plan_of(found.source.root), problems, found.lost, source.root)


def _refusal(source: Source) -> Problem | None:
    """Why the tree is no plan of a format that we know, or None."""
    root = source.root
    if not isinstance(root, Mapping):
        return Problem(
            "wrong-type",
            At(()),
            message("this file is not a work plan"),
            help=message("a plan begins with the lines `ssetrack: 1` and `title: …`"),
        )
    if "ssetrack" not in root:
        fields = FIELDS[Plan]
        for key in root:
            if key not in fields and nearest(key, fields) == "ssetrack":
                return Problem(
                    "unknown-field",
                    At((key,), "key"),
                    message("unknown field `{name}`", name=key),
                    help=message("change it to `{meant}`", meant="ssetrack"),
                )
        return Problem(
            "format-version",
            At((), "item"),
            message("the first line `ssetrack: {version}` is missing", version=FORMAT_VERSION),
            help=message(
                "if this file is a work plan, write `ssetrack: {version}` as its first line",
                version=FORMAT_VERSION,
            ),
        )
    version = root.get("ssetrack")
    if isinstance(version, Scalar) and version == str(FORMAT_VERSION):
        return None
    if isinstance(version, Scalar) and version.isascii() and version.isdigit() and int(version[:9]) > 1:
        return Problem(
            "format-version",
            At(("ssetrack",)),
            message(
                "this plan uses format {version}, which is newer than this version of ssetrack can read",
                version=version,
            ),
            help=message("update ssetrack, or write `ssetrack: {version}`", version=FORMAT_VERSION),
        )
    return Problem(
        "format-version",
        At(("ssetrack",)),
        message("`ssetrack` needs the version of the format, which is a number"),
        help=message("write `ssetrack: {version}`", version=FORMAT_VERSION),
    )
