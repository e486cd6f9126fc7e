"""What is said of findings wherever they are written: one line for each, and how many there are.

Comes in: findings, and who speaks. Goes out: plain texts, without colours and without control characters.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.diagnostic import Finding, Severity
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.wording.printable import one_line

SEVERITIES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.NOTE: message("note"),
}


def headline_text(finding: Finding, speaker: Speaker) -> str:
    """`path:line:column: severity: sentence [rule]`."""
    region = finding.region
    where = f"{one_line(finding.path)}:{region.line}:{region.column}"
    sentence = one_line(speaker.say(finding.message))
    return f"{where}: {speaker.say(SEVERITIES[finding.severity])}: {sentence} [{finding.rule}]"


def tally(findings: Sequence[Finding], files: int, speaker: Speaker) -> str:
    """The last line: how many findings of which severity, in how many files."""
    in_files = speaker.count("{number} file", "{number} files", files)
    counts = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    parts = {
        Severity.ERROR: speaker.count("{number} error", "{number} errors", counts[Severity.ERROR]),
        Severity.WARNING: speaker.count("{number} warning", "{number} warnings", counts[Severity.WARNING]),
        Severity.NOTE: speaker.count("{number} note", "{number} notes", counts[Severity.NOTE]),
    }
    found = ", ".join(part for severity, part in parts.items() if counts[severity])
    found = found or speaker.say(Message("nothing to report"))
    return f"{found} ({in_files})"
