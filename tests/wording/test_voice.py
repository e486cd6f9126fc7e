"""No private words: what ssetrack says, in messages, help and documentation, is said with the common word.

The words are those of an editor who read everything as somebody whose second language is English would.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import catalogues

PRIVATE = {
    "stands": re.compile(r"\bstands?\b(?! for\b)"),
    "mend": re.compile(r"\bmend(s|ed|ing)?\b"),
    "blank": re.compile(r"\bblanks?\b"),
    "slug": re.compile(r"\bslugs?\b"),
    "is no": re.compile(r"(?<!\bthere )\bis no\b(?! longer)"),
    "is none": re.compile(r"\b(is|are) none\b"),
}
"""Said instead: is, is written; fix; space; short name or id; is not."""

CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
"""What is quoted, of a plan or a command, is not our wording."""

MADE = re.compile(r"<!-- (summary|options|fields) -->.*?<!-- /\1 -->", re.DOTALL)
"""What a page takes from help and definitions is judged in the room that says it."""


def private_words(text: str) -> list[str]:
    """The private words in a text, outside of what it quotes."""
    plain = CODE.sub("`", text)
    return [word for word, pattern in PRIVATE.items() if pattern.search(plain)]


def texts() -> Iterator[tuple[str, str]]:
    """Each text that the package says, with a room that says it."""
    for said, files in catalogues.texts_of().items():
        for room in {file.split("/")[0].removesuffix(".py") for file in files}:
            for text in said.forms:
                yield room, text


def pages() -> list[Path]:
    """The pages for users; those for developers and the list of changes are told apart."""
    docs = sorted(page for page in (ROOT / "docs").rglob("*.md") if "dev" not in page.parts)
    return [ROOT / "README.md", ROOT / "examples" / "README.md", *docs]


def test_messages_and_help_use_the_common_word():
    said = sorted(texts())
    assert len(said) > 1_000
    assert not {(room, text): words for room, text in said if (words := private_words(text))}


@pytest.mark.parametrize("page", [str(page.relative_to(ROOT)) for page in pages()])
def test_pages_use_the_common_word(page: str):
    assert not private_words(MADE.sub("", (ROOT / page).read_text(encoding="utf-8")))


def test_what_is_quoted_is_not_judged():
    assert private_words("`blank` is written in the plan") == []
    assert private_words("a blank stands here, and this is no date") == ["stands", "blank", "is no"]
    assert private_words("there is no option `--foo`, and this is no option") == ["is no"]
    assert private_words("`tbd` stands for a date that is no longer known") == []
