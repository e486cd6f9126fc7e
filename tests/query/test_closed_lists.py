"""States, flags and roles are the same in all plans: what is none of them is answered with the whole list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import console
from snapshots import snapshot_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.query.filters import ROLES, Filters, matching
from ssetrack.status import Flag, State

PLAN = "ssetrack: 1\nid: p\ntitle: P\nactivities: [{id: a, title: A, deadline: 31 June 2027}]\n"


@pytest.mark.parametrize(
    ("kind", "asked", "known"),
    [
        ("state", Filters(states=("xxxx",)), [*State]),
        ("flag", Filters(flags=("xxxx",)), [*Flag]),
        ("role", Filters(roles=("xxxx",), owners=("a",)), [*ROLES]),
    ],
)
def test_all_of_a_closed_list_are_named(kind: str, asked: Filters, known: list[str]):
    plans = snapshot_of(PLAN, date(2026, 11, 28))
    with pytest.raises(SsetrackError) as refused:
        matching(plans.statuses, asked, plans.portfolio)
    assert str(refused.value.message) == f"`xxxx` is not a {kind}"
    assert str(refused.value.help) == f"choose: {', '.join(known)}"


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_the_help_names_every_flag_and_state(language: str, tmp_path: Path):
    """By the names that the options take, in every language."""
    _, shown = console.run_here(["status", "--help"], tmp_path, {"SSETRACK_LANG": language})
    flat = " ".join(shown.split())
    assert f"({', '.join(Flag)})" in flat
    assert f"({', '.join(State)})" in flat


def test_an_unreadable_date_has_one_name(tmp_path: Path):
    """The word of the table is the one that `--flag` takes."""
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    _, shown = console.run_here(["status", "p.yaml", "--flag", "invalid"], tmp_path, {"SSETRACK_LANG": "en"})
    assert "A (invalid" in shown
    assert "Only flag invalid" in shown
