"""From the table of VISION to its plan, as somebody does it: import, answer what is asked, compare.

The table is that of the source, pasted: tabs between columns, tags within cells, a page's end in the middle
of a row. Ids, names, places and dates are the source's; its prose is told shortly. The answers are in the
mapping beside it, which docs/import.md shows.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from difflib import ndiff
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import console
from conftest import ROOT, TESTS
from importing.vision_files import EN, FILES, HEADINGS, ROWS, Row
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


def later(rows: Sequence[Row]) -> list[Row]:
    """The table as it is sent round next: the interviews take a month more, and there is a glossary."""
    moved = [row._replace(due=("July 2004",)) if row.title[0].startswith("3.3") else row for row in rows]
    place = next(number for number, row in enumerate(moved) if row.title[0].startswith("4. "))
    return [
        *moved[:place],
        Row(("3.5 Glossary of the VISION",), ("Ben with Franck",), ("November 2004",)),
        *moved[place:],
    ]


@pytest.mark.parametrize("kind", FILES)
def test_the_next_version_changes_what_it_changed_and_no_more(here: Path, kind: str):
    (here / f"table.{kind}").write_bytes(FILES[kind](HEADINGS["en"], EN))
    run(here, "import", f"table.{kind}", "-o", "table.yaml")
    before = (here / "table.yaml").read_text(encoding="utf-8").splitlines()
    (here / f"later.{kind}").write_bytes(FILES[kind](HEADINGS["en"], later(EN)))

    code, output = run(here, "import", f"later.{kind}", "--into", "table.yaml", "--format", "json")
    assert code == 0, output
    changes = json.loads(output)["changes"]
    assert [(one["kind"], one["id"], one["field"]) for one in changes] == [
        ("set", "3.3", "deadline"),
        ("add", "3.5", None),
    ]
    assert (changes[0]["old"], changes[0]["table"]) == ("2004-06", "2004-07")

    after = (here / "table.yaml").read_text(encoding="utf-8").splitlines()
    taken, added = difference(before, after)
    assert taken == ['            deadline: 2004-06  # "June 2004"']
    assert added == [
        '            deadline: 2004-07  # "July 2004"',
        "          - id: 3.5",
        "            title: Glossary of the VISION",
        "            owners: [ben]",
        "            with: [franck]",
        '            deadline: 2004-11  # "November 2004"',
    ]
    once = (here / "table.yaml").read_bytes()
    assert run(here, "import", f"later.{kind}", "--into", "table.yaml")[0] == 0
    assert (here / "table.yaml").read_bytes() == once


@pytest.mark.parametrize(
    "row",
    ["\t<p>1.2 Meeting", "\t3.1 15 WSSE", "\t4. Participation", "\t6. COFUNDING"],
    ids=["1.2", "3.1", "4", "6"],
)
def test_the_next_version_leaves_the_answers_in_the_plan(here: Path, row: str):
    run(here, "import", "vision.txt", "-o", "vision.yaml")
    before, mapping = agreed(here, "vision.yaml"), (here / "vision.import.yaml").read_bytes()
    text = (here / "vision.txt").read_text(encoding="utf-8")
    assert row in text
    (here / "later.txt").write_text(
        text.replace("document\tJune 2004", "document\tJuly 2004", 1).replace(
            row, f"\t3.5 Glossary of the VISION\tBen with Franck\tNovember 2004\n{row}"
        ),
        encoding="utf-8",
    )
    assert run(here, "import", "later.txt", "--into", "vision.yaml")[0] == 0
    after = agreed(here, "vision.yaml")
    glossary = after.pop("3.5")
    assert glossary[3:] == ("exact", "deadline", ("Ben",), ("Franck",), 0)
    assert after.pop("3.3") == before.pop("3.3")._replace(first="2004-07-01", last="2004-07-31")
    assert after == before
    assert (here / "vision.import.yaml").read_bytes() == mapping


def difference(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The lines that one text has and the other has not."""
    lines = list(ndiff(before, after))
    return [one[2:] for one in lines if one[:2] == "- "], [one[2:] for one in lines if one[:2] == "+ "]
