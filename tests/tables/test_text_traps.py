"""Files with one trap each, as people send them: golden/KIND/NAME.ENDING.txt, read against the file itself.

All go through the door, so that what is recognised is tried as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dump import dump

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables.opening import document, form_of
from ssetrack.tables.signatures import Form

TRAPS = Path(__file__).parent / "traps"
FILES = [path for kind in ("csv", "html", "md", "other") for path in sorted((TRAPS / kind).iterdir())]


def test_every_trap_is_there():
    assert len(FILES) == 25


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_trap(path: Path, golden: Callable[[str, str | Path], None]):
    golden(dump(document(path.read_bytes(), path.name)), f"tables/golden/{path.parent.name}/{path.name}.txt")


@pytest.mark.parametrize("path", [*(TRAPS / "pdf").iterdir()], ids=lambda path: path.name)
def test_a_pdf_is_refused_with_what_to_do(path: Path):
    with pytest.raises(SsetrackError) as refusal:
        document(path.read_bytes(), path.name)
    assert "PDF" in str(refusal.value.message)
    assert "paste" in str(refusal.value.help)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_name_does_not_matter_where_the_content_tells(path: Path):
    """Pasted, or saved under a name of Office by a program of the web, it is the same document."""
    octets = path.read_bytes()
    if form_of(octets, "plan.xls") is Form.TEXT:
        assert path.parent.name in ("csv", "md")  # only their names say that they are no prose
        return
    assert dump(document(octets, "plan.xls")) == dump(document(octets, path.name))
