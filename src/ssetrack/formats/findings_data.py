"""Findings for programs: JSON (docs/json.md, `lint --output-format json`). Always in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ssetrack.diagnostic import Finding, Fix, Lines, Region, Severity
from ssetrack.formats.json_document import VERSION, json_lines
from ssetrack.wording.printable import json_text


def findings_json(findings: Sequence[Finding], files: int) -> str:
    """The findings as JSON, one a line, with a summary."""
    body = json_lines([_data(finding) for finding in findings])
    counts: dict[str, int] = {
        severity.value: sum(one.severity is severity for one in findings) for severity in Severity
    }
    summary = json_text({**counts, "files": files})
    return f'{{"version": {VERSION}, "findings": {body},\n "summary": {summary}}}\n'


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        **_region(finding.region),
        "severity": finding.severity,
        "rule": finding.rule,
        "family": finding.family,
        "message": str(finding.message),
        "help": str(finding.help) if finding.help is not None else None,
        "related": [
            {
                "path": one.location.path,
                "line": one.location.region.line,
                "column": one.location.region.column,
                "message": str(one.message),
            }
            for one in finding.related
        ],
        "fix": None if finding.fix is None else _fix(finding.fix, finding.location.lines),
    }


def _fix(fix: Fix, lines: Lines) -> dict[str, Any]:
    return {
        "safety": fix.safety,
        "edits": [{**_region(lines.region(edit.range)), "text": edit.text} for edit in fix.edits],
    }


def _region(region: Region) -> dict[str, int]:
    return {
        "line": region.line,
        "column": region.column,
        "end_line": region.end_line,
        "end_column": region.end_column,
    }
