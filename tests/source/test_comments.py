"""Comments, texts cut by one, blanks, and look-alikes that break nothing."""

from __future__ import annotations

import parsers
import pytest

from ssetrack.diagnostic import Safety
from ssetrack.source import read
from ssetrack.source.comments import comments, hash_cuts, scalars, whitespace

pure = parsers.pure

TEXT = """\
# first
a: b # second
c: "no # comment"
d: 'nor
  # here'
e: | # third
  not # this
  # nor this
# fourth
f: [x, # fifth
    y] #sixth
g: b#c
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_comments(end, pure):
    found = comments(read(TEXT.replace("\n", end).encode(), "plan.yaml", pure=pure))
    assert [(comment.text, comment.own_line) for comment in found] == [
        ("# first", True),
        ("# second", False),
        ("# third", False),
        ("# fourth", True),
        ("# fifth", False),
        ("#sixth", False),
    ]


CUTS = [
    ("where: Room #3\n", "1:13", '"Room #3"'),
    ("a:\n  title: Meeting #2 in Rio\n", "2:18", '"Meeting #2 in Rio"'),
    ("a: b # 3\n", None, None),
    ("a: b #ssetrack: ignore[x]\n", None, None),
    ("a: #3\n", None, None),
    ("a: 'b' #3\n", None, None),
    ("#3\na: b\n", None, None),
    ("a: b  #!x\n", None, None),
    ("- Room #3 (“big”)\n", "1:8", '"Room #3 (“big”)"'),
]


@pytest.mark.parametrize(("text", "where", "instead"), CUTS)
def test_hash_cuts(text, where, instead, pure):
    source = read(text.encode(), "plan.yaml", pure=pure)
    problems = hash_cuts(source)
    if where is None:
        assert problems == []
        return
    (problem,) = problems
    line, column = source.position(source.locate(problem.place)[0])
    assert f"{line}:{column}" == where
    assert problem.fix.safety is Safety.UNSAFE
    (replacement,) = problem.fix.replacements
    assert replacement.text == instead
    start, end = source.locate(replacement.place)
    mended = read((source.text[:start] + replacement.text + source.text[end:]).encode(), "plan.yaml")
    assert next(scalars(mended)) == instead[1:-1]


BLANKS = [
    ("a: b\n", "a: b\n", []),
    ("a: b  \nc: d\t\n", "a: b\nc: d\n", ["1:5", "2:5"]),
    ("a: b", "a: b\n", ["1:5"]),
    ("a: b\r\nc: d", "a: b\r\nc: d\r\n", ["2:5"]),
    ("a: b\r\nc: d\r\ne: f\n", "a: b\r\nc: d\r\ne: f\r\n", ["3:5"]),
    ("a: |\n  b  \n  c\n", "a: |\n  b  \n  c\n", []),
    ("a: |\n  b", "a: |\n  b", ["2:4"]),
    ("\ufeffa: b\n", "a: b\n", ["1:1"]),
    ("a: b\n   \n\n", "a: b\n\n\n", ["2:1"]),
]


@pytest.mark.parametrize(("text", "mended", "where"), BLANKS)
def test_whitespace(text, mended, where, pure):
    source = read(text.encode(), "plan.yaml", pure=pure)
    problems = whitespace(source)
    places = [source.position(source.locate(problem.place)[0]) for problem in problems]
    assert [f"{line}:{column}" for line, column in places] == where
    edits = [
        (*source.locate(replacement.place), replacement.text)
        for problem in problems
        if problem.fix
        for replacement in problem.fix.replacements
    ]
    result = source.text
    for start, end, instead in sorted(edits, reverse=True):
        result = result[:start] + instead + result[end:]
    assert result == mended
    assert read(result.encode(), "plan.yaml").root == source.root


@pytest.mark.parametrize("blank", [" ", "\t", " \t ", "  "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_blanks_at_an_end_of_any_kind(blank, end):
    source = read(f"a: b{blank}{end}".encode(), "plan.yaml")
    places = [problem.place for problem in whitespace(source) if problem.place[0] == 4]
    assert places == [(4, 4 + len(blank))]


def test_scalars_come_once(pure):
    source = read(
        b"a: &x [b, c]\nd: *x\ne: {<<: {f: g}, h: *y}\n".replace(b"*y", b"i"), "plan.yaml", pure=pure
    )
    assert list(scalars(source)) == ["b", "c", "i"]
    assert list(scalars(source, keys=True)) == ["a", "b", "c", "d", "e", "h", "i"]


LOOKALIKES = [
    ("a: “b”\n", ["1:4"], 'a: "b"\n'),
    ("a: “b” and “c”\n", [], None),
    ("a: l’été\n", [], None),
    ("a: – b\n", [], None),
    ("a:\n  – b\n  – c\n", ["2:3", "3:3"], "a:\n  - b\n  - c\n"),
    ("a:\n  b – c\n", [], None),
    ("a: b\n\u00a0c: d\n", ["2:1"], "a: b\n c: d\n"),
    ("a:\u00a0b\n", ["1:3"], "a: b\n"),
    ("a\u00a0: b\n", ["1:2"], "a : b\n"),
    ("titre：b\n", ["1:6"], "titre: b\n"),
    ("titre： b\n", ["1:6"], "titre: b\n"),
    ('a: "x\n  – b"\n', [], None),
    ("a: |\n  – b\n  \u00a0c\n", [], None),
    ("a: C’est “x” : y\n", [], None),
    ("a: b\n  \tc\n", ["2:3"], "a: b\n    c\n"),
    ("a: |\n  b\n  \tc\n", [], None),
]


@pytest.mark.parametrize(("text", "where", "mended"), LOOKALIKES, ids=range(len(LOOKALIKES)))
def test_lookalikes(text, where, mended, pure):
    source = read(text.encode(), "plan.yaml", pure=pure)
    odd = [
        problem for problem in source.problems if problem.rule in ("look-alike-character", "tab-indentation")
    ]
    places = [source.position(source.locate(problem.place)[0]) for problem in odd]
    assert [f"{line}:{column}" for line, column in places] == where
    if mended is None:
        return
    assert len(odd) == len(source.problems)
    result = source.text
    for problem in reversed(odd):
        (replacement,) = problem.fix.replacements
        start, end = source.locate(replacement.place)
        result = result[:start] + replacement.text + result[end:]
    assert result == mended
