"""One line or cell of Markdown: what is struck, a link, a line end.

Comes in: the text, and the links that the document defines. Goes out: what an eye sees of it (`Seen`). An
image is its description; a link that leads nowhere stays as it is, `[Ana]`, which is how some write names.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ssetrack.tables.grid import Beside, Remark
from ssetrack.tables.runs import Run, Seen, lines_of, sight

_SPECIAL = re.compile(r"[\\`*_~\[\]<>&!]")
_LONGEST = 5000
"""Letters of one text; beyond, and with more signs than any text has, it is taken as it is."""

_MOST_SIGNS = 100
_BADGE = re.compile(r"!\[([^\[\]]{1,200})\]\[\]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_STRUCK = frozenset({"s", "del", "strike"})

Environment = MutableMapping[str, Any]
"""What markdown-it hands from block to block: the links that are defined."""


def inline(parser: MarkdownIt, text: str, environment: Environment, *, joined: bool = False) -> Seen:
    """What an eye sees of a text; `joined`: its lines are one, as in the entry of a list."""
    if "![" in text:
        text = _BADGE.sub(lambda one: _description(one, environment.get("references", {})), text)
    if len(text) > _LONGEST or not _SPECIAL.search(text) or number_of_signs(text) > _MOST_SIGNS:
        return Seen(lines_of(text.replace("\n", " ") if joined else text))
    tokens: list[Token] = []
    parser.inline.parse(text, parser, environment, tokens)
    return _InlineReader(joined=joined).sight(tokens)


def number_of_signs(text: str) -> int:
    """How many signs of a text may be Markdown."""
    return len(_SPECIAL.findall(text))


def _description(image: re.Match[str], references: Mapping[str, Any]) -> str:
    return image[0] if image[1].upper() in references else image[1]


class _InlineReader:
    def __init__(self, *, joined: bool) -> None:
        self._between = " " if joined else "\n"
        self._runs: list[Run] = []
        self._links: list[str] = []
        self._remarks: dict[Remark, None] = {}
        self._struck = self._bold = 0

    def sight(self, tokens: list[Token]) -> Seen:
        """What the tokens of a text come to."""
        for token in tokens:
            self._read(token)
        what = sight(self._runs)
        return what._replace(remarks=(*what.remarks, *self._remarks))

    def _write(self, text: str) -> None:
        self._runs.append(Run(text, struck=self._struck > 0, bold=self._bold > 0))

    def _read(self, token: Token) -> None:
        match token.type:
            case "softbreak":
                self._write(self._between)
            case "hardbreak":
                self._write("\n")
            case "s_open" | "s_close":
                self._struck += token.nesting
            case "strong_open" | "strong_close":
                self._bold += token.nesting
            case "link_open":
                self._links.append(str(token.attrGet("href") or ""))
            case "link_close":
                target = self._links.pop() if self._links else ""
                if target and not target.startswith("#"):
                    self._remarks[Remark(Beside.LINK, target)] = None
            case "image":
                self._write(token.content)
            case "html_inline":
                self._tag(token.content)
            case _:
                self._write(token.content)

    def _tag(self, tag: str) -> None:
        """A tag of HTML: a line end, struck, or dropped."""
        name = _TAG.match(tag)
        if name is None:
            return
        step = -1 if name[1] else 1
        if name[2].lower() in ("br", "p", "li"):
            self._write("\n")
        elif name[2].lower() in _STRUCK:
            self._struck = max(0, self._struck + step)
        elif name[2].lower() in ("b", "strong"):
            self._bold = max(0, self._bold + step)
