"""Same input and day, same bytes: whatever the hash seed, the time zone and the locale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from conftest import ALL_EXAMPLES, ROOT
from forks import Done, Forks

DAY = ["--today", "2004-10-01"]

SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C", "LC_ALL": ""},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LANG": "fr_FR.UTF-8", "LC_ALL": ""},
]
if ALL_EXAMPLES:
    SURROUNDINGS += [
        {"PYTHONHASHSEED": "1", "TZ": "America/Sao_Paulo", "LANG": "pt_BR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    ]

COMMANDS = {
    "a brief as JSON": ["brief", *DAY, "--format", "json", "plans"],
    "an agenda": ["agenda", *DAY, "plans"],
    "an agenda in HTML": ["agenda", *DAY, "--format", "html", "plans"],
    "a brief for a mail": ["brief", *DAY, "--format", "text", "plans"],
    "status as JSON": ["status", *DAY, "--format", "json", "plans"],
    "status as CSV": ["status", *DAY, "--format", "csv", "plans"],
    "status as Markdown": ["status", *DAY, "--format", "markdown", "plans"],
    "status as a table": ["status", *DAY, "plans"],
    "an import": ["import", "tests/cli/import/workplan.md", *DAY, "--dry-run", "--format", "json"],
    "a page": ["export", "html", *DAY, "plans"],
    "one activity": ["show", "vision:5.4", *DAY, "plans"],
    "goals as JSON": ["goals", *DAY, "--format", "json", "plans"],
    "owners as JSON": ["owners", *DAY, "--format", "json", "plans"],
    "questions as JSON": ["open", *DAY, "--format", "json", "plans"],
    "the timeline": ["timeline", *DAY, "plans"],
    "the timeline as JSON": ["timeline", *DAY, "--format", "json", "plans"],
    "changes as JSON": ["diff", *DAY, "plans/vision-2004-2005.yaml", "examples", "--format", "json"],
    "a workbook": ["export", "xlsx", "plans"],
    "a calendar of every kind of date": ["export", "ics", *DAY, "tests/feeds/plans/every.yaml"],
    "a calendar of tasks": ["export", "ics", *DAY, "--tasks", "plans/vision-2004-2005.yaml"],
    "letters": ["letters", *DAY, "--stdout", "examples"],
    "items for Mermaid": ["export", "mermaid", *DAY, "plans"],
    "findings as JSON": ["lint", *DAY, "--output-format", "json", "plans"],
    "findings for GitHub": ["lint", *DAY, "--output-format", "github", "plans"],
    "findings for GitLab": ["lint", *DAY, "--output-format", "gitlab", "plans"],
    "findings as SARIF": ["lint", *DAY, "--output-format", "sarif", "plans"],
    "findings as JUnit": ["lint", *DAY, "--output-format", "junit", "plans"],
    "the settings of lint": ["lint", *DAY, "--show-settings", "plans"],
    "findings in full": ["lint", *DAY, "--output-format", "full", "plans"],
    "findings, one a line": ["lint", *DAY, "--output-format", "concise", "plans"],
    "dates as JSON": ["date", "janvier 2004", "?", "31 June 2021", "[2004,2005]", "--format", "json"],
    "the rules": ["rule"],
    "the schema": ["schema"],
}


@pytest.fixture(scope="module")
def readers() -> Iterator[list[Forks]]:
    """A Python started in each of the surroundings, with whose hash seed all that runs there runs."""
    with ExitStack() as stack:
        yield [stack.enter_context(Forks(surroundings)) for surroundings in SURROUNDINGS]


def outputs(readers: list[Forks], arguments: list[str], lang: str = "en") -> list[Done]:
    """How a command ends in each of the surroundings, and the bytes on both streams.

    What is printed for reading follows the reader's language, so that is fixed; `lang=""` leaves it open.
    """
    return [reader.run(arguments, ROOT, {"SSETRACK_LANG": lang}) for reader in readers]


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_same_bytes(readers: list[Forks], arguments: list[str]):
    first, *others = outputs(readers, arguments)
    assert first.returncode in {0, 1}, first.stderr.decode()
    assert first.stdout
    for other in others:
        assert other == first


_ENDS = (" JSON", " CSV", " Mermaid", " page", " workbook")
FOR_PROGRAMS = [name for name in COMMANDS if name.endswith(_ENDS)]


@pytest.mark.parametrize("name", FOR_PROGRAMS)
def test_machine_output_never_follows_the_reader(readers: list[Forks], name: str):
    """Data for programs is the same without any language set, under every locale."""
    results = {done.stdout for done in outputs(readers, COMMANDS[name], lang="")}
    assert len(results) == 1
    assert results != {b""}
