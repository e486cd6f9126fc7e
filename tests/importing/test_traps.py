"""Documents with one trap each, through all of import: golden/KIND.txt, read against what is in each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import TESTS
from importing.proposing import DAY, dates
from importing.vision_files import FILES, HEADINGS, ROWS
from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.contradictions import without_contradictions
from ssetrack.importing.layout.tables import Choice
from ssetrack.importing.mapping.answers import Answers
from ssetrack.importing.places import Spot
from ssetrack.importing.proposal.proposal import Naming, Proposal
from ssetrack.importing.proposal.proposing import proposal_of
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


def _documents() -> Iterator[tuple[str, bytes]]:
    """Every file that import is tried on: the traps, what other programs saved, and the table of VISION."""
    for folder in (TRAPS, TESTS / "importing" / "saved", TESTS / "docs" / "import"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".yaml":
                yield str(path.relative_to(TESTS)), path.read_bytes()
    for kind, file in FILES.items():
        for language in ROWS:
            yield f"vision.{language}.{kind}", file(HEADINGS[language], ROWS[language])


def test_every_cell_of_every_document_ends_in_one_place_by_a_rule_with_a_name():
    """Counted from the document itself; what is ignored is left out by a rule that is named."""
    counted = 0
    for name, octets in _documents():
        try:
            read = document(octets, name)
        except SsetrackError:
            continue
        proposal = proposal_of(read, Answers(), Naming(name, "plan"), Choice())
        filled = {
            Spot(table.number, *place)
            for table in read.tables
            for place, cell in table.cells.items()
            if cell.text.strip()
        }
        doubtful = {one.spot for one in proposal.doubts}
        ignored = {spot for one in proposal.ignored if one.why.template for spot in one.spots}
        # A line of a document without tables is no cell; a formula without a value is one without a text.
        assert filled <= proposal.cells, name
        taken = proposal.used - doubtful - ignored
        assert proposal.cells <= taken | doubtful | ignored, name
        counts = proposal.counts
        assert (counts.read, counts.doubts) == (
            len(taken & proposal.cells),
            len(doubtful & proposal.cells),
        ), name
        assert counts.ignored == len((ignored - doubtful) & proposal.cells), name
        assert counts.cells == counts.read + counts.doubts + counts.ignored, name
        counted += counts.cells
    assert counted > 1500
