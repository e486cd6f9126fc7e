"""A site in proportion to its plan: what many share is not written out on the page of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bombs import BOMBS, plan
from pages.making import Outline
from pages.sites import files_of, pages_of, run_site

SIZES = (40, 80)
"""Small ones: what grows with the square does so here as well."""


def many_goals(size: int) -> str:
    goals = "goals: {" + ", ".join(f"g{n}: G{n}" for n in range(size)) + "}\n"
    return plan([f"id: a, title: T, goals: [{', '.join(f'g{n}' for n in range(size))}]"], goals)


MADE = {
    name: lambda size, name=name: BOMBS[name].make(size)
    for name in ("many owners of one item", "nested teams", "teams of teams", "goals × sections")
} | {"many goals of one item": many_goals}


def site_of(folder: Path, text: str) -> dict[str, str]:
    folder.mkdir()
    (folder / "p.yaml").write_text(text, encoding="utf-8")
    done = run_site(folder, "p.yaml", "-o", "public")
    assert done.returncode == 0, done.stderr.decode()
    return files_of(folder / "public")


@pytest.mark.slow
@pytest.mark.parametrize("bomb", MADE)
def test_twice_the_plan_is_twice_the_site(tmp_path, bomb):
    """Up to what is the same in each page: files, and octets beyond those of a page with one item."""
    small, large = (site_of(tmp_path / str(size), str(MADE[bomb](size))) for size in SIZES)
    assert len(large) <= 2 * len(small)
    octets = [sum(map(len, files.values())) for files in (small, large)]
    assert octets[1] <= 2.2 * octets[0]


def test_of_many_owners_some_are_named_and_the_rest_counted(tmp_path):
    files = site_of(tmp_path / "site", str(BOMBS["many owners of one item"].make(100)))
    for name in ("person/o50.html", "plan/p.html"):
        assert "and 80 more" in " ".join(data for _, data in Outline(files[name]).texts)
    assert "o99" in files["print/p.html"]  # where the link leads
    assert '<a href="../print/p.html">and 80 more</a>' in files["person/o50.html"]


def test_twenty_are_all_named(tmp_path):
    files = site_of(tmp_path / "site", str(BOMBS["many owners of one item"].make(20)))
    assert not any(" more<" in text for text in pages_of(files).values())


def test_of_many_teams_the_nearest_are_named(tmp_path):
    files = site_of(tmp_path / "site", str(BOMBS["nested teams"].make(40)))
    (lead,) = (line for line in files["person/t39.html"].splitlines() if "Teams:" in line)
    assert re.findall(r">(T\d+)<", lead) == [f"T{number}" for number in range(38, 18, -1)]
    assert lead.endswith("</a>, …</p>")
