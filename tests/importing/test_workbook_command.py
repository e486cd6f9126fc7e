"""`ssetrack export xlsx` and `ssetrack import plan.xlsx --into` on a disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import console
from importing.returning import PLAN
from importing.workbooks import set_cell, without_base
from ssetrack.importing.spreadsheet.columns import Part

OTHER = PLAN.replace("id: net", "id: other").replace("title: Network", "title: Other")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with two plans and their workbook."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "net.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "plans" / "other.yaml").write_text(OTHER, encoding="utf-8")
    assert run(tmp_path, "export xlsx -o book.xlsx") == (0, "")
    return tmp_path


def run(folder: Path, command: str) -> tuple[int, str]:
    return console.run_here(command.split(), folder, {"SSETRACK_TODAY": "2027-01-15"})


def edit(here: Path, own_id: str, part: Part, value: object, sheet: int = 0) -> None:
    book = here / "book.xlsx"
    book.write_bytes(set_cell(book.read_bytes(), own_id, part, value, sheet))


def plans(here: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((here / "plans").glob("*.yaml"))]


def test_nothing_edited(here: Path):
    code, said = run(here, "import book.xlsx --into plans")
    assert code == 0
    assert said.splitlines() == [
        "plans/net.yaml: nothing to change, book.xlsx says the same",
        "plans/other.yaml: nothing to change, book.xlsx says the same",
    ]
    assert plans(here) == [PLAN, OTHER]


def test_one_cell(here: Path):
    edit(here, "1.10", Part.WHERE, "Paris")
    code, said = run(here, "import book.xlsx --into plans")
    assert (code, "    where: Online → Paris" in said) == (0, True)
    assert plans(here) == [PLAN.replace("where: Online", "where: Paris"), OTHER]
    assert run(here, "import book.xlsx --into plans")[0] == 0


def test_into_one_file_of_several(here: Path):
    edit(here, "1.10", Part.WHERE, "Paris", sheet=1)
    code, said = run(here, "import book.xlsx --into plans/other.yaml")
    assert (code, "net" in said) == (0, False)
    assert plans(here) == [PLAN, OTHER.replace("where: Online", "where: Paris")]


def test_a_doubt_in_one_plan_stops_no_other(here: Path):
    edit(here, "1.10", Part.DUE, "soon")
    edit(here, "1.10", Part.WHERE, "Paris", sheet=1)
    assert run(here, "import book.xlsx --into plans")[0] == 1
    assert plans(here) == [PLAN, OTHER.replace("where: Online", "where: Paris")]


def test_a_plan_that_cannot_be_written_stops_no_other(here: Path, monkeypatch: pytest.MonkeyPatch):
    edit(here, "1.10", Part.WHERE, "Paris")
    edit(here, "1.10", Part.WHERE, "Paris", sheet=1)
    (here / "plans" / "net.yaml").chmod(0o444)
    monkeypatch.setattr("os.access", lambda path, *_, **__: Path(path).name != "net.yaml")
    code, said = run(here, "import book.xlsx --into plans")
    assert (code, "cannot write `plans/net.yaml`" in said) == (2, True)
    assert plans(here) == [PLAN, OTHER.replace("where: Online", "where: Paris")]


def test_a_plan_that_cannot_be_read_stops_no_other(here: Path):
    edit(here, "1.10", Part.WHERE, "Paris", sheet=1)
    (here / "plans" / "net.yaml").write_text("ssetrack: 1\ntitle: [\n", encoding="utf-8")
    code, said = run(here, "import book.xlsx --into plans")
    assert (code, "cannot read this plan" in said) == (2, True)
    assert plans(here)[1] == OTHER.replace("where: Online", "where: Paris")


def test_a_conflict_in_the_planning_is_a_warning(here: Path):
    edit(here, "1.10", Part.DONE, "2027-01-14")
    code, said = run(here, "import book.xlsx --into plans")
    assert (code, "done: 2027-01-14" in plans(here)[0]) == (0, True), said


def test_a_dry_run_shows_the_diff(here: Path):
    edit(here, "1.10", Part.WHERE, "Paris")
    code, said = run(here, "import book.xlsx --into plans --dry-run")
    assert code == 0
    assert "Would change" in said
    assert "-        where: Online\n+        where: Paris\n" in said
    assert plans(here) == [PLAN, OTHER]


def test_the_report_as_json(here: Path):
    edit(here, "1.10", Part.WHERE, "Paris")
    edit(here, "1.1", Part.DUE, "soon")
    code, said = run(here, "import book.xlsx --into plans/net.yaml --format json")
    assert code == 1
    read = json.loads(said)
    assert {key: read[key] for key in ("version", "source")} == {"version": 1, "source": "book.xlsx"}
    (plan,) = read["plans"]
    assert plan["changes"] == [
        {"kind": "set", "id": "1.10", "field": "where"}
        | {"old": "Online", "table": "Paris", "plan": "Online", "at": "net!N6"}
    ]
    (doubt,) = plan["doubts"]
    assert (doubt["at"], doubt["about"], doubt["text"], doubt["item"]) == ("net!G4", "date", "soon", "1.1")
    assert read["doubts"] == []


def test_a_sheet_whose_plan_is_not_there(here: Path):
    (here / "plans" / "net.yaml").unlink()
    code, said = run(here, "import book.xlsx --into plans")
    assert (code, "no plan has the id `net`" in said) == (1, True)


def test_without_the_hidden_sheet_it_is_written_and_said(here: Path):
    edit(here, "1.10", Part.WHERE, "Paris")
    book = here / "book.xlsx"
    book.write_bytes(without_base(book.read_bytes()))
    code, said = run(here, "import book.xlsx --into plans")
    assert (code, "compared with the plan" in said) == (0, True)
    assert plans(here) == [PLAN.replace("where: Online", "where: Paris"), OTHER]


@pytest.mark.parametrize("option", ["--year 2027", "--sheet net", "--lang fr", "--date-order dmy"])
def test_answers_for_other_tables_are_refused(here: Path, option: str):
    code, said = run(here, f"import book.xlsx --into plans {option}")
    assert (code, option.split()[0] in said) == (2, True)


def test_the_hidden_sheet_is_no_table(here: Path):
    code, said = run(here, "import book.xlsx --look")
    assert code == 0
    assert "ssetrack base: made by ssetrack" in said


def test_any_other_workbook_goes_the_usual_way(here: Path):
    (here / "table.csv").write_text("Id,Activity,Deadline\n1.10,Closing,December 2027\n", encoding="utf-8")
    code, said = run(here, "import table.csv --into plans/net.yaml --dry-run")
    assert (code, "Traceback" in said) == (0, False), said


def test_bytes_to_standard_output(here: Path):
    code, said = run(here, "export xlsx plans")
    assert (code, said[:2]) == (0, "PK")


def test_never_onto_a_plan(here: Path):
    assert run(here, "export xlsx -o plans/net.yaml")[0] == 2
    assert plans(here) == [PLAN, OTHER]
