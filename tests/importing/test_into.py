"""`import --into` on a disk: one write, and nothing else of the files changes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from importing.test_again import TABLE, changed
from ssetrack.cli.run import run
from ssetrack.source import read

MARKDOWN = "\n".join(
    f"\n## {line[2:]}\n" if line.startswith("#") else line for line in TABLE.strip().split("\n")
).replace("| Notes    |\n", "| Notes    |\n|---|---|---|---|---|---|\n")
LATER = changed(MARKDOWN, ("March 2027", "April 2027"), ("| Core Group", "| Core Group, Ana"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table, its later version, and the plan that it gave."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SSETRACK_TODAY", "2026-11-28")
    (tmp_path / "table.md").write_text(MARKDOWN)
    (tmp_path / "later.md").write_text(LATER)
    (tmp_path / "plans").mkdir()
    assert run(["import", "table.md", "-o", "plans/p.yaml"]) == 1
    return tmp_path


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*.*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_dry_run_and_a_look_write_nothing(folder: Path) -> None:
    before = _bytes(folder)
    assert run(["import", "later.md", "--into", "plans/p.yaml", "--dry-run"]) == 0
    assert run(["import", "later.md", "--into", "plans/p.yaml", "--look"]) == 0
    assert run(["import", "later.md", "--into", "plans/p.yaml", "--dry-run", "--format", "json"]) == 0
    assert _bytes(folder) == before


def test_a_folder_with_one_plan_is_that_plan(folder: Path) -> None:
    assert run(["import", "later.md", "--into", "plans"]) == 0
    assert "2027-04" in (folder / "plans/p.yaml").read_text()
    (folder / "plans/q.yaml").write_text("ssetrack: 1\ntitle: Q\n")
    before = _bytes(folder)
    assert run(["import", "table.md", "--into", "plans"]) == 2
    assert _bytes(folder) == before


def test_line_ends_and_the_mark_at_the_beginning_stay(folder: Path) -> None:
    plan = folder / "plans/p.yaml"
    plan.write_bytes(b"\xef\xbb\xbf" + plan.read_bytes().replace(b"\n", b"\r\n"))
    before = plan.read_bytes()
    assert run(["import", "table.md", "--into", "plans/p.yaml"]) == 0
    assert plan.read_bytes() == before
    assert run(["import", "later.md", "--into", "plans/p.yaml"]) == 0
    now = plan.read_bytes()
    assert now.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in now.replace(b"\r\n", b"")
    assert sum(one != other for one, other in zip(before.split(b"\n"), now.split(b"\n"), strict=True)) == 2


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("plans/p.yaml")
    (folder / "link.import.json").symlink_to("plans/p.import.json")
    (folder / "link.import.yaml").symlink_to("plans/p.import.yaml")
    assert run(["import", "later.md", "--into", "link.yaml"]) == 0
    assert (folder / "link.yaml").is_symlink()
    assert "2027-04" in (folder / "plans/p.yaml").read_text()
    assert "April 2027" in (folder / "plans/p.import.json").read_text()


def test_killed_after_the_plan_was_written_the_next_import_agrees(folder: Path) -> None:
    rows = (folder / "plans/p.import.json").read_bytes()
    assert run(["import", "later.md", "--into", "plans/p.yaml"]) == 0
    after = _bytes(folder)
    (folder / "plans/p.import.json").write_bytes(rows)
    assert run(["import", "later.md", "--into", "plans/p.yaml"]) == 0
    assert _bytes(folder) == after


def test_a_plan_that_may_not_be_written_keeps_its_rows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "plans/p.yaml").chmod(0o444)
    may = os.access  # who is root may write anything: the answer is put in the system's mouth

    def access(path: os.PathLike[str], mode: int, **how: bool) -> bool:
        return (mode != os.W_OK or Path(path).name != "p.yaml") and may(path, mode, **how)

    monkeypatch.setattr(os, "access", access)
    before = _bytes(folder)
    assert run(["import", "later.md", "--into", "plans/p.yaml"]) == 2
    assert _bytes(folder) == before


def test_an_option_is_written_into_the_mapping_and_nothing_else_of_it_changes(folder: Path) -> None:
    mapping = folder / "plans/p.import.yaml"
    mapping.write_text(mapping.read_text() + "# a word of ours\n")
    before = mapping.read_text()
    assert run(["import", "table.md", "--into", "plans/p.yaml", "--year", "2027"]) == 0
    # Where the line is that showed how to write it; elsewhere it is a line of its own.
    assert mapping.read_text().replace("\nyear: 2027 ", "\n# year: 2027 ") == before
    assert run(["import", "table.md", "--into", "plans/p.yaml"]) == 0
    mapping.write_text("\n".join(line for line in before.split("\n") if "# year" not in line))
    before = mapping.read_text()
    assert run(["import", "table.md", "--into", "plans/p.yaml", "--year", "2027"]) == 0
    assert mapping.read_text().replace("\nyear: 2027\n", "\n") == before


def test_a_new_column_and_an_order_of_dates_go_into_the_mapping(folder: Path) -> None:
    mapping = folder / "plans/p.import.yaml"
    before = mapping.read_text()
    rows = f"{MARKDOWN}\n".replace("|\n", "| Cheap |\n").replace("Notes    | Cheap", "Notes    | Risk ")
    (folder / "wide.md").write_text(rows.replace("---| Cheap |", "---|---|"))
    assert run(["import", "wide.md", "--into", "plans/p.yaml", "--date-order", "dmy"]) == 0
    assert (folder / "plans/p.yaml").read_text().count("x-risk: Cheap") == 5
    added = [line for line in mapping.read_text().split("\n") if line not in before.split("\n")]
    assert [line.partition("  #")[0].strip() for line in added] == [
        "Deadline: {field: deadline, order: dmy}",
        "Risk: {field: x-risk}",
    ] * 2
    before_files = _bytes(folder)
    assert run(["import", "wide.md", "--into", "plans/p.yaml"]) == 0
    assert _bytes(folder) == before_files


def test_a_row_whose_cells_may_be_in_the_wrong_columns_changes_nothing(folder: Path) -> None:
    short = changed(MARKDOWN, ("| Core Group   | ongoing    |             |", "| ongoing    |             |"))
    (folder / "short.md").write_text(short)
    before = _bytes(folder)
    for _ in range(2):  # told again
        assert run(["import", "short.md", "--into", "plans/p.yaml"]) == 1
        assert _bytes(folder) == before


def test_another_mapping_than_the_plans_own_is_refused(folder: Path) -> None:
    (folder / "other.yaml").write_text("import: 1\nyear: 2027\n")
    before = _bytes(folder)
    assert run(["import", "later.md", "--into", "plans/p.yaml", "--mapping", "other.yaml"]) == 2
    assert _bytes(folder) == before


def test_a_planning_conflict_is_done_and_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = folder / "plans/p.yaml"
    plan.write_text(plan.read_text().replace("owners: [bento]", "owners: [bento]\n        after: [1.1]"))
    (folder / "late.md").write_text(changed(MARKDOWN, ("March 2027", "August 2027")))
    assert run(["import", "late.md", "--into", "plans/p.yaml"]) == 0
    assert "2027-08" in plan.read_text()
    assert "warning: 2.1: " in capsys.readouterr().err


def test_nobody_elses_edit_is_lost(folder: Path) -> None:
    """An import and edits at the same time: all of them are in the plan."""
    command = [sys.executable, "-m", "ssetrack"]
    plan = ["--in", "plans/p.yaml"]
    processes = [
        subprocess.Popen([*command, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for words in (
            ["set", "2.1", "notes=one", *plan],
            ["import", "later.md", "--into", "plans/p.yaml"],
            ["set", "2.2", "notes=two", *plan],
        )
    ]
    assert [one.wait() for one in processes] == [0, 0, 0]
    text = (folder / "plans/p.yaml").read_text()
    for part in ("notes: one", "notes: two", "deadline: 2027-04", "[core-group, ana]"):
        assert part in text
    assert not read(text.encode(), "p.yaml").broken
    before = _bytes(folder)
    assert run(["import", "later.md", "--into", "plans/p.yaml"]) == 0
    assert _bytes(folder) == before


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("    ignore: [row 30]\n", "leaves out row 30, but the table does not have this row"),
        ("    ignore: [Lunch]\n", "leaves out the row `Lunch`, but no row says this any more"),
        ("when: [Lunch]\n", "has `Lunch`, but no activity has this id or title"),
        (
            'cells:\n  - {at: "table 1, row 2, Deadline", text: summer, deadline: 2027}\n',
            "the answer in the mapping file is not used",
        ),
    ],
)
@pytest.mark.parametrize("table", ["table.md", "later.md"])
def test_an_answer_that_is_not_used_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], answer: str, told: str, table: str
) -> None:
    mapping = folder / "plans/p.import.yaml"
    head, tables, rest = mapping.read_text().partition("  - where: table 1\n")
    own = (answer, rest) if answer.startswith(" ") else (rest, answer)
    mapping.write_text("".join((head, tables, *own)))
    capsys.readouterr()
    run(["import", table, "--into", "plans/p.yaml", "--dry-run"])
    assert told in capsys.readouterr().out


def test_the_rows_of_another_plan_change_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.md").write_text("| Task | Due |\n|---|---|\n| Something else | 2028-01 |\n")
    run(["import", "other.md", "-o", "plans/other.yaml"])
    (folder / "plans/other.import.json").replace(folder / "plans/p.import.json")
    before = _bytes(folder)
    capsys.readouterr()
    assert run(["import", "later.md", "--into", "plans/p.yaml"]) == 2
    assert "`plans/p.import.json` has the rows of another plan, `other`" in capsys.readouterr().err
    assert _bytes(folder) == before


def test_a_plan_that_got_another_id_keeps_its_rows(folder: Path) -> None:
    plan = folder / "plans/p.yaml"
    plan.write_text(plan.read_text().replace("id: p\n", "id: forum\n"))
    assert run(["import", "later.md", "--into", "plans/p.yaml"]) == 0
    assert "2027-04" in plan.read_text()
