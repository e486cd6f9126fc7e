"""Documents with one trap each, and what the grid must hold of them: golden/KIND/NAME.txt, read against the XML.

Each was laid by hand or by the program itself (LibreOffice made the .ods and .odt from the others).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dump import dump

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables import excel, opendocument, word
from ssetrack.tables.grid import Document

TRAPS = Path(__file__).parent / "traps"

READERS: dict[str, Callable[[bytes], Document]] = {
    "docx": word.document,
    "xlsx": excel.document,
    "ods": opendocument.document,
    "odt": opendocument.document,
}

FILES = [path for kind in READERS for path in sorted((TRAPS / kind).iterdir())]


def test_every_trap_is_there():
    assert len(FILES) == 35


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_trap(path: Path, golden: Callable[[str, str | Path], None]):
    kind = path.suffix[1:]
    try:
        text = dump(READERS[kind](path.read_bytes()))
    except SsetrackError as refusal:
        text = f"refused: {refusal.message}\n{refusal.help}\n"
    golden(text, f"tables/golden/{kind}/{path.stem}.txt")
