"""What theirs changed since the base, and what of it can be done to ours.

Comes in: three versions of the same items. Goes out: a `Merge`: what to do and what to tell, item by item and
field by field. What is doubtful, and what both sides changed, is told and never done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from ssetrack.merge.matching import Candidates, Match, Matching
from ssetrack.merge.verdict import Verdict, verdict
from ssetrack.merge.versions import PARTS, SECTION, TITLE, Item, Same, Value, equal


class Kind(StrEnum):
    """What a change is."""

    SET = "set"
    """A field of ours becomes what theirs says."""
    ADD = "add"
    """Theirs has a new item."""
    GONE = "gone"
    """Theirs has it no longer; ours keeps it."""
    CONFLICT = "conflict"
    """Both sides changed a field, or theirs changed what ours has no longer: nothing is done."""
    RENUMBERED = "renumbered"
    """Theirs gives it another number; ours keeps its id."""
    NOTE = "note"
    """A difference that is told and never done: another section, a value that only ours has."""


DONE = frozenset((Kind.SET, Kind.ADD))
"""The kinds that are done to ours; all others are told."""


class Change(NamedTuple):
    """One thing that is different, with the three values; None is nothing."""

    kind: Kind
    match: Match
    field: str = ""
    """Empty where the whole item is meant."""
    old: Value | None = None
    theirs: Value | None = None
    ours: Value | None = None


class Doubtful(NamedTuple):
    """A field that theirs changed to something that cannot be read for sure."""

    match: Match
    field: str
    text: str
    """The author's words."""


class Merge(NamedTuple):
    """What became of three versions."""

    matching: Matching
    changes: tuple[Change, ...]
    doubtful: tuple[Doubtful, ...]


class Rules(NamedTuple):
    """What the caller knows of its fields."""

    same: Same = equal
    exclusive: Sequence[frozenset[str]] = ()
    """Fields of which an item has one at most: where one is a conflict, the others are not written either."""
    of_parts: frozenset[str] = frozenset()
    """Fields that an item with parts has not: its parts have them."""


PLAIN = Rules()
"""For fields of which nothing else is known."""


def merge(matching: Matching, rules: Rules = PLAIN) -> Merge:
    """What theirs changed since the base, and what of it can be done to ours.

    Without a base ours is the base: every field that both sides have is compared, what only ours has is told,
    and the caller asks before anything is done.
    """
    found: list[Change] = []
    doubtful: list[Doubtful] = []
    keeping_own: set[tuple[str, ...]] = set()
    for match in matching.all:
        own = list(_of_match(match, rules, unbased=matching.unbased))
        for one in own:
            if isinstance(one, Doubtful):
                doubtful.append(one)
            elif one.kind is Kind.ADD and match.whole in keeping_own:
                found.append(one._replace(kind=Kind.CONFLICT))
            else:
                found.append(one)
        if _keeps_its_own(match, own, rules):
            keeping_own.add(match.name)
    return Merge(matching, tuple(found), tuple(doubtful))


def _keeps_its_own(match: Match, found: Sequence[Change | Doubtful], rules: Rules) -> bool:
    """Whether ours keeps a value that only an item without parts has: then it gets no parts."""
    if match.ours is None or not match.parts:
        return False
    set_ = (one for one in found if isinstance(one, Change) and one.kind is Kind.SET)
    taken = {one.field for one in set_ if one.theirs is None}
    return any(field in match.ours.fields for field in rules.of_parts - taken)


def _of_match(match: Match, rules: Rules, *, unbased: bool) -> Iterator[Change | Doubtful]:
    base, theirs, ours = match.base, match.theirs, match.ours
    if theirs is None:
        if ours is not None and base is not None:
            yield Change(Kind.GONE, match)
        elif ours is not None and unbased:
            yield Change(Kind.NOTE, match)
    elif ours is None:
        if base is None:
            if not match.is_homeless:
                yield Change(Kind.ADD, match)
        else:
            yield from _changed_and_removed(match, base, theirs, rules)
    else:
        yield from _numbers(match, base, theirs, ours)
        yield from _section(match, base, theirs, ours)
        yield from _changes_of_item(_fields(match, theirs, ours, rules, unbased=unbased), rules)


def _changed_and_removed(match: Match, base: Item, theirs: Item, rules: Rules) -> Iterator[Change | Doubtful]:
    """What theirs changed in an item that ours has no longer."""
    for field in names(theirs, base):
        old, new = base.value(field), theirs.value(field)
        if field in theirs.doubts:
            if base.doubts.get(field) != theirs.doubts[field]:
                yield Doubtful(match, field, theirs.doubts[field])
        elif not rules.same(field, old, new):
            yield Change(Kind.CONFLICT, match, field, old, new)


def _numbers(match: Match, base: Item | None, theirs: Item, ours: Item) -> Iterator[Change]:
    old = ours.id if base is None else base.id
    if old and theirs.id and old != theirs.id:
        yield Change(Kind.RENUMBERED, match, "id", old, theirs.id, ours.key)


def _section(match: Match, base: Item | None, theirs: Item, ours: Item) -> Iterator[Change]:
    """A section is told: to move an item is more than to change one of its fields."""
    if not theirs.says(SECTION):
        return
    old = ours if base is None else base
    if theirs.section_key not in (old.section_key, ours.section_key):
        yield Change(Kind.NOTE, match, SECTION, list(old.section), list(theirs.section), list(ours.section))


def names(*items: Item | None) -> tuple[str, ...]:
    """The fields of some items, in their order, of which the first of them speaks."""
    first = next(one for one in items if one is not None)
    known = [TITLE, *(name for one in items if one is not None for name in (*one.fields, *one.doubts))]
    return tuple(name for name in dict.fromkeys(known) if name == TITLE or first.says(name))


def _fields(
    match: Match, theirs: Item, ours: Item, rules: Rules, *, unbased: bool
) -> Iterator[Change | Doubtful]:
    for field in names(theirs, match.base, *((ours,) if unbased else ())):
        new, own = theirs.value(field), ours.value(field)
        words = theirs.doubts.get(field)
        if words is not None:
            if match.base is None or match.base.doubts.get(field) != words:
                yield Doubtful(match, field, words)
            continue
        if unbased and new is None and own is not None:
            yield Change(Kind.NOTE, match, field, None, None, own)
            continue
        old = own if unbased else None if match.base is None else match.base.value(field)
        found = verdict(old, new, own, field=field, same=rules.same)
        if found is Verdict.TAKE and field in rules.of_parts and own is None and ours.parts:
            found = Verdict.CONFLICT
        if found is Verdict.TAKE:
            yield Change(Kind.SET, match, field, old, new, own)
        elif found is Verdict.CONFLICT:
            yield Change(Kind.CONFLICT, match, field, old, new, own)


def _changes_of_item(found: Iterator[Change | Doubtful], rules: Rules) -> Iterator[Change | Doubtful]:
    """The changes of one item; of fields that exclude each other none is done if one of them cannot be."""
    all_ = list(found)
    refused = {one.field for one in all_ if isinstance(one, Doubtful) or one.kind is Kind.CONFLICT}
    held = {name for group in rules.exclusive if group & refused for name in group}
    for one in all_:
        if isinstance(one, Change) and one.kind is Kind.SET and one.field in held:
            yield one._replace(kind=Kind.CONFLICT)
        else:
            yield one


def next_by_match(
    merge: Merge, done: Collection[Change], rules: Rules = PLAIN
) -> tuple[tuple[Match | None, Item], ...]:
    """The base for the next time, once some of the changes were done to ours: each item with its match.

    It advances field by field, and only where ours now says what theirs says. Conflicts, doubts and what was
    not done keep the old base and are told again; an item that neither side has any more is forgotten. There
    is no match for what nobody could tell apart.
    """
    written = {(one.match.name, one.field) for one in done}
    matching = merge.matching
    return tuple(_next(matching.matches, matching.unsure, written, rules, unbased=matching.unbased))


def _next(
    matches: Sequence[Match],
    unsure: Sequence[Candidates],
    written: Collection[tuple[object, str]],
    rules: Rules,
    *,
    unbased: bool,
) -> Iterator[tuple[Match | None, Item]]:
    for match in matches:
        base, theirs, ours = match.base, match.theirs, match.ours
        if theirs is not None and ours is not None:
            item = _next_item(match, theirs, ours, written, rules, unbased=unbased)
        elif theirs is not None and base is None:
            if (match.name, "") in written:
                yield match, theirs._replace(speaks=None)
            continue
        elif base is not None and (theirs is not None or ours is not None):
            item = base
        else:
            continue
        if theirs is not None and (theirs.parts or theirs.says(PARTS)):
            parts = _next(match.parts, match.unsure, written, rules, unbased=unbased)
            item = item._replace(parts=tuple(part for _, part in parts))
        yield match, item
    for one in unsure:
        yield from ((None, item) for item in one.base)


def _next_item(
    match: Match,
    theirs: Item,
    ours: Item,
    written: Collection[tuple[object, str]],
    rules: Rules,
    *,
    unbased: bool,
) -> Item:
    base = match.base
    old = Item(ours.key, ours.title, doubts={}) if base is None else base
    values: dict[str, Value | None] = {}
    doubts: dict[str, str] = {}
    for field in dict.fromkeys((TITLE, *theirs.fields, *theirs.doubts, *old.fields, *old.doubts)):
        new = theirs.value(field)
        words = theirs.doubts.get(field)
        if words is not None:
            is_agreed = old.doubts.get(field) == words
        elif field != TITLE and not theirs.says(field):
            is_agreed = False
        else:
            is_agreed = (
                (match.name, field) in written
                or rules.same(field, new, ours.value(field))
                or (unbased and new is None)
            )
        values[field] = new if is_agreed else old.value(field)
        words = (theirs if is_agreed else old).doubts.get(field)
        if words is not None:
            doubts[field] = words
    fields = {name: value for name, value in values.items() if name != TITLE and value is not None}
    section = theirs.section if base is None or theirs.section_key == ours.section_key else base.section
    parts = () if base is None else base.parts
    number = theirs.id or ("" if base is None else base.id)
    return Item(ours.key, str(values[TITLE]), number, section, fields, doubts, parts)
