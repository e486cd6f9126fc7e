"""The JSON Schema accepts what is read without a problem, refuses what is not, and explains every field."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from conftest import ROOT
from ssetrack.plan.schema import plan_schema

SCHEMA = plan_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PLANS = [*sorted((ROOT / "plans").glob("*.yaml")), *sorted((ROOT / "examples").glob("*.yaml"))]


def as_an_editor_reads(text: str) -> object:
    """YAML 1.2 as editors read it: numbers and truth values, and dates as texts."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's own way)
            first: [(tag, pattern) for tag, pattern in rules if not tag.endswith("timestamp")]
            for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(text, Loader)


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_every_plan_is_valid(path: Path):
    assert [
        error.message for error in VALIDATOR.iter_errors(as_an_editor_reads(path.read_text("utf-8")))
    ] == []


@pytest.mark.parametrize(
    "activity",
    [
        "{id: 1.10, title: NO, budget: 1e3, where: true}",
        "{id: 1, title: {en: A, fr: B}, notes:, owners: ~}",
        "{id: 1, title: A, deadline: 2004}",
        "{id: 1, title: A, deadline: [2004, {date: 2005, where: {fr: Dakar}}]}",
        "{id: 1, title: A, when: {date: 2004-01-01, time: '20:00', repeat: every week}}",
        "{id: 1, title: A, progress: 40%, status: done, priority: low}",
        "{id: 1, title: A, progress: 40}",
        "{id: 1, title: A, milestones: [{id: a, title: B, deadline: 2004-01}]}",
        "{id: 1, title: A, links: ['http://example.org', {url: x, title: Y}], x-own: [1, {a: 2}]}",
        "{id: 1, title: A, participants: [A, {name: Bo, topic: {es: Z}}], agenda: [{title: B, items: [C]}]}",
        "{id: 1, title: A, indicators: [N, {title: N, target: 3}], remind: [14d], check-in: every month}",
    ],
)
def test_what_is_read_is_valid(activity: str):
    data = as_an_editor_reads(f"ssetrack: 1\ntitle: T\nactivities: [{activity}]\n")
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize(
    "activity",
    [
        "{title: A}",
        "{id: 1}",
        "{id: 1, title: [A]}",
        "{id: 1, title: A, owners: marcos}",
        "{id: 1, title: A, titel: B}",
        "{id: 1, title: A, status: finished}",
        "{id: 1, title: A, when: {where: Rio}}",
    ],
)
def test_what_is_refused_is_not_valid(activity: str):
    data = as_an_editor_reads(f"ssetrack: 1\ntitle: T\nactivities: [{activity}]\n")
    assert not VALIDATOR.is_valid(data)


def test_every_field_says_what_it_is_for():
    models = [SCHEMA, *SCHEMA["$defs"].values()]
    models = [part for model in models for part in model.get("anyOf", [model]) if "properties" in part]
    silent = [
        name for model in models for name, field in model["properties"].items() if "description" not in field
    ]
    assert silent == []
    assert len(models) == 12


def test_editors_need_no_tuples():
    assert "prefixItems" not in str(SCHEMA)
