"""What `ssetrack import` writes, what it never writes, and what it prints of hostile tables."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import console

DAY = {"SSETRACK_TODAY": "2026-11-28"}
TABLE = "| Activity | Who | Deadline |\n|---|---|---|\n| Council | Ana | 12 March |\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "table.md").write_text(TABLE, encoding="utf-8")
    return tmp_path


def run(here: Path, *words: str, **environment: str) -> tuple[int, str]:
    return console.run_here(["import", *words], here, DAY | environment)


def contents(here: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}


def test_it_writes_three_files_and_the_same_twice(here: Path):
    assert run(here, "table.md", "-o", "a.yaml")[0] == 1
    first = contents(here)
    assert first.keys() == {"table.md", "a.yaml", "a.import.yaml", "a.import.json"}
    for name in ("a.yaml", "a.import.yaml", "a.import.json"):
        (here / name).unlink()
    run(here, "table.md", "-o", "a.yaml", LANG="fr_FR.UTF-8", LC_ALL="fr_FR.UTF-8")
    assert contents(here) == first
    assert json.loads(first["a.import.json"])["items"][0]["texts"]["deadline"] == "12 March"


@pytest.mark.parametrize("options", [("--look",), ("-o", "a.yaml", "--dry-run"), ()])
def test_what_writes_nothing(here: Path, options: tuple[str, ...]):
    before = contents(here)
    assert run(here, "table.md", *options)[0] in (0, 1)
    assert contents(here) == before


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "ssetrack: 1\ntitle: A\n", "`a.yaml` exists"),
        ("a.import.json", "[1, 2]", "`a.import.json` exists, and is not a file of import"),
        ("a.import.yaml", "import: 1\nyaer: 2027\n", "a.import.yaml:2:1: unknown key `yaer`"),
    ],
)
def test_no_file_of_anybody_is_overwritten(here: Path, name: str, text: str, said: str):
    (here / name).write_text(text, encoding="utf-8")
    before = contents(here)
    code, output = run(here, "table.md", "-o", "a.yaml")
    assert code == 2
    assert said in output
    assert contents(here) == before


def test_a_mapping_beside_the_plan_is_not_overwritten_by_another(here: Path):
    (here / "a.import.yaml").write_text("import: 1\nyear: 2027\n", encoding="utf-8")
    (here / "other.yaml").write_text("import: 1\nyear: 2028\n", encoding="utf-8")
    before = contents(here)
    code, output = run(here, "table.md", "-o", "a.yaml", "--mapping", "other.yaml")
    assert code == 2
    assert "another mapping was read" in output
    assert contents(here) == before


def test_a_link_that_leads_nowhere_is_not_written_through(here: Path):
    (here / "a.yaml").symlink_to("elsewhere.yaml")
    assert run(here, "table.md", "-o", "a.yaml")[0] == 2
    assert not (here / "elsewhere.yaml").exists()


def test_an_answer_in_the_mapping_is_read_and_kept(here: Path):
    run(here, "table.md", "-o", "a.yaml")
    mapping = (here / "a.import.yaml").read_text(encoding="utf-8").replace("# year: 2027", "year: 2027", 1)
    (here / "a.import.yaml").write_text(f"# Mine.\n{mapping}", encoding="utf-8")
    (here / "a.yaml").unlink()
    assert run(here, "table.md", "-o", "a.yaml")[0] == 0
    assert "deadline: 2027-03-12" in (here / "a.yaml").read_text(encoding="utf-8")
    assert (here / "a.import.yaml").read_text(encoding="utf-8").startswith("# Mine.\n")


def test_the_reader_decides_the_language_of_the_report(here: Path):
    _, output = run(here, "table.md", "--dry-run", SSETRACK_LANG="fr")
    assert "De quelle année s'agit-il" in output
    _, output = run(here, "table.md", "--dry-run", "--format", "json", SSETRACK_LANG="fr")
    assert json.loads(output)["doubts"][0]["help"] == "the year is missing"


@pytest.mark.parametrize(
    "evil", ["\x1b[2J", "##[command]", "::error::x", "\u202egnp", "\x9b31m", "a: b # c", "- {"]
)
def test_nothing_of_a_table_acts_on_a_terminal_or_a_log(here: Path, evil: str):
    (here / "evil.csv").write_text(
        f"Activity,Who,Deadline,{evil}\n{evil},{evil},{evil},{evil}\nA,Ana,2027,x\n", encoding="utf-8"
    )
    for options in ((), ("--look",), ("--dry-run", "--format", "json"), ("-o", "evil.yaml")):
        code, output = run(here, "evil.csv", *options)
        assert code in (0, 1), output
        assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)
        if options:  # without, it is the plan, which holds what the table holds
            assert not re.search(r"##\w*\[", output)
            assert not any(line.lstrip().startswith("::") for line in output.splitlines())
