"""Texts of a plan that are not what they seem, by what each field is for.

Comes in: a plan's tree and the table of fields. Goes out: problems of the rule `look-alike-character`, one
for each text; what the reading has found in the same place is not said again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ssetrack.diagnostic import Problem, Range, Replacement, Safety, Severity, SuggestedFix
from ssetrack.language.message import message
from ssetrack.plan.fields import FIELDS, SHORT_FORMS
from ssetrack.plan.kinds import Field
from ssetrack.plan.model import Plan
from ssetrack.rules.context import Context
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence
from ssetrack.source.unseen import (
    SUSPECT,
    Role,
    character_name,
    is_hidden,
    oddities,
    seeming,
    with_hyphens,
    without_hidden,
)

_DATES = frozenset(
    ("deadline", "when", "start", "done", "until", "period", "date", "time", "repeat", "check-in", "remind")
)
_READ = frozenset(
    ("budget", "contact", "organisation", "country", "name", "baseline", "target", "verification", "aliases")
)
"""Fields of the kind `text` that hold what people read."""

Found = tuple[Scalar, Role, bool]
"""A text, what it is for, and whether it is a key."""


def unseen(context: Context) -> Iterator[Problem]:
    """A problem for each text that holds what cannot be seen, or looks like something else."""
    source = context.source
    if source.text.isascii() and "\\" not in source.text:
        return
    told = [
        problem.place
        for problem in context.problems_of("look-alike-character")
        if isinstance(problem.place, Range)
    ]
    known = {name for kind in (context.plan.owners or {}, context.plan.goals) for name in kind}
    known |= {name for item in context.items for name in (item.id, str(item.reference))}
    seen: set[int] = set()
    for scalar, role, is_key in _texts(context.file.loaded.as_written or source.root, Plan):
        if scalar.isascii() or id(scalar) in seen or SUSPECT.search(scalar) is None:
            continue
        seen.add(id(scalar))
        places = oddities(scalar, role)
        if role is Role.NAME and not places and with_hyphens(scalar) in known:
            places = [at for at, sign in enumerate(scalar) if with_hyphens(sign) != sign]
        if places and not any(scalar.start <= one.start < scalar.end + 1 for one in told):
            yield _problem(source.text, scalar, role, places, is_key=is_key)


def _problem(text: str, scalar: Scalar, role: Role, places: list[int], *, is_key: bool) -> Problem:
    sign = scalar[places[0]]
    inset = 1 if scalar.style in ("'", '"') else 0
    as_written = text[scalar.start + inset : scalar.end - inset] == scalar
    start = scalar.start + inset + places[0] if as_written else scalar.start
    place = Range(start, start + 1 if as_written else scalar.end)
    code = character_name(sign)
    meant = with_hyphens(seeming(scalar)).strip() if role is Role.NAME else without_hidden(scalar, role)
    fix = None
    if meant and not scalar.anchored and scalar.style not in ("|", ">"):
        written = quote(meant, flow=True, style=scalar.style)
        if not (is_key and ":" in written):
            whole = Replacement(Range(scalar.start, scalar.end), written, raw=True)
            fix = SuggestedFix(Safety.UNSAFE, (whole,))
    if is_hidden(sign):
        what = message("a character that cannot be seen ({code}) is in this text", code=code)
        advice = message("delete it")
    else:
        what = message("`{sign}` looks like another character here ({code})", sign=sign, code=code)
        advice = message("write `{meant}`", meant=meant)
    severity = Severity.WARNING if role is Role.PROSE else None
    return Problem("look-alike-character", place, what, advice, (), fix, severity)


def _texts(node: Node, model: Any) -> Iterator[Found]:
    """Every text in the mapping of a class, its keys too, and what each is for."""
    if not isinstance(node, Mapping):
        short = SHORT_FORMS.get(model)
        if short is not None:
            yield from _values(node, short, FIELDS[model][short])
        return
    fields = FIELDS[model]
    for key, value in node.entries():
        if key in node.merged:
            continue
        yield key, Role.NAME, True
        field = fields.get(key)
        if field is None:
            yield from _all(value, Role.PROSE)
        elif field.kind == "mapping":
            for name, one in value.entries() if isinstance(value, Mapping) else ():
                yield name, Role.NAME, True
                yield from _texts(one, field.of)
        elif field.kind in ("list", "dates"):
            for one in value if isinstance(value, Sequence) else (value,):
                yield from _texts(one, field.of)
        else:
            yield from _values(value, key, field)


def _values(node: Node, name: str, field: Field) -> Iterator[Found]:
    if field.kind in ("prose", "proses") or name in _READ:
        yield from _all(node, Role.PROSE)
    else:
        yield from _all(node, Role.DATE if name in _DATES else Role.NAME)


def _all(node: Node, role: Role) -> Iterator[Found]:
    if isinstance(node, Scalar):
        yield node, role, False
    elif isinstance(node, Sequence):
        for one in node:
            yield from _all(one, role)
    elif isinstance(node, Mapping):
        for key, value in node.entries():
            yield key, Role.NAME, True
            yield from _all(value, role)
