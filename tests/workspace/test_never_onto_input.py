"""No result is written onto what was read, or onto a plan: whatever the command, the option, the name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import console
from forks import Forks

PLAN = """\
ssetrack: 1
id: p
title: P
owners: {ana: Ana}
activities:
  - {id: a, title: A, owners: [ana], deadline: 2027-03-01}
"""
DAY = {"SSETRACK_TODAY": "2027-01-20"}

WRITING = {
    "status": "status p.yaml -o",
    "status as JSON": "status p.yaml --format json -o",
    "status as Markdown": "status p.yaml --format markdown --output",
    "show": "show a p.yaml -o",
    "goals": "goals p.yaml -o",
    "owners": "owners p.yaml -o",
    "open": "open p.yaml -o",
    "timeline": "timeline p.yaml -o",
    "diff": "diff p.yaml q.yaml -o",
    "date": "date 2027-01 -o",
    "schema": "schema -o",
    "lint": "lint p.yaml -o",
    "lint --output-file": "lint p.yaml --output-format sarif --output-file",
    "lint --show-settings": "lint p.yaml --show-settings -o",
    "lint --write-baseline": "lint p.yaml --write-baseline --baseline",
    "export csv": "export csv p.yaml -o",
    "export json": "export json p.yaml -o",
    "export markdown": "export markdown p.yaml -o",
    "export mermaid": "export mermaid p.yaml -o",
    "export html": "export html p.yaml -o",
    "export ics": "export ics p.yaml -o",
}

INPUTS = {
    "the plan": "p.yaml",
    "the plan, spelt otherwise": "./sub/../p.yaml",
    "a link to it": "link",
    "a hard link to it": "hard",
    "another plan": "q.yaml",
    "a plan of another spelling": "r.txt",
    "a plan in UTF-16": "wide.yaml",
    "a plan whose first line is missing": "unmarked.yaml",
    "the configuration": "ssetrack.toml",
    "another configuration": "sub/pyproject.toml",
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "q.yaml").write_text(PLAN.replace("03-01", "03-02"), encoding="utf-8")
    (tmp_path / "r.txt").write_text('{"ssetrack": 1, "title": "R"}', encoding="utf-8")
    (tmp_path / "wide.yaml").write_bytes(PLAN.encode("utf-16"))
    (tmp_path / "unmarked.yaml").write_text(PLAN.removeprefix("ssetrack: 1\n"), encoding="utf-8")
    (tmp_path / "ssetrack.toml").write_text("soon = 20\n", encoding="utf-8")
    (tmp_path / "sub" / "pyproject.toml").write_text("[tool.ssetrack]\nsoon = 20\n", encoding="utf-8")
    (tmp_path / "link").symlink_to("p.yaml")
    os.link(tmp_path / "p.yaml", tmp_path / "hard")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


TRIED = [
    *((command, target) for command in WRITING for target in ("the plan", "another plan")),
    *(
        (command, target)
        for command in ("status", "lint --write-baseline", "export ics")
        for target in INPUTS
    ),
]


@pytest.mark.parametrize(
    ("command", "target"),
    [(WRITING[command], INPUTS[target]) for command, target in dict.fromkeys(TRIED)],
    ids=[f"{command} onto {target}" for command, target in dict.fromkeys(TRIED)],
)
def test_an_input_is_never_overwritten(here: Path, command: str, target: str):
    before = contents(here)
    code, output = console.run_here([*command.split(), target], here, DAY)
    assert code == 2, output
    assert "would be overwritten" in output or "is not a calendar" in output or "is not a baseline" in output
    assert "Traceback" not in output
    assert contents(here) == before


@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_anything_else_is_written(here: Path, command: str):
    (here / "target").touch()
    code, output = console.run_here([*command.split(), "target"], here, DAY)
    assert code == 0, output
    assert (here / "target").stat().st_size
    again, output = console.run_here([*command.split(), "target"], here, DAY)
    assert again == 0, output


@pytest.mark.parametrize(
    "command", [*WRITING.values(), "export xlsx p.yaml -o"], ids=[*WRITING, "export xlsx"]
)
def test_the_folder_of_a_new_file_is_made(here: Path, command: str):
    name = "public/new/result.xlsx" if "xlsx" in command else "public/new/result"
    code, output = console.run_here([*command.split(), name], here, DAY)
    assert code == 0, output
    assert (here / name).stat().st_size


def test_a_file_is_no_folder(here: Path):
    before = contents(here)
    code, output = console.run_here(["export", "html", "p.yaml", "-o", "r.txt/a/index.html"], here, DAY)
    assert (code, "cannot write `r.txt/a/index.html`: Not a directory" in output) == (2, True)
    code, output = console.run_here(["export", "html", "p.yaml", "-o", "r.txt/index.html"], here, DAY)
    assert (code, "cannot write `r.txt/index.html`: Not a directory" in output) == (2, True)
    assert contents(here) == before


@pytest.mark.parametrize("name", ["notes.txt", "notes"])
def test_what_was_named_as_a_plan_is_an_input_even_if_it_is_none(here: Path, name: str):
    (here / name).write_text("only: notes\n", encoding="utf-8")
    code, output = console.run_here(["lint", name, "-o", name], here, DAY)
    assert code == 2
    assert "is used by this command" in output
    assert (here / name).read_text(encoding="utf-8") == "only: notes\n"


def test_standard_input_is_an_input(forks: Forks, here: Path):
    (here / "notes").write_text("only: notes\n", encoding="utf-8")
    with (here / "notes").open("rb") as stdin:
        done = subprocess.run(
            [*forks.program, "lint", "-", "-o", "notes"],
            cwd=here, stdin=stdin, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "would be overwritten" in done.stderr
    assert (here / "notes").read_text(encoding="utf-8") == "only: notes\n"


def test_a_baseline_that_was_read_or_written_is_no_place_for_the_report(here: Path):
    write = ["lint", "p.yaml", "--baseline", "b.json", "--write-baseline"]
    assert console.run_here(write, here, DAY)[0] == 0
    kept = (here / "b.json").read_bytes()
    assert console.run_here([*write, "-o", "b.json"], here, DAY)[0] == 2
    assert console.run_here(["lint", "p.yaml", "--baseline", "b.json", "-o", "b.json"], here, DAY)[0] == 2
    assert (here / "b.json").read_bytes() == kept


def test_a_report_is_no_baseline(here: Path):
    (here / "notes.json").write_text('{"notes": []}', encoding="utf-8")
    command = ["lint", "p.yaml", "--baseline", "notes.json", "--write-baseline"]
    code, output = console.run_here(command, here, DAY)
    assert code == 2
    assert "`notes.json` is not a baseline file" in output
    assert (here / "notes.json").read_text(encoding="utf-8") == '{"notes": []}'


def test_a_folder_is_no_file(here: Path):
    code, output = console.run_here(["status", "p.yaml", "-o", "sub"], here, DAY)
    assert (code, "Is a directory" in output) == (2, True)


def test_a_feed_may_be_replaced_by_its_successor(here: Path):
    command = ["export", "ics", "p.yaml", "--previous", "a.ics", "-o", "a.ics"]
    assert console.run_here(command, here, DAY)[0] == 0
    (here / "p.yaml").write_text(PLAN.replace("2027-03-01", "2027-03-02"), encoding="utf-8")
    assert console.run_here(command, here, DAY)[0] == 0
    assert "SEQUENCE:1" in (here / "a.ics").read_text(encoding="utf-8")


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("status p.yaml --format csv -o /dev/stdout | cat", "id,"),
        ("status p.yaml --format csv -o /dev/stderr 2>&1 | cat", "id,"),
        ("status p.yaml --format csv -o >(cat)", "id,"),
        ("status p.yaml --format csv -o /dev/fd/1 | cat", "id,"),
        ("status p.yaml --format csv -o /proc/self/fd/1 | cat", "id,"),
        ("status p.yaml -o /dev/null", ""),
        ("export ics p.yaml -o /dev/stdout | cat", "BEGIN:VCALENDAR"),
        ("export ics p.yaml -o >(cat)", "BEGIN:VCALENDAR"),
        ("lint p.yaml --output-format json -o /dev/stdout | cat", '"version": 1'),
    ],
)
def test_what_is_no_file_is_written_to(forks: Forks, here: Path, command: str, output: str):
    # Until the end of the output, which is that of a `>(cat)`, too: bash does not wait for it.
    script = f"set -o pipefail; {forks.in_a_shell} {command}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=here, env=os.environ | DAY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert output in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.needs("bash")
def test_dev_stdout_keeps_what_was_written_before(here: Path):
    script = f'(echo first; "{sys.executable}" -m ssetrack schema -o /dev/stdout; echo last) > out'
    subprocess.run(["bash", "-c", script], cwd=here, check=True)
    text = (here / "out").read_text(encoding="utf-8")
    assert text.startswith("first\n{")
    assert text.endswith("}\nlast\n")
