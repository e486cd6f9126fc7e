"""What goes wrong within `[]` and `{}`, in the words of somebody who writes plans.

Comes in: a mistake of which the parser said that it is there. Goes out: the problem.
"""

from __future__ import annotations

from ssetrack.diagnostic import Problem
from ssetrack.language.message import message
from ssetrack.source.explain.complaints import syntax
from ssetrack.source.explain.mistake import Mistake, quote_it, unfitting
from ssetrack.source.lines import Around

_CLOSING = {"[": "]", "{": "}"}


def wrong_in_brackets(mistake: Mistake) -> Problem:
    """Within brackets something else than a comma or the closing bracket."""
    opening = mistake.text[mistake.start]
    closing = _CLOSING.get(opening, "]")
    first = Around(mistake.text, mistake.start)
    if mistake.end >= len(mistake.text.rstrip()) or (
        mistake.here.number_of_breaks(first) and mistake.here.indent <= first.indent
    ):
        return never_closed(mistake.text, mistake.start)
    if mistake.sign == ":":
        return syntax(
            mistake.end,
            mistake.end + 1,
            message("this text has a second colon but no quotes, or a comma is missing before it"),
            message("put quotes around the text, or put a comma between the fields"),
        )
    if mistake.sign in ("]", "}"):
        return syntax(
            mistake.end,
            mistake.end + 1,
            message("`{sign}` does not close the `{opening}` before it", sign=mistake.sign, opening=opening),
            message("write `{closing}`", closing=closing),
        )
    return syntax(
        mistake.end,
        mistake.end + 1,
        message("a comma is missing here"),
        message(
            "put commas between the parts inside `{opening} {closing}`, or put quotes around the text",
            opening=opening,
            closing=closing,
        ),
    )


def never_closed(text: str, start: int) -> Problem:
    """An opening bracket without its closing one."""
    opening = text[start]
    return syntax(
        start,
        start + 1,
        message("this `{opening}` is never closed", opening=opening),
        message("put a `{closing}` at the end", closing=_CLOSING.get(opening, "]")),
    )


def no_content(mistake: Mistake) -> Problem:
    """A comma or a closing bracket where a value should stand."""
    if mistake.sign == ",":
        before = mistake.text[: mistake.end].rstrip()
        if before.endswith((",", "[", "{")):
            return syntax(
                mistake.end,
                mistake.end + 1,
                message("there is nothing before this comma"),
                message("remove the comma, or write what is missing"),
            )
    if mistake.sign in (",", "]", "}"):
        return quote_it(mistake, mistake.end)
    opening = max(mistake.text.rfind(sign) for sign in "[{")
    if mistake.end >= len(mistake.text.rstrip()) and opening >= 0:
        return never_closed(mistake.text, opening)
    return unfitting(mistake)
