"""What is shown above owners and goals, and behind dates that count."""

from __future__ import annotations

import pytest
from cursors import index_at
from open_plans import PATH, plans_of
from test_hovers import OTHERS, PLAN

from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.lenses import inlay_hints, lenses, tally_words
from ssetrack.language.speaker import Speaker


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["0 items", "1 item", "1 item, 1 overdue", "3 items, 1 overdue", "5 items, 2 overdue"]),
        (
            "fr",
            [
                "0 élément",
                "1 élément",
                "1 élément, dont 1 en retard",
                "3 éléments, dont 1 en retard",
                "5 éléments, dont 2 en retard",
            ],
        ),
        (
            "es",
            [
                "0 elementos",
                "1 elemento",
                "1 elemento, 1 con retraso",
                "3 elementos, 1 con retraso",
                "5 elementos, 2 con retraso",
            ],
        ),
        ("pt", ["0 itens", "1 item", "1 item, 1 em atraso", "3 itens, 1 em atraso", "5 itens, 2 em atraso"]),
    ],
)
def test_counts_in_four_languages(language: str, texts: list[str]):
    numbers = [(0, 0), (1, 0), (1, 1), (3, 1), (5, 2)]
    assert [tally_words(Speaker(language), *two) for two in numbers] == texts


def test_lenses_are_on_owners_and_goals():
    index = Index(plans_of({PATH: PLAN, **OTHERS}))
    found = {PLAN[one.place.start : one.place.end]: one.text for one in lenses(index, PATH)}
    assert found == {
        "ana": "5 items, 3 overdue",
        "ben": "2 items",
        "seat": "2 items, 1 overdue",
        "idle": "0 items",
        "A": "2 items, 2 overdue",
        "B": "1 item, 1 overdue",
    }
    assert lenses(index, "far.yaml") == ()


@pytest.mark.parametrize(
    ("language", "day"), [("en", "28 Jul 2004"), ("fr", "28 juil. 2004"), ("es", "28 jul 2004")]
)
def test_hints_are_on_dates_that_count(language: str, day: str):
    index = Index(plans_of({PATH: PLAN, **OTHERS}, language=language))
    found = {
        PLAN[: one.offset].rpartition("\n")[2].rpartition(": ")[2]: one.text
        for one in inlay_hints(index, PATH)
    }
    assert set(found) == {"4 weeks after m1", "1 week after m1", "M9"}
    assert found["4 weeks after m1"] == f"= {day}"


def test_they_move_with_what_is_typed_and_leave_what_is_being_changed():
    broken = PLAN.replace("  ben: Ben", "  ben: [Ben¦")
    index, _ = index_at(broken, OTHERS, before=PLAN)
    text = index.document(PATH).text
    found = {text[one.place.start : one.place.end] for one in lenses(index, PATH)}
    assert found == {"ana", "ben", "seat", "idle", "A", "B"}
    ends = [text[: one.offset].rpartition("\n")[2].strip() for one in inlay_hints(index, PATH)]
    assert ends == [
        "deadline: 4 weeks after m1",
        "start: 1 week after m1",
        "- {id: draft, title: Draft, deadline: M9",
    ]
