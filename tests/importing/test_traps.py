"""Documents with one trap each, through all of import: golden/KIND.txt, read against what is in each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import TESTS
from importing.proposing import DAY, dates
from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.contradictions import without_contradictions
from ssetrack.importing.layout.tables import Choice
from ssetrack.importing.mapping.answers import Answers
from ssetrack.importing.proposal.proposal import Naming, Proposal, proposal_of
from ssetrack.tables.opening import document

TRAPS = TESTS / "tables" / "traps"
KINDS = sorted(path.name for path in TRAPS.iterdir() if path.is_dir() and path.name != "pdf")


@pytest.mark.parametrize("kind", KINDS)
def test_traps(kind: str, golden: Callable[[str, str | Path], None]):
    files = sorted(path for path in (TRAPS / kind).iterdir() if path.is_file())
    golden("\n".join("\n".join(lines(path)) + "\n" for path in files), f"importing/golden/{kind}.txt")


def lines(path: Path) -> Iterator[str]:
    """What import makes of a file."""
    yield path.name
    try:
        read = document(path.read_bytes(), path.name)
    except SsetrackError as refused:
        yield f"  refused: {refused.message}"
        return
    proposal = proposal_of(read, Answers(), Naming(path.name, "plan"), Choice())
    yield from told(without_contradictions(proposal, DAY).proposal)


def told(proposal: Proposal) -> Iterator[str]:
    """The items, the doubts and the counts of a proposal."""
    for item in proposal.items:
        parts = [f"{item.id} {item.title}", ", ".join(item.owner_names)]
        parts += [f"{field}: {text}" for field, text in dates(item).items()]
        parts += [item.status] if item.status else []
        parts += [" / ".join(key.title for key in item.path)] if item.path else []
        yield "  " + " | ".join(part for part in parts if part)
    for doubt in proposal.doubts:
        yield f"  ? {doubt.at}: {' '.join(doubt.text.split())}: {doubt.help}"
    for one in proposal.ignored:
        yield f"  - {one.at}: {one.why}"
    counts = proposal.counts
    yield f"  {counts.cells} cells: {counts.read} read, {counts.doubts} doubtful, {counts.ignored} ignored"
