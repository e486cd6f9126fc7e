"""From the table of VISION to its plan, as somebody does it: import, answer what is asked, compare.

The table is that of the source, pasted: tabs between columns, tags within cells, a page's end in the middle
of a row. Ids, names, places and dates are the source's; its prose is told shortly. The answers are in the
mapping beside it, which docs/import.md shows.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import console
from conftest import ROOT, TESTS
from importing.vision_files import FILES, HEADINGS, ROWS
from snapshots import snapshot_of

PASTED = TESTS / "docs" / "import"
TRUTH = ROOT / "plans" / "vision-2004-2005.yaml"
DAY = {"SSETRACK_TODAY": "2026-11-28"}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    shutil.copytree(PASTED, tmp_path, dirs_exist_ok=True)
    shutil.copy(TRUTH, tmp_path / "truth.yaml")
    return tmp_path


def run(here: Path, *words: str) -> tuple[int, str]:
    return console.run_here([*words], here, DAY)


class Agreed(NamedTuple):
    """In what two plans of one table must agree, of one item."""

    id: str
    first: str | None
    last: str | None
    certainty: str
    kind: str
    owners: tuple[str, ...]
    contributors: tuple[str, ...]
    vacant: int


def items(here: Path, name: str) -> list[dict[str, Any]]:
    """The items of a plan file as `status` tells them."""
    code, output = run(here, "status", name, "--format", "json")
    assert code == 0, output
    return json.loads(output)["items"]


def agreed(here: Path, name: str) -> dict[str, Agreed]:
    """What is compared of each item, with the names of those who hold a role."""
    plan = snapshot_of((here / name).read_text(encoding="utf-8")).portfolio.files[0].plan
    return {one["id"]: _agreed(one, plan.owners) for one in items(here, name)}


def _agreed(item: dict[str, Any], owners: Any) -> Agreed:
    due = item["due"]
    named = tuple(str(owners[one].name) for one in item["owners"] if not owners[one].vacant)
    return Agreed(
        item["id"], due["earliest"], due["latest"], due["certainty"], item["kind"], named,
        tuple(str(owners[one].name) for one in item["with"]), len(item["owners"]) - len(named),
    )  # fmt: skip


def test_the_pasted_table_becomes_the_plan(here: Path):
    assert run(here, "import", "vision.txt", "-o", "vision.yaml")[0] == 0
    ours, truth = agreed(here, "vision.yaml"), agreed(here, "truth.yaml")
    assert len(truth) == 21
    assert sorted(ours) == sorted(truth)
    for id_, item in truth.items():
        assert ours[id_] == item
    assert ours["5.2"].contributors == ("Franck",)
    assert run(here, "lint", "vision.yaml")[0] == 0


def test_without_answers_it_has_no_other_dates_and_nobody_more(here: Path):
    (here / "vision.import.yaml").unlink()
    assert run(here, "import", "vision.txt", "-o", "vision.yaml")[0] == 1
    ours, truth = agreed(here, "vision.yaml"), agreed(here, "truth.yaml")
    assert {item[:4] for item in ours.values()} == {item[:4] for item in truth.values()}
    for id_, item in ours.items():
        named = {name.casefold() for name in truth[id_].owners}
        assert {name.casefold() for name in item.owners} <= named
        assert item.contributors in ((), truth[id_].contributors)


def test_the_answers_are_kept_and_give_the_same_plan_again(here: Path):
    run(here, "import", "vision.txt", "-o", "vision.yaml")
    once = {path.name: path.read_bytes() for path in here.iterdir()}
    assert b"# Nobody is named for the workshops" in once["vision.import.yaml"]
    (here / "vision.yaml").unlink()
    run(here, "import", "vision.txt", "-o", "vision.yaml")
    assert {path.name: path.read_bytes() for path in here.iterdir()} == once


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", FILES)
def test_a_file_has_every_activity_and_date_of_the_plan(here: Path, kind: str, language: str):
    (here / f"table.{kind}").write_bytes(FILES[kind](HEADINGS[language], ROWS[language]))
    code, report = run(here, "import", f"table.{kind}", "-o", "table.yaml", "--format", "json")
    assert code == 1
    read = json.loads(report)
    assert {doubt["about"] for doubt in read["doubts"]} == {"owner"}
    assert (read["counts"]["items"], read["counts"]["sections"]) == (20, 8)
    ours, truth = agreed(here, "table.yaml"), agreed(here, "truth.yaml")
    draft = "5.4/projet" if language == "fr" else "5.4/draft"
    assert {id_: item[1:4] for id_, item in ours.items()} == {
        draft if id_ == "5.4/draft" else id_: item[1:4] for id_, item in truth.items()
    }
    assert ours["1.2"].certainty == "alternatives"
    assert ours["5.2"].contributors == ("Franck",)
    assert "language: " + language in (here / "table.yaml").read_text(encoding="utf-8")
    places = {
        one["id"]: [each["where"] for each in one["due"]["alternatives"]] for one in items(here, "table.yaml")
    }
    assert places["1.2"] == ["Rio de Janeiro", "Paris"]
