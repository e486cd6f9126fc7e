"""No plan takes a command more than 5 s of CPU or 300 MB, and twice the plan takes about twice.

The plans are in `bombs.py`; each command runs in a process of its own (`bombing.py`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from bombing import COMMANDS, COMPLETED, MEGABYTES, SECONDS, Measure
from bombs import BOMBS
from conftest import TESTS

pytestmark = pytest.mark.slow

Ask = Callable[..., list[Measure]]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """What commands take on a bomb: asked of a process that has imported everything."""
    with subprocess.Popen(
        [sys.executable, TESTS / "bombing.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        questions, answers = process.stdin, process.stdout

        def ask(bomb: str, factor: float, commands: list[str], *, counting: bool = False) -> list[Measure]:
            questions.write(json.dumps([bomb, factor, commands, counting]) + "\n")
            questions.flush()
            lines = list(iter(answers.readline, "\n"))
            return [Measure(*json.loads(line)) for line in lines]

        yield ask
        questions.close()


def bombs(known: dict[str, str]) -> list[object]:
    """All bombs, those that still go off marked with the reason: whoever mends one is told to take it out."""
    expected = {bomb: pytest.mark.xfail(reason=why, strict=True) for bomb, why in known.items()}
    return [pytest.param(bomb, marks=expected.get(bomb, ())) for bomb in BOMBS]


HEAVY = {
    "aliases of a list": "a row for each owner that an alias repeats, grouped by owner: 350 MB for 75,000",
}
"""Bombs beyond the limits."""

GROWING = {
    "items that wait for many milestones": "whoever waits for an activity looks at all its milestones",
}
"""Bombs whose cost grows faster than their text."""


@pytest.mark.parametrize("bomb", bombs(HEAVY))
def test_every_command(ask: Ask, bomb: str):
    measures = ask(bomb, 1, [*COMMANDS, *COMPLETED])
    assert len(measures) == len(COMMANDS) + len(COMPLETED)
    wrong = [
        one
        for one in measures
        if one.code not in (0, 1, 2) or one.seconds > SECONDS or one.megabytes > MEGABYTES
    ]
    assert not wrong, "\n".join(map(str, wrong))


COUNTED = ["lint p --output-format sarif", "export html p", "diff p/p.yaml target.yaml --format json"]
"""Commands that between them go through every room."""

GROWTH = 1.3
"""So many times the calls for each letter of a larger plan: sorting makes it a little more than 1."""

BASE = 40_000
"""Calls that do not depend on the plan, and those of guesses, of which there are a hundred and no more."""


def letters(bomb: str, factor: float) -> int:
    """How large the plans are."""
    return sum(map(len, BOMBS[bomb].plans(factor).values()))


@pytest.mark.parametrize("bomb", bombs(GROWING))
def test_growth(ask: Ask, bomb: str):
    small = ask(bomb, 0.2, COUNTED, counting=True)
    large = ask(bomb, 0.4, COUNTED, counting=True)
    times = letters(bomb, 0.4) / letters(bomb, 0.2)
    for one, two in zip(small, large, strict=True):
        assert two.code in (0, 1, 2), two
        assert two.calls <= GROWTH * times * one.calls + BASE, (times, one, two)


def test_what_is_measured(ask: Ask):
    """The measuring itself: a process that takes too long is ended, calls are the same each time."""
    first, second = (ask("items", 0.1, ["export json p"], counting=True)[0] for _ in range(2))
    assert first.calls == second.calls > 1000
    assert first.code == 0
    assert 20 < first.megabytes < MEGABYTES
