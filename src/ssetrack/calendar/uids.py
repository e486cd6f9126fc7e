"""UIDs: by which a calendar knows an entry again, in every feed and after every change.

Comes in: the portfolio and the domain of the UIDs. Goes out: a UID for each entry, made of ids only, so that
neither a title nor a date nor a place in the file changes it. Ids may be made so that two entries would get
one UID (`a/b` beside `a_b`); the later of them in the files then gets a suffix of its own.
"""

from __future__ import annotations

from hashlib import sha256

from ssetrack.plan.items import Item
from ssetrack.plan.reference import Reference
from ssetrack.plan.slug import ID
from ssetrack.portfolio import Portfolio

TASK, GOAL = "task", "goal"
RESERVED = frozenset({TASK, GOAL, "check-in", "opens", "closes", "first", "february"})

LONGEST = 255
"""Octets that receivers must take in a UID (RFC 7986 §5.3)."""


class Uids:
    """Gives UIDs in one domain for the items of a portfolio, whichever of them a feed holds."""

    def __init__(self, portfolio: Portfolio, domain: str) -> None:
        self._domain = domain
        self._taken: dict[str, Reference] = {}
        """Which item a name without an option or a task means."""
        self._names: dict[Item, str] = {}
        for file in portfolio.files:
            for item in file.items:
                name = self._names[item] = _name(item)
                self._taken.setdefault(name, item.reference)

    def event(self, item: Item, part: str = "", *, option: bool = False) -> str:
        """The UID of an entry of the default feed; `part` tells it from the item's other entries.

        Authors choose the ids of an `option`, which may be words that mean something here.
        """
        return self._uid(item, part, option and part.partition(".")[0] in RESERVED)

    def task(self, item: Item, part: str = "") -> str:
        """The UID of an entry of the tasks feed; `part` tells it from the item's other tasks."""
        return self._uid(item, f"{TASK}.{part}" if part else TASK, False)

    def goal(self, plan: str, goal: str) -> str:
        """The UID of a goal in the tasks feed."""
        name = f"{_safe(goal)}.{_safe(plan)}.{GOAL}"
        return self._in_domain(name, f"{plan}\0{goal}", name in self._taken or _safe(goal) != goal)

    def _uid(self, item: Item, part: str, clash: bool) -> str:
        # The item of one time of a series is another one, with other owners.
        name = self._names.get(item) or _name(item)
        clash = clash or self._taken.get(name) != item.reference
        if part:
            name = f"{name}.{_safe(part)}"
            clash = clash or name in self._taken or _safe(part) != part
        return self._in_domain(name, f"{item.plan}\0{item.id}\0{part}", clash)

    def _in_domain(self, name: str, identity: str, clash: bool) -> str:
        if clash or len(name) + len(self._domain) + 1 > LONGEST or not name.isascii():
            digest = sha256(identity.encode(errors="replace")).hexdigest()[:16]
            kept = name.encode("ascii", "ignore").decode()[: LONGEST - len(self._domain) - 18]
            name = f"{kept}.{digest}"
        return f"{name}@{self._domain}"


def _name(item: Item) -> str:
    return f"{_safe(item.id.replace('/', '_'))}.{_safe(item.plan)}"


def _safe(text: str) -> str:
    """The text with what an id may not hold left out (`lint` reports such ids as errors)."""
    return text if ID.fullmatch(text) else "-".join(ID.findall(text)) or "x"
