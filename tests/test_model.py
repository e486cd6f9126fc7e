"""The plain classes and the table of fields are what the definition says."""

from __future__ import annotations

import runpy

from conftest import ROOT


def test_the_classes_and_the_table_are_generated():
    script = runpy.run_path(str(ROOT / "scripts" / "generate_model.py"))
    for path, text in script["generated"]().items():
        assert path.read_text(encoding="utf-8") == text
