"""Findings as SARIF 2.1.0 (OASIS), which code scanning services and editors read.

Comes in: findings and the paths of the files checked. Goes out: one run as JSON, with the rules and their
pages, the fixes as replacements, and fingerprints. Columns count code points, and the log says so.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ssetrack import __version__
from ssetrack.diagnostic import Finding, Fix, Location, Region, Safety
from ssetrack.formats.ci.fingerprint import fingerprints
from ssetrack.lint import RULES, Rule
from ssetrack.wording.printable import json_text

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "ssetrackItem/v1"


def sarif(findings: Sequence[Finding], paths: Sequence[str]) -> str:
    """The findings as a SARIF log of one run; every file that was checked is among its artifacts."""
    numbers = {name: number for number, name in enumerate(RULES)}
    run = {
        "tool": {
            "driver": {
                "name": "ssetrack",
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in RULES.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(path)}} for path in paths],
        "results": [],
    }
    frame = _json({"$schema": SCHEMA, "version": VERSION, "runs": [run]})
    # Each result is written by itself: as dictionaries, all together take many times the room of their text.
    results = ",".join(
        f"\n{_json(_result(finding, numbers[finding.rule], mark))}".replace("\n", "\n" + " " * 4)
        for finding, mark in zip(findings, fingerprints(findings), strict=True)
    )
    if results:
        before, _, after = frame.rpartition("[]")
        frame = f"{before}[{results}\n   ]{after}"
    return frame + "\n"


def _json(value: object) -> str:
    return json_text(value, indent=1)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, number: int, fingerprint: str) -> dict[str, Any]:
    sentences = [str(finding.message), *((str(finding.help),) if finding.help is not None else ())]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": finding.severity.value,
        "message": {"text": "; ".join(sentences)},
        "locations": [{"physicalLocation": _place(finding.location)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"physicalLocation": _place(one.location), "message": {"text": str(one.message)}}
            for one in finding.related
        ]
    fix = _fix(finding.location, finding.fix) if finding.fix is not None else None
    if fix is not None:
        result["fixes"] = [fix]
    return result


def _fix(where: Location, fix: Fix) -> dict[str, Any] | None:
    """The fix as replacements; None for that of a byte order mark, which stands before the first column."""
    edits = [edit for edit in fix.edits if edit.text or edit.range.start != edit.range.end]
    if not edits:
        return None
    sure = fix.safety is Safety.SAFE
    return {
        "description": {"text": "a safe fix" if sure else "a good guess: look at it"},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(where.path)},
                "replacements": [
                    {
                        "deletedRegion": _region(where.lines.region(edit.range)),
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in edits
                ],
            }
        ],
    }


def _place(where: Location) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(where.path)}, "region": _region(where.region)}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _uri(path: str) -> str:
    """A path as a relative URI; an absolute one, outside the repository, as that of a file."""
    if path.startswith("/"):
        return f"file://{quote(os.fsencode(path))}"
    # A colon in the first part would make it a scheme.
    return quote(os.fsencode(path), safe="/")
