"""What is said of findings wherever they are written: one line for each, and how many there are.

Comes in: findings, and who speaks. Goes out: plain texts, without colours and without control characters.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.diagnostic import Finding, Message, Severity
from ssetrack.language import Speaker
from ssetrack.output.printable import one_line


def headline_text(finding: Finding, speaker: Speaker) -> str:
    """`path:line:column: severity: sentence [rule]`."""
    span = finding.span
    where = f"{one_line(finding.path)}:{span.line}:{span.column}"
    sentence = one_line(speaker.say(finding.message))
    return f"{where}: {finding.severity.value}: {sentence} [{finding.rule}]"


def tally(findings: Sequence[Finding], files: int, speaker: Speaker) -> str:
    """The last line: how many findings of which severity, in how many files."""
    in_files = speaker.count("{number} file", "{number} files", files)
    counts = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    parts = [
        speaker.count(one, many, counts[severity])
        for severity, one, many in (
            (Severity.ERROR, "{number} error", "{number} errors"),
            (Severity.WARNING, "{number} warning", "{number} warnings"),
            (Severity.NOTE, "{number} note", "{number} notes"),
        )
        if counts[severity]
    ]
    found = ", ".join(parts) or speaker.say(Message("nothing to report"))
    return f"{found} ({in_files})"
