"""By what a service knows a finding again after the file has changed elsewhere.

Comes in: findings. Goes out: one fingerprint each, from path, rule, item and field, never from a line. Where
several findings share all of these, they are counted, for a fingerprint is to be unique.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from ssetrack.diagnostic import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A fingerprint for each finding, in their order: 64 hexadecimal digits."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for finding in findings:
        key = finding.path, finding.rule, finding.item, finding.field
        number = seen[key]
        seen[key] += 1
        parts = (*key, str(number)) if number else key
        found.append(sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest())
    return found
