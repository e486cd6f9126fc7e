"""In which language a text of a plan is, where that is not the language of the page around it (HTML, `lang`).

Comes in: texts of plans, and how the reader looks. Goes out: language tags, None where nothing has to be
marked. A text that is kept in a single language is in the plan's own.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ssetrack.language.speaker import base
from ssetrack.plan.prose import ProseText, prose_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.columns import View
from ssetrack.status import Status


class Foreign(NamedTuple):
    """A text, and the tag of its language, which is not that of the words around it."""

    text: str
    language: str


def page_language(view: View) -> str:
    """The language of our own words: as the reader asked for it, where we have it."""
    asked = view.language or ""
    return asked if base(asked) == view.speaker.language else view.speaker.language


def title_language(status: Status, view: View, page: str) -> str | None:
    """The language of an item's title, where that is not the page's."""
    shown = status.item.title(view.language, status.file.language)
    return shown_title_language(status, shown.fallback, view, page)


def shown_title_language(status: Status, fallback: str | None, view: View, page: str) -> str | None:
    """The same of a title that was looked up already; `fallback` is its language for want of the reader's."""
    item, own = status.item, status.item.language or status.file.language
    return _foreign(fallback or (own if isinstance(item.activity.title, str) else view.language), page)


def text_language(text: ProseText, file: PlanFile, view: View, page: str) -> str | None:
    """The language of another text of a plan, where that is not the page's."""
    shown = prose_in(text, view.language, file.language)
    return _foreign(shown.fallback or (file.language if isinstance(text, str) else view.language), page)


def pieces(text: str, foreign: Iterable[Foreign]) -> Iterator[tuple[str, str | None]]:
    """The pieces of a sentence, with the language of those that are in another; each of them counts once."""
    for words, language in foreign:
        before, found, behind = text.partition(words) if words else (text, "", "")
        if not found:
            continue
        if before:
            yield before, None
        yield words, language
        text = behind
    if text:
        yield text, None


def _foreign(language: str | None, page: str) -> str | None:
    return None if language == page else language
