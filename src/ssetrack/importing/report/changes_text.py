"""What a table changed, for people: what is done, what to decide, what is only told.

Comes in: an outcome and who speaks. Goes out: lines.
"""

from __future__ import annotations

from ssetrack.importing.again.outcome import Outcome
from ssetrack.importing.places import place_words
from ssetrack.importing.report.change_lines import (
    Lines,
    lines_of_changes,
    lines_of_conflicts,
    lines_of_doubt,
    lines_of_gone,
    notes_of,
    summary,
)
from ssetrack.importing.report.report_text import text_of
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.merge.changes import Kind


def changes_text(outcome: Outcome, path: str, speaker: Speaker, *, is_written: bool) -> str:
    """What a table changed in the plan at a path; `is_written` where the changes are in it now."""
    lines = (
        *_summary(outcome, path, is_written=is_written),
        *lines_of_changes(outcome.changes, is_written=is_written),
        *lines_of_conflicts(outcome.changes),
        *_doubts(outcome),
        *lines_of_gone(outcome.changes),
        *_good_to_know(outcome),
    )
    return text_of(lines, speaker)


def _summary(outcome: Outcome, path: str, *, is_written: bool) -> Lines:
    source = outcome.proposal.naming.source
    if not outcome.changes and not outcome.doubts:
        yield message("{path}: nothing to change, {source} says the same", path=path, source=source)
        return
    conflicts = sum(one.kind is Kind.CONFLICT for one in outcome.changes)
    yield summary(path, source, outcome.done, conflicts, len(outcome.doubts), is_written=is_written)
    if outcome.unbased and outcome.done and not is_written:
        yield message("Nothing is written: this plan was not imported from a table before.")
        yield message("  If the table is right, add `--accept`.")


def _doubts(outcome: Outcome) -> Lines:
    if not outcome.doubts:
        return
    yield ""
    yield message("Please check")
    for doubt in outcome.doubts:
        yield from lines_of_doubt(place_words(doubt.at), doubt.text, doubt.help)
        if doubt.question is not None and doubt.question.answer != doubt.help:
            yield message("    answer: {answer}", answer=doubt.question.answer)


def _good_to_know(outcome: Outcome) -> Lines:
    notes = notes_of(outcome.changes)
    # Whoever does not know that an answer is not used any more wonders where its row comes from.
    told = (*(one for one in outcome.proposal.told if one.unused), *outcome.told)
    if not notes and not told:
        return
    yield ""
    yield message("Good to know")
    yield from notes
    for one in told:
        yield message("  {at}: {what}", at=place_words(one.at), what=one.what)
