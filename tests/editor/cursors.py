"""A cursor in a text of a test: `¦` marks it, and is not part of the text."""

from __future__ import annotations

from collections.abc import Mapping

from open_plans import PATH, plans_of

from ssetrack.editor.answers.completion import completion
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.proposal import Proposals

MARK = "¦"


def at_cursor(text: str) -> tuple[str, int]:
    """The text without its mark, and the offset of that."""
    before, mark, after = text.partition(MARK)
    assert mark, "there is a mark"
    return before + after, len(before)


def index_at(
    text: str, others: Mapping[str, str] | None = None, *, before: str | None = None, language: str = "en"
) -> tuple[Index, int]:
    """An index of a plan with a cursor, and of other plans by their paths; and the offset of the cursor."""
    plan, offset = at_cursor(text)
    earlier = None if before is None else {PATH: before}
    return Index(plans_of({PATH: plan, **(others or {})}, before=earlier, language=language)), offset


def proposals_at(
    text: str, others: Mapping[str, str] | None = None, *, before: str | None = None, language: str = "en"
) -> Proposals:
    """What is offered at the mark."""
    index, offset = index_at(text, others, before=before, language=language)
    return completion(index, PATH, offset)
