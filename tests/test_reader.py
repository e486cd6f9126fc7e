"""Good plans are read without pydantic: what comes of it is what the definition says, for odd plans too."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ALL_EXAMPLES, ROOT
from ssetrack.load import load
from ssetrack.load.reader import plan_of
from ssetrack.load.repair import complaints, repair
from ssetrack.plan import definition
from ssetrack.plan.fields import FIELDS
from ssetrack.source import Source, read
from ssetrack.source.tree import Mapping, Sequence

PATHS = sorted(path for folder in ("plans", "examples", "tests") for path in (ROOT / folder).rglob("*.yaml"))
MUTANTS = 6 if ALL_EXAMPLES else 4
"""How many odd plans are made of each one: more than 600 of all plans together."""


def plain(value: object) -> object:
    """What pydantic or the reader made, as data: classes by name, fields in the order of the definition."""
    if isinstance(value, definition.Model):
        return type(value).__name__, {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if type(value) in FIELDS:
        names = ["extensions", *(field.name or key for key, field in FIELDS[type(value)].items())]
        return type(value).__name__, {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if hasattr(value, "items"):
        return {str(key): plain(one) for key, one in value.items()}
    return value


def check(source: Source) -> bool:
    """Compare the reader with the definition; whether the plan was a good one."""
    wrong = complaints(source.root)
    plan = plan_of(source.root)
    assert (plan is None) == bool(wrong)
    if not wrong:
        assert plain(plan) == plain(definition.Plan.model_validate(source.root))
    return not wrong


def check_loaded(source: Source) -> None:
    """Compare `load` with the way past the definition, which explains and mends."""
    loaded = load(source)
    if loaded.plan is None:  # no plan of this format, and it says so
        assert loaded.source is source
        assert loaded.problems
        return
    expected = repair(source)
    assert loaded.problems == (*source.problems, *expected.problems)
    assert loaded.lost == expected.lost
    assert complaints(loaded.source.root) == []
    assert plain(loaded.plan) == plain(definition.Plan.model_validate(expected.source.root))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_plan_is_read_as_the_definition_says(path: Path):
    source = read(path.read_bytes(), path.name)
    if not source.broken:
        check(source)
        check_loaded(source)


# Odd plans

Pairs = list[list]
"""A mapping that may hold a key twice: `[key, value]` each."""


class Map:
    """A mapping on its way to become odd."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs


def loosened(node: object) -> object:
    """A tree as lists, texts and `Map`s that may be changed."""
    if isinstance(node, Mapping):
        return Map([[str(key), loosened(value)] for key, value in node.items()])
    if isinstance(node, Sequence):
        return [loosened(one) for one in node]
    return None if node is None else str(node)


def written(node: object) -> str:
    """The text of such a tree, in YAML's flow style, one value a line."""
    if isinstance(node, Map):
        return (
            "{"
            + ",\n".join(
                f"{json.dumps(key, ensure_ascii=False)}: {written(value)}" for key, value in node.pairs
            )
            + "}"
        )
    if isinstance(node, list):
        return "[" + ",\n".join(map(written, node)) + "]"
    return json.dumps(node, ensure_ascii=False).replace("\\\\u", "\\u")  # half a character, as an escape


def places(node: object) -> Iterator[list]:
    """Every `[key, value]` pair and every list in a tree: where something can be put."""
    if isinstance(node, Map):
        for pair in node.pairs:
            yield pair
            yield from places(pair[1])
    elif isinstance(node, list):
        if node:
            yield node
        for one in node:
            yield from places(one)


ODD_VALUES = [
    "",
    "140%",
    "33.3%",
    "x",
    "yes",
    "done",
    "Done",
    "fait",
    "1",
    "2027-03/2027-05",
    "é 🌱",
    "\\ud83c",
]
FIELD_NAMES = sorted(
    {key for fields in FIELDS.values() for key in fields} | {"x-own", "x-", "extensions", "dedline"}
)


def misspelt(key: str, dice: random.Random) -> str:
    """A key with a letter too many, too few, or two in the other order."""
    place = dice.randrange(len(key) or 1)
    return dice.choice([
        key[:place] + key[place + 1 :],
        key[:place] + "e" + key[place:],
        key[:place] + key[place : place + 2][::-1] + key[place + 2 :],
        key.upper(),
    ])  # fmt: skip


def odd(value: object, dice: random.Random) -> object:
    """Something else in the place of a value."""
    first = next((one for one in places(value)), [None])[-1]
    text = value if isinstance(value, str) else "text"
    tags: list[Any] = [["en", text], ["fr", dice.choice([text, "", None, ["x"]])]]
    return dice.choice([
        None, "", [], Map([]), [value], [value, value], [None], Map([["x", value]]), Map([["date", value]]),
        Map([["title", value]]), Map([["x-own", value]]), Map([["x-own", None]]), Map(tags), [Map(tags)],
        Map([*tags, ["title", text]]), Map([*tags, ["x-own", "y"]]), Map([["2004-12", None], ["2005", None]]),
        first, dice.choice(ODD_VALUES), dice.choice(ODD_VALUES),
    ])  # fmt: skip


def mutate(root: Map, dice: random.Random) -> None:
    """Make one thing in a tree odd."""
    spots = list(places(root))
    spot = dice.choice(spots)
    holder = [one for one in (root, *(spot[-1] for spot in spots)) if isinstance(one, Map)]
    chosen = dice.choice(holder)
    match dice.randrange(8):
        case 0:
            spot[-1] = odd(spot[-1], dice)
        case 1 if chosen.pairs:
            dice.choice(chosen.pairs)[1] = odd(copied(dice.choice(spots)[-1]), dice)
        case 2 if chosen.pairs:
            del chosen.pairs[dice.randrange(len(chosen.pairs))]
        case 3 if chosen.pairs:
            chosen.pairs.append([dice.choice(chosen.pairs)[0], copied(dice.choice(spots)[-1])])
        case 4 if chosen.pairs:
            pair = dice.choice(chosen.pairs)
            pair[0] = misspelt(pair[0], dice)
        case 5:
            chosen.pairs.append([dice.choice(FIELD_NAMES), odd(copied(dice.choice(spots)[-1]), dice)])
        case 6:
            other = dice.choice(spots)
            spot[-1], other[-1] = copied(other[-1]), copied(spot[-1])
        case _:
            for one in dice.sample(spots, min(3, len(spots))):
                one[-1] = odd(one[-1], dice)


def copied(node: object) -> object:
    """The same tree again, sharing nothing: a swap may put a tree into itself."""
    if isinstance(node, Map):
        return Map([[key, copied(value)] for key, value in node.pairs])
    return [copied(one) for one in node] if isinstance(node, list) else node


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_an_odd_plan_is_explained_and_mended_as_the_definition_says(path: Path):
    whole = read(path.read_bytes(), path.name)
    if not isinstance(whole.root, Mapping) or len(whole.text) > 40_000:
        return
    dice = random.Random(path.name)
    for _ in range(MUTANTS):
        root = loosened(whole.root)
        for _ in range(dice.randint(1, 3)):
            mutate(root, dice)
        source = read(written(root).encode(), path.name)
        if not source.broken and isinstance(source.root, Mapping):
            check(source)
            check_loaded(source)


@pytest.mark.parametrize("value", ["", '""', '"  "', "{}", "[a]", "5", "cancelled"])
def test_no_value_of_a_single_time_takes_the_plan_away(value: str):
    """What is empty under a day says nothing; the rest of the plan is read."""
    text = (
        "ssetrack: 1\ntitle: T\nactivities:\n- id: a\n  title: A\n"
        f"  when: {{date: 2026-09-07, repeat: every month}}\n  occurrences:\n    2026-10-07: {value}\n"
    )
    source = read(text.encode(), "p.yaml")
    check(source)
    check_loaded(source)
    assert load(source).plan is not None
