"""Findings as workflow commands, which GitHub Actions shows on the lines of a pull request.

Comes in: findings and the paths of the files checked. Goes out: lines for the log of a step. GitHub shows ten
annotations of each level for a step, so errors come first, what is beyond the ten is listed in the log, and
the true total is the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.diagnostic import Finding, Severity
from ssetrack.language.speaker import ENGLISH
from ssetrack.wording.findings import headline_text, tally
from ssetrack.wording.printable import one_line

MOST_SHOWN = 10
"""So many annotations of a level does GitHub show for a step."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(findings: Sequence[Finding], paths: Sequence[str]) -> str:
    """The findings as annotations, errors first, then those that GitHub would not show, then the total."""
    shown: list[str] = []
    beyond: list[str] = []
    for severity, level in _LEVELS.items():
        of_level = [finding for finding in findings if finding.severity is severity]
        # The total is a notice as well, if it is needed.
        most = MOST_SHOWN - 1 if severity is Severity.NOTE else MOST_SHOWN
        shown += [_annotation(finding, level) for finding in of_level[:most]]
        beyond += [f"also {headline_text(finding, ENGLISH)}" for finding in of_level[most:]]
    total = tally(findings, len(paths), ENGLISH)
    if beyond:
        total = f"::notice title=ssetrack::{_data(f'{total}, not all of them shown here: see the log')}"
    return "".join(f"{line}\n" for line in (*shown, *beyond, total))


def _annotation(finding: Finding, level: str) -> str:
    region = finding.region
    places = {"file": finding.path, "line": region.line, "endLine": region.end_line, "col": region.column}
    if region.line == region.end_line:
        places["endColumn"] = region.end_column
    places["title"] = f"{finding.rule} ({finding.family})"
    properties = ",".join(f"{name}={_property(one_line(str(value)))}" for name, value in places.items())
    sentences = [finding.message, *((finding.help,) if finding.help is not None else ())]
    return f"::{level} {properties}::{_data(chr(10).join(one_line(str(one)) for one in sentences))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
