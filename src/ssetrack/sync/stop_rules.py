"""When nothing is done at all: one side is not what it was, and a mistake would reach all phones.

Comes in: what was agreed on last, and what the server has, or the plans. Goes out: a sentence, or None.
"""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import replace

from ssetrack.language.message import Message, count_of, message
from ssetrack.sync.state import State


def reason_to_stop(state: State, url: str, identity: str, present: Collection[str]) -> Message | None:
    """Why nothing is done: the collection is empty, new or moved, or more than a quarter of ours are gone."""
    ours = [one.href for one in state.items.values() if one.href]
    if not ours:
        return None
    if state.url != url:
        return message("the task list is at another address than the last time: {url}", url=url)
    if state.identity != identity:
        return message("this is another task list than the last time, at the same address")
    gone = sum(href not in present for href in ours)
    if not present or gone == len(ours):
        return message("the task list is empty, but it had tasks of these plans")
    if gone * 4 > len(ours):
        return count_of(
            "{number} of the {all} tasks of these plans is no longer in the task list",
            "{number} of the {all} tasks of these plans are no longer in the task list",
            gone,
            all=len(ours),
        )
    return None


FEW = 5
"""Fewer tasks than this may leave the plans at once, whatever part of all they are: plans are tidied up."""


def reason_in_plans(state: State, there: Container[str]) -> Message | None:
    """Why nothing is done: many items have left the plans, as when a file is missing from the folder."""
    ours = [uid for uid, one in state.items.items() if one.href and not one.is_leaving]
    gone = sum(uid not in there for uid in ours)
    if gone < FEW or gone * 4 <= len(ours):
        return None
    return count_of(
        "{number} of the {all} tasks in the task list has left the plans",
        "{number} of the {all} tasks in the task list have left the plans",
        gone,
        all=len(ours),
    )


def after_recreating(state: State, url: str, identity: str, present: Collection[str]) -> State:
    """The state once somebody said that it is to be done all the same: what is gone is made again."""
    if state.url != url or state.identity != identity:
        return replace(state, url=url, identity=identity, token=None, items={}, others={}, adopted={})
    items = {uid: one for uid, one in state.items.items() if one.href in present}
    adopted = {uid: one for uid, one in state.adopted.items() if one.href in present}
    return replace(state, token=None, items=items, adopted=adopted)
