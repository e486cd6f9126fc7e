"""libyaml and ruamel's own parser: the same tree, the same places, the same findings."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from conftest import examples
from ssetrack.source import read
from ssetrack.source.comments import comments
from ssetrack.source.tree import Mapping, Scalar

PLAIN = st.sampled_from(
    [
        "a",
        "b c",
        "é😀",
        "1.10",
        "20:00",
        "http://a/b?c",
        "2004-06?",
        "vision:1.2",
        "x#y",
        "-z",
        "~",
        "null",
        "it's",
        "2021-10-08T20:00/21:30",
        "Que faire ?",
        "a, b",
        "w\u2028v",
        "%",
        "`q`",
        "@r",
        "*s",
        "&t u",
        "!v",
        "- w",
        "x: y",
        "“z”",
    ]
)
QUOTED = st.sampled_from(["'a'", '"b"', "'c: d'", '"e # f"', "'it''s'", '"\\u00e9\\n"', '""', "'g\n    h'"])
FLOW = st.recursive(
    PLAIN | QUOTED,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{i}: {item}" for i, item in enumerate(items)) + "}"
        )
    ),
    max_leaves=6,
)
TAIL = st.sampled_from(["", "", "", " ", "  # comment", " #x", "\n", "\n# own line", "\t"])
KEY = st.sampled_from(["a", "b", "title", "'q'", "é", "<<", "x:y", "owner:", "? c", "- d"])


def block(indent):
    value = st.one_of(
        FLOW,
        st.just(""),
        st.just("|\n" + " " * (indent + 2) + "text # here\n" + " " * (indent + 2) + "more"),
        st.just(">-\n" + " " * (indent + 2) + "text"),
    )
    if indent < 4:
        value = value | block(indent + 2).map(lambda text: "\n" + text)
    line = st.tuples(KEY, value, TAIL).map(lambda parts: f"{' ' * indent}{parts[0]}: {parts[1]}{parts[2]}")
    item = st.tuples(value, TAIL).map(lambda parts: f"{' ' * indent}- {parts[0]}{parts[1]}")
    return st.lists(line, min_size=1, max_size=4).map("\n".join) | st.lists(item, min_size=1, max_size=3).map(
        "\n".join
    )


PLANS = st.tuples(block(0), st.sampled_from(["\n", "\r\n", "\r"])).map(
    lambda parts: parts[0].replace("\n", parts[1])
)
SNIPPETS = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            "c: ",
            "d:",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            " ",
            "  ",
            ",",
            ", ",
            "[",
            "]",
            "{",
            "}",
            "? ",
            ": ",
            "'x'",
            '"y"',
            "'",
            '"',
            "# k",
            " # c",
            "|\n  z\n",
            ">\n   q\n\n",
            "&x ",
            "*x ",
            "~",
            "null",
            "é",
            "\r\n",
            "20:00",
            "a:b",
        ]
    ),
    max_size=12,
).map(lambda parts: "k: " + "".join(parts))


def dump(node):
    if node is None:
        return None
    if isinstance(node, Scalar):
        return str(node), node.start, node.end, node.style, node.anchored
    place = (node.start, node.end, node.flow, node.anchored, node.nothings)
    if isinstance(node, Mapping):
        return *place, node.merged, [(dump(key), dump(value)) for key, value in node.items()]
    return *place, [dump(value) for value in node]


def same(text):
    one, other = (read(text.encode(), "plan.yaml", pure=pure) for pure in (False, True))
    assert dump(one.root) == dump(other.root)
    assert one.problems == other.problems
    assert one.broken == other.broken
    assert comments(one) == comments(other)
    for problem in one.problems:
        start, end = one.locate(problem.place)
        assert 0 <= start <= end <= len(text)
        assert str(problem.message)
        assert problem.help is None or str(problem.help)
    mended = ("this text ends at the comma", "a space is missing after the colon")
    stops = [p for p in one.problems if p.rule == "yaml-syntax" and not str(p.message).startswith(mended)]
    assert len(stops) <= one.broken


@examples(300)
@given(PLANS)
@example("a: [!v, a]")
@example("a: [2004-06?, http://a/b]\n")
@example("a: {when: February 26, 2024}\r\n")
def test_plans(text):
    same(text)


@examples(300)
@given(SNIPPETS)
def test_snippets(text):
    same(text)
