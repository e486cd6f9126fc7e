"""What plans and a collection agreed on last: `.ssetrack/sync/NAME.json`.

Comes in: text. Goes out: a `State`, and text again: the same state, the same text. It comes with the plans,
from whoever wrote them, so it is read as a stranger's; it holds no password and nothing of private tasks but
their addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ssetrack.sync.fields import TaskFields, TimeFields
from ssetrack.sync.proposals import ADDITION, Kind, Proposal, Wish

VERSION = 1

NOTHING = TaskFields({}, {})

_HREF = re.compile("/(?!/)[!-~]*")


class Synced(NamedTuple):
    """A task of ours as both sides had it last.

    `sent` is what we sent, `answer` what the server made of it, `received` what it had when we looked last.
    `is_leaving` tells that its item left the plan, and that the task says so.
    """

    href: str
    etag: str | None
    sent: TaskFields
    answer: TaskFields
    received: TaskFields
    is_leaving: bool = False


class Adopted(NamedTuple):
    """A member's own task that an item took over: its UID and its href.

    `came` is what of it came into the plan, None where nobody knows; `lines` are those of the task before
    anything was sent.
    """

    uid: str
    href: str
    came: TaskFields | None = None
    lines: tuple[str, ...] = ()


class Foreign(NamedTuple):
    """An object that is none of ours: its entity tag, and whether it is a task."""

    etag: str | None
    is_task: bool
    is_handled: bool = False
    """Whether it was proposed, and somebody decided."""


@dataclass(frozen=True)
class State:
    """All of it. `url` and `identity` say of which collection it is."""

    url: str = ""
    identity: str = ""
    token: str | None = None
    items: Mapping[str, Synced] = field(default_factory=dict)
    """By UID."""
    others: Mapping[str, Foreign] = field(default_factory=dict)
    """By href."""
    proposals: tuple[Proposal, ...] = ()
    next_number: int = 1
    adopted: Mapping[str, Adopted] = field(default_factory=dict)
    """Members' tasks by the UID that the item's own task would have."""

    def without(self, numbers: frozenset[int]) -> State:
        """The same without some proposals; tasks of theirs that were proposed are not proposed again."""
        hrefs = {one.href for one in self.proposals if one.number in numbers and one.href}
        others = {
            href: one._replace(is_handled=True) if href in hrefs else one for href, one in self.others.items()
        }
        kept = tuple(one for one in self.proposals if one.number not in numbers)
        return replace(self, others=others, proposals=kept)

    def text(self) -> str:
        """The file as text."""
        data: dict[str, Any] = {
            "version": VERSION,
            "url": self.url,
            "collection": self.identity,
            "token": self.token,
            "items": {uid: _item_data(one) for uid, one in sorted(self.items.items())},
            "others": {
                href: {"etag": one.etag, "task": one.is_task, "handled": one.is_handled}
                for href, one in sorted(self.others.items())
            },
            "next": self.next_number,
            "proposals": [
                {"id": one.number, "kind": one.wish.kind.value, "uid": one.wish.uid, "day": one.wish.day,
                 "value": one.wish.value, "href": one.href, **_addition_data(one.wish)}
                for one in self.proposals
            ],
        }  # fmt: skip
        if self.adopted:
            data["adopted"] = {uid: _adopted_data(one) for uid, one in sorted(self.adopted.items())}
        return json.dumps(data, indent=1) + "\n"

    @classmethod
    def parse(cls, text: str) -> State | None:
        """What a file says; None where it is damaged, or of a later version."""
        try:
            data = json.loads(text)
            if data["version"] != VERSION:
                return None
            return cls(
                _text(data["url"]),
                _text(data["collection"]),
                _perhaps(data["token"]),
                {_text(uid): _item(one) for uid, one in data["items"].items()},
                {
                    _path(href): Foreign(_perhaps(one["etag"]), one["task"] is True, one["handled"] is True)
                    for href, one in data["others"].items()
                },
                tuple(map(_proposal, data["proposals"])),
                _number(data["next"]),
                {_text(uid): _adoption(one) for uid, one in data.get("adopted", {}).items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None


def _item_data(one: Synced) -> dict[str, Any]:
    data: dict[str, Any] = {"href": one.href, "etag": one.etag, "sent": _fields_data(one.sent)}
    if one.answer != one.sent:
        data["answer"] = _fields_data(one.answer)
    if one.received != one.answer:
        data["received"] = _fields_data(one.received)
    if one.is_leaving:
        data["leaving"] = True
    return data


def _addition_data(wish: Wish) -> dict[str, str]:
    return {name: value for name in ADDITION if (value := getattr(wish, name))}


def _adopted_data(one: Adopted) -> dict[str, Any]:
    data: dict[str, Any] = {"uid": one.uid, "href": one.href}
    if one.came is not None:
        data["came"] = _fields_data(one.came)
    if one.lines:
        data["lines"] = list(one.lines)
    return data


def _adoption(data: Any) -> Adopted:
    came = _fields(data["came"]) if "came" in data else None
    return Adopted(_text(data["uid"]), _path(data["href"]), came, tuple(map(_text, data.get("lines", ()))))


def _fields_data(one: TaskFields) -> dict[str, Any]:
    data: dict[str, Any] = {"fields": dict(sorted(one.values.items()))}
    if one.times:
        data["times"] = {day: list(time) for day, time in sorted(one.times.items())}
    if one.unsure:
        data["unsure"] = sorted(one.unsure)
    if one.is_series:
        data["series"] = True
    return data


def _item(data: Any) -> Synced:
    sent = _fields(data["sent"])
    answer = _fields(data["answer"]) if "answer" in data else sent
    received = _fields(data["received"]) if "received" in data else answer
    is_leaving = data.get("leaving") is True
    return Synced(
        _path(data["href"], or_none=True), _perhaps(data["etag"]), sent, answer, received, is_leaving
    )


def _fields(data: Any) -> TaskFields:
    values = {_text(name): _text(value) for name, value in data["fields"].items()}
    times = {_text(day): TimeFields(*map(_text, one)) for day, one in data.get("times", {}).items()}
    return TaskFields(
        values, times, frozenset(map(_text, data.get("unsure", ()))), data.get("series") is True
    )


def _proposal(data: Any) -> Proposal:
    texts = (_text(data.get(name, "")) for name in ADDITION)
    wish = Wish(Kind(data["kind"]), _text(data["uid"]), _text(data["day"]), _text(data["value"]), *texts)
    return Proposal(_number(data["id"]), wish, _path(data["href"], or_none=True))


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError(data)
    return data


def _path(data: Any, *, or_none: bool = False) -> str:
    """An href. Behind the name of a server anything else but a path would make it another server's name."""
    path = _text(data)
    if path == "" and or_none:
        return path
    if _HREF.fullmatch(path) is None:
        raise ValueError(path)
    return path


def _perhaps(data: Any) -> str | None:
    return None if data is None else _text(data)


def _number(data: Any) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or not 0 < data < 2**31:
        raise ValueError(data)
    return data
