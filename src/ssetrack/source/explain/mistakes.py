"""A parser's refusal in the words of somebody who writes plans.

Comes in: a text, a refusal and how far the tree had come. Goes out: one `yaml-syntax` problem (or that of a
tab) that points at the mistake, which is often not where a parser gave up: an open quote is reported where it
opens. What the parser said serves to choose the case, and is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ssetrack.diagnostic import Problem
from ssetrack.language.message import Message, count_of, message
from ssetrack.source.events import Refused
from ssetrack.source.explain.brackets import no_content, wrong_in_brackets
from ssetrack.source.explain.complaints import question_mark, syntax
from ssetrack.source.explain.lookalikes import tab
from ssetrack.source.explain.mistake import Mistake, quote_it, unfitting
from ssetrack.source.lines import Around
from ssetrack.source.quoting import quote
from ssetrack.source.tree import Node, Scalar

Explanation = Callable[[Mistake], Problem]

_GLUED = re.compile(r"(?:- +)*(?P<name>[A-Za-z][\w.-]*):(?P<value>[^\s:/][^\r\n]*)")
_FIELD = re.compile(r"(?:- +)*(?P<name>[^\s:#\"'\[\]{},][^:#\r\n]*?) *:(?= |$)")
_NAME = re.compile(r"[\w.-]+$")
_ESCAPE = re.compile(r"\\(?=u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})[uU]([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})")


def explain(text: str, refusal: Refused, recent: Node) -> Problem:
    """The problem with a text that the parser refused; `recent` is the last value that it read."""
    mistake = Mistake(text, refusal, recent)
    for part, explanation in _EXPLANATIONS:
        if part in mistake.complaint:
            return explanation(mistake)
    return unfitting(mistake)


def _open_quote(mistake: Mistake) -> Problem:
    sign = mistake.text[mistake.start]
    return syntax(
        mistake.start,
        mistake.start + 1,
        message("the end of this quotation is missing"),
        message("write another `{sign}` at the end of the text", sign=sign),
    )


def _no_character(mistake: Mistake) -> Problem | None:
    """An escape whose number is that of no character, or only of half of one, as JSON writes them."""
    written = _ESCAPE.match(mistake.text, mistake.end)
    if written is None:
        return None
    half = 0xD800 <= int(written[1], 16) <= 0xDFFF
    return syntax(
        written.start(),
        written.end(),
        message("`{escape}` is only half a character", escape=written[0])
        if half
        else message("`{escape}` is not a character", escape=written[0]),
        message("write the character itself"),
    )


def _bad_escape(mistake: Mistake) -> Problem:
    if (problem := _no_character(mistake)) is not None:
        return problem
    start = mistake.text.rfind("\\", mistake.start, mistake.end + 1)
    start = mistake.end if start < 0 else start
    escape = mistake.text[start : start + 2]
    return syntax(
        start,
        start + 2,
        message("`{escape}` needs more digits within double quotes", escape=escape)
        if escape[1:] in ("x", "u", "U")
        else message("`{escape}` means nothing within double quotes", escape=escape),
        message("write two backslashes, or put the text in single quotes"),
    )


def _second_colon(mistake: Mistake) -> Problem:
    """A colon where none may stand: in a value, or in a line that the line before made part of its value."""
    here = mistake.here
    before = here.content[: mistake.end - here.content_start]
    field = _FIELD.match(here.content)
    if field is not None and field.end() <= len(before):
        value = here.content[field.end() :].strip()
        return syntax(
            mistake.end,
            mistake.end + 1,
            message("this text has a second colon but no quotes"),
            message("put quotes around the text: `{text}`", text=quote(value, flow=False, style='"')),
        )
    above = here.above()
    if above is None:
        return unfitting(mistake)
    if _GLUED.match(above.content):
        return _no_space(above)
    if _FIELD.match(above.content) and here.indent > above.indent:
        return _indent_under_value(here, above)
    if here.indent == above.indent and not _FIELD.match(above.content):
        return _no_colon(above)
    return _indentation(mistake)


def spaces(count: int) -> Message:
    """So many spaces, in a sentence."""
    if count == 0:
        return message("no spaces")
    return count_of("{number} space", "{number} spaces", count)


def _indent_under_value(here: Around, above: Around) -> Problem:
    field = _FIELD.match(above.content)
    name = field.group("name") if field else above.content
    return syntax(
        here.content_start,
        here.content_end,
        message("this line is indented like a part of `{name}`, which already has a value", name=name),
        message("use {spaces}, like the line above", spaces=spaces(above.indent)),
    )


def _no_space(line: Around) -> Problem:
    glued = _GLUED.match(line.content)
    name, value = (glued.group("name"), glued.group("value")) if glued else ("", "")
    start = line.content_start + (glued.start("name") if glued else 0)
    return syntax(
        start,
        line.content_end,
        message("a space is missing after the colon"),
        message("write `{name}: {value}`", name=name, value=value.rstrip()),
    )


def _no_colon(line: Around) -> Problem:
    return syntax(
        line.content_start,
        line.content_end,
        message("this line has no colon"),
        message("write `{text}: …`", text=line.content)
        if _NAME.match(line.content)
        else message("write `name: value`, or indent the line if it continues the text above"),
    )


def _line_without_colon(mistake: Mistake) -> Problem:
    line = Around(mistake.text, mistake.start)
    return _no_space(line) if _GLUED.match(line.content) else _no_colon(line)


def _no_beginning(mistake: Mistake) -> Problem:
    """A sign that no unquoted text may begin with."""
    if mistake.sign == "\t":
        return tab(mistake.text, mistake.end)
    return quote_it(mistake, mistake.end)


def _anchor_or_alias(mistake: Mistake) -> Problem:
    return quote_it(mistake, mistake.start)


def _question_mark(mistake: Mistake) -> Problem:
    return question_mark(mistake.end)


def _block_header(mistake: Mistake) -> Problem:
    sign = mistake.text[mistake.start]
    return syntax(
        mistake.start,
        mistake.start + 1,
        message("after `{sign}`, the text begins in the next line", sign=sign),
        message(
            "move the text to the next line, or put quotes around it if it begins with `{sign}`", sign=sign
        ),
    )


def _dash_in_line(mistake: Mistake) -> Problem:
    return syntax(
        mistake.end,
        mistake.end + 1,
        message("a list cannot begin in the same line as the name of its field"),
        message("put `-` and what follows in the next line, or put quotes around the text"),
    )


def _block_end(mistake: Mistake) -> Problem:
    """Something after a finished value, or a line that is indented like none above."""
    here = mistake.here
    if mistake.sign in ("]", "}"):
        return syntax(
            mistake.end,
            mistake.end + 1,
            message("this `{sign}` does not close anything", sign=mistake.sign),
            message("remove it, or put quotes around the text"),
        )
    recent = mistake.recent
    if isinstance(recent, Scalar) and recent.style in ("'", '"') and recent.end <= mistake.end:
        lines = Around(mistake.text, recent.end).number_of_breaks(Around(mistake.text, recent.start))
        if lines and not mistake.text[recent.end : mistake.end].strip(" \t"):
            return _open_quote(Mistake(mistake.text, Refused("", recent.start, mistake.end), recent))
        if not lines and here.content_start <= recent.start:
            return _after_quote(mistake, recent)
    if mistake.end > here.content_start:
        return syntax(
            mistake.end,
            mistake.end + 1,
            message("the value before this is already complete"),
            message("put quotes around the whole text: `{text}`", text=_whole_value(here)),
        )
    return _indentation(mistake)


def _after_quote(mistake: Mistake, recent: Scalar) -> Problem:
    if recent.style == "'" and recent.end == mistake.end:
        return syntax(
            mistake.end - 1,
            mistake.end,
            message("this `'` ends the text, but more follows"),
            message("write `''` for a `'` within the text, or put it in double quotes"),
        )
    return syntax(
        mistake.end,
        mistake.end + 1,
        message("the text goes on after its last quotation mark"),
        message("put the quotes around the whole text: `{text}`", text=_whole_value(mistake.here)),
    )


def _whole_value(line: Around) -> str:
    """The value of a line as it would stand in quotes."""
    field = _FIELD.match(line.content)
    value = line.content[field.end() :].strip() if field else line.content
    return quote(value, flow=False)


def _indentation(mistake: Mistake) -> Problem:
    """A line that stands at a column where nothing above it begins, or a field among list items."""
    here = mistake.here
    above = here.above()
    start, end = here.content_start, here.content_end
    if above is None:
        return unfitting(mistake)
    is_item = here.content.startswith("- ") or here.content == "-"
    wanted = here.fitting_indents()
    if here.indent in wanted:
        if is_item:
            return syntax(
                start,
                start + 1,
                message("this list item is between fields"),
                message("indent it more, under the field that it belongs to"),
            )
        return syntax(
            start,
            end,
            message("this line is between list items, but it is not a list item"),
            message("begin it with `- `, or indent it like the text of the item above"),
        )
    if not wanted:
        return unfitting(mistake)
    return syntax(
        start,
        start + 1 if is_item else end,
        message("this line is indented by {spaces}, which matches no line above", spaces=spaces(here.indent)),
        message("use {one}", one=spaces(wanted[0]))
        if len(wanted) == 1
        else message("use {one} or {other}", one=spaces(wanted[0]), other=spaces(wanted[1])),
    )


def _percent(mistake: Mistake) -> Problem:
    line = Around(mistake.text, mistake.start)
    if "long version" in mistake.complaint:
        return syntax(
            line.content_start,
            line.content_start + len("%YAML"),
            message("this version number of YAML is too long"),
            message("delete this line; a plan does not need it"),
        )
    return quote_it(mistake, line.content_start)


def _after_all(mistake: Mistake) -> Problem:
    """Something after the end of what the first line began."""
    start = mistake.end
    percent = re.search(r"^%", mistake.text[:start], re.MULTILINE)
    if percent is not None:
        return quote_it(mistake, percent.start())
    return syntax(
        start,
        mistake.here.content_end if start < mistake.here.content_end else start + 1,
        message("this line is not part of the plan: it begins further left or right than the first line"),
        message("begin all fields of the plan at the beginning of the line"),
    )


def _tab(mistake: Mistake) -> Problem:
    return tab(mistake.text, mistake.end)


_EXPLANATIONS: tuple[tuple[str, Explanation], ...] = (
    ("scanning a quoted scalar: found unexpected", _open_quote),
    ("scanning a double-quoted scalar", _bad_escape),
    ("mapping values are not allowed", _second_colon),
    ("scanning a simple key", _line_without_colon),
    ("mapping keys are not allowed", _question_mark),
    ("cannot start any token", _no_beginning),
    ("scanning an anchor", _anchor_or_alias),
    ("scanning a block scalar", _block_header),
    ("sequence entries are not allowed", _dash_in_line),
    ("parsing a flow mapping: expected", wrong_in_brackets),
    ("parsing a flow sequence: expected", wrong_in_brackets),
    ("expected the node content", no_content),
    ("expected <block end>", _block_end),
    ("found a tab", _tab),
    ("scanning a directive", _percent),
    ("expected '<document start>'", _after_all),
)
"""A part of what the parser said, and who explains it; the first that fits."""
