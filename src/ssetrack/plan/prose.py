"""Texts kept in one language or in several, and which of them a reader gets.

Comes in: a prose of a plan, the language wanted, the plan's own language. Goes out: the text with a word
on whether it is in the language that was asked for. An empty text is a missing one.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

ProseText = str | Mapping[str, str]


class Shown(NamedTuple):
    """The text that a reader gets; `fallback` is its language where that is not the one asked for."""

    text: str
    fallback: str | None = None


def prose_in(prose: ProseText | None, language: str | None, own: str) -> Shown:
    """The prose in `language` (None: the plan's `own`), else the nearest that there is.

    Order: the tag asked for, its parents (`fr-CA`, `fr`), the plan's own language, English, the first. A
    plain text is in the plan's own language, and no fallback is reported for it: a plan in one language
    would otherwise carry a mark on every line.
    """
    if prose is None:
        return Shown("")
    if isinstance(prose, str):
        return Shown(prose)
    wanted = language or own
    by_tag = {tag.casefold(): text for tag, text in prose.items() if text}
    for tag in parents(wanted):
        if tag in by_tag:
            return Shown(by_tag[tag])
    for tag in (*parents(own), "en"):
        if tag in by_tag:
            return Shown(by_tag[tag], tag)
    for tag, text in prose.items():
        if text:
            return Shown(text, tag)
    return Shown("")


@lru_cache(maxsize=64)
def parents(tag: str) -> tuple[str, ...]:
    """A language tag and those it narrows, casefolded: `pt-BR` gives `pt-br`, `pt` (RFC 4647 lookup)."""
    parts = tag.casefold().replace("_", "-").split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def text_in(prose: ProseText | None, language: str | None, own: str) -> str:
    """The text that is `shown`, where nobody asks whether that is in the language wanted."""
    return prose if isinstance(prose, str) else prose_in(prose, language, own).text


def all_texts(prose: ProseText | None) -> list[str]:
    """The texts of a prose in all its languages, as they are written."""
    if prose is None:
        return []
    return [prose] if isinstance(prose, str) else list(prose.values())


def own_text(prose: ProseText | None, own: str) -> str:
    """The prose in the plan's own language: what machine formats give where no language is asked for."""
    return text_in(prose, None, own)
