"""Whatever a file holds, `read` and `load` answer: no exception of a parser, or of ours, leaves them."""

from __future__ import annotations

import parsers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import examples
from ssetrack.load import load
from ssetrack.source import read

pure = parsers.pure

PLAN = """\
%YAML 1.2
%TAG !e! tag:example.org,2000:
---
ssetrack: 1
title: "Caf\\u00e9 \\x41 \\U0001F600 \\
  folded"
owners: &o {ana: Ana, "ben": {name: 'Ben', vacant: yes}}
goals: {1: !e!x One, 2: !<y> Two}
sections:
  - title: |2-
      text
    activities:
      - {id: a, title: >+
           b, deadline: 2027-06?, tags: [x, *t], where: &t Paris, <<: *o}
      - id: 1.10
        title: ? b
        milestones: [{id: m, title: "M", when: [{date: 2027-01-01, time: "20:00"}, 2028]}]
"""
"""All that YAML knows, in one plan."""

LETTERS = [
    *"%!&*|>?:-'\"\\[]{},#@`~=<0129uUxafz \t\n\r",
    "\x00",
    "\x85",
    "\u00a0",
    "\u200b",
    "\u2028",
    "\ufeff",
    "é",
    "😀",
]
WORDS = ["\\u", "\\U", "\\x", "\\uD83D", "\\U0011", "%zz", "%ff", "!%!s", "!<%zz>", "*o", "&o ", "<<: "]
MARKS = ["%YAML 1.", "9" * 5000, "---\n", "...\n", "ssetrack: "]
SIGNS = st.sampled_from(LETTERS + WORDS + MARKS)


@st.composite
def mutated(draw):
    """The plan, with a few stretches of it taken away, repeated, or replaced by signs."""
    text = PLAN
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        middle = draw(st.sampled_from(["", text[start:end] * 2]) | SIGNS)
        text = text[:start] + middle + text[end:]
    return text.encode()


def answers(data, pure):
    """All that can be asked of a file without an exception."""
    loaded = load(read(data, "plan.yaml", pure=pure))
    text = loaded.source.text
    for problem in loaded.problems:
        start, end = loaded.source.locate(problem.place)
        assert 0 <= start <= end <= len(text)
        assert str(problem.message)
        assert problem.help is None or str(problem.help)
    assert loaded.problems or loaded.plan is not None
    return loaded


@examples(150)
@given(st.binary(max_size=60))
@example(b"\xff\xfe\x00\xd8")
@example(b"\x00\x00\xfe\xff")
@example(b"\xed\xa0\xbd")
def test_bytes(data):
    for pure in (False, True):
        answers(data, pure)


@examples(400)
@given(mutated())
def test_mutated_plans(data):
    for pure in (False, True):
        answers(data, pure)


@examples(150)
@given(st.lists(SIGNS, max_size=15).map("".join))
def test_signs(text):
    for pure in (False, True):
        answers(text.encode(), pure)


LONG = "9" * 5000

STUMBLED = [
    ('title: "\\U00110000"\n', "\\U00110000", "`\\U00110000` is not a character"),
    ('title: "é\n  \\\\u1234 \\UFFFFFFFF"\n', "\\UFFFFFFFF", "`\\UFFFFFFFF` is not a character"),
    ('title: {a: "\\uD83D\\uDE00"}\n', "\\uD83D", "`\\uD83D` is only half a character"),
    ('"\\U0000dfff": b\n', "\\U0000dfff", "`\\U0000dfff` is only half a character"),
    (f"%YAML 1.{LONG}\n---\na: b\n", "%YAML", "this version number of YAML is too long"),
    (f"%YAML {LONG}.1\n---\na: b\n", "%YAML", "this version number of YAML is too long"),
]


@pytest.mark.parametrize(("text", "place", "sentence"), STUMBLED)
def test_a_parser_stumbles(text, place, sentence, pure):
    source = read(text.encode(), "plan.yaml", pure=pure)
    assert source.broken
    [problem] = source.problems
    start, end = source.locate(problem.place)
    assert (problem.rule, text[start:end], str(problem.message)) == ("yaml-syntax", place, sentence)


@pytest.mark.parametrize("tag", ["!%!s", "!a%zz", "!<%zz>", "!a%ff", "!%", "!!%1"])
@pytest.mark.parametrize("text", ["{} x\n", "a: {} x\n", "a: &b {} [x]\n", "a: {} &b x\n"])
def test_percent_in_a_tag(tag, text, pure):
    text = text.format(tag)
    source = read(text.encode(), "plan.yaml", pure=pure)
    assert [text[slice(*one.place)] for one in source.problems if one.rule == "custom-tag"] == [tag]
