"""`reread-value`: what other YAML readers make of keys and values, by what a field is for."""

from __future__ import annotations

from itertools import product

import pytest
import yaml

from snapshots import snapshot_of
from ssetrack.lint import run
from ssetrack.plan.fields import FIELDS
from ssetrack.rules.context import Settings
from ssetrack.source import read
from ssetrack.source.rereading import is_reread, may_be_reread
from ssetrack.source.tree import Mapping, Sequence
from ssetrack.source.unseen import SUSPECT

HEAD = "ssetrack: 1\ntitle: T\n"


def reread(text: str) -> list[str]:
    """The quoted texts that the findings propose."""
    chosen = Settings(select=frozenset({"reread-value"}))
    found = [one for one in run(snapshot_of(HEAD + text), chosen) if one.rule == "reread-value"]
    return [edit.text for one in found if one.fix for edit in one.fix.edits]


TEXTS = ["=", "<<", "2026-01-01", "2026-1-1", "2026-01-01T10:00:00Z", "NO", "010", "1:30"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "place",
    [
        "activities: [{{id: a, title: {}}}]\n",
        "activities: [{{id: {}, title: A}}]\n",
        "activities: [{{id: a, title: A, tags: [b, {}]}}]\n",
        "activities: [{{id: a, title: A, owners: [{}]}}]\n",
        "activities: [{{id: a, title: A, notes: {{fr: {}}}}}]\n",
        "owners: {{ana: {}}}\n",
        "aim: {}\n",
    ],
)
def test_values(text: str, place: str):
    assert reread(place.format(text)) == [f'"{text}"']


@pytest.mark.parametrize("field", ["deadline", "when", "start", "done"])
@pytest.mark.parametrize("text", ["2026-01-01", "2026-1-1"])
def test_a_date_is_welcome_where_one_is_meant(field: str, text: str):
    assert reread(f"activities: [{{id: a, title: A, {field}: {text}}}]\n") == []
    assert reread(f"activities: [{{id: a, title: A, when: [{{date: {text}, where: b}}]}}]\n") == []
    assert reread(f"x-own: {text}\n") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("owners: {no: Norway}\n", ['"no"']),
        ("goals: {010: Aim, y: Other, 1: One}\n", ['"010"', '"y"']),
        ("aim: {en: Aim, no: Mål}\n", ['"no"']),
        ("owners: {a: {name: A, vacant: yes}}\n", []),
        ("x-on: 010\n", ['"010"']),
        ('aim: "="\nnotes: "2026-01-01"\n', []),
    ],
)
def test_keys_and_exceptions(text: str, found: list[str]):
    assert reread(text) == found


def test_the_name_of_a_field_is_what_it_seems():
    """Neither rule looks at them."""
    names = {name for fields in FIELDS.values() for name in fields}
    assert [name for name in names if may_be_reread(name) or SUSPECT.search(name)] == []


def test_what_an_alias_repeats_is_told_once_under_the_last_name():
    milestones = "milestones: &m\n  - {id: 1.10, title: M, deadline: 2026}\n"
    one = f"- id: a\n  title: A\n  {milestones}".replace("\n  -", "\n    -")
    plan = f"{HEAD}activities:\n{one}- {{id: b, title: B, milestones: *m}}\n"
    chosen = Settings(select=frozenset({"reread-value"}))
    found = [one for one in run(snapshot_of(plan), chosen) if one.rule == "reread-value"]
    assert [one.item for one in found] == ["b/1.10"]


SIGNS = ("?", "-", ":", "a", "1", "~", "%", "@", "`", "=", "<", ".", "/", " ")
FLOWS = ("x-a: {{b: {}}}\n", "x-a: {{b: {}, c: d}}\n", "x-a: [{}]\n", "x-a: [{}, c]\n", "x-a: {{{}: c}}\n")
BLOCKS = ("x-a: {}\n", "x-a:\n- {}\n", "x-a:\n  {}: c\n")


def plain_texts() -> list[str]:
    made = ("".join(signs) for length in (1, 2) for signs in product(SIGNS, repeat=length))
    return [text for text in made if text == text.strip()]


def test_what_another_parser_refuses_in_brackets_is_told_and_nothing_else():
    """Both parsers are asked: ours as YAML 1.2 has it, and PyYAML."""
    told = 0
    for text, place in product(plain_texts(), (*FLOWS, *BLOCKS)):
        written = place.format(text)
        source = read(f"{HEAD}{written}".encode(), "p.yaml")
        if source.broken or source.problems or source.node(("x-a",)) is None:
            continue
        node = source.node(("x-a",))
        values = (
            next(iter(node.items()))
            if isinstance(node, Mapping)
            else node
            if isinstance(node, Sequence)
            else [node]
        )
        if text not in values:
            continue
        try:
            yaml.load(written, Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            assert "?" in text, (text, place)
            assert f'"{text}"' in quoted_flow(written), (text, place)
            told += 1
        else:
            assert "?" not in text or place in BLOCKS or is_reread(text) is not None, (text, place)
    assert told > 30


def quoted_flow(written: str) -> list[str]:
    return [one.replace("\\\\", "\\") for one in reread(f"{written}activities: []\n")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("activities: [{id: a, title: A, deadline: 2027?}]\n", ['"2027?"']),
        ("activities: [{id: a, title: Who pays?}]\n", ['"Who pays?"']),
        ("activities:\n- id: a\n  title: Who pays?\n  tags: [why?, b]\n", ['"why?"']),
        ('activities: [{id: a, title: "Who pays?"}]\n', []),
        ("activities:\n- id: a\n  title: Who pays?\n  deadline: ?\n", []),
    ],
)
def test_a_question_mark_in_brackets(text: str, found: list[str]):
    assert reread(text) == found
    plan = HEAD + text
    for one in found:
        plan = plan.replace(one.strip('"') + "}", one + "}").replace(one.strip('"') + ",", one + ",")
    if found:
        with pytest.raises(yaml.YAMLError):
            yaml.safe_load(HEAD + text)
        assert yaml.safe_load(plan)
