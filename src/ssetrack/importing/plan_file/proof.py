"""Whether a plan says what it should, and holds nothing that contradicts itself.

Comes in: the text of a plan, and the data that it was made of. Goes out: the errors that lint finds in it.
What does not read back as what was meant is never written. The text is read once for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ssetrack.diagnostic import Finding, Severity, SsetrackError
from ssetrack.importing.plan_file.values import Value
from ssetrack.language.message import message
from ssetrack.lint import RULES, Settings, check
from ssetrack.load import load
from ssetrack.source import Source, read
from ssetrack.status.snapshot import snapshot

_ERRORS = Settings(select=frozenset(rule.name for rule in RULES.values() if rule.severity is Severity.ERROR))
"""The rules that can find an error: nobody waits for what the others have to say."""


def errors_in(text: str, values: Mapping[str, Value], day: date) -> tuple[Finding, ...]:
    """The errors of a plan as it is on a day.

    Raises `SsetrackError` if it does not say what it was made of.
    """
    source = read(text.encode(), "plan.yaml")
    _prove(source, values)
    found = check(snapshot((load(source),), day), _ERRORS)
    return tuple(one for one in found if one.severity is Severity.ERROR)


def _prove(source: Source, values: Mapping[str, Value]) -> None:
    if source.broken or source.root != values:
        raise SsetrackError(
            message("the new plan would not say what the table says: this is an error in ssetrack"),
            message("nothing was written; please report this with the table"),
        )
