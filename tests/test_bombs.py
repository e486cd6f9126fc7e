"""No plan takes a command more than 5 s of CPU or 300 MB, and twice the plan takes about twice.

The plans are in `bombs.py`; each command runs in a process of its own (`bombing.py`). Each bomb meets
the commands that read what it is about, and some others in turn.

make test                          half of them, small, meet a few commands each; calls for others are counted
SSETRACK_EXAMPLES=all make test    twice as large, with more commands, and the calls for each bomb counted
make bombs                         every command with every bomb
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import pytest

from bombing import (
    COMMANDS,
    COMPLETED,
    IMPORTS,
    MEGABYTES,
    MEGABYTES_OF_REFUSAL,
    SECONDS,
    SECONDS_OF_REFUSAL,
    THEN,
    Measure,
)
from bombs import BOMBS
from conftest import ALL_BOMBS, ALL_EXAMPLES, TESTS
from hostile_tables import TABLES

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


ALL = ALL_BOMBS
"""Whether every command meets every bomb at its whole size, as in `make bombs`."""

PART = not (ALL or ALL_EXAMPLES)
"""Whether little is tried, as in `make test`: enough to see what takes too much for any bomb, and most of
what does for one kind. A command that is wrong with one bomb alone may not meet it."""

STARTED = 0 if ALL else 25
"""Of the MB that a command has before it reads a plan, those that half of the limit would not allow."""

SHARE = 1 if ALL else 0.2 if PART else 0.4
"""How much of a bomb is made."""

ALLOWED = 1 if ALL else 0.5
"""How much of the limits is allowed for it: what is cut where there is very much takes no less for less."""

ALWAYS = ["lint p --output-format sarif", "status p --all", "export ics p", "fmt p --diff"]
"""Commands that meet every bomb; of a part the first, which has most to do, and one of the others."""

ABOUT = {
    "goal": ["goals p", "export ics p -o feeds --by goal", "export html p"],
    "owner": ["brief p", "agenda p", "owners p", "owners p --expand-teams --format json"],
    "team": ["owners p --expand-teams --format json", "export ics p -o feeds --by owner"],
    "letters": ["letters p --stdout"],
    "alias": ["status p --all --group-by owner", "owners p"],
    "wait": ["brief p --format json", "open p", "timeline p --links", "show a p"],
    "milestone": ["open p", "export json p", "export ics p --tasks"],
    "missp": ["lint p --fix --unsafe-fixes --diff", "status p --all --format markdown --text T"],
    "ids": [
        "ssetrack show ",
        "reply answer.txt --owner ana --in p",
        "diff p/p.yaml target.yaml --format json",
    ],
    "ignores": ["lint p --baseline known.json --write-baseline"],
    "plans": ["export ics p -o feeds --by goal", "diff p/p.yaml p/p.yaml"],
    "title": ["status p --all --format markdown --text T", "export mermaid p", "timeline p --links"],
    "date": ["brief p", "agenda p", "timeline p --format json", "export html p"],
}
"""Commands that read what bombs with such a name are about."""

TURNS = 2 if PART else 3
"""So many of the other commands meet a bomb in turn, so that each command meets several bombs."""


def half(names: Iterable[str], first: int = 0) -> list[str]:
    """Every other one where only a part is tried: neighbours are alike, and the first is the usual one."""
    return list(names)[first :: 2 if PART else 1]


MET = half(BOMBS)
"""The bombs that commands meet; the calls for the others are counted."""


def commands(bomb: str) -> list[str]:
    """The commands that meet a bomb."""
    others = [*COMMANDS, *COMPLETED]
    if ALL:
        return others
    number = MET.index(bomb)
    turns = [others[(number * TURNS + turn) % len(others)] for turn in range(TURNS)]
    about = [in_part(some, number) for word, some in ABOUT.items() if word in bomb]
    return list(dict.fromkeys((ALWAYS[0], *in_part(ALWAYS[1:], number), *chain(*about), *turns)))


def in_part(some: Sequence[str], number: int) -> Sequence[str]:
    """Of some that are alike one in turn where only a part is tried, else all of them."""
    return [some[number % len(some)]] if PART else some


@pytest.mark.parametrize("bomb", MET)
def test_commands(ask: Ask, bomb: str):
    """One process runs them all where not every one is to be measured: a command alone takes no more than
    all of them do, and only if that is too much each is asked what it takes."""
    asked = commands(bomb)
    if not ALL and not wrong(ask(bomb, SHARE, [THEN.join(asked)])):
        return
    measures = ask(bomb, SHARE, asked)
    assert len(measures) == len(asked)
    assert not wrong(measures), "\n".join(map(str, wrong(measures)))


def wrong(measures: list[Measure]) -> list[Measure]:
    """Those that took more than a command may take, or ended as none may."""
    return [
        one
        for one in measures
        if one.code not in (0, 1, 2)
        or one.seconds > SECONDS * ALLOWED
        or one.megabytes > MEGABYTES * ALLOWED + STARTED
    ]


TABLE_SHARE = SHARE / 2 if PART else SHARE
"""How much of a table that is read is made."""

TABLE_ALLOWED = (1, 1) if ALL else (0.2, 0.3) if PART else (0.4, 0.4)
"""How much of the time and of the memory is allowed for it."""

REFUSED = [name for name, one in TABLES.items() if one.refused]
READ = [name for name in TABLES if name not in REFUSED]


@pytest.mark.parametrize("table", [*half(REFUSED), *half(READ, 1 if PART else 0)])
def test_imports(ask: Ask, table: str):
    """A table of which nothing is made may take a second; one that is read what commands may take."""
    is_refused = TABLES[table].refused
    share = 1 if is_refused else TABLE_SHARE
    seconds = SECONDS_OF_REFUSAL if is_refused else SECONDS * TABLE_ALLOWED[0]
    megabytes = MEGABYTES_OF_REFUSAL if is_refused else MEGABYTES * TABLE_ALLOWED[1] + STARTED
    # Whatever is done with a table begins with a look, and that is all where nothing is made of it.
    asked = in_part(IMPORTS if is_refused else IMPORTS[1:], list(TABLES).index(table)) if PART else IMPORTS
    for command, one in zip(asked, ask(table, share, asked), strict=True):
        assert one.code in ((0, 2) if is_refused else (0, 1)), one
        if one.seconds > seconds:  # another test may have had the caches of the processor
            (one,) = ask(table, share, [command])
        assert one.seconds <= seconds, one
        assert one.megabytes <= megabytes, one


@pytest.mark.parametrize("table", half(READ))
def test_growth_of_imports(ask: Ask, table: str):
    small, large = (ask(table, factor, IMPORTS[1:2], counting=True)[0] for factor in GROWING_TABLES)
    assert large.code in (0, 1), large
    growth = 1.1 if PART else GROWTH  # of rows nothing is sorted; half the rows are to show as much
    assert large.calls <= growth * 2 * small.calls + BASE, (small, large)


def test_every_command_meets_several_bombs():
    met = Counter(command for bomb in MET for command in commands(bomb))
    assert set(met) == {*COMMANDS, *COMPLETED}
    assert min(met.values()) >= (1 if PART else 4)
    assert all(any(word in bomb for bomb in MET) for word in ABOUT)


GROWING = (0.2, 0.4) if ALL else (0.05, 0.1) if PART else (0.1, 0.2)
"""How large the two plans are whose calls are compared."""

GROWING_TABLES = (0.05, 0.1) if PART else (0.1, 0.2)
"""The same of tables."""

COUNTED = ["lint p --output-format sarif", "export html p", "diff p/p.yaml target.yaml --format json"]
"""Commands that between them go through every room."""

GROWTH = 1.3
"""So many times the calls for each letter of a larger plan: sorting makes it a little more than 1."""

BASE = 10_000 if PART else 40_000
"""Calls that do not depend on the plan, and those of guesses, of which there are a hundred and no more: fewer
for the small plans of a part, in which what grows with their square is less, too."""


def letters(bomb: str, factor: float) -> int:
    """How large the plans are."""
    return sum(map(len, BOMBS[bomb].plans(factor).values()))


def counted(bomb: str) -> list[str]:
    """The commands whose calls are counted: each in turn, and the page too where many wait for many."""
    if ALL:
        return COUNTED
    turn = COUNTED[list(BOMBS).index(bomb) % len(COUNTED)]
    return list(dict.fromkeys((turn, *(["export html p"] if "wait" in bomb else []))))


@pytest.mark.parametrize("bomb", half(BOMBS, 1 if PART else 0))
def test_growth(ask: Ask, bomb: str):
    small, large = (ask(bomb, factor, counted(bomb), counting=True) for factor in GROWING)
    times = letters(bomb, GROWING[1]) / letters(bomb, GROWING[0])
    for one, two in zip(small, large, strict=True):
        assert two.code in (0, 1, 2), two
        assert two.calls <= GROWTH * times * one.calls + BASE, (times, one, two)


def test_what_is_measured(ask: Ask):
    """The measuring itself: a process that takes too long is ended, calls are the same each time."""
    first, second = (ask("items", 0.1, ["export json p"], counting=True)[0] for _ in range(2))
    assert first.calls == second.calls > 1000
    assert first.code == 0
    assert 20 < first.megabytes < MEGABYTES


def test_fixing_looks_at_a_plan_a_few_times(ask: Ask):
    look, fix = ask(
        "misspelt owners",
        0.25 if PART else 1,
        ["lint p", "lint p --fix --unsafe-fixes --diff"],
        counting=True,
    )
    assert fix.code in (0, 1)
    assert 2 * look.calls < fix.calls < 7 * look.calls
