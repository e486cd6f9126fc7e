"""Texts in quotes say the same on a line of their own, in brackets, and as YAML reads them."""

from __future__ import annotations

import pytest

from ssetrack.editor.answers.cursor import cursor_at
from ssetrack.source import read

QUOTED = ["'it''s'", "'a \"b\"'", '"it\'s"', r'"a \"b\""', r'"a\\b"', "''''", "'née'", '"x y"']


@pytest.mark.parametrize("written", QUOTED)
@pytest.mark.parametrize("around", ["goals:\n  {}: |", "goals: {{{}: |}}"], ids=["a line", "brackets"])
def test_a_key_in_quotes_is_what_yaml_reads(written: str, around: str):
    text = around.format(written)
    cursor = cursor_at(text.replace("|", ""), text.index("|"))
    root = read(text.replace("|", "x").encode(), "p.yaml").root
    assert cursor is not None
    assert cursor.key == next(iter(root["goals"]))
