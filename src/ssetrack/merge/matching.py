"""Which items of base, theirs and ours belong together.

Comes in: the three versions. Goes out: a `Match` for each thing that any of them has. Nothing here compares
what the items say, but to find them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ssetrack.merge.pairing import By, pairing
from ssetrack.merge.versions import PARTS, Item, Same, equal

_VERSIONS = 3
"""A name has the keys of so many versions: of the base, of theirs and of ours."""


class Candidates(NamedTuple):
    """Items that might be the same, with more than one way to pair them: nothing is done with them."""

    base: tuple[Item, ...]
    theirs: tuple[Item, ...]
    ours: tuple[Item, ...]


class Match(NamedTuple):
    """One thing in up to three versions."""

    name: tuple[str, ...]
    """Its keys in the three versions, behind those of what it is a part of: no other match has this name."""
    base: Item | None
    theirs: Item | None
    ours: Item | None
    by: By = By.BOTH
    """How theirs was found to be the same as the base, or as ours where the base has it not."""
    parts: tuple[Match, ...] = ()
    unsure: tuple[Candidates, ...] = ()
    """Among its parts."""
    is_homeless: bool = False
    """It is a part of something that ours has not, so ours cannot get it."""

    @property
    def whole(self) -> tuple[str, ...]:
        """The name of what it is a part of; empty for what is no part."""
        return self.name[:-_VERSIONS]

    @property
    def is_part(self) -> bool:
        """Whether it is a part of another item."""
        return bool(self.whole)

    @property
    def key_of_theirs(self) -> str:
        """The key of the item in theirs, or of that of which it is a part; empty where theirs has it not."""
        return self.name[1]


class Matching(NamedTuple):
    """What belongs together."""

    matches: tuple[Match, ...]
    """Those that theirs has in its order, then the others. Parts are within what they are a part of."""
    unsure: tuple[Candidates, ...]
    unbased: bool
    """There is no base: ours is taken for it."""

    @property
    def all(self) -> Iterator[Match]:
        """Every match, each followed by its parts."""
        todo = list(reversed(self.matches))
        while todo:
            match = todo.pop()
            yield match
            todo += reversed(match.parts)

    @property
    def all_unsure(self) -> Iterator[Candidates]:
        """What cannot be told apart, among items and among parts."""
        yield from self.unsure
        for match in self.all:
            yield from match.unsure


Triple = tuple[Item | None, Item | None, Item | None, By]


def matching(
    base: Sequence[Item] | None, theirs: Sequence[Item], ours: Sequence[Item], *, same: Same = equal
) -> Matching:
    """What belongs together; `base` is None where nothing was ever agreed on."""
    return _matching(base, theirs, ours, same, (), is_homeless=False)


def _matching(
    base: Sequence[Item] | None,
    theirs: Sequence[Item],
    ours: Sequence[Item],
    same: Same,
    above: tuple[str, ...],
    *,
    is_homeless: bool,
) -> Matching:
    found, unsure = _without_base(theirs, ours, same) if base is None else _triples(base, theirs, ours, same)
    place = {id(one): number for number, one in enumerate(theirs)}
    found.sort(key=lambda one: place.get(id(one[1]), len(place)))
    matches = []
    for old, new, own, by in found:
        name = (*above, *("" if one is None else one.key for one in (old, new, own)))
        match = Match(name, old, new, own, by, is_homeless=is_homeless)
        if new is not None and (old is not None or own is not None) and (new.parts or new.says(PARTS)):
            inner = _matching(
                None if base is None else () if old is None else old.parts,
                new.parts,
                () if own is None else own.parts,
                same,
                name,
                is_homeless=own is None,
            )
            match = match._replace(parts=inner.matches, unsure=inner.unsure)
        matches.append(match)
    return Matching(tuple(matches), tuple(unsure), base is None)


def _without_base(
    theirs: Sequence[Item], ours: Sequence[Item], same: Same
) -> tuple[list[Triple], list[Candidates]]:
    paired = pairing(ours, theirs, same=same)
    found: list[Triple] = [(None, one.new, one.old, one.by) for one in paired.pairs]
    found += [(None, one, None, By.BOTH) for one in paired.new]
    found += [(None, None, one, By.BOTH) for one in paired.old]
    return found, [Candidates((), one.new, one.old) for one in paired.unsure]


def _triples(
    base: Sequence[Item], theirs: Sequence[Item], ours: Sequence[Item], same: Same
) -> tuple[list[Triple], list[Candidates]]:
    with_base = pairing(base, theirs, same=same)
    in_plan = pairing(base, ours, by_key=True, same=same)
    own = {id(one.old): one.new for one in in_plan.pairs}
    # What is new in theirs may be in ours already: whoever keeps the plan has added it, too.
    added = pairing(in_plan.new, with_base.new, exactly=True, same=same)
    found: list[Triple] = [(one.old, one.new, own.get(id(one.old)), one.by) for one in with_base.pairs]
    found += [(None, one.new, one.old, one.by) for one in added.pairs]
    found += [(None, one, None, By.BOTH) for one in added.new]
    found += [(one, None, own.get(id(one)), By.BOTH) for one in with_base.old]
    found += [(None, None, one, By.BOTH) for one in added.old]
    unsure = [
        Candidates(one.old, one.new, tuple(own[id(old)] for old in one.old if id(old) in own))
        for one in with_base.unsure
    ]
    unsure += [Candidates((), one.new, one.old) for one in added.unsure]
    return found, unsure
