"""Every rule finds what its bad example shows, and nothing of the kind in its good one.

`tests/rules/<name>.bad.yaml` and `.good.yaml` belong to a rule; `<name>.bad.out` is what `lint` says of the
bad one, rewritten by `make golden`. Read together, the `.out` files show all messages.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, TESTS, TODAY
from ssetrack.diagnostic import Finding, Safety, Severity, SsetrackError
from ssetrack.load import load
from ssetrack.portfolio import portfolio
from ssetrack.rules import FAMILIES, RULES, Settings, check, listing, page, rule_named
from ssetrack.schedule import schedule
from ssetrack.source import read

FOLDER = TESTS / "rules"
HEAD = "ssetrack: 1\ntitle: A plan\n"


def lint(
    files: dict[str, str | bytes], *, today: date = TODAY, pure: bool = False, settings: Settings | None = None
) -> tuple[Finding, ...]:
    """All findings in these files, a text or bytes under each path."""
    plans = portfolio(
        load(read(data.encode() if isinstance(data, str) else data, path, pure=pure))
        for path, data in files.items()
    )
    return check(plans, schedule(plans, today), settings or Settings(feeds=False))


def found(text: str | bytes, **how: object) -> list[str]:
    """The findings in one file, each as `line:column rule`."""
    return [f"{one.span.line}:{one.span.column} {one.rule}" for one in lint({"plan.yaml": text}, **how)]  # type: ignore[arg-type]


def written(findings: Iterable[Finding]) -> str:
    """Findings as the golden files have them."""
    lines = []
    for one in findings:
        span = one.span
        lines.append(
            f"{one.path}:{span.line}:{span.column}-{span.end_line}:{span.end_column}: {one.severity}: {one.message} [{one.rule}]"
        )
        if one.item or one.field:
            lines.append(f"    about: {one.item or '-'} {one.field}".rstrip())
        lines += [
            f"    see {related.path}:{related.span.line}:{related.span.column}: {related.message}"
            for related in one.related
        ]
        if one.help is not None:
            lines.append(f"    help: {one.help}")
        if one.fix is not None:
            lines += [
                f"    {one.fix.safety} fix {edit.span.line}:{edit.span.column}-{edit.span.end_line}:{edit.span.end_column}: {edit.text!r}"
                for edit in one.fix.edits
            ]
    return "\n".join(lines) + "\n"


def example(name: str, kind: str, *, pure: bool = False) -> tuple[Finding, ...]:
    """The findings in an example of a rule."""
    data = (FOLDER / f"{name}.{kind}.yaml").read_bytes()
    return lint({f"{name}.{kind}.yaml": data}, settings=Settings(feeds=name == "owner-without-contact"), pure=pure)


@pytest.mark.parametrize("name", RULES)
def test_the_bad_example(name: str, golden):
    findings = example(name, "bad")
    golden(written(findings), f"rules/{name}.bad.out")
    mine = [one for one in findings if one.rule == name]
    assert mine
    for one in mine:
        assert one.family == RULES[name].family
        assert one.help is not None
        assert RULES[name].fix or one.fix is None
        if RULES[name].fix in ("safe", "unsafe") and one.fix is not None:
            assert one.fix.safety == RULES[name].fix
    others = {one.rule for one in findings if one.rule != name and one.severity is Severity.ERROR}
    assert not others, "an example shows one mistake"


@pytest.mark.parametrize("name", RULES)
def test_the_good_example(name: str):
    findings = example(name, "good")
    assert [one for one in findings if one.rule == name or one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("kind", ["bad", "good"])
def test_both_parsers_give_the_same_findings(name: str, kind: str):
    assert written(example(name, kind, pure=True)) == written(example(name, kind))


def test_no_example_without_a_rule():
    assert {path.name.partition(".")[0] for path in FOLDER.iterdir()} == set(RULES)
