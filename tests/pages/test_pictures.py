"""The pictures of the documents show what ssetrack shows today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import ROOT

SCRIPT = ROOT / "scripts" / "pictures.py"


def test_the_screens_are_current():
    done = subprocess.run([sys.executable, SCRIPT, "--check"], check=False)
    assert done.returncode == 0, "run `make docs`"


def test_the_screens_fetch_nothing():
    for name in ("status.svg", "timeline.svg"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert "font-face" not in text
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
        assert ElementTree.fromstring(text).tag.endswith("svg")


def test_the_page_is_a_picture():
    assert (ROOT / "docs" / "page.png").read_bytes().startswith(b"\x89PNG")


CHEAT_SHEET = ROOT / "docs" / "cheat-sheet.pdf"


def pages_of(pdf: Path) -> list[str]:
    """The text of each sheet, without spaces."""
    from pypdf import PdfReader

    return ["".join(sheet.extract_text().split()) for sheet in PdfReader(pdf).pages]


def test_the_cheat_sheet_is_one_sheet_and_current():
    (sheet,) = pages_of(CHEAT_SHEET)
    commands = re.findall(r"`(ssetrack[^`]*)`", CHEAT_SHEET.with_suffix(".md").read_text(encoding="utf-8"))
    assert len(commands) > 20
    assert [command for command in commands if "".join(command.split()) not in sheet] == [], "run `make docs`"


def test_the_cheat_sheet_names_no_program_and_no_day():
    """A newer browser that prints the same makes the same file."""
    octets = CHEAT_SHEET.read_bytes()
    assert not re.search(rb"Chrome|Skia|Mozilla|D:20(?!000101)", octets)


@pytest.mark.rest
@pytest.mark.slow
@pytest.mark.needs("chromium", "chromedriver")
def test_the_cheat_sheet_still_fits(tmp_path: Path):
    script = "import sys, pictures; from pathlib import Path; pictures.print_sheet(Path(sys.argv[1]))"
    target = tmp_path / "sheet.pdf"
    subprocess.run([sys.executable, "-c", script, target], cwd=SCRIPT.parent, check=True)
    assert len(pages_of(target)) == 1
