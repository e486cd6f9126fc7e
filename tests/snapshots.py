"""Plans given as text, as they stand on a day: what most tests below the command line begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from conftest import TODAY
from ssetrack.load import load
from ssetrack.source import read
from ssetrack.status import Snapshot, snapshot


def snapshot_of(
    plans: str | bytes | Mapping[str, str | bytes], today: date = TODAY, *, pure: bool = False
) -> Snapshot:
    """One plan, called `plan.yaml`, or several by their paths; `pure` reads them without libyaml."""
    return (
        _snapshot_of_one(plans, today, pure)
        if isinstance(plans, str | bytes)
        else _snapshot_of_all(plans, today, pure)
    )


@lru_cache(maxsize=8)
def _snapshot_of_one(plan: str | bytes, today: date, pure: bool) -> Snapshot:
    """Nothing changes a snapshot, and many tests look at the same plan before they do something to it."""
    return _snapshot_of_all({"plan.yaml": plan}, today, pure)


def _snapshot_of_all(files: Mapping[str, str | bytes], today: date, pure: bool) -> Snapshot:
    sources = (
        read(text.encode() if isinstance(text, str) else text, path, pure=pure)
        for path, text in files.items()
    )
    return snapshot((load(source) for source in sources), today)
