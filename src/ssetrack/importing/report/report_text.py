"""The report for people: counts, what to answer, what is doubtful, what was told and left out.

Comes in: a proposal and who speaks. Goes out: lines. A question that one answer settles is asked once, those
that settle most first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssetrack.dates.refusals import quotation
from ssetrack.importing.layout.tables import TableLayout
from ssetrack.importing.places import place_words
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.reading import Doubt, Question
from ssetrack.importing.report.summary import cell_summary, summary
from ssetrack.language.message import Message, count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.wording.printable import log_line, one_line
from ssetrack.wording.punctuation import message_behind_label

MOST_TOLD = 40
"""So much is told in the text; JSON has all."""


def report_text(proposal: Proposal, speaker: Speaker, answering: Message | None = None) -> str:
    """What came of an import; `answering` says how answers come into the plan that was written."""
    return text_of(
        (
            *_counts(proposal),
            *_questions(proposal, answering),
            *_doubts(proposal),
            *_how_it_was_read(proposal),
            *_left_out(proposal),
        ),
        speaker,
    )


def preview_text(proposal: Proposal, speaker: Speaker) -> str:
    """What is in a document: its tables, their headers and columns with samples."""
    lines: list[Message | str] = []
    for layout in proposal.layout.tables:
        lines += _table(layout)
    return text_of((*lines, *_left_out(proposal), "", *_counts(proposal)), speaker)


def text_of(lines: Iterable[Message | str], speaker: Speaker) -> str:
    """Lines as they are printed, each safe and on one line."""
    said = (one if isinstance(one, str) else speaker.say(one) for one in lines)
    return "".join(f"{log_line(_one_line(line))}\n" for line in said)


def _one_line(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + one_line(line.strip())


def _counts(proposal: Proposal) -> Iterator[Message]:
    counts = proposal.counts
    yield message_behind_label(proposal.naming.source, summary(counts))
    yield cell_summary(counts)


def _questions(proposal: Proposal, answering: Message | None) -> Iterator[Message | str]:
    """What one answer settles in several cells."""
    asked: dict[str, tuple[Question, int]] = {}
    for doubt in proposal.doubts:
        if doubt.question is not None:
            number = asked.get(doubt.question.key, (doubt.question, 0))[1]
            asked[doubt.question.key] = doubt.question, number + 1
    if not asked:
        return
    yield ""
    yield message("Questions")
    for question, number in sorted(asked.values(), key=lambda pair: -pair[1]):
        yield count_of("  {ask} ({number} cell)", "  {ask} ({number} cells)", number, ask=question.ask)
        yield message("    answer: {answer}", answer=question.answer)
    if answering is not None:
        yield message("  {answering}", answering=answering)


def _doubts(proposal: Proposal) -> Iterator[Message | str]:
    """What is doubtful for itself."""
    alone = [doubt for doubt in proposal.doubts if not _is_shared(doubt)]
    if not alone:
        return
    yield ""
    yield message("Please check")
    for doubt in alone:
        yield message("  {at}: `{text}`", at=place_words(doubt.at), text=quotation(doubt.text))
        yield message("    {help}", help=doubt.help)


def _is_shared(doubt: Doubt) -> bool:
    return doubt.question is not None


def _how_it_was_read(proposal: Proposal) -> Iterator[Message | str]:
    if not proposal.told:
        return
    yield ""
    yield message("How it was read")
    for told in proposal.told[:MOST_TOLD]:
        yield message("  {at}: {what}", at=place_words(told.at), what=told.what)
    if len(proposal.told) > MOST_TOLD:
        yield count_of(
            "  and {number} more; `--format json` lists all of them",
            "  and {number} more; `--format json` lists all of them",
            len(proposal.told) - MOST_TOLD,
        )


def _left_out(proposal: Proposal) -> Iterator[Message | str]:
    if not proposal.ignored:
        return
    yield ""
    yield message("Left out")
    for one in proposal.ignored:
        yield message("  {at}: {why}", at=place_words(one.at), why=one.why)


def _table(layout: TableLayout) -> Iterator[Message | str]:
    yield message(
        "{where}: {rows} rows; the header is row {header}",
        where=place_words(layout.addresses.whole),
        rows=layout.table.rows,
        header=layout.header.last,
    )
    for column in layout.columns:
        samples = " | ".join(column.samples)
        name = column.heading or message("column {number}", number=column.number)
        if samples:
            yield message("  {column} → {field}: {samples}", column=name, field=column.field, samples=samples)
        else:
            yield message("  {column} → {field}", column=name, field=column.field)
