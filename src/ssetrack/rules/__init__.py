"""What is wrong in plans: one function for each rule, in a module for each family or a part of it.

`check` runs them. `RULES` has them by name, in the order of their families; `rule_named` finds one,
`page` gives its page and `listing` what is known of each. To add a rule: write a function with a docstring
in the fitting module, and `tests/rules/<name>.good.yaml` and `.bad.yaml`.
"""

from __future__ import annotations

from ssetrack.diagnostic import Finding
from ssetrack.portfolio import Portfolio
from ssetrack.rules.checked import Settings
from ssetrack.rules.engine import chosen as rules_for
from ssetrack.rules.engine import is_known, is_never_silenced, run, unknown, unknown_in
from ssetrack.rules.registry import FAMILIES, RULES
from ssetrack.rules.rule import Rule
from ssetrack.schedule import Schedule

__all__ = [
    "FAMILIES",
    "RULES",
    "Rule",
    "Settings",
    "check",
    "is_known",
    "is_never_silenced",
    "listing",
    "page",
    "rule_named",
    "rules_for",
    "unknown_in",
]


def check(portfolio: Portfolio, schedule: Schedule, settings: Settings | None = None) -> tuple[Finding, ...]:
    """All findings in the plans, sorted. Raises `SsetrackError` for a rule or family that does not exist."""
    return run(portfolio, schedule, settings or Settings())


def rule_named(name: str) -> Rule:
    """The rule of that name. Raises `SsetrackError`, with the nearest name, where there is none."""
    if name not in RULES:
        raise unknown(name)
    return RULES[name]


def page(name: str) -> str:
    """The page of a rule, in Markdown. Raises `SsetrackError` where there is none."""
    return rule_named(name).page


def listing() -> list[dict[str, object]]:
    """What is known of each rule, as data."""
    return [
        {
            "name": rule.name,
            "family": rule.family,
            "severity": rule.severity.value,
            "fix": rule.fix,
            "depends_on_day": rule.depends_on_day,
            "summary": rule.summary,
        }
        for rule in RULES.values()
    ]
