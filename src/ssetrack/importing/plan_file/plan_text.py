"""The text of the plan that is proposed.

Comes in: a `Proposal`, the day, and where the mapping is. Goes out: YAML with a comment at the top, the
doubts at their items, and the author's words behind each date that is written otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssetrack.dates.refusals import quotation
from ssetrack.diagnostic import Route
from ssetrack.importing.comments import in_comment
from ssetrack.importing.plan_file.values import Value, plan_values
from ssetrack.importing.plan_file.yaml_lines import Comments, plan_lines
from ssetrack.importing.proposal.items import Item, PlanDate
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.reading import Doubt
from ssetrack.importing.report.summary import cell_summary, summary


def plan_text(
    proposal: Proposal, day: date, mapping: str = "", values: dict[str, Value] | None = None
) -> str:
    """The plan; `mapping` is the name of the file beside it where answers are written, empty for none.

    `values` are the data of the plan, where somebody has made them already.
    """
    values = plan_values(proposal) if values is None else values
    lines = [*_head(proposal, day, mapping), *plan_lines(values, _comments(proposal, values))]
    return "\n".join(lines) + "\n"


def _head(proposal: Proposal, day: date, mapping: str) -> Iterator[str]:
    counts = proposal.counts
    yield f"# Imported by ssetrack from {in_comment(proposal.naming.source)} on {day.isoformat()}."
    yield f"# {summary(counts)}."
    yield f"# {cell_summary(counts)}."
    if proposal.doubts:
        yield "# A comment that begins with `question` has the author's words for what is not clear."
    if mapping:
        yield f"# Columns, answers and short names are in {in_comment(mapping)}: keep it next to this file."
    for doubt in proposal.loose:
        yield f"# {question(doubt)}"


def _comments(proposal: Proposal, values: dict[str, Value]) -> Comments:
    above: dict[Route, list[str]] = {}
    behind: dict[Route, str] = {}
    items = {item.id: item for item in proposal.items}
    for route, written in _activities(values, ()):
        item = items[str(written["id"])]
        if item.doubts:
            above[route] = [question(doubt) for doubt in item.doubts]
        for field, words in words_behind(item):
            behind[*route, field] = words
    return Comments(above, behind)


def _activities(values: dict[str, Value], route: Route) -> Iterator[tuple[Route, dict[str, Value]]]:
    """Every activity in plain data, with the route to it."""
    for key in ("sections", "activities"):
        found = values.get(key)
        if not isinstance(found, list):
            continue
        for number, one in enumerate(found):
            if not isinstance(one, dict):
                continue
            here = (*route, key, number)
            if key == "activities":
                yield here, one
            else:
                yield from _activities(one, here)


def words_behind(item: Item) -> Iterator[tuple[str, str]]:
    """The author's words for the dates of an item, by field, where the plan has others."""
    when = item.when
    if when.dates:
        first = when.dates[0]
        if first.text != first.written and first.text:
            yield first.field, _in_quotes(first.text)
    if when.start is not None and when.start.text != when.start.written:
        yield "start", _in_quotes(when.start.text)
    if when.milestones:
        texts = dict.fromkeys(one.date.text for one in when.milestones)
        written = {one.date.written for one in when.milestones}
        if set(texts) - written:
            yield "milestones", _in_quotes("; ".join(texts))
    if item.done is not None and item.done.text != item.done.written:
        yield "done", _in_quotes(item.done.text)


def words_of_date(date: PlanDate) -> str:
    """The author's words for one date, quoted; empty where the plan has the very words."""
    return _in_quotes(date.text) if date.text and date.text != date.written else ""


def question(doubt: Doubt) -> str:
    """What is asked about a cell, in a comment of the plan."""
    return f"question: {in_comment(doubt.at)}: {_in_quotes(doubt.text)}: {in_comment(str(doubt.help))}"


def _in_quotes(text: str) -> str:
    return f'"{in_comment(quotation(text))}"'
