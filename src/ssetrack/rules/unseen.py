"""Texts of a plan that are not what they seem, by what each field is for.

Comes in: the texts of a plan. Goes out: problems of the rules `look-alike-character` and `control-character`,
one for each text; what the reading has found in the same place is not said again.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.diagnostic import Problem, Range, Replacement, Safety, Severity, SuggestedFix
from ssetrack.language.message import message
from ssetrack.rules.context import Context
from ssetrack.rules.texts import texts
from ssetrack.source.decode import CONTROL, ON_ONE_LINE, beyond_ascii, control_problem, instead_of
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Scalar
from ssetrack.source.unseen import (
    ESCAPES,
    SUSPECT,
    Role,
    character_name,
    is_hidden,
    oddities,
    seeming,
    with_hyphens,
    without_hidden,
)


def unseen_characters(context: Context) -> Iterator[Problem]:
    """A problem for each text that holds what cannot be seen, or looks like something else."""
    source = context.source
    if SUSPECT.search(beyond_ascii(source.text)) is None and not _has_escapes(source.text):
        return
    told = [
        problem.place
        for problem in context.problems_of("look-alike-character")
        if isinstance(problem.place, Range)
    ]
    known = {name for kind in (context.plan.owners or {}, context.plan.goals) for name in kind}
    known |= {name for item in context.items for name in (item.id, str(item.reference))}
    for scalar, role, is_key in context.once(texts):
        if scalar.isascii() or SUSPECT.search(scalar) is None:
            continue
        places = oddities(scalar, role)
        if role is Role.NAME and not places and with_hyphens(scalar) in known:
            places = [at for at, sign in enumerate(scalar) if with_hyphens(sign) != sign]
        if places and not any(scalar.start <= one.start < scalar.end + 1 for one in told):
            yield _problem(source.text, scalar, role, places, is_key=is_key)


def escaped_controls(context: Context) -> Iterator[Problem]:
    """A problem for each text that holds a control character; what is a name or an address is on one line."""
    text = context.source.text
    if "\\" not in text and ON_ONE_LINE.search(beyond_ascii(text)) is None:
        return
    for scalar, role, is_key in context.once(texts):
        if scalar.isprintable() or (scalar.style != '"' and scalar.isascii()):
            continue
        refused = ON_ONE_LINE if role is Role.NAME and not is_key else CONTROL
        first = refused.search(scalar)
        if first is None:
            continue
        place = Range(scalar.start, scalar.end)
        meant = refused.sub(lambda sign: instead_of(sign[0]), scalar)
        is_block = scalar.style in ("|", ">")
        written = "" if is_block else quote(meant, flow=True, style=scalar.style)
        fix = None if is_key or is_block or scalar.anchored else Replacement(place, written, raw=True)
        yield control_problem(place, first[0], fix)


def _has_escapes(text: str) -> bool:
    return "\\" in text and any(escape in text for escape in ESCAPES)


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
        what = message("this text contains a character that cannot be seen ({code})", code=code)
        advice = message("delete it")
    else:
        what = message("`{sign}` looks like another character ({code})", sign=sign, code=code)
        advice = message("write `{meant}`", meant=meant)
    severity = Severity.WARNING if role in (Role.PROSE, Role.OWN) else None
    return Problem("look-alike-character", place, what, advice, (), fix, severity)
