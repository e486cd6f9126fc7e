"""Which words behind `done` and `move` are items, and which are the date."""

from __future__ import annotations

import pytest

from ssetrack.cli.commands.change.items_and_date import items_and_date
from ssetrack.dates import DateProblem, parse
from ssetrack.diagnostic import SsetrackError

ITEMS = {"a", "b", "6", "5", "2027", "may", "paris"}


def parts_of(text: str, *, needs_date: bool = True, least: int = 1, on: str | None = None) -> str:
    found = items_and_date(
        text.split(),
        on=on,
        is_item=ITEMS.__contains__,
        is_date=lambda tail, before: (
            not isinstance(parse(tail), DateProblem) or (tail in ("paris", "sao paulo") and "a" in before)
        ),
        is_nearly=lambda text: text.startswith("31 June"),
        least=least,
        needs_date=needs_date,
    )
    return f"{' '.join(found.ids)} | {found.date}"


MOVES = {
    "a 2027-01": "a | 2027-01",
    "a b 2027-01": "a b | 2027-01",
    "a 5 December 2026": "a | 5 December 2026",
    "a 5 6 December 2026": "a 5 | 6 December 2026",
    "a b 2 weeks before b": "a b | 2 weeks before b",
    "a sao paulo": "a | sao paulo",
    "b a sao paulo": "b a | sao paulo",
    "a nowhere": "a | nowhere",
    "a 31 Junuary 2027": "a 31 Junuary | 2027",
    "a b 31 June 2027": "a b | 31 June 2027",
    "a lost 2027-01": "a lost | 2027-01",
    "lost 2027-01": "lost | 2027-01",
    "lost nowhere": "lost | nowhere",
}


@pytest.mark.parametrize("words", [words for words in MOVES if words.split()[-1] not in ITEMS])
def test_move(words: str):
    assert parts_of(words) == MOVES[words]


DONE = {
    "a": "a | None",
    "a b": "a b | None",
    "a 6": "a 6 | None",
    "a b 5 December 2026": "a b | 5 December 2026",
    "a nowhere": "a | nowhere",
    "lost": "lost | None",
    "6": "6 | None",
}


@pytest.mark.parametrize("words", DONE)
def test_done(words: str):
    assert parts_of(words, needs_date=False) == DONE[words]


@pytest.mark.parametrize("needs_date", [True, False])
@pytest.mark.parametrize("words", ["a 2027", "a b 2027", "a paris"])
def test_a_word_that_is_both_is_refused(words: str, needs_date: bool):
    with pytest.raises(SsetrackError, match="is an item, and can also be a date") as refused:
        parts_of(words, needs_date=needs_date)
    assert "--on" in str(refused.value.help)


@pytest.mark.parametrize("words", ["a", "a b", ""])
def test_a_date_is_needed(words: str):
    with pytest.raises(SsetrackError, match="the new date is missing"):
        parts_of(words)


def test_an_item_is_needed():
    with pytest.raises(SsetrackError, match="no item is named"):
        parts_of("2026-12")
    assert parts_of("2026-12", least=0) == " | 2026-12"


def test_on_says_it():
    assert parts_of("a 2027", on="2028") == "a 2027 | 2028"
