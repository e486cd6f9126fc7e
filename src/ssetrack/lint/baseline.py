"""Findings that a team has agreed to live with for now: only what is new is reported.

Comes in: findings, the id of the plan in each file, and the text of a baseline. Goes out: the findings that
it does not know, or a new text. A finding is known by plan, rule, item and field with a count, never by a
line, so that a baseline survives every edit elsewhere. Nothing here reads or writes a file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, Self

from ssetrack.diagnostic import Finding, SsetrackError
from ssetrack.language.message import message
from ssetrack.lint.engine import is_never_silenced
from ssetrack.lint.registry import RULES
from ssetrack.wording.printable import json_text

VERSION = 1

LARGEST = 64 * 1024 * 1024
"""Octets of a baseline, and so more problems of a kind than any plan has."""

FindingKey = tuple[str, str, str, str]
"""Plan, rule, item and field."""

_KEY = ("plan", "rule", "id", "field")
"""What they are called in the file."""


class Comparison(NamedTuple):
    """Findings beside a baseline: what is `new`, and how many that it lists are `gone`."""

    new: tuple[Finding, ...]
    gone: int


class Baseline:
    """How often each finding was there; `plans` gives the id of the plan at a path, else the path counts."""

    def __init__(self, counts: Mapping[FindingKey, int]) -> None:
        self.counts = counts

    @classmethod
    def of(cls, findings: Iterable[Finding], plans: Mapping[str, str]) -> Self:
        """What is found now, but for what nothing silences."""
        return cls(Counter(_key(one, plans) for one in findings if not _is_firm(one)))

    @classmethod
    def from_text(cls, text: str, path: str) -> Self:
        """The baseline in a file. Raises `SsetrackError` for a text that is none."""
        data = _data(text)
        if data is not None and data["version"] != VERSION:
            raise SsetrackError(
                message("`{path}` is a baseline file of another version of ssetrack", path=path),
                message("write it again: add `--write-baseline`"),
            )
        counts = None if data is None else _counts(data["findings"])
        if counts is None:
            raise SsetrackError(
                message("`{path}` is not a baseline file", path=path),
                message(
                    "nothing was changed; to write one, use a new file name, such as "
                    "`--baseline baseline.json --write-baseline`"
                ),
            )
        return cls(counts)

    @staticmethod
    def is_one(text: str) -> bool:
        """Whether a text is a baseline of this version or another: nothing else is replaced by one."""
        return _data(text) is not None

    def text(self) -> str:
        """The baseline as it is kept: JSON, one entry a line, the same bytes for the same findings."""
        rows = [
            json_text({**dict(zip(_KEY, key, strict=True)), "count": self.counts[key]})
            for key in sorted(self.counts)
        ]
        listed = ",\n  ".join(rows)
        body = f"[\n  {listed}\n ]" if rows else "[]"
        return f'{{"version": {VERSION},\n "findings": {body}}}\n'

    def with_new_id(self, plan: str, kind: str, old: str, new: str) -> Self:
        """The same where something in a plan has another id; `kind` is activity, owner, goal and so on."""
        before, after, end = old, new, "/"
        if kind in ("owner", "goal"):
            before, after, end = f"{kind}s.{old}", f"{kind}s.{new}", "."

        def text(known: str) -> str:
            is_meant = known == before or known.startswith(before + end)
            return after + known[len(before) :] if is_meant else known

        counts: Counter[FindingKey] = Counter()
        for key, count in self.counts.items():
            home, rule, item, field = key
            if home == plan and kind in ("owner", "goal"):
                field = field if item else text(field)
            elif home == plan:
                item = text(item)
            counts[home, rule, item, field] += count
        return type(self)(counts)

    def comparison(
        self, findings: Iterable[Finding], plans: Mapping[str, str], ran: Collection[str]
    ) -> Comparison:
        """What is new. Where there are more of a kind than there were, all are: which one came is unknown."""
        findings = tuple(findings)
        now = Counter(_key(one, plans) for one in findings if not _is_firm(one))
        new = tuple(
            one
            for one in findings
            if _is_firm(one) or now[_key(one, plans)] > self.counts.get(_key(one, plans), 0)
        )
        here = set(plans.values())
        gone = sum(
            max(0, count - now[key])
            for key, count in self.counts.items()
            if key[0] in here and key[1] in ran  # of other plans and rules nothing was looked for
        )
        return Comparison(new, gone)


def _data(text: str) -> dict[str, Any] | None:
    """What a text says that is a baseline of this version or another; None for any other text."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.keys() == {"version", "findings"} else None


def _counts(rows: object) -> dict[FindingKey, int] | None:
    """The entries of a baseline of this version; None where one is not as `Baseline.text` writes it."""
    if not isinstance(rows, list):
        return None
    counts: dict[FindingKey, int] = {}
    for row in rows:
        values = [row.get(name) for name in (*_KEY, "count")] if isinstance(row, dict) else []
        match values:
            case [str(plan), str(rule), str(item), str(field), int(count)] if (
                count is not True and 0 < count <= LARGEST
            ):
                counts[plan, rule, item, field] = count
            case _:
                return None
    return counts


def _key(finding: Finding, plans: Mapping[str, str]) -> FindingKey:
    return plans.get(finding.path, finding.path), finding.rule, finding.item, finding.field


def _is_firm(finding: Finding) -> bool:
    return is_never_silenced(RULES[finding.rule])
