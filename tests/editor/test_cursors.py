"""What is read round a cursor from the lines is what the tree has there, wherever a plan can be read."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given

from conftest import ROOT, examples
from ssetrack.diagnostic import Route
from ssetrack.editor.answers.cursor import cursor_at
from ssetrack.source import read
from ssetrack.source.tree import Mapping, Node, Scalar

sys.path.insert(0, str(ROOT / "tests" / "edit"))

from connected_plans import connected_plans

PLANS = sorted([*(ROOT / "plans").glob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")])


MOST = 200
"""So many texts of one plan are tried, from all of it."""


def texts(node: Node, route: Route = ()) -> Iterator[tuple[Route, Scalar, str]]:
    """Every text with its route, and whether it is a key, a value or an element."""
    if isinstance(node, Mapping):
        for key, value in node.entries():
            if key in node.merged:
                continue
            yield (*route, str(key)), key, "key"
            if isinstance(value, Scalar) and value.start >= key.end:
                yield (*route, str(key)), value, "value"
            elif value is not None and value.start >= key.end:
                yield from texts(value, (*route, str(key)))
    elif isinstance(node, list):
        for number, one in enumerate(node):
            if isinstance(one, Scalar) and node.start <= one.start:
                yield (*route, number), one, "element"
            elif one is not None and node.start <= one.start:
                yield from texts(one, (*route, number))


def check(text: str) -> int:
    """Compare each text of a plan with what is read at its ends and in its middle; how many there are."""
    source = read(text.encode(), "plan.yaml")
    number = 0
    every = list(texts(source.root))
    for route, node, role in every[:: 1 + len(every) // MOST]:
        written = source.text[node.start : node.end]
        if node.style in ("|", ">"):
            assert cursor_at(source.text, node.end) is None or "\n" not in written
            continue
        if "\n" in written or "\r" in written:
            continue
        quotes = 1 if node.style else 0
        start, end = node.start + quotes, node.end - quotes
        for offset in {start, (start + end) // 2, end}:
            cursor = cursor_at(source.text, offset)
            where = (
                route,
                source.text[max(0, offset - 40) : offset] + "¦" + source.text[offset : offset + 40],
            )
            assert cursor is not None, where
            assert cursor.role == role, where
            assert cursor.steps == tuple(None if isinstance(one, int) else one for one in route[:-1]), where
            assert cursor.key == (route[-1] if role == "value" else None), where
            assert (cursor.token.start, cursor.token.end) == (start, end), where
            assert cursor.token.typed == source.text[start:offset], where
            if role != "value":
                holder = source.node(route[:-1])
                others = [str(one) for one in holder if str(one) != str(node)]
                own = [one for one in others if not isinstance(holder, Mapping) or one not in holder.merged]
                assert {one for one in cursor.siblings if one != str(node)} <= set(own), where
                if role == "key":
                    assert set(own) <= set(cursor.siblings), where
        number += 1
    return number


@pytest.mark.parametrize("path", [pytest.param(one, id=one.stem) for one in PLANS])
def test_the_lines_of_a_plan_say_what_its_tree_says(path: Path):
    text = path.read_text(encoding="utf-8")
    assert check(text if "vision" not in path.stem else text.replace("\n", "\r\n")) > 10


@pytest.mark.slow
@given(plan=connected_plans())
@examples(150, [HealthCheck.too_slow, HealthCheck.data_too_large])
def test_the_lines_of_any_plan_say_what_its_tree_says(plan: str):
    check(plan)


LONG = 100_000


@pytest.mark.parametrize(
    "line",
    ["a" + " " * LONG, "- " * LONG, "[" * LONG, "{a: " * LONG, "a: [" + "b, " * LONG, "'" * LONG,
     '"\\' * LONG,
     "a: " * LONG, "&a " * LONG, "# " * LONG, "a: '" + "x" * LONG, "\n" * LONG, "  \r\n" * LONG,
     "a:\n" + "  b: c\n" * LONG],
    ids=lambda line: line[:6],
)  # fmt: skip
def test_long_lines_take_time_in_proportion(line: str):
    text = f"ssetrack: 1\n{line}"
    start = time.process_time()
    for offset in (12, 12 + len(line) // 2, len(text)):
        cursor_at(text, offset)
    assert time.process_time() - start < 3
