"""Plans and a task list in memory that are in step."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.whole import Whole, begin, opening


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Whole:
    """The plan above, in step with a list."""
    found = Whole(tmp_path)
    monkeypatch.setattr(opening(), "server_collection", lambda _: found.server)
    begin(found)
    return found
