"""All rules by name, from the modules that hold them.

Comes in: nothing. Goes out: `RULES`. A module that is not listed here has no rules.
"""

from __future__ import annotations

from types import ModuleType

from ssetrack.rules import (
    clocks,
    coverage,
    cycles,
    dates,
    events,
    identity,
    ignores,
    names,
    order,
    people,
    period,
    prerequisites,
    progress,
    references,
    repeats,
    schema,
    style,
    titles,
    unknown_items,
    yaml,
)
from ssetrack.rules.rule import Rule

MODULES: tuple[ModuleType, ...] = (
    yaml,
    schema,
    names,
    references,
    unknown_items,
    repeats,
    identity,
    cycles,
    dates,
    clocks,
    period,
    order,
    progress,
    coverage,
    people,
    events,
    prerequisites,
    titles,
    style,
    ignores,
)

FAMILIES = ("yaml", "schema", "references", "dates", "coverage", "style")


def _rules_by_name() -> dict[str, Rule]:
    found = [one for module in MODULES for one in vars(module).values() if isinstance(one, Rule)]
    return {rule.name: rule for rule in sorted(found, key=lambda rule: FAMILIES.index(rule.family))}


RULES: dict[str, Rule] = _rules_by_name()
"""All rules by name: family after family, in the order in which they are written down."""
