"""Findings as JUnit XML, which nearly every CI service shows as a test report.

Comes in: findings and the paths of the files checked. Goes out: XML, a suite for each file: a failed case for
each finding, one passed case for a clean file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as Xml

from ssetrack.diagnostic import Finding
from ssetrack.language.speaker import ENGLISH
from ssetrack.wording.findings import headline_text
from ssetrack.wording.printable import xml_text


def junit(findings: Sequence[Finding], paths: Sequence[str]) -> str:
    """The findings as a test report: every file is a suite, in the order of the paths."""
    by_path: dict[str, list[Finding]] = {path: [] for path in paths}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    suites = Xml.Element("testsuites", {"name": "ssetrack", **_counts(by_path.values())})
    for path, here in by_path.items():
        head = {"name": xml_text(path), **_counts([here])}
        suite = Xml.SubElement(suites, "testsuite", head)
        if not here:
            Xml.SubElement(suite, "testcase", {"name": "lint", "classname": xml_text(path)})
        for finding in here:
            _add_case(suite, finding)
    Xml.indent(suites)
    written: str = Xml.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _counts(suites: Iterable[Sequence[Finding]]) -> dict[str, str]:
    numbers = [len(here) for here in suites]
    cases = sum(max(1, number) for number in numbers)
    return {"tests": str(cases), "failures": str(sum(numbers)), "errors": "0"}


def _add_case(suite: Xml.Element, finding: Finding) -> None:
    region = finding.region
    name = f"{finding.rule} ({region.line}:{region.column})"
    case = Xml.SubElement(suite, "testcase", {"name": name, "classname": xml_text(finding.path)})
    sentence = xml_text(str(finding.message))
    failure = Xml.SubElement(case, "failure", {"type": finding.severity.value, "message": sentence})
    lines = [headline_text(finding, ENGLISH)]
    if finding.help is not None:
        lines.append(str(finding.help))
    failure.text = xml_text("\n".join(lines))
