"""ruamel's own parser as one object, made to read what libyaml reads.

Comes in: a text without NEL, LS, PS or a byte order mark. Goes out: the events of ruamel's parser. What is
written anew here are the places where the two parsers differ without need: tabs after a value, colons and
question marks in a plain text (YAML 1.2 decides), escapes and numbers that ruamel believes without a look;
and speed, for this parser is the only one where no C module can be installed. Whatever it stumbles over
leaves as a refusal with its place.
"""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml.docinfo import DocInfo
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError
from ruamel.yaml.tokens import ScalarToken, TagToken

_BLANK = re.compile(r"[ \t]*")
_SPACES = re.compile(r" *")
_COMMENT = re.compile(r"#[^\r\n\0]*")
_BREAK = re.compile(r"\r\n|\n|\r")
_BLOCK_WORD = re.compile(r"(?:[^ \t\r\n\0:]+|:(?![ \t\r\n\0]))+")
_FLOW_WORD = re.compile(r"(?:[^ \t\r\n\0:,\[\]{}]+|:(?![ \t\r\n\0,\[\]{}]))+")
_NAME = re.compile(r"[^ \t\r\n\0?:,\[\]{}%@`]*")
_TAG = re.compile(r"!(?:<[^>\s]*>|[^\s\0,\[\]{}]*)")
_INDICATORS = frozenset(" \t\r\n\0-?:,[]{}#&*!|>'\"%@`")
_DOCUMENT = re.compile(r"(?:---|\.\.\.)[ \t\r\n\0]")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_LAST_CHARACTER = 0x10FFFF
_LONGEST_VERSION = 9
"""So many digits a number in `%YAML 1.2` has at most, as in libyaml."""

STUMBLES = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What ruamel raises at a hostile text instead of an error of its own; recursion is a `RuntimeError`."""


class PureParser(Reader, Scanner, Parser):
    """`get_event()` gives one event after the other, at last `None`."""

    processing_version = (1, 2)
    comment_handling = None

    def __init__(self, text: str) -> None:
        self._resolver = self
        self.doc_infos = [DocInfo()]
        Reader.__init__(self, text, loader=self)
        Scanner.__init__(self, loader=self)
        Parser.__init__(self, loader=self)

    @property
    def reader(self) -> PureParser:
        """This object itself; asked for at every character."""
        return self

    @property
    def scanner(self) -> PureParser:
        """This object itself."""
        return self

    def get_event(self) -> Any:
        """The next event. Where ruamel stumbles, that is a refusal at the place that it had come to."""
        try:
            return super().get_event()
        except STUMBLES as error:
            raise ScannerError(None, None, f"stumbled: {error}"[:100], self.get_mark()) from error

    def peek(self, index: int = 0) -> str:
        """A character ahead; all of the text is at hand, and NUL ends it."""
        try:
            return self.buffer[self.pointer + index]
        except IndexError:
            return "\0"

    def _to(self, pointer: int) -> None:
        """Go on to a place on the same line."""
        step = pointer - self.pointer
        self.pointer = pointer
        self.index += step
        self.column += step

    def _over_break(self, pointer: int) -> None:
        """Go on to a place that begins a line, just after a line break."""
        self.index += pointer - self.pointer
        self.pointer = pointer
        self.line += 1
        self.column = 0

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks. A tab may not indent what could be a key."""
        text = self.buffer
        while True:
            blank = _SPACES if self.allow_simple_key and not self.flow_level else _BLANK
            end = blank.match(text, self.pointer).end()  # type: ignore[union-attr]  # matches nothing at all, too
            comment = _COMMENT.match(text, end)
            self._to(comment.end() if comment else end)
            line_break = _BREAK.match(text, self.pointer)
            if line_break is None:
                return
            self._over_break(line_break.end())
            if not self.flow_level:
                self.allow_simple_key = True

    def _in_word(self) -> bool:
        """Whether what follows the indicator at hand makes it the beginning of a plain text."""
        return self.peek(1) not in " \t\r\n\0"

    def check_key(self) -> bool:
        """Whether the `?` at hand announces a key; in flow context libyaml takes every one for that."""
        return bool(self.flow_context) or not self._in_word()

    def check_value(self) -> bool:
        """Whether the `:` at hand announces a value; in flow context libyaml takes every one for that."""
        return bool(self.flow_context) or not self._in_word()

    def check_plain(self) -> bool:
        """Whether a plain text may begin here."""
        sign = self.buffer[self.pointer]
        return sign not in _INDICATORS or (sign in "-?:" and self._in_word())

    def scan_tag(self) -> Any:
        """A tag, whatever it says: that there is one is the finding."""
        start = self.get_mark()
        written = _TAG.match(self.buffer, self.pointer).group()  # type: ignore[union-attr]
        self._to(self.pointer + len(written))
        # Nobody asks what it says, so that nobody has to make sense of its `%zz`.
        return TagToken((None, written.replace("%", "_")), start, self.get_mark())

    def scan_yaml_directive_number(self, start_mark: Any) -> Any:
        """A number of a version: libyaml refuses long ones, and Python cannot read the longest."""
        length = 0
        while "0" <= self.peek(length) <= "9":
            length += 1
        if length > _LONGEST_VERSION:
            raise ScannerError(
                "while scanning a directive", start_mark, "found a long version number", self.get_mark()
            )
        return super().scan_yaml_directive_number(start_mark)

    def scan_flow_scalar(self, style: Any) -> Any:
        """A quoted text; escapes that are no character are refused, as libyaml refuses them."""
        begin, mark = self.pointer, self.get_mark()
        try:
            token = super().scan_flow_scalar(style)
        except (OverflowError, ValueError):
            token = None
        if token is None or (not token.value.isascii() and _HALF.search(token.value)):
            for match in _ESCAPE.finditer(self.buffer, begin):
                code = int(match[1] or match[2] or "0", 16)
                if code > _LAST_CHARACTER or 0xD800 <= code <= 0xDFFF:
                    self.index += match.start() - self.pointer
                    self.pointer = match.start()
                    break
            raise ScannerError("while scanning a double-quoted scalar", mark, "no character", self.get_mark())
        return token

    def scan_anchor(self, token: Any) -> Any:
        """An anchor or an alias; a colon ends its name, as in libyaml."""
        start = self.get_mark()
        name = _NAME.match(self.buffer, self.pointer + 1).group()  # type: ignore[union-attr]
        if not name:
            raise ScannerError("while scanning an anchor", start, "expected a name", start)
        self._to(self.pointer + 1 + len(name))
        return token(name, start, self.get_mark())

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Any]:
        """The blank lines before a block text and how far it is indented; ruamel refuses some of them."""
        breaks: list[str] = []
        deepest = 0
        end = self.get_mark()
        while True:
            self._to(_SPACES.match(self.buffer, self.pointer).end())  # type: ignore[union-attr]
            deepest = max(deepest, self.column)
            line_break = _BREAK.match(self.buffer, self.pointer)
            if line_break is None:
                return breaks, deepest, end
            breaks.append("\n")
            self._over_break(line_break.end())
            end = self.get_mark()

    def scan_plain(self) -> Any:
        """A plain text: words, the blanks between them, and single line breaks read as a space."""
        text = self.buffer
        word_of = _FLOW_WORD if self.flow_level else _BLOCK_WORD
        indent = self.indent + 1
        start = end = self.get_mark()
        chunks: list[str] = []
        between = ""
        broken = False
        while text[self.pointer] != "#" and not (self.column == 0 and _DOCUMENT.match(text, self.pointer)):
            word = word_of.match(text, self.pointer)
            if word is None:
                break
            chunks += (between, word.group())
            self._to(word.end())
            end = self.get_mark()
            self.allow_simple_key = False
            between, broken = self._between_words(indent, start)
            if not between or (not self.flow_level and self.column < indent):
                break
        if broken:
            self.allow_simple_key = True
        return ScalarToken("".join(chunks), True, start, end)

    def _between_words(self, indent: int, start: Any) -> tuple[str, bool]:
        """What stands between two words as the value has it, and whether a line ended there."""
        text = self.buffer
        blanks = ""
        breaks = 0
        while True:
            if breaks:
                self._to(_SPACES.match(text, self.pointer).end())  # type: ignore[union-attr]
                if self.column < indent and text[self.pointer] == "\t":
                    raise ScannerError("while scanning a plain scalar", start, "found a tab", self.get_mark())
            end = _BLANK.match(text, self.pointer).end()  # type: ignore[union-attr]
            if not breaks:
                blanks = text[self.pointer : end]
            self._to(end)
            line_break = _BREAK.match(text, self.pointer)
            if line_break is None:
                break
            breaks += 1
            self._over_break(line_break.end())
        if not breaks:
            return blanks, False
        return "\n" * (breaks - 1) or " ", True
