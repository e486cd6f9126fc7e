"""Which languages a plan's titles are kept in, and which titles lack one that most have.

Comes in: proses and the plan's own language. Goes out: what each lacks. A plan in one language lacks none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ssetrack.plan.prose import ProseText, parents


def lacking(proses: Sequence[ProseText], own: str) -> tuple[tuple[str, ...], ...]:
    """For each prose, the languages that more than half of them have and this one has not."""
    if all(isinstance(prose, str) for prose in proses):
        return ((),) * len(proses)
    plain = frozenset(parents(own))
    known: dict[tuple[str, ...], frozenset[str]] = {}
    found: list[frozenset[str]] = []
    for prose in proses:
        if isinstance(prose, str):
            found.append(plain)
            continue
        written = tuple(tag for tag, text in prose.items() if text)
        if written not in known:
            known[written] = frozenset(tag for one in written for tag in parents(one))
        found.append(known[written])
    counts = Counter(tag for tags in found for tag in tags)
    usual = sorted(tag for tag, number in counts.items() if number * 2 > len(found) and "-" not in tag)
    return tuple(tuple(tag for tag in usual if tag not in tags) for tags in found)
