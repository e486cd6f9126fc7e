"""The pictures of the documents show what ssetrack shows today."""

from __future__ import annotations

import subprocess
import sys
from xml.etree import ElementTree

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
