"""A brief to be pasted into a mail or a page: short lines of plain text, or Markdown.

Comes in: a brief, and the commands that show the rest. Goes out: text. In Markdown all content is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from ssetrack.formats.markdown import page_head
from ssetrack.language.collation import fold
from ssetrack.language.speaker import Speaker
from ssetrack.wording.brief import BEFORE_WHO, Block, Line, ToldBrief, blocks, rest
from ssetrack.wording.cells import title_lines
from ssetrack.wording.filters import filter_words
from ssetrack.wording.printable import log_line, markdown_text
from ssetrack.wording.punctuation import colon
from ssetrack.wording.since import day_words

MOST_IN_MAIL = 5
MOST_IN_PAGE = 50
"""Lines of a list."""


WIDTH = 72
"""Letters of a line in a mail: answers to it are indented, and still fit."""


def brief_text(told: ToldBrief) -> str:
    """A paragraph for each list: its heading, and a line for each thing, broken where a mail would be."""
    report = told.brief.report
    speaker = report.view.speaker
    head = f"{' · '.join(title_lines(report))}, {day_words(report.today, speaker)}"
    paragraphs = [_mail_lines(head), _mail_lines(_sentence(filter_words(report)))]
    paragraphs += [list(_paragraph(block, speaker)) for block in blocks(told, MOST_IN_MAIL)]
    paragraphs.append(_mail_lines(rest(told)))
    return "\n\n".join("\n".join(map(log_line, lines)) for lines in paragraphs if lines) + "\n"


def _mail_lines(text: str, first: str = "", others: str = "") -> list[str]:
    """A text in lines; an address or a command that is longer than a line stays whole."""
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _paragraph(block: Block, speaker: Speaker) -> Iterator[str]:
    if not block.lines:
        yield from _mail_lines(" ".join((_sentence(block.heading), *block.remarks)))
        return
    between = colon(speaker)
    yield from _mail_lines(f"{block.heading}{between.rstrip()}")
    for line in block.lines:
        yield from _mail_lines(_thing(line, between), "- ", "  ")
    for sentence in (block.more, *block.remarks):
        yield from _mail_lines(_sentence(sentence))


def _sentence(text: str) -> str:
    """A text with a full stop, unless it is empty or ends with a sign of its own."""
    return text if text.endswith((".", "?", "!")) or not text else f"{text}."


def _thing(line: Line, between: str) -> str:
    own = f"{line.id} " if line.id and not _says(line.title, line.id) else ""
    who = f"{BEFORE_WHO}{line.who}" if line.who else ""
    return f"{own}{line.title}{between}{line.words}{who}"


def _says(title: str, own_id: str) -> bool:
    """Whether an id made of words says nothing that the title does not say: `brochure`, Brochure."""
    words = re.findall(r"\w+", fold(own_id))
    return any(word.isalpha() for word in words) and set(words) <= set(re.findall(r"\w+", fold(title)))


def brief_markdown(told: ToldBrief) -> str:
    """A heading and a list for each block."""
    return "".join(f"{line}\n" for line in _markdown_lines(told))


def _markdown_lines(told: ToldBrief) -> Iterator[str]:
    between = colon(told.brief.report.view.speaker)
    yield from page_head(told.brief.report)
    for block in blocks(told, MOST_IN_PAGE):
        yield ""
        yield f"## {markdown_text(block.heading)}"
        if block.lines:
            yield ""
        for line in block.lines:
            own = f"**{markdown_text(line.id)}** " if line.id else ""
            who = f"{BEFORE_WHO}{markdown_text(line.who)}" if line.who else ""
            yield f"- {own}{markdown_text(line.title)}{between}{markdown_text(line.words)}{who}"
        for sentence in (block.more, *block.remarks):
            if sentence:
                yield ""
                yield markdown_text(sentence)
    last = rest(told)
    if last:
        yield ""
        yield markdown_text(last)
