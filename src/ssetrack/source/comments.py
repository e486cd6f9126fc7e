"""What a tree leaves out: comments, and the blanks and line ends of a file.

Comes in: a source. Goes out: its comments, and the problems of `text-cut-at-hash` and `whitespace`. All of it
is worked out when asked for: `lint` wants it, `status` does not pay for it. Nothing here changes a text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ssetrack.diagnostic import Problem, Range, Replacement, Safety, SuggestedFix
from ssetrack.language.message import Message, message
from ssetrack.source.document import Source
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Mapping, Node, Scalar, Sequence

_HASH = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\r\n]*", re.MULTILINE)
_TRAILING = re.compile(r"[ \t]+(?=\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_PRAGMA = re.compile(r"#(?:ssetrack|noqa|type|yamllint|todo|fixme)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: where its `#` stands, its text from there to the end of the line, and what is before it."""

    offset: int
    text: str
    own_line: bool


def scalars(source: Source, *, keys: bool = False) -> Iterator[Scalar]:
    """Every value that is a text, in the order of the file, each once however many aliases it has.

    With `keys`, the names of the fields, too.
    """
    seen: set[int] = set()
    todo: list[Node] = [source.root]
    while todo:
        node = todo.pop()
        if isinstance(node, Scalar):
            if node.anchored:
                if id(node) in seen:
                    continue
                seen.add(id(node))
            yield node
        elif node is not None:
            if node.anchored:
                if id(node) in seen:
                    continue
                seen.add(id(node))
            if isinstance(node, Sequence):
                todo.extend(reversed(node))
            else:
                todo.extend(_children(node, keys=keys))


def _children(mapping: Mapping, *, keys: bool) -> list[Node]:
    """What a mapping holds of its own, the last first; merged fields stand at their anchor."""
    children: list[Node] = []
    for key, value in reversed(list(mapping.entries())):
        if key in mapping.merged:
            continue
        children.append(value)
        if keys:
            children.append(key)
    return children


def comments(source: Source) -> list[Comment]:
    """All comments, none of them a `#` within a quoted or a block text."""
    return _outside_texts(source, list(_HASH.finditer(source.text)) if "#" in source.text else [])


def _outside_texts(source: Source, matches: list[re.Match[str]]) -> list[Comment]:
    """Those of the `#` that begin a comment; where texts stand is looked up only if there is one."""
    inside = Inside(source) if matches else None
    return [
        Comment(match.start(), match.group(), _begins_line(source.text, match.start()))
        for match in matches
        if inside is None or match.start() not in inside
    ]


class Inside:
    """Whether an offset is within a quoted or block text, where neither `#` nor a blank is YAML's affair."""

    def __init__(self, source: Source) -> None:
        text = source.text
        stretches = []
        for scalar in scalars(source, keys=True):
            if scalar.style:
                start = scalar.start
                if scalar.style in "|>":  # its header may have a comment of its own
                    header = _LINE_END.search(text, start, scalar.end)
                    start = header.start() if header else scalar.end
                stretches.append((start, scalar.end))
        stretches.sort()
        self.starts = [start for start, _ in stretches]
        self.ends = [end for _, end in stretches]

    def __contains__(self, offset: int) -> bool:
        before = bisect_right(self.starts, offset) - 1
        return before >= 0 and offset < self.ends[before]


def _begins_line(text: str, offset: int) -> bool:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return not text[start:offset].strip(" \t")


def hash_cuts(source: Source) -> list[Problem]:
    """Texts that a ` #` cut short: `where: Room #3` says only `Room`.

    A comment proper has a space after its `#`; a letter or digit right after it looks like the text itself.
    """
    text = source.text
    signs = [
        match
        for match in (_HASH.finditer(text) if "#" in text else ())
        if text[match.start() + 1 : match.start() + 2].isalnum() and not _PRAGMA.match(text, match.start())
    ]
    suspects = [comment for comment in _outside_texts(source, signs) if not comment.own_line]
    if not suspects:
        return []
    plain_by_end = {scalar.end: scalar for scalar in scalars(source) if not scalar.style}
    problems = []
    for comment in suspects:
        end = comment.offset
        while source.text[end - 1] in " \t":
            end -= 1
        value = plain_by_end.get(end)
        if value is not None:
            problems.append(_cut(source, value, comment))
    return problems


def _cut(source: Source, value: Scalar, comment: Comment) -> Problem:
    end = comment.offset + len(comment.text.rstrip())
    whole = source.text[value.start : end]
    return Problem(
        "text-cut-at-hash",
        Range(comment.offset, comment.offset + 1),
        message("everything from ` #` on is ignored: YAML reads it as a comment"),
        message("put quotes around the text: `{text}`", text=quote(whole, flow=False, style='"')),
        (),
        SuggestedFix(
            Safety.UNSAFE,
            (Replacement(Range(value.start, end), quote(whole, flow=False, style='"'), raw=True),),
        ),
    )


def whitespace(source: Source) -> list[Problem]:
    """Blanks at the ends of lines, a missing final line break, a byte order mark, line ends of two kinds."""
    problems = []
    if source.bom:
        nothing = Replacement(Range(0, 0), "", raw=True)
        problems.append(
            Problem(
                "whitespace",
                Range(0, 0),
                message("the file begins with an invisible mark (BOM)"),
                message("save it as UTF-8 without BOM"),
                (),
                SuggestedFix(Safety.SAFE, (nothing,)),
            )
        )
    problems += _trailing_blanks(source)
    problems += _line_ends(source)
    return problems


def _trailing_blanks(source: Source) -> Iterator[Problem]:
    text = source.text
    # Asked first: the pattern would stop at each blank of the text.
    if not text.endswith((" ", "\t")) and not any(
        f"{blank}{end}" in text for end in "\n\r" if end in text for blank in " \t" if blank in text
    ):
        return
    found = list(_TRAILING.finditer(text))
    inside = Inside(source) if found else None
    for match in found:
        if inside is not None and match.start() in inside:
            continue
        yield _whitespace(
            Range(match.start(), match.end()),
            "",
            message("there are spaces at the end of this line"),
            message("delete them"),
        )


def _line_ends(source: Source) -> Iterator[Problem]:
    text = source.text
    kinds = Counter(_LINE_END.findall(text)) if "\r" in text else Counter({"\n": 1})
    usual = max(kinds, key=lambda kind: (kinds[kind], kind == "\n"))
    if len(kinds) > 1:
        others = [match for match in _LINE_END.finditer(text) if match.group() != usual]
        yield Problem(
            "whitespace",
            Range(others[0].start(), others[0].end()),
            message("this line ends in another way than most lines of the file"),
            message("make all lines end in the same way"),
            (),
            SuggestedFix(
                Safety.SAFE,
                tuple(Replacement(Range(match.start(), match.end()), usual, raw=True) for match in others),
            ),
        )
    if text and not text.endswith(("\n", "\r")):
        last = None
        for last in scalars(source):  # noqa: B007  (the last one is wanted)
            pass
        # A line break after a block text without one would become part of the text.
        in_block = last is not None and last.style in ("|", ">") and last.end == len(text)
        end = Range(len(text), len(text))
        yield _whitespace(
            end,
            None if in_block else usual,
            message("the last line does not end with a line break"),
            message("add a line break"),
        )


def _whitespace(place: Range, instead: str | None, what: Message, advice: Message) -> Problem:
    fix = None
    if instead is not None:
        fix = SuggestedFix(Safety.SAFE, (Replacement(place, instead, raw=True),))
    return Problem("whitespace", place, what, advice, (), fix)
