"""A letter as plain text, the part that every mail program shows.

Comes in: a letter. Goes out: text, each line with its end. Paragraphs are not broken into lines:
mail programs do that, for screens of any width.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.letters.letter import BETWEEN, Letter, Section


def plain_text(letter: Letter) -> str:
    """The whole letter."""
    return "".join(f"{line}\n" for line in _lines(letter))


def _lines(letter: Letter) -> Iterator[str]:
    for number, paragraph in enumerate(letter.opening):
        if number:
            yield ""
        yield paragraph
    for section in letter.sections:
        yield ""
        yield from _section(section)
    if letter.answering is not None:
        yield ""
        yield letter.answering.heading
        for advice in letter.answering.advice:
            yield ""
            yield advice
        yield ""
        yield from letter.answering.lines


def _section(section: Section) -> Iterator[str]:
    yield section.heading
    yield ""
    for entry in section.entries:
        if section.brief:
            yield f"- {BETWEEN.join(filter(None, (entry.title, entry.words)))}"
            continue
        yield f"- {entry.title}"
        if entry.words:
            yield f"  {entry.words}"
    if section.more:
        yield section.more
