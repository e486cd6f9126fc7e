"""Findings as a Code Quality report, which GitLab shows in merge requests.

Comes in: findings and the paths of the files checked. Goes out: a JSON array of what GitLab documents:
description, check_name, fingerprint, severity, location.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.diagnostic import Finding, Severity
from ssetrack.formats.ci.fingerprint import fingerprints
from ssetrack.wording.printable import json_text

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def gitlab(findings: Sequence[Finding], paths: Sequence[str]) -> str:  # noqa: ARG001  (clean files are not told)
    """The findings as a Code Quality report, one a line."""
    issues = [
        json_text(_issue(finding, mark))
        for finding, mark in zip(findings, fingerprints(findings), strict=True)
    ]
    return "[\n " + ",\n ".join(issues) + "]\n" if issues else "[]\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, object]:
    sentences = [str(finding.message), *((str(finding.help),) if finding.help is not None else ())]
    region = finding.region
    return {
        "description": "; ".join(sentences),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": region.line, "end": region.end_line}},
    }
