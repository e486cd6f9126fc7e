"""UIDs: by which a calendar knows an entry again, in every feed and after every change.

Comes in: the portfolio and the domain of the UIDs. Goes out: a UID for each entry, made of ids only, so that
neither a title nor a date nor a place in the file changes it; nor does another id, for what is renamed keeps
its first one as `uid`. Ids may be made so that two entries would get one UID (`a/b` beside `a_b`, a new `a`
beside what was `a` before); the later of them in the files then gets a suffix of its own, but never what was
renamed.
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
        self._goals: dict[tuple[str, str], tuple[str, str]] = {}
        """Of each goal by plan and key: the key that its UID is made of, and whose that is."""
        items = [item for file in portfolio.files for item in file.items]
        for item in items:
            self._names[item] = _name(item)
        renamed = list(filter(_is_renamed, items))
        self._first = {(item.plan, item.uid) for item in renamed}
        for item in (*renamed, *items):
            self._taken.setdefault(self._names[item], item.reference)
        for file in portfolio.files:
            first = {goal.uid: key for key, goal in file.plan.goals.items() if goal.uid is not None}
            for key, goal in file.plan.goals.items():
                known = goal.uid or key
                self._goals[file.id, key] = known, first.get(known, key)

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
        known, holder = self._goals.get((plan, goal), (goal, goal))
        name = f"{_safe(known)}.{_safe(plan)}.{GOAL}"
        if name in self._taken or _safe(known) != known or holder != goal or not self._is_possible(name):
            return self._with_suffix(name, f"{plan}\0{known if holder == goal else goal}")
        return f"{name}@{self._domain}"

    def _uid(self, item: Item, part: str, clash: bool) -> str:
        # The item of one time of a series is another one, with other owners.
        name = self._names.get(item) or _name(item)
        clash = clash or self._taken.get(name) != item.reference
        if part:
            name = f"{name}.{_safe(part)}"
            clash = clash or name in self._taken or _safe(part) != part
        if not clash and self._is_possible(name):
            return f"{name}@{self._domain}"
        # What has an id that another item had first is told from that one in whatever makes a suffix.
        own = item.uid if _is_renamed(item) or (item.plan, item.uid) not in self._first else f"{item.uid}\0"
        return self._with_suffix(name, f"{item.plan}\0{own}\0{part}")

    def _is_possible(self, name: str) -> bool:
        return name.isascii() and len(name) + len(self._domain) + 1 <= LONGEST

    def _with_suffix(self, name: str, identity: str) -> str:
        """The name and behind it what only this identity gives."""
        digest = sha256(identity.encode(errors="replace")).hexdigest()[:16]
        kept = name.encode("ascii", "ignore").decode()[: LONGEST - len(self._domain) - 18]
        return f"{kept}.{digest}@{self._domain}"


def _is_renamed(item: Item) -> bool:
    return item.uid != item.id


def _name(item: Item) -> str:
    return f"{_safe(item.uid.replace('/', '_'))}.{_safe(item.plan)}"


def _safe(text: str) -> str:
    """The text with what an id may not hold left out (`lint` reports such ids as errors)."""
    return text if ID.fullmatch(text) else "-".join(ID.findall(text)) or "x"
