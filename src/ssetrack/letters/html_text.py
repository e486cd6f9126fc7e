"""A letter as HTML: the same words as the plain text, with headings and lists.

Comes in: a letter. Goes out: a page without pictures, links, scripts or anything else that a mail program
would have to fetch. All content is escaped; each title is set apart, so that one that is written from right
to left does not turn the line round (HTML, `bdi`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ssetrack.letters.letter import BETWEEN, Letter, Section
from ssetrack.wording.languages import Foreign, pieces

_STYLE = "font-family:sans-serif;line-height:1.45;max-width:42em;margin:1em auto;padding:0 1em"
_HEADING = "font-size:1.15em;margin:1.2em 0 .4em"
_LINES = "white-space:pre-wrap"
"""Styles within elements: mail programs drop style sheets. No colours: they have their own for the dark."""


def html_text(letter: Letter) -> str:
    """The whole letter."""
    return "".join(f"{line}\n" for line in _lines(letter))


def _lines(letter: Letter) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(letter.language)}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield f"<title>{escape(letter.subject)}</title></head>"
    yield f'<body style="{_STYLE}">'
    for paragraph in letter.opening:
        yield f"<p>{_with_marks(paragraph, letter.foreign)}</p>"
    for section in letter.sections:
        yield from _section(section)
    if letter.answering is not None:
        yield f'<h2 style="{_HEADING}">{escape(letter.answering.heading)}</h2>'
        for advice in letter.answering.advice:
            yield f"<p>{escape(advice)}</p>"
        yield f'<pre style="{_LINES}">{escape(chr(10).join(letter.answering.lines))}</pre>'
    yield "</body></html>"


def _with_marks(paragraph: str, foreign: Iterable[Foreign]) -> str:
    """A paragraph in which titles of another language say which one."""
    return "".join(
        escape(text) if language is None else f'<span lang="{escape(language)}">{escape(text)}</span>'
        for text, language in pieces(paragraph, foreign)
    )


def _section(section: Section) -> Iterator[str]:
    yield f'<h2 style="{_HEADING}">{escape(section.heading)}</h2>'
    yield "<ul>"
    for entry in section.entries:
        mark = "" if entry.language is None else f' lang="{escape(entry.language)}"'
        title = f"<b><bdi{mark}>{escape(entry.title)}</bdi></b>"
        between = BETWEEN if section.brief else "<br>"
        yield f"<li>{title}{between}{escape(entry.words)}</li>" if entry.words else f"<li>{title}</li>"
    yield "</ul>"
    if section.more:
        yield f"<p>{escape(section.more)}</p>"
