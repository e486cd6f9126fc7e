"""Plans given as text, as they stand on a day: what most tests below the command line begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conftest import TODAY
from ssetrack.load import load
from ssetrack.source import read
from ssetrack.status import Snapshot, snapshot


def snapshot_of(
    plans: str | bytes | Mapping[str, str | bytes], today: date = TODAY, *, pure: bool = False
) -> Snapshot:
    """One plan, called `plan.yaml`, or several by their paths; `pure` reads them without libyaml."""
    files = plans if isinstance(plans, Mapping) else {"plan.yaml": plans}
    sources = (
        read(text.encode() if isinstance(text, str) else text, path, pure=pure)
        for path, text in files.items()
    )
    return snapshot((load(source) for source in sources), today)
