"""Every field of the format is in `show`, `show --format json` and `export json`: a new one is at once.

The full plan says in each value where it stands; here the values are looked for in what is printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import console
from every_field import at, full_plan, places, text_of
from ssetrack.dates import Period, display, parse
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.model import Activity, Plan
from ssetrack.wording.values import DATES

SHOWN_AS = {"in-progress": "started", "True": "yes", "1": "full.yaml", "weekly": "once a week at most"}
"""What a terminal says in place of what is written; the version of the format is shown nowhere."""

PLAN = full_plan()
IDS = [
    "plan", "goal:Goal-key", "owner:Owner-key", "section:Section-id-1", "section:Section-id-within",
    *(at(PLAN, path)["id"] for path, model, key in places(PLAN, Plan) if (model, key) == (Activity, "id")),
]  # fmt: skip
VALUES = [
    (path, key, str(one))
    for path, model, key in places(PLAN, Plan)
    if FIELDS[model][key].of is None
    for value in [at(PLAN, path)[key]]
    for one in (value if isinstance(value, list) else [value])
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with the full plan."""
    folder = tmp_path_factory.mktemp("full")
    (folder / "full.yaml").write_text(text_of(PLAN), encoding="utf-8")
    return folder


def printed(folder: Path, *arguments: str) -> str:
    code, output = console.run_here(
        [*arguments, "full.yaml", "--today", "2026-01-20"], folder, {"COLUMNS": "1000"}
    )
    assert code == 0, output
    return output


@pytest.fixture(scope="module")
def terminal(folder: Path) -> str:
    return " ".join("".join(printed(folder, "show", name) for name in IDS).split())


@pytest.fixture(scope="module")
def data(folder: Path) -> set[str]:
    documents = (json.loads(printed(folder, "show", name, "--format", "json")) for name in IDS)
    return {text for document in documents for text in texts(document)}


@pytest.fixture(scope="module")
def exported(folder: Path) -> set[str]:
    return set(texts(json.loads(printed(folder, "export", "json"))))


def texts(data: Any) -> Iterator[str]:
    """Every value in a document, and every name, as text."""
    if isinstance(data, dict):
        yield from data
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from texts(one)
    else:
        yield str(data)


def shown(key: str, value: str) -> str:
    """A value as a terminal says it: dates are in words."""
    read = parse(value) if key in DATES else None
    return display(read) if isinstance(read, Period) else SHOWN_AS.get(value, value)


@pytest.mark.parametrize(("path", "key", "value"), VALUES, ids=lambda one: str(one)[-30:])
def test_each_field(path: tuple, key: str, value: str, terminal: str, data: set[str], exported: set[str]):
    # Broken between words, a value may stand on two lines of a narrow screen.
    assert shown(key, value) in terminal
    for found in (data, exported):
        assert value in found or value.rstrip("%") in found, f"{key} at {path}"


def test_status_keeps_its_fields(folder: Path):
    """`status --format json` is version 1; `export json` has the same, and more."""
    status = json.loads(printed(folder, "status", "--format", "json"))
    export = json.loads(printed(folder, "export", "json"))
    for one, more in zip(status["items"], export["items"], strict=True):
        assert one == {key: more[key] for key in one}
        assert set(more) - set(one) <= {"fields", "activity_fields"}
