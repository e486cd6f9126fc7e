"""The name that somebody most likely meant.

Comes in: what was written and the names that would be right. Goes out: one of them, or none. The rule is
the one of docs/rules.md: a unique name at edit distance of two or less, or the unique one that begins so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from ssetrack.language.collation import fold

MOST_NAMES = 5

LONGEST = 200
"""Characters of a name that is compared with others: longer ones mean nothing that anybody misspelt."""

MOST_GUESSED = 100
"""So many misspelt names of a kind are looked up for one file: whoever has more begins with these."""


class Names:
    """Names that somebody may have meant, folded once for all that are compared with them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._folded = [(name, fold(name)) for name in names if len(name) <= LONGEST]
        self._known = [(name, folded, len(folded), _signs(folded)) for name, folded in self._folded]

    def __len__(self) -> int:
        return len(self._known)

    def nearest(self, written: str) -> str | None:
        """The one name within two edits (one for names under four letters), or the unique completion."""
        wanted = fold(written)
        if len(wanted) > LONGEST:
            return None
        signs, length = _signs(wanted), len(wanted)
        furthest = 2 if length > 3 else 1
        best: str | None = None
        limit = furthest + 1
        for name, folded, size, own in self._known:
            # Each letter that is missing there is an edit.
            if -furthest <= size - length <= furthest and (signs & ~own).bit_count() < limit:
                distance = edit_distance(wanted, folded, limit)
                if distance < limit:
                    best, limit = name, distance
        if best is not None:
            return best
        completions = [name for name, folded in self._folded if wanted and folded.startswith(wanted)]
        return completions[0] if len(completions) == 1 else None


def _signs(text: str) -> int:
    """The letters of a text as bits; some letters share one."""
    signs = 0
    for letter in set(text):
        signs |= 1 << ord(letter) % 61
    return signs


def nearest(written: str, names: Iterable[str]) -> str | None:
    """The one known name within two edits (one for names under four letters), or the unique completion."""
    return Names(names).nearest(written)


class Guesses:
    """What was meant by the names that one file misspells, for the first hundred of each kind.

    Each name is looked up once, however often it is written.
    """

    def __init__(self, most: int = MOST_GUESSED) -> None:
        self._most = most
        self._meant: dict[tuple[Hashable, str], str | None] = {}
        self._tried: Counter[Hashable] = Counter()

    def of(self, kind: Hashable, written: str, guess: Callable[[], str | None]) -> str | None:
        """What `guess` says of a name of a kind; None where too many have been asked for."""
        key = kind, written
        if key not in self._meant:
            self._tried[kind] += 1
            self._meant[key] = guess() if self._tried[kind] <= self._most else None
        return self._meant[key]


def edit_distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours from one text to the other.

    Gives up with `limit` once the distance cannot be below it (optimal string alignment distance).
    """
    ends = min(len(one), len(other))
    begin = next((at for at in range(ends) if one[at] != other[at]), ends)
    one, other = one[begin:], other[begin:]  # what both begin with costs nothing
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        cost = lowest = i
        # Of three numbers the lowest, without a call: names are compared a hundred thousand times.
        for j, facing in enumerate(other, 1):
            if before[j] < cost:
                cost = before[j]
            cost += 1
            changed = before[j - 1] + (letter != facing)
            if changed < cost:
                cost = changed
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing and last[j - 2] < cost:
                cost = last[j - 2] + 1
            row.append(cost)
            if cost < lowest:
                lowest = cost
        if lowest >= limit:
            return limit
    return row[-1]


def one_word(name: str) -> str:
    """A name as it is typed on a command line: in quotes where it has spaces."""
    return f'"{name}"' if " " in name else name


def few(names: Iterable[str]) -> str:
    """At most five of the names, for a help text: "`a`, `b`, `c` …"."""
    known = list(names)
    shown = ", ".join(f"`{name}`" for name in known[:MOST_NAMES])
    return shown + (" …" if len(known) > MOST_NAMES else "")
