"""Findings for programs: JSON (docs/commands.md, `lint --output-format json`). Always in English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ssetrack.diagnostic import Finding, Fix, Severity, Span
from ssetrack.formats.data import VERSION, dumped


def findings_json(findings: Sequence[Finding], files: int) -> str:
    """The findings as JSON, one a line, with a summary."""
    listed = ",\n  ".join(dumped(_data(finding)) for finding in findings)
    body = f"[\n  {listed}]" if listed else "[]"
    counts: dict[str, int] = {
        severity.value: sum(one.severity is severity for one in findings) for severity in Severity
    }
    return (
        f'{{"version": {VERSION}, "findings": {body},\n "summary": {dumped({**counts, "files": files})}}}\n'
    )


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        **_span(finding.span),
        "severity": finding.severity,
        "rule": finding.rule,
        "family": finding.family,
        "message": str(finding.message),
        "help": str(finding.help) if finding.help is not None else None,
        "related": [
            {
                "path": one.path,
                "line": one.span.line,
                "column": one.span.column,
                "message": str(one.message),
            }
            for one in finding.related
        ],
        "fix": None if finding.fix is None else _fix(finding.fix),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "safety": fix.safety,
        "edits": [{**_span(edit.span), "text": edit.text} for edit in fix.edits],
    }


def _span(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
