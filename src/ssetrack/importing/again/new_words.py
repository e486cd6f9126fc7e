"""The comments beside what an import added to a plan: the same as a first import writes.

Comes in: a plan after its changes, and what was done. Goes out: splices that add, below the title of each new
activity, what is asked about its cells, and behind its dates the author's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssetrack.diagnostic import Route
from ssetrack.edit.splice import Splice, column, line_break, line_end, line_start, next_line
from ssetrack.importing.again.difference import Difference
from ssetrack.importing.again.plan_side import plan_side
from ssetrack.importing.plan_file.plan_text import question, words_behind, words_of_date
from ssetrack.importing.proposal.items import Item
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.merge.changes import Change, Kind
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node
from ssetrack.source.tree import Sequence as Elements


def new_words(
    source: Source, done: Sequence[Change], difference: Difference, proposal: Proposal
) -> Iterator[Splice]:
    """The comments for all that was added."""
    added = [one.match for one in done if one.kind is Kind.ADD and one.match.theirs is not None]
    if not added:
        return
    routes = plan_side(source).routes
    items = {item.id: item for item in proposal.items}
    for match in added:
        route = routes.get(difference.ids.of(match))
        item = items.get(match.key_of_theirs)
        if route is None or item is None:
            continue
        if match.is_part:
            assert match.theirs is not None
            yield from _of_milestone(source, route, item, match.theirs.key)
        else:
            yield from _of_activity(source, route, item)


def _of_activity(source: Source, route: Route, item: Item) -> Iterator[Splice]:
    node = source.node(route)
    if not isinstance(node, Mapping):
        return
    yield from _below_title(source, route, node, [question(doubt) for doubt in item.doubts])
    words = [(node.get(field), text) for field, text in words_behind(item)]
    if node.flow:
        yield from _at_end_of_line(source, node, "; ".join(text for _, text in words))
        return
    for value, text in words:
        if value is not None:
            yield from _at_end_of_line(source, value, text)


def _of_milestone(source: Source, route: Route, item: Item, own: str) -> Iterator[Splice]:
    """A milestone that an activity got: what is asked about it is below the title of the activity."""
    dates = [
        date
        for part in item.when.milestones
        if part.id == own
        for date in (part.start, part.date)
        if date is not None
    ]
    spots = {date.spot for date in dates}
    above, node = source.node(route[:-2]), source.node(route)
    if not isinstance(above, Mapping) or not isinstance(node, Mapping):
        return
    questions = [question(doubt) for doubt in item.doubts if doubt.spot in spots]
    yield from _below_title(
        source, route[:-2], above, [one for one in questions if f"# {one}" not in source.text]
    )
    yield from _at_end_of_line(source, node, "; ".join(filter(None, map(words_of_date, dates))))


def _below_title(source: Source, route: Route, node: Mapping, lines: Sequence[str]) -> Iterator[Splice]:
    """Lines of comment within an item, below its title; above it where it is all on one line."""
    title = node.get("title")
    if not lines or title is None:
        return
    text = source.text
    if node.flow:
        holder = source.node(route[:-1])
        if not isinstance(holder, Elements) or holder.flow:
            return
        at = line_start(text, node.start)
        indent = text[at : len(text) - len(text[at:].lstrip(" \t"))]
    else:
        at = next_line(text, title.end)
        indent = " " * column(text, node.start)
    ending = line_break(text, node.start)
    comment = "".join(f"{indent}# {line}{ending}" for line in lines)
    if at == line_end(text, title.end):  # the last line of the file has no end
        comment = ending + comment.removesuffix(ending)
    yield Splice(at, at, comment)


def _at_end_of_line(source: Source, node: Node, words: str) -> Iterator[Splice]:
    """Words behind a value, unless something is written there."""
    if not words or node is None:
        return
    at = line_end(source.text, node.end)
    if not source.text[node.end : at].strip(" \t]}") or node.end > at:
        yield Splice(at, at, f"  # {words}")
