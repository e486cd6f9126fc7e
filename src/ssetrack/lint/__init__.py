"""What is wrong in plans: one function for each rule, in a module for each family or a part of it.

`check` runs them. `RULES` has them by name, in the order of their families; `rule_named` finds one.
To add a rule: write a function with a docstring in the fitting module, and `tests/rules/<name>.good.yaml`
and `.bad.yaml`.
"""

from __future__ import annotations

from ssetrack.diagnostic import Finding
from ssetrack.lint.engine import (
    is_known,
    is_never_silenced,
    known_rules,
    no_such_rule,
    no_such_rule_in,
    rules_for,
    run,
)
from ssetrack.lint.registry import FAMILIES, RULES
from ssetrack.rules.context import Settings
from ssetrack.rules.rule import Rule
from ssetrack.status import Snapshot

__all__ = [
    "FAMILIES",
    "RULES",
    "Rule",
    "Settings",
    "check",
    "is_known",
    "is_never_silenced",
    "known_rules",
    "no_such_rule_in",
    "rule_named",
    "rules_for",
]


def check(plans: Snapshot, settings: Settings | None = None) -> tuple[Finding, ...]:
    """All findings in the plans, sorted. Raises `SsetrackError` for a rule or family that does not exist."""
    return run(plans, settings or Settings())


def rule_named(name: str) -> Rule:
    """The rule of that name. Raises `SsetrackError`, with the nearest name, where there is none."""
    if name not in RULES:
        raise no_such_rule(name)
    return RULES[name]
