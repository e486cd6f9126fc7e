"""Which problems plans have after an edit that they had not before.

Comes in: plans as they are on a day, or what was found in them. Goes out: the errors that lint finds, and
which findings are on one side of an edit alone. Where a problem is in the file does not count: an edit moves
what stands below it. Errors of YAML are left out: each edit is read again, and looks for them itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from ssetrack.diagnostic import Finding, Severity
from ssetrack.language.message import Message
from ssetrack.lint.engine import run
from ssetrack.lint.registry import RULES
from ssetrack.rules.context import Settings
from ssetrack.status import Snapshot
from ssetrack.wording.punctuation import message_behind_label

_Name: TypeAlias = tuple[str, str, str, str, str]


def errors_of(plans: Snapshot) -> list[Finding]:
    """The errors in plans, but for those of YAML."""
    names = frozenset(
        name for name, rule in RULES.items() if rule.severity is Severity.ERROR and rule.family != "yaml"
    )
    return [one for one in run(plans, Settings(select=names)) if one.severity is Severity.ERROR]


class Difference(NamedTuple):
    """The findings that are there on one side alone; of two that are alike, one may be."""

    new: list[Finding]
    gone: list[Finding]


def difference(before: Sequence[Finding], after: Sequence[Finding]) -> Difference:
    """How what is found after an edit differs from what was found before it, of whatever severity."""
    if not before or not after:
        return Difference([*after], [*before])
    was, now = list(map(_name, before)), list(map(_name, after))
    return Difference(_without(after, now, was), _without(before, was, now))


def _without(findings: Sequence[Finding], names: list[_Name], others: list[_Name]) -> list[Finding]:
    """The findings of these names, each without one of the others that has its name."""
    known = Counter(others)
    found = []
    for finding, name in zip(findings, names, strict=True):
        if known[name]:
            known[name] -= 1
        else:
            found.append(finding)
    return found


def sentence(error: Finding) -> Message:
    """What is wrong, with the item that it is wrong with."""
    if not error.item:
        return error.message
    return message_behind_label(error.item, error.message)


def _name(finding: Finding) -> _Name:
    """What a finding is about, without its place in the file."""
    return finding.path, finding.rule, finding.item, finding.field, str(finding.message)
