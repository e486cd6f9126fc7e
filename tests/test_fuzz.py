"""What `tests/fuzz/fuzz.py` has found stays mended; and the program itself runs, and finds what is broken."""

from __future__ import annotations

import pytest

import fuzz.fuzz as fuzzing

SEEDS = sorted(fuzzing.SEEDS.glob("*/*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_seeds(path):
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    assert fuzzing.failure(path.parent.name, text) is None


@pytest.mark.parametrize("target", fuzzing.TARGETS)
def test_a_short_run(target):
    """The same inputs each time: a run that ends by its number would be slower on some days."""
    chance = fuzzing.random.Random(1)
    texts = fuzzing.corpus()
    if target == "dates":
        texts = fuzzing.date_corpus(texts)
    for _ in range(20):
        text = fuzzing.changed(chance.choice(texts), texts, chance)
        assert fuzzing.failure(target, text) is None, text


def test_what_hangs_breaks(monkeypatch):
    def hangs(_: str) -> None:
        while True:
            pass

    monkeypatch.setitem(fuzzing.TARGETS, "plans", hangs)
    monkeypatch.setattr(fuzzing, "LONGEST", 0.05)
    assert "TimeoutError" in (fuzzing.failure("plans", "abc") or "")


def test_what_breaks_is_made_smaller(monkeypatch):
    def breaks(text: str) -> None:
        assert "x" not in text

    monkeypatch.setitem(fuzzing.TARGETS, "plans", breaks)
    assert "AssertionError" in (fuzzing.failure("plans", "abcxdef") or "")
    assert fuzzing.smaller("plans", "abcxdef\n" * 3) == "x"
