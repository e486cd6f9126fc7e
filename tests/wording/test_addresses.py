"""Which texts are taken for an e-mail address, and that looking for them costs what the text is long."""

from __future__ import annotations

import time

import pytest

from ssetrack.wording.addresses import without_addresses

HIDDEN = [
    ("ask ana@example.org", "ask …"),
    ("o'brien@example.org", "…"),
    ("(o'b'c@example.org)", "(…)"),
    ("'ana@example.org'", "'…'"),
    ('"ana@example.org"', '"…"'),
    ('"ana.souza"@example.org', "…"),
    ('"ana souza"@example.org, bo', "…, bo"),
    ('call "x" or "y"@example.org', 'call "x" or …'),
    ("https://example.org/@ana", "https://example.org/@ana"),
    ("17:00 @ Rio, d'accord", "17:00 @ Rio, d'accord"),
    ('the "@" sign', 'the "@" sign'),
]


@pytest.mark.parametrize(("text", "left"), HIDDEN)
def test_addresses_are_replaced_whole(text: str, left: str):
    assert without_addresses(text, "…") == left


@pytest.mark.parametrize("piece", ["a'", "'", '"', '"a', "a'b ", ".'", "@a'", '"@'])
def test_no_text_takes_long(piece: str):
    text = piece * 100_000 + "@"
    begun = time.process_time()
    without_addresses(text, "…")
    assert time.process_time() - begun < 2
