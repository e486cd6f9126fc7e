"""No line begins with a sign that French sets apart from the word before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.terminal.wrapping import flow, wrap

TEXTS = [
    "Quelle date et quel lieu : 8–9 avril 2004 (Rio de Janeiro) ou 26–27 avril 2004 (Paris) ?",
    "Rien : « tout va bien » ; vraiment ! Ou non ?",
    "Réunion 12:30 du groupe : d'ici fin mars ; bloqué",
]
SIGNS = tuple("?!:;»")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", range(20, 90))
def test_no_line_begins_with_a_sign(text: str, width: int):
    lines = ["".join(part for part, _ in line) for line in flow([(text, "")], width)]
    for made in (lines, wrap(text, width)):
        assert [line for line in made[1:] if line.lstrip().startswith(SIGNS)] == []
        assert " ".join(" ".join(made).split()) == text


@given(st.text(alphabet="ab ?:;!», \u00e9", max_size=60), st.integers(8, 30))
def test_nothing_is_lost_and_no_line_too_long(text: str, width: int):
    lines = ["".join(part for part, _ in line) for line in flow([(text, "")], width)]
    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())
    assert all(len(line) <= width for line in wrap(text, width))
