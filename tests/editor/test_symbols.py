"""The outline of a plan and what can be folded, also while its text is broken."""

from __future__ import annotations

import pytest
from editors import Editor

from ssetrack.diagnostic import Range
from ssetrack.editor.answers.moves import Moves
from ssetrack.editor.symbols import Symbol, flat, folds, symbols
from ssetrack.source import read_text

PLAN = """\
# A plan
# of two lines
ssetrack: 1
title: {en: Plan, fr: Projet}
sections:
  - id: s
    title: {fr: Réunions, en: Meetings}
    activities:
      - id: a
        title: "First\\tone"
        milestones:
          - {id: m, title: Draft}
          - {title: Final}
    sections:
      - title: Inner
        activities: []
activities:
  - &b {id: b,
     title: Second}
  - *b
  - notes: |
      a text

      of lines
  - []
  - just a text

# the end
"""


def shown(found: tuple[Symbol, ...], depth: int = 0) -> list[str]:
    lines = []
    for one in found:
        lines.append(f"{'  ' * depth}{one.kind} {one.name}")
        lines += shown(one.inner, depth + 1)
    return lines


def test_the_outline_is_that_of_the_plan():
    root = read_text(PLAN, "p.yaml").root
    found = symbols(root, PLAN)
    assert shown(found) == [
        "section s Réunions",
        "  activity a First one",
        "    milestone m Draft",
        "    milestone Final",
        "  section Inner",
        "activity b Second",
        "activity activity",
    ]
    for one in flat(found):
        assert one.place.start <= one.name_place.start <= one.name_place.end <= one.place.end
        for inner in one.inner:
            assert one.place.start <= inner.place.start <= inner.place.end <= one.place.end


def test_what_is_longer_than_a_line_can_be_folded():
    root = read_text(PLAN, "p.yaml").root
    lines = {
        (PLAN.count("\n", 0, one.place.start) + 1, PLAN.count("\n", 0, one.place.end) + 1, one.is_comment)
        for one in folds(root, PLAN)
    }
    assert (1, 2, True) in lines
    assert (5, 16, False) in lines  # sections
    assert (9, 13, False) in lines  # the activity
    assert (18, 19, False) in lines  # in braces
    assert (21, 24, False) in lines  # a text in a block
    assert not [one for one in lines if one[0] == one[1]]


@pytest.mark.parametrize("end", ["\n  - [", "\n\t", "\n  - {id: 'c"])
def test_the_outline_stays_while_the_text_is_broken(end: str):
    with Editor() as editor:
        uri = editor.open("untitled:a", PLAN)
        before = editor.about("documentSymbol", uri)
        folded = editor.about("foldingRange", uri)
        at = PLAN.index("  - &b")
        text = PLAN[:at] + f"  # more{end}\n" + PLAN[at:]
        editor.change(uri, text)
        after = editor.about("documentSymbol", uri)
        assert [one["name"] for one in after] == [one["name"] for one in before]
        assert after[0]["range"] == before[0]["range"]
        second = next(one for one in after if one["name"] == "b Second")
        line = editor.position(text, text.index("&b"))["line"]
        assert second["range"]["start"]["line"] == line
        assert len(editor.about("foldingRange", uri)) == len(folded)


@pytest.mark.parametrize(
    ("now", "old", "place", "wanted"),
    [
        ("abXcd", "abcd", (0, 4), (0, 5)),
        ("abXcd", "abcd", (2, 4), (2, 5)),
        ("abXcd", "abcd", (3, 4), (4, 5)),
        ("abcd", "abXXcd", (0, 6), (0, 4)),
        ("abcd", "abXXcd", (3, 3), (2, 2)),
        ("abcd", "abXXcd", (1, 3), (1, 2)),
        ("", "abc", (1, 2), (0, 0)),
        ("abc", "abc", (1, 2), (1, 2)),
    ],
)
def test_a_stretch_keeps_what_was_typed_in_it(
    now: str, old: str, place: tuple[int, int], wanted: tuple[int, int]
):
    assert Moves(now, old).stretch_now(Range(*place)) == Range(*wanted)
