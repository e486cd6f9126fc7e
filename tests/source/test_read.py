"""Good plans: the tree, the places of its nodes, and what is read where several writings are possible."""

from __future__ import annotations

import re

import parsers
import pytest

from ssetrack.diagnostic import At, Range, Region
from ssetrack.source import Limits, read, too_large
from ssetrack.source.tree import Mapping, Scalar, Sequence

pure = parsers.pure

GOOD = [
    ("a: b\n", {"a": "b"}),
    ("{a: b}", {"a": "b"}),
    (
        "a: 1.10\nb: NO\nc: 20:00\nd: 2004-02-30\ne: 010\n",
        {"a": "1.10", "b": "NO", "c": "20:00", "d": "2004-02-30", "e": "010"},
    ),
    ("a:\nb: ~\nc: null\nd: ''\ne: Null\n", {"a": None, "b": None, "c": None, "d": "", "e": "Null"}),
    ("- a\n-\n- ~\n", ["a", None, None]),
    (
        "a: [vision:1.2, 2004-06?, http://example.org/a?b=c]",
        {"a": ["vision:1.2", "2004-06?", "http://example.org/a?b=c"]},
    ),
    (
        "a: {time: 20:00, date: 2021-10-08T20:00/21:30}",
        {"a": {"time": "20:00", "date": "2021-10-08T20:00/21:30"}},
    ),
    ("a: [Que faire ?, rien]", {"a": ["Que faire ?", "rien"]}),
    ("a: [2004-06?..2004-08, b]\nc: what? yes: no", None),
    ("a: {2004-12,2005-10}", {"a": {"2004-12": None, "2005-10": None}}),
    ("a: b: c", None),
    ("a: b\u2028c\u2029d\n", {"a": "b\u2028c\u2029d"}),
    ('a: "b\\u2028\\tc"\n', {"a": "b\u2028\tc"}),
    ("a: |\n  b # no comment\n  c\n\n# comment\nd: e\n", {"a": "b # no comment\nc\n", "d": "e"}),
    ("a: >-\n  b\n  c\n", {"a": "b c"}),
    ("a: |\n   \n     b\n", {"a": "\nb\n"}),
    ("a: b\n  c\n\n  d\n", {"a": "b c\nd"}),
    ("a: 'it''s'\n", {"a": "it's"}),
    ("base: &x {p: 1, q: 2}\nc: {<<: *x, q: 3}\n", {"base": {"p": "1", "q": "2"}, "c": {"q": "3", "p": "1"}}),
    (
        "x: &x {p: 1}\ny: &y {p: 2, r: ~}\nc:\n  <<: [*x, *y]\n",
        {"x": {"p": "1"}, "y": {"p": "2", "r": None}, "c": {"p": "1", "r": None}},
    ),
    ("c: {<<: {p: 1, q: ~}, p: 2}\n", {"c": {"p": "2", "q": None}}),
    ("a: &x b\nc: *x\nd: &y\ne: *y\n", {"a": "b", "c": "b", "d": None, "e": None}),
    ("&k a: b\nc: {*k : d}\n", {"a": "b", "c": {"a": "d"}}),
    ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
    ("%YAML 1.1\n---\na: NO\n", {"a": "NO"}),
    ("a:\t b\t\nc: d \t# e\n", {"a": "b", "c": "d"}),
    ("a: b\n# only\n", {"a": "b"}),
    ("a: -1\nb: :c\nd: -e\n", {"a": "-1", "b": ":c", "d": "-e"}),
    ("", None),
    ("# only a comment\n", None),
    ("\n\n", None),
    ("just a text", "just a text"),
]


@pytest.mark.parametrize(("text", "tree"), GOOD, ids=range(len(GOOD)))
def test_tree(text, tree, pure):
    source = read(text.encode(), "plan.yaml", pure=pure)
    assert source.root == tree
    if tree is not None:
        assert source.problems == ()
        assert not source.broken


def nodes(node):
    yield node
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield key
            yield from nodes(value)
    elif isinstance(node, Sequence):
        for value in node:
            yield from nodes(value)


PLACED = """\
# é 😀
title: &t 'VISION — été 😀'
goals: {A: first, "B": [x, y ]}   # after
owners:
  - &m marcos   # trailing

  - chilo
text: |
  literal

  text

# comment
empty:
last: *t
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_every_place_holds_what_was_read(end, bom, pure):
    source = read((bom + PLACED.replace("\n", end)).encode(), "plan.yaml", pure=pure)
    assert source.bom == bool(bom)
    text = source.text
    written = {node: text[node.start : node.end] for node in nodes(source.root) if isinstance(node, Scalar)}
    assert written.pop("literal\n\ntext\n") == "|\n  literal\n\n  text".replace("\n", end)
    assert written.pop("VISION — été 😀") == "'VISION — été 😀'"
    assert written.pop("B") == '"B"'
    assert all(value == key for key, value in written.items())
    root = source.root
    assert text[root["goals"].start : root["goals"].end] == '{A: first, "B": [x, y ]}'
    assert text[root["owners"].start : root["owners"].end].startswith("- &m marcos")
    assert text[root["owners"].end - 5 : root["owners"].end] == "chilo"
    assert root["last"] is root["title"]
    assert root.nothings == {"empty": (text.index("empty:") + 6,) * 2}
    assert source.lines.region(source.locate(At(("title",)))) == Region(2, 11, 2, 27)
    assert source.lines.line_text(2) == "title: &t 'VISION — été 😀'"
    assert source.lines.line_text(99) == ""


PLAN = """\
owners:
  marcos: Marcos
  chilo: {name: "Chilo", email: ~}
activities:
  - id: 1.2
    owners: chilo
    when: 8 April 2004
    deadline:
    notes: "a \\"b\\""
"""

LOCATED = [
    (At(("owners", "marcos")), "Marcos"),
    (At(("owners", "marcos"), "key"), "marcos"),
    (At(("owners", "marcos", "name")), "Marcos"),
    (At(("owners", "chilo", "name")), '"Chilo"'),
    (At(("owners", "chilo", "name"), within=(1, 3)), "hi"),
    (At(("owners", "chilo", "email")), "~"),
    (At(("owners", "chilo"), "item"), "name"),
    (At(("activities", 0), "item"), "id"),
    (At(("activities", 0, "owners", 0)), "chilo"),
    (At(("activities", 0, "owners"), "key"), "owners"),
    (At(("activities", 0, "when", 0, "date")), "8 April 2004"),
    (At(("activities", 0, "when", 0, "date"), within=(2, 7)), "April"),
    (At(("activities", 0, "deadline")), ""),
    (At(("activities", 0, "notes"), within=(0, 1)), '"a \\"b\\""'),
    (At(("activities", 7, "x"), "item"), "activities_value"),
    (Range(0, 6), "owners"),
]


@pytest.mark.parametrize(("place", "expected"), LOCATED, ids=range(len(LOCATED)))
def test_locate(place, expected, pure):
    source = read(PLAN.encode(), "plan.yaml", pure=pure)
    if expected == "activities_value":
        activities = source.root["activities"]
        assert source.locate(place) == (activities.start, activities.end)
    else:
        assert source.text[slice(*source.locate(place))] == expected


def test_an_empty_file_has_a_place(pure):
    source = read(b"", "plan.yaml", pure=pure)
    assert source.locate(At(("title",), "item")) == (0, 0)
    assert source.lines.region(Range(0, 0)) == Region(1, 1, 1, 1)


def test_merged_fields_are_named(pure):
    source = read(b"x: &x {p: 1}\ny: {<<: *x, q: 2}\n", "plan.yaml", pure=pure)
    assert source.root["y"].merged == {"p"}
    assert source.root["x"].merged == frozenset()


def test_of_two_equal_keys_the_first_counts(pure):
    source = read(b"a: 1\nb: {c: d}\na: {e: f}\nb: 2\n", "plan.yaml", pure=pure)
    assert source.root == {"a": "1", "b": {"c": "d"}}
    assert [problem.rule for problem in source.problems] == ["duplicate-key"] * 2
    assert source.problems[0].place == Range(15, 16)
    assert source.problems[0].related[0].place == Range(0, 1)


def test_a_tag_is_reported_and_ignored(pure):
    source = read(b"a: !!python/object:os.system b\nc: !<tag:x> &k [d]\ne: !x\n", "plan.yaml", pure=pure)
    assert source.root == {"a": "b", "c": ["d"], "e": None}
    assert [source.text[slice(*source.locate(p.place))] for p in source.problems] == [
        "!!python/object:os.system",
        "!<tag:x>",
        "!x",
    ]


LIMITED = [
    ("a: &a [*a]\n", "never ends", (1, 8)),
    ("a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n", "repeated values", (2, 14)),
    ("a: [[[[x]]]]\n", "4 levels", (1, 7)),
    ("a: &a [x]\nb: &b [*a]\nc: [[*b]]\n", "4 levels", (3, 6)),
]


@pytest.mark.parametrize(("text", "words", "where"), LIMITED)
def test_limits(text, words, where, pure):
    source = read(text.encode(), "plan.yaml", Limits(1000, 4, 10), pure=pure)
    (problem,) = source.problems
    assert problem.rule == "over-limit"
    assert source.broken
    assert words in str(problem.message)
    assert source.position(source.locate(problem.place)[0]) == where


def test_what_is_within_the_limits(pure):
    source = read(b"a: &a [x,x]\nb: [*a,*a]\nc: [[[x]]]\n", "plan.yaml", Limits(1000, 4, 6), pure=pure)
    assert not source.problems


def test_a_large_file_is_refused_by_its_size():
    assert too_large(10 * 1024 * 1024, "plan.yaml") is None
    source = too_large(10 * 1024 * 1024 + 1, "plan.yaml")
    assert source is not None
    assert source.problems[0].rule == "over-limit"
    assert source.broken
    assert read(b"a: bbb", "plan.yaml", Limits(file_size=5)).problems[0].rule == "over-limit"


def test_every_look_alike_is_looked_for():
    # `read` asks a cheap question first; it must not let anything pass that `lookalikes` would report.
    from ssetrack.source.explain.lookalikes import _QUOTES, _SPACES
    from ssetrack.source.read import _MAY_BE_ODD, _ODD

    odd = re.compile(_ODD)
    one_by_one = re.sub(
        "(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), _SPACES
    )
    assert [letter for letter in one_by_one + _QUOTES + "\t\uff1a" if not odd.search(letter)] == []
    assert all(odd.search(f"  {dash} a") for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d")
    assert not odd.search("title: Plan 2004–2005, déjà vu 😀")
    # Before that, one that is cheaper still; only a tab is asked for apart.
    assert {letter for letter in map(chr, range(0x110000)) if odd.match(letter)} == _MAY_BE_ODD | {"\t"}


@pytest.mark.parametrize("sign", "\x00\x0b\x7f\x85\x9f\ufeff\ufffe")
@pytest.mark.parametrize("before", ["", "é", "日本 😀"])
def test_a_control_character_is_seen_beside_any_letters(sign: str, before: str):
    source = read(f"title: {before}{sign}\n".encode(), "plan.yaml")
    assert [one.rule for one in source.problems] == ["control-character"]
    assert source.locate(source.problems[0].place) == (7 + len(before), 8 + len(before))
