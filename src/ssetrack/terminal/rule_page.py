"""Rules for people and programs: the list, and the page of one (its docstring).

Comes in: rules. Goes out: text, and data for JSON. `docs/rules.md` is made from the same pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ssetrack.diagnostic import Kind

if TYPE_CHECKING:
    from ssetrack.lint import Rule


def rule_list(rules: Sequence[Rule]) -> str:
    """All rules by family: name, severity, what is wrong."""
    width = max(len(rule.name) for rule in rules)
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ([""] if lines else []) + [family]
        lines.append(f"  {rule.name:<{width}}  {rule.severity.value:<7}  {rule.summary}")
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule) -> str:
    """The page of a rule: its facts, then its docstring."""
    facts = [rule.family, rule.severity.value]
    if rule.depends_on_day:
        facts.append("depends on the day")
    if rule.kind is Kind.CONFLICT:
        facts.append("planning conflict")
    return f"{rule.name} ({', '.join(facts)})\n\n{rule.page}\n"


def rule_data(rule: Rule) -> dict[str, object]:
    """A rule as data for JSON."""
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.value,
        "fix": rule.fix,
        "depends_on_day": rule.depends_on_day,
        "summary": rule.summary,
        "page": rule.page,
    }
