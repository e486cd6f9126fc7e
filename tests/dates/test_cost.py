"""What a text that is no date costs: plans may be full of them."""

from __future__ import annotations

import cProfile

import pytest

from ssetrack import dates


def calls(texts: list[str]) -> int:
    """How many calls it takes to read the texts."""
    profile = cProfile.Profile(builtins=True)
    profile.enable()
    for text in texts:
        dates.parse(text, language="en")
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("text", ["{n} Janaury 2004", "Febuary 2{n:03}", "{word} 2004"])
def test_a_misspelt_date_costs_little(text: str):
    dates.parse(text, language="en")  # imports what it needs
    words = ["".join(chr(97 + n // 26**place % 26) for place in range(6)) for n in range(200)]
    assert calls([text.format(n=n + 40, word=word) for n, word in enumerate(words)]) < 200 * 1000


def test_a_word_is_compared_with_the_months_once():
    assert calls(["31 Auggust 2004"]) > calls(["32 Auggust 2004"]) + 200
