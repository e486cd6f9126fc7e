"""The door on the traps of every format: it finds the reader, whatever the file is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssetrack.tables.opening import form_of
from ssetrack.tables.signatures import Form

TRAPS = Path(__file__).parent / "traps"
OFFICE = {
    "docx": Form.WORD,
    "xlsx": Form.EXCEL,
    "ods": Form.OPEN_DOCUMENT,
    "odt": Form.OPEN_DOCUMENT,
    "pdf": Form.PDF,
}
FILES = [path for kind in OFFICE for path in sorted((TRAPS / kind).iterdir())]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_office_file_is_known_by_what_it_holds(path: Path):
    assert form_of(path.read_bytes(), "plan.txt") is OFFICE[path.parent.name]
