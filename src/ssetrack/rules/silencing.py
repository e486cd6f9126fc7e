"""Comments that silence findings, and whether each of them does.

    deadline: 2004-02  # ssetrack: ignore[overdue] the hall decides    this line
    # ssetrack: ignore[unassigned-activity] after the assembly         the item, entry or field below
    # ssetrack: ignore-file[goal-never-served] goals of the network    the file, above its first field

One may follow another text, or another one, in the same comment, behind a `#` of its own.

Comes in: the comments of a source, the findings one by one. Goes out: which findings are silenced, and
afterwards which names have silenced nothing. Names are those of rules and families; what follows the bracket
is the reason, for people.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from collections.abc import Mapping as Mappings
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from ssetrack.diagnostic import Finding, Range
from ssetrack.source import Source
from ssetrack.source.comments import Comment, comments
from ssetrack.source.tree import Mapping, Node, Sequence

_DIRECTIVE = re.compile(
    r"#[ \t]*ssetrack:[ \t]*(ignore-file|ignore)(?![\w-])[ \t]*(\[[^\]\r\n]*\])?", re.IGNORECASE
)
_ATTEMPT = re.compile(r"\bssetrack[ \t]*(?::[ \t]*[\w-]+|[ \t]ign[\w-]*)[ \t]*\[[^\]\r\n]*\]?", re.IGNORECASE)
"""What somebody most likely meant for one."""

_NAME = re.compile(r"[^\s,]+(?:[ \t]+[^\s,]+)*")
_NOTHING_YET = re.compile(r"[\s-]*\Z")
_BEFORE_CONTENT = re.compile(r"(?:[\s-]++|[&!][^\s,\[\]{}]*+(?=\s)|#[^\r\n]*+)*+")

Stretch = tuple[int, int]


@dataclass(eq=False)
class Directive:
    """One comment: the names in its bracket with their places, and what it covers.

    It covers a line, a stretch of the text, or the whole file; if none of them, it covers nothing. `used`
    fills while findings are silenced. What was only meant for one has no `word`, and covers nothing.
    """

    place: Range
    word: str
    bracket: Range | None
    names: tuple[tuple[str, Range], ...]
    line: int | None = None
    stretch: Stretch | None = None
    whole_file: bool = False
    used: set[str] = field(default_factory=set)


class Known(NamedTuple):
    """The names of all rules, each with its family, and those of the rules that nothing silences."""

    families: Mappings[str, str]
    firm: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that may stand in a bracket."""
        return (*self.families, *dict.fromkeys(self.families.values()))


class Silencing:
    """The comments of one file; `ran` names the rules that look at it."""

    def __init__(self, source: Source, known: Known, ran: Collection[str]) -> None:
        self.source = source
        self.known = known
        self.ran = ran
        self._clear = 0, -1

    def has_run(self, name: str) -> bool:
        """Whether the rule of that name, or every rule of the family that can be silenced, was run."""
        if name in self.known.families:
            return name in self.ran
        of_family = [one for one, family in self.known.families.items() if family == name]
        return bool(of_family) and all(one in self.ran or one in self.known.firm for one in of_family)

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        """Every comment that silences, in the order of the file."""
        if "#" not in self.source.text:
            return ()
        low = self.source.text.lower()
        # The first one is the field of that name.
        if low.find("ssetrack", low.find("ssetrack") + 1) < 0:
            return ()
        return tuple(self._read())

    def silences(self, finding: Finding) -> bool:
        """Whether a comment covers the finding; the comment counts as used."""
        if not self.directives:
            return False
        silenced = False
        for directive in self._covering(finding.location.range):
            for name, _ in directive.names:
                if name in (finding.rule, finding.family):
                    directive.used.add(name)
                    silenced = True
        return silenced

    def _covering(self, place: Range) -> Iterator[Directive]:
        """The comments that cover a place, without a look at all the others."""
        yield from self._for_file
        start = place.start
        if self._by_line:
            first = self.source.position(start)[0]
            last, column = self.source.position(place.end)
            last -= column == 1 and last > first
            for line in range(first, last + 1):
                yield from self._by_line.get(line, ())
        at: int | None = bisect_right(self._starts, start) - 1
        while at is not None and at >= 0:
            directive, enclosing = self._stretches[at]
            if directive.stretch is not None and start < directive.stretch[1]:
                yield directive
            at = enclosing

    @cached_property
    def _for_file(self) -> list[Directive]:
        return [one for one in self.directives if one.whole_file]

    @cached_property
    def _by_line(self) -> dict[int, list[Directive]]:
        found: dict[int, list[Directive]] = {}
        for directive in self.directives:
            if directive.line is not None:
                found.setdefault(directive.line, []).append(directive)
        return found

    @cached_property
    def _stretches(self) -> list[tuple[Directive, int | None]]:
        """The comments that cover stretches, each with the index of the next one round it."""
        found: list[tuple[Directive, int | None]] = []
        open_: list[tuple[int, int]] = []
        stretches = [(one.stretch, one) for one in self.directives if one.stretch is not None]
        for (start, end), directive in sorted(stretches, key=lambda each: (each[0][0], -each[0][1])):
            while open_ and open_[-1][0] <= start:
                open_.pop()
            found.append((directive, open_[-1][1] if open_ else None))
            open_.append((end, len(found) - 1))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [one.stretch[0] for one, _ in self._stretches if one.stretch is not None]

    def _read(self) -> Iterator[Directive]:
        for comment in comments(self.source):
            if "ssetrack" not in comment.text.lower():
                continue
            text = comment.text.rstrip()
            matches = list(_DIRECTIVE.finditer(text))
            for match, following in zip_longest(matches, matches[1:]):
                yield self._directive(comment, match, following.start() if following else len(text))
            for attempt in _ATTEMPT.finditer(text):
                if not any(match.start() < attempt.end() <= match.end() for match in matches):
                    place = Range(comment.offset + attempt.start(), comment.offset + attempt.end())
                    yield Directive(place, "", None, ())

    def _directive(self, comment: Comment, match: re.Match[str], end: int) -> Directive:
        """What a comment says at a place, up to its end or the next one."""
        at = comment.offset
        bracket = None if match[2] is None else Range(at + match.start(2), at + match.end(2))
        names = () if bracket is None else tuple(_names(match[2], bracket.start))
        word = match[1].lower()
        directive = Directive(Range(at + match.start(), at + end), word, bracket, names)
        if word == "ignore-file":
            directive.whole_file = at < self._first
        else:
            self._aim(directive, comment)
        return directive

    def _aim(self, directive: Directive, comment: Comment) -> None:
        """Find out what a comment covers: its line, or what begins below it."""
        line, column = self.source.position(comment.offset)
        before = self.source.lines.line_text(line)[: column - 1]
        if not _NOTHING_YET.match(before):
            directive.line = line
            return
        after = bisect_right(self._things, (comment.offset, len(self.source.text) + 1))
        if after == len(self._things):
            return
        below = self._things[after]
        if self._leads(directive.place.end, below[0]):
            directive.stretch = below

    def _leads(self, start: int, goal: int) -> bool:
        """Whether only blanks, dashes and comments stand between; looked at once for comments in a row."""
        begin, reach = self._clear
        if not begin <= start <= reach:
            match = _BEFORE_CONTENT.match(self.source.text, start, goal)
            reach = match.end() if match else start
            self._clear = start, reach
        return reach >= goal

    @cached_property
    def _first(self) -> int:
        """Where the plan begins."""
        root = self.source.root
        return root.start if root is not None else len(self.source.text)

    @cached_property
    def _things(self) -> list[Stretch]:
        """Every element of a list and entry of a mapping, by its start; of several there, the widest."""
        widest: dict[int, int] = {}
        todo: list[Node] = [self.source.root]
        seen: set[int] = set()
        while todo:
            node = todo.pop()
            if not isinstance(node, Mapping | Sequence) or id(node) in seen:
                continue
            seen.add(id(node))
            for start, end, value in _entries(node):
                widest[start] = max(end, widest.get(start, 0))
                todo.append(value)
        return sorted(widest.items())


def _entries(node: Mapping | Sequence) -> Iterator[tuple[int, int, Node]]:
    if isinstance(node, Sequence):
        yield from ((one.start, one.end, one) for one in node if one is not None)
        return
    for key, value in node.entries():
        if key not in node.merged:
            # The value behind an alias stands elsewhere.
            end = max(key.end, value.end if value is not None and value.start > key.start else 0)
            yield key.start, end, value


def _names(bracket: str, start: int) -> Iterator[tuple[str, Range]]:
    for match in _NAME.finditer(bracket, 1, len(bracket) - 1):
        yield match[0], Range(start + match.start(), start + match.end())
