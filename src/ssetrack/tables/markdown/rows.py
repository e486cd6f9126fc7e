"""Where tables are in Markdown: markdown-it's own rule keeps cells that fit and drops the others.

Comes in: the lines of a text, as markdown-it goes through them. Goes out: one token for each table, of the
type `TABLE`, which says its lines. A table begins with a row and a delimiter row, and ends where GitHub's do:
at an empty line, or where another block begins.
"""

import re

from markdown_it.rules_block import StateBlock

TABLE = "rows"

_DELIMITERS = re.compile(r"\|?\s*:?-+:?\s*(?:[|+]\s*:?-+:?\s*)*+\|?\s*")
_LONGEST = 100_000


def delimits(line: str) -> bool:
    """Whether a line is a delimiter row: `|---|:-:|`, and `|---+---|` as org writes it."""
    line = line.lstrip(" \t>")
    return "|" in line and "-" in line and len(line) < _LONGEST and _DELIMITERS.fullmatch(line) is not None


def table_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a table that begins in this line, if one does."""
    if start + 1 >= end or state.sCount[start + 1] < state.blkIndent:
        return False
    header, below = _line(state, start), _line(state, start + 1)
    if not below or "|" not in header + below or not _DELIMITERS.fullmatch(below[:_LONGEST]):
        return False
    if silent:
        return True
    terminators = state.md.block.ruler.getRules("blockquote")
    state.parentType = "table"
    at = start + 2
    while at < end and state.sCount[at] >= state.blkIndent and not state.isEmpty(at):
        if any(rule(state, at, end, True) for rule in terminators):
            break
        at += 1
    token = state.push(TABLE, "", 0)
    token.map = [start, at]
    state.line = at
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()
