"""No address of a person leaves with what an item is in, supports or waits for."""

from __future__ import annotations

from pathlib import Path

from ssetrack.cli.run import run

PLAN = """\
ssetrack: 1
id: p
title: Plan of ana@example.org
owners: {ana: {name: Ana (ana@example.org), email: ana@example.org}}
goals: {G: Goal of bo@example.org}
sections:
  - {id: s, title: Section of cy@example.org, activities: [
      {id: a, title: Call di@example.org, owners: [ana], goals: [G], deadline: 2027-03-01},
      {id: b, title: After it, owners: [ana], with: [ana], goals: [G], deadline: 2027-04-01, after: [a]}]}
"""


def test_no_address_without_contacts(tmp_path: Path):
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    for by in ("owner", "goal", "section", "plan"):
        for more in ([], ["--tasks"]):
            words = [
                "export",
                "ics",
                str(tmp_path / "p.yaml"),
                "--by",
                by,
                "-o",
                str(tmp_path / "out"),
                *more,
            ]
            assert run([*words, "--today", "2027-01-01"]) == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.ics")}
    assert len(made) == 8
    unfolded = {name: text.replace("\r\n ", "").replace("\n ", "") for name, text in made.items()}
    assert [name for name, text in unfolded.items() if "@example" in text] == []
    assert all("address left out" in text for text in unfolded.values())
