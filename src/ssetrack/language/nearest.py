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


def nearest(written: str, names: Iterable[str]) -> str | None:
    """The one known name within two edits (one for names under four letters), or the unique completion."""
    wanted = fold(written)
    if len(wanted) > LONGEST:
        return None
    known = [name for name in names if len(name) <= LONGEST]
    letters = frozenset(wanted)
    furthest = 2 if len(wanted) > 3 else 1
    best: str | None = None
    best_distance = furthest + 1
    for name in known:
        folded = fold(name)
        if abs(len(folded) - len(wanted)) > furthest:
            continue
        if len(letters.difference(folded)) >= best_distance:
            continue  # each letter that is missing there is an edit
        distance = edit_distance(wanted, folded, best_distance)
        if distance < best_distance:
            best, best_distance = name, distance
    if best is not None:
        return best
    completions = [name for name in known if wanted and fold(name).startswith(wanted)]
    return completions[0] if len(completions) == 1 else None


class Guesses:
    """What was meant by the names that one file misspells, for the first hundred of each kind.

    Each name is looked up once, however often it is written.
    """

    def __init__(self) -> None:
        self._meant: dict[tuple[Hashable, str], str | None] = {}
        self._tried: Counter[Hashable] = Counter()

    def of(self, kind: Hashable, written: str, guess: Callable[[], str | None]) -> str | None:
        """What `guess` says of a name of a kind; None where too many have been asked for."""
        key = kind, written
        if key not in self._meant:
            self._tried[kind] += 1
            self._meant[key] = guess() if self._tried[kind] <= MOST_GUESSED else None
        return self._meant[key]


def edit_distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours from one text to the other.

    Gives up with `limit` once the distance cannot be below it (optimal string alignment distance).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, facing in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return row[-1]


def few(names: Iterable[str]) -> str:
    """At most five of the names, for a help text: "`a`, `b`, `c` …"."""
    known = list(names)
    shown = ", ".join(f"`{name}`" for name in known[:MOST_NAMES])
    return shown + (" …" if len(known) > MOST_NAMES else "")
