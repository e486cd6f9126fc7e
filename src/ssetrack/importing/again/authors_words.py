"""The comments that import wrote, brought up to date with what it changed.

Comes in: a plan after its changes. Goes out: the plan in which the comments of import are those of a first
import: behind a date that changed are the new words of the table, the question that a new value answers is
gone, and what is new has its words and questions. Comments of others stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ssetrack.dates.refusals import quotation
from ssetrack.diagnostic import Route
from ssetrack.edit.change import file_bytes
from ssetrack.edit.splice import Splice, line_end, line_start, next_line, text_with
from ssetrack.importing.again.difference import Difference
from ssetrack.importing.again.meaning import DATED_FIELDS
from ssetrack.importing.again.new_words import new_words
from ssetrack.importing.plan_file.plan_text import words_behind
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.rows_as_read import Rows
from ssetrack.merge.changes import Change, Kind
from ssetrack.source import Limits, Source, read
from ssetrack.source.comments import Comment, comments
from ssetrack.source.tree import Mapping as Node

_WORDS = re.compile(r'#[ \t]*"(?P<words>.*)"[ \t]*')


def with_new_words(
    source: Source,
    done: Sequence[Change],
    difference: Difference,
    proposal: Proposal,
    rows: Rows | None,
    limits: Limits,
) -> Source:
    """The source with comments that fit; as it is where anything but them would change."""
    known = comments(source)
    old = {} if rows is None else rows.texts
    changed = list(_splices(source, known, done, difference, proposal, old))
    new = list(new_words(source, done, difference, proposal))
    text = text_with(source.text, [*changed, *new]) if changed or new else None
    if text is None:
        return source
    after = read(file_bytes(source, text), source.path, limits)
    touched = {splice.start for splice in changed}
    left = [one.text for one in known if not any(_is_at(one, start, source.text) for start in touched)]
    now = [one.text for one in comments(after)]
    added = sum(one.text.count("#") for one in new)
    is_kept = len(now) <= len(known) + added and all(one in now for one in left)
    return after if not after.broken and after.root == source.root and is_kept else source


def _is_at(comment: Comment, start: int, text: str) -> bool:
    return start <= comment.offset <= line_end(text, start)


def _splices(
    source: Source,
    known: Sequence[Comment],
    done: Sequence[Change],
    difference: Difference,
    proposal: Proposal,
    texts: Mapping[str, Mapping[str, str]],
) -> Iterator[Splice]:
    by_line = {line_start(source.text, one.offset): one for one in known}
    items = {item.id: item for item in proposal.items}
    for one in done:
        match = one.match
        if one.kind is not Kind.SET or match.is_part or match.base is None or match.theirs is None:
            continue
        route = difference.plan.routes[difference.ids.of(match)]
        node = source.node(route)
        if not isinstance(node, Node):
            continue
        old = list(texts.get(match.base.key, {}).values())
        if one.field in DATED_FIELDS and one.theirs is not None:
            new = dict(words_behind(items[match.theirs.key])).get(one.field, "")
            yield from _behind(source, by_line, (*route, one.field), new, old)
        # A row that was new has its doubts in its words only.
        asked = match.base.doubts.get(one.field, "").split("\n") if match.base.doubts else old
        still = {doubt.text for doubt in items[match.theirs.key].doubts}
        if one.field not in match.theirs.doubts:
            yield from _questions(source, by_line, node, [one for one in asked if one and one not in still])


def _behind(
    source: Source, by_line: dict[int, Comment], route: Route, new: str, old: Sequence[str]
) -> Iterator[Splice]:
    """The words behind a date: others, or none where the plan has the very words of the table."""
    value = source.node(route)
    start = None if value is None else line_start(source.text, value.start)
    comment = by_line.get(start) if start is not None else None
    if value is None or comment is None or comment.own_line or comment.offset < value.start:
        return
    written = _WORDS.fullmatch(comment.text)
    if written is None or not any(_is_quoted(written["words"], one) for one in old):
        return
    end = comment.offset + len(comment.text)
    if new:
        yield Splice(comment.offset, end, f"# {new}")
    else:
        before = source.text[: comment.offset].rstrip(" \t")
        yield Splice(len(before), end, "")


def _is_quoted(words: str, text: str) -> bool:
    """Whether words are those of a cell, or of a part of it."""
    plain = " ".join(text.split())
    return words == quotation(text) or words in plain


def _questions(
    source: Source, by_line: dict[int, Comment], node: Node, words: Sequence[str]
) -> Iterator[Splice]:
    """The lines within an item that ask what a cell with these words means."""
    asked = [f': "{quotation(one)}": ' for one in words]
    for start, comment in by_line.items():
        if not node.start <= start <= node.end or not comment.own_line:
            continue
        if comment.text.startswith("# question: ") and any(one in comment.text for one in asked):
            yield Splice(start, next_line(source.text, start), "")
