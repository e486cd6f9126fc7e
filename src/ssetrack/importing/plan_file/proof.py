"""Whether a plan says what it should, and holds nothing that contradicts itself.

Comes in: the text of a plan, and the data that it was made of. Goes out: the errors that lint finds in it.
What does not read back as what was meant is never written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ssetrack.diagnostic import Finding, Severity, SsetrackError
from ssetrack.importing.plan_file.values import Value
from ssetrack.language.message import message
from ssetrack.lint import check
from ssetrack.load import load
from ssetrack.source import read
from ssetrack.status.snapshot import snapshot


def errors_in(text: str, day: date) -> tuple[Finding, ...]:
    """The errors of a plan as it is on a day."""
    plans = snapshot((load(read(text.encode(), "plan.yaml")),), day)
    return tuple(one for one in check(plans) if one.severity is Severity.ERROR)


def prove(text: str, values: Mapping[str, Value]) -> None:
    """Raise `SsetrackError` if a plan does not say what it was made of."""
    source = read(text.encode(), "plan.yaml")
    if source.broken or source.root != values:
        raise SsetrackError(
            message("the plan does not read back as the table was read"),
            message("nothing was written; please report this with the table"),
        )
