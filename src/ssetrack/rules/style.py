"""The family `style`: what reads badly and breaks nothing.

Comes in: the text and its tree. Goes out: problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ssetrack.diagnostic import Problem, Range, Severity
from ssetrack.language.message import message
from ssetrack.language.words import all_words
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.source.comments import whitespace as blanks

# "Todo" is a word in Spanish and Portuguese, so it counts in capitals only; "to complete" in any language
# only where it is all that stands there.
_WORD = re.compile(r"\b(?:TODO|FIXME|XXX+)\b|\b[Ll]orem ipsum\b")
_TO_FILL_IN = tuple(phrase for words in all_words() for phrase in words.to_fill_in)
_WHOLE = re.compile(
    rf"[\s\[(<{{*_]*(?:x{{3,}}|todo:?|placeholder|{'|'.join(_TO_FILL_IN)})[\s\])>}}*_.…]*", re.IGNORECASE
)
_SIGNS = ("todo", "fixme", "xxx", "lorem ipsum", "placeholder", *_TO_FILL_IN)
"""One of these is in every text that the patterns match; most plans hold none, and that is quickly seen."""

_BY_WORD = {
    word: [sign for sign in _SIGNS if word in sign] for word in (max(one.split(), key=len) for one in _SIGNS)
}
"""The signs by their longest words, which are fewer."""


@rule("style", Severity.NOTE, fix="safe")
def whitespace(context: Context) -> Iterator[Problem]:
    """There are spaces at the end of a line, the last line break is missing, or line ends are mixed.

    Nobody sees this, but each comparison of two versions shows it. An invisible mark at the beginning of the
    file (BOM) is reported too. Line ends of only one kind are accepted, of Unix or of Windows.

    `--fix` corrects this.

    Bad: `title: Meeting<space><space>`

    Good:

        title: Meeting
    """
    yield from blanks(context.source)


@rule("style", Severity.NOTE)
def placeholder_text(context: Context) -> Iterator[Problem]:
    """A text is only there to be replaced later.

    Somebody wrote `TODO`, `xxx`, `à compléter` or `lorem ipsum` and wanted to come back.

    Write the real text, or remove the field. For a date that is not known yet, write `tbd`.

    Bad:

        where: TODO

    Good:

        where: Mumbai
    """
    text = context.source.text.lower()
    signs = [sign for word, signs in _BY_WORD.items() if word in text for sign in signs if sign in text]
    if not signs:
        return
    for scalar in context.scalars:
        written = scalar.lower()
        if not any(sign in written for sign in signs):
            continue
        found = _WORD.search(scalar) or _WHOLE.fullmatch(scalar)
        if found is None or context.is_stand_in(scalar):
            continue
        yield Problem(
            "placeholder-text",
            Range(scalar.start, scalar.end),
            message("`{text}` should be replaced by the real text", text=found.group().strip()),
            message("write the real text, or remove the field"),
        )
