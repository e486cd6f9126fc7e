"""Proposals for documents that a test draws, and short ways to look at them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from importing.grids import document
from ssetrack.importing.contradictions import without_contradictions
from ssetrack.importing.layout.tables import Choice
from ssetrack.importing.mapping.answers import Answers
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.plan_file.plan_text import plan_text
from ssetrack.importing.proposal.items import Item
from ssetrack.importing.proposal.proposal import Naming, Proposal
from ssetrack.importing.proposal.proposing import proposal_of
from ssetrack.source import read
from ssetrack.tables.grid import Document

DAY = date(2026, 11, 28)


def proposed(
    text: str | Document,
    mapping: str = "",
    *,
    choice: Choice | None = None,
    sheet: str = "",
    checked: bool = True,
    **answers: str,
) -> Proposal:
    """What import proposes for a drawn document; `mapping` is a mapping without its first line.

    Not `checked`: what contradicts itself in it was not looked for, which takes most of the time.
    """
    if isinstance(text, str) and not (mapping or choice or sheet or answers):
        return _proposed_alone(text, checked)
    return _proposed(text, mapping, choice, sheet, checked, answers)


@lru_cache(maxsize=64)
def _proposed_alone(text: str, checked: bool) -> Proposal:
    """Nothing changes a proposal, and most tests of a table begin with the same."""
    return _proposed(text, "", None, "", checked, {})


def _proposed(
    text: str | Document,
    mapping: str,
    choice: Choice | None,
    sheet: str,
    checked: bool,
    answers: Mapping[str, str],
) -> Proposal:
    given = answers_in(read(f"import: 1\n{mapping}".encode(), "map.yaml")) if mapping else Answers()
    drawn = document(text, sheet=sheet) if isinstance(text, str) else text
    naming = Naming("table.docx", "plan")
    proposal = proposal_of(drawn, given._replace(**answers), naming, choice or Choice())
    return without_contradictions(proposal, DAY).proposal if checked else proposal


def written(proposal: Proposal) -> str:
    """The text of the plan."""
    return plan_text(proposal, DAY)


def dates(item: Item) -> dict[str, str]:
    """The dates of an item by field; milestones by their id, alternatives with their places."""
    found: dict[str, str] = {}
    if item.when.start is not None:
        found["start"] = item.when.start.written
    for one in item.when.dates:
        text = f"{one.written} {one.where}".strip()
        found[one.field] = f"{found[one.field]} | {text}" if one.field in found else text
    for milestone in item.when.milestones:
        begun = f"{milestone.start.written} - " if milestone.start else ""
        found[milestone.id] = f"{begun}{milestone.date.field} {milestone.date.written}"
    return found


def doubts(proposal: Proposal) -> dict[str, str]:
    """What is doubtful, by address."""
    return {doubt.at: f"{doubt.about}: {doubt.text}" for doubt in proposal.doubts}


def sections(proposal: Proposal) -> dict[str, str]:
    """The section of each item, by its id."""
    return {item.id: " / ".join(key.title for key in item.path) for item in proposal.items}
