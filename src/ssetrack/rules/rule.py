"""What a lint rule is: a function whose docstring is its page.

Comes in: a function that looks at one file and yields problems. Goes out: a `Rule`, which knows its name,
its family, how much it matters and whether it can be mended. Nothing is registered behind anybody's back:
the package lists the modules that hold rules.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ssetrack.diagnostic import Kind, Problem, Severity
from ssetrack.rules.context import Context

Finder = Callable[[Context], Iterator[Problem]]
Fixing = Literal["", "safe", "unsafe", "safe or unsafe"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `page` is Markdown: the summary, why, what to write instead, a bad and a good example.

    `fix` says which fixes it may offer, if any; `depends_on_day` that its findings change with `--today`.
    `kind` is that of its findings, unless one says another: a conflict stops neither an export nor an edit.
    """

    name: str
    family: str
    severity: Severity
    fix: Fixing
    depends_on_day: bool
    page: str
    find: Finder
    kind: Kind = Kind.DEFECT

    @property
    def summary(self) -> str:
        """The defect in one sentence: the first line of the page."""
        return self.page.partition("\n")[0]


def rule(
    family: str,
    severity: Severity,
    *,
    fix: Fixing = "",
    depends_on_day: bool = False,
    kind: Kind = Kind.DEFECT,
) -> Callable[[Finder], Rule]:
    """Make a rule of a function: its name with hyphens is the rule's, its docstring the page."""

    def as_rule(find: Finder) -> Rule:
        name = find.__name__.replace("_", "-")
        return Rule(name, family, severity, fix, depends_on_day, inspect.getdoc(find) or "", find, kind)

    return as_rule
