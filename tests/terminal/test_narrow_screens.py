"""A telephone has 40 columns: what people read there keeps within them, in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

import console
from repositories import Repository
from ssetrack.language.words import LANGUAGES

PLAN = """\
ssetrack: 1
title: A work plan with a title that is longer than a narrow screen
timezone: America/Argentina/ComodRivadavia
owners: {ana: Ana María Souza, zoe: Zoé Lefèvre-Dubois, team: {name: Coordination of members, members: [ana]}}
activities:
  - {id: a, title: Letter to the members of the network, owners: [ana], deadline: 2026-10-15}
  - {id: b, title: Report, owners: [zoe], deadline: ongoing}
  - {id: c, title: Meeting, owners: [team], deadline: tbd}
  - {id: d, title: Study, owners: [zoe], deadline: 2028-06}
  - {id: e, title: Budget, owners: [ana], deadline: 2027-02}
"""

COLUMNS = 40

CODES = re.compile(r"\x1b\[[\d;]*m")
"""How a terminal is told that letters are bold or dim."""

READ_THERE = (
    "brief", "status", "open", "owners", "goals", "diff --since 30d", "slip", "show a", "show ana",
    "show plan", "rule", "rule unknown-owner", "date 2027-06", "date whenever", "--help", "status --help",
    "letters --help",
)  # fmt: skip


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repository = Repository(tmp_path_factory.mktemp("network"))
    repository.write("plans/plan.yaml", PLAN)
    repository.git("add", "plans")
    repository.git("commit", "-qm", "Plan", day="2026-11-01")
    repository.write("plans/plan.yaml", PLAN.replace("2026-10-15", "2026-10-20"))
    return repository.root


@pytest.mark.needs("git")
@pytest.mark.parametrize("words", READ_THERE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_a_telephone(plans: Path, language: str, words: str):
    variables = {
        "COLUMNS": str(COLUMNS),
        "SSETRACK_TODAY": "2026-11-28",
        "TERM": "xterm",
        console.SCREEN: "1",
    }
    _, text = console.run_here(words.split(), plans, variables | {"SSETRACK_LANG": language})
    lines = CODES.sub("", text).splitlines()
    wide = [line for line in lines if cell_len(line) > COLUMNS and not is_one_word(line)]
    assert lines
    assert wide == []


def is_one_word(line: str) -> bool:
    """Whether nothing in a line could be in the next one: a name, an option, a line of an example."""
    return " " not in line.strip() or line.strip().startswith(("--", "- {", "owners: {"))
