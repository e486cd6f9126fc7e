r"""Control characters that double quotes bring in: the file has `\u0007`, the text has what nobody sees.

Comes in: the texts of a plan. Goes out: problems of the rule `control-character`, one for each text.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.diagnostic import Problem, Range, Replacement
from ssetrack.rules.context import Context
from ssetrack.rules.texts import texts
from ssetrack.source.decode import CONTROL, ON_ONE_LINE, control_problem, instead_of
from ssetrack.source.quoting import quote
from ssetrack.source.unseen import Role


def escaped_controls(context: Context) -> Iterator[Problem]:
    """A problem for each text that holds a control character; what is a name or an address is on one line."""
    if "\\" not in context.source.text:
        return
    for scalar, role, is_key in context.once(texts):
        if scalar.style != '"' or scalar.isprintable():
            continue
        refused = ON_ONE_LINE if role is Role.NAME and not is_key else CONTROL
        first = refused.search(scalar)
        if first is None:
            continue
        place = Range(scalar.start, scalar.end)
        meant = refused.sub(lambda sign: instead_of(sign[0]), scalar)
        written = quote(meant, flow=True, style=scalar.style)
        fix = None if is_key or scalar.anchored else Replacement(place, written, raw=True)
        yield control_problem(place, first[0], fix)
