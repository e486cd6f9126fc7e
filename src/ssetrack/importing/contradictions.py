"""What in a table contradicts itself: a loop, a wait for something later, done in the future.

Comes in: a proposal and the day. Goes out: the proposal without what contradicts, which is now doubtful: the
rules of lint decide what a contradiction is, so that import and `ssetrack lint` never disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ssetrack.diagnostic import Finding, SsetrackError
from ssetrack.importing.plan_file.plan_text import plan_text
from ssetrack.importing.plan_file.proof import errors_in
from ssetrack.importing.plan_file.values import plan_values
from ssetrack.importing.proposal.items import Item, PlanDate, When
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.readings.reading import About, Doubt
from ssetrack.language.message import Message, message

MOST_ROUNDS = 50
"""Taking one contradiction away may show another; each round takes away all that lint names."""

_ORDER = ("due-before-prerequisite", "dependency-cycle", "unknown-prerequisite", "unknown-reference")


class CheckedPlan(NamedTuple):
    """A proposal in which lint finds no error, and the plan that was looked at for that."""

    proposal: Proposal
    text: str


def without_contradictions(proposal: Proposal, day: date, mapping: str = "") -> CheckedPlan:
    """The proposal in which lint finds no error, and its text; `mapping` is the name of the file beside it.

    Raises `SsetrackError` for an error that no cell explains.
    """
    errors: Sequence[Finding] = ()
    for _ in range(MOST_ROUNDS):
        values = plan_values(proposal)
        text = plan_text(proposal, day, mapping, values)
        errors = errors_in(text, values, day)
        if not errors:
            return CheckedPlan(proposal, text)
        settled = _items_without(proposal, errors)
        if settled == proposal.items:
            raise _unexplained_error(errors[0])
        proposal = replace(proposal, items=settled)
    raise _unexplained_error(errors[0])


def _items_without(proposal: Proposal, errors: Sequence[Finding]) -> tuple[Item, ...]:
    """The items, each without what an error names."""
    items = {item.id: item for item in proposal.items}
    for error in errors:
        id_, _, milestone = error.item.partition("/")
        item = items.get(id_)
        if item is not None:
            items[id_] = _without(item, error, milestone)
    return tuple(items[item.id] for item in proposal.items)


def _without(item: Item, error: Finding, milestone: str) -> Item:
    if error.rule == "completed-in-future" and item.done is not None:
        doubt = _doubt(item.done, error.message, About.STATUS, "")
        return item._replace(done=None, doubts=(*item.doubts, doubt))
    if item.after and (error.rule in _ORDER or error.field == "after"):
        waits = [wait for wait in item.waits if wait.reference in item.after] or list(item.waits)
        doubts = [
            Doubt(wait.spot, wait.at, About.DATE, wait.reference, "", error.message) for wait in waits[:1]
        ]
        return item._replace(after=(), doubts=(*item.doubts, *doubts))
    dates = [date for date in item.when.all if not milestone or _is_of(item, date, milestone)]
    doubtful = [date for date in dates if date.written != "?"]
    if not doubtful:
        return item
    doubts = [_doubt(date, error.message, About.DATE, "?") for date in doubtful]
    return item._replace(when=_unknown(item.when, doubtful), doubts=(*item.doubts, *doubts))


def _is_of(item: Item, date_: PlanDate, milestone: str) -> bool:
    return any(one.id == milestone and date_ in (one.date, one.start) for one in item.when.milestones)


def _unknown(when: When, doubtful: Sequence[PlanDate]) -> When:
    """The dates of an item with the doubtful ones unknown; a start that is unknown is not written."""

    def without_doubt(one: PlanDate) -> PlanDate:
        return one._replace(written="?", period=None, where="") if one in doubtful else one

    return When(
        tuple(dict.fromkeys(map(without_doubt, when.dates))),
        None if when.start in doubtful else when.start,
        tuple(
            one._replace(date=without_doubt(one.date), start=None if one.start in doubtful else one.start)
            for one in when.milestones
        ),
    )


def _doubt(date_: PlanDate, why: Message, about: About, written: str) -> Doubt:
    return Doubt(date_.spot, date_.at, about, date_.text, written, why)


def _unexplained_error(error: Finding) -> SsetrackError:
    return SsetrackError(
        message("the plan would have an error: {problem}", problem=error.message),
        message("nothing was written; please report this with the table"),
    )
