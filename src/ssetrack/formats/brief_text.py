"""A brief to be pasted into a mail or a page: plain paragraphs, or Markdown.

Comes in: a brief, and the commands that show the rest. Goes out: text. In Markdown all content is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.formats.markdown import page_head, plain
from ssetrack.language.speaker import Speaker
from ssetrack.wording.brief import BEFORE_WHO, Block, Line, ToldBrief, blocks, rest
from ssetrack.wording.cells import title_lines
from ssetrack.wording.filters import filter_words
from ssetrack.wording.printable import log_line
from ssetrack.wording.punctuation import colon, in_a_row
from ssetrack.wording.since import day_words

MOST_IN_MAIL = 5
MOST_IN_PAGE = 50
"""Lines of a list."""


def brief_text(told: ToldBrief) -> str:
    """A paragraph for each list, its lines one after the other; no paragraph is broken into lines."""
    speaker = told.brief.report.view.speaker
    head = f"{' · '.join(title_lines(told.brief.report))}, {day_words(told.brief.report.today, speaker)}"
    only = filter_words(told.brief.report)
    paragraphs = [head, _sentence(only)] if only else [head]
    paragraphs += [_paragraph(block, speaker) for block in blocks(told, MOST_IN_MAIL)]
    last = rest(told)
    return "\n\n".join(map(log_line, (*paragraphs, last) if last else paragraphs)) + "\n"


def _paragraph(block: Block, speaker: Speaker) -> str:
    if not block.lines:
        return " ".join((_sentence(block.heading), *block.remarks))
    between = colon(speaker)
    things = [_thing(line, between) for line in block.lines]
    listed = in_a_row((*things, block.more), speaker)
    return " ".join((_sentence(f"{block.heading}{between}{listed}"), *block.remarks))


def _sentence(text: str) -> str:
    """A text with a full stop, unless it ends with a sign of its own."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _thing(line: Line, between: str) -> str:
    own = f"{line.id} " if line.id else ""
    who = f"{BEFORE_WHO}{line.who}" if line.who else ""
    return f"{own}{line.title}{between}{line.words}{who}"


def brief_markdown(told: ToldBrief) -> str:
    """A heading and a list for each block."""
    return "".join(f"{line}\n" for line in _markdown_lines(told))


def _markdown_lines(told: ToldBrief) -> Iterator[str]:
    between = colon(told.brief.report.view.speaker)
    yield from page_head(told.brief.report)
    for block in blocks(told, MOST_IN_PAGE):
        yield ""
        yield f"## {plain(block.heading)}"
        if block.lines:
            yield ""
        for line in block.lines:
            own = f"**{plain(line.id)}** " if line.id else ""
            who = f"{BEFORE_WHO}{plain(line.who)}" if line.who else ""
            yield f"- {own}{plain(line.title)}{between}{plain(line.words)}{who}"
        for sentence in (block.more, *block.remarks):
            if sentence:
                yield ""
                yield plain(sentence)
    last = rest(told)
    if last:
        yield ""
        yield plain(last)
