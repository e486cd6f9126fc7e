"""Messages with the signs of print: what French has on a page, and a terminal does without.

Comes in: a language. Goes out: a `Speaker` whose own words have ’ for an apostrophe, and before ; ! ? and :
a space at which no line ends (narrow, but for the colon). What fills a gap is content, unless it is a date:
it is left alone, and so is what is quoted as code.
"""

from __future__ import annotations

import gettext
import re
from functools import lru_cache

from ssetrack.language.message import Sayable
from ssetrack.language.speaker import Speaker

NARROW, WIDE = "\u202f", "\u00a0"

_CODE = re.compile(r"(`[^`]*`)")
_BEFORE_COLON = re.compile(f"[ {NARROW}{WIDE}]:(?=\\s|$)")
_BEFORE_OTHERS = re.compile(f"[ {NARROW}{WIDE}](?=[;!?])")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|\{)")


class PageSpeaker(Speaker):
    """Says messages in one language, as they are set on a page."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        if language == "fr":
            self._catalogue = _Typeset(self._catalogue)
            self._translated = self._catalogue.gettext

    def in_print(self, text: str) -> str:
        """A text of ours with the signs of print."""
        return french_signs(text) if self.language == "fr" else text

    def _words(self, value: object) -> object:
        words = super()._words(value)
        ours = isinstance(value, Sayable)
        return self.in_print(words) if ours and isinstance(words, str) else words


@lru_cache(maxsize=1024)
def french_signs(text: str) -> str:
    """A text of ours with the signs that French has in print."""
    return "".join(part if part.startswith("`") else _with_signs(part) for part in _CODE.split(text))


def _with_signs(text: str) -> str:
    return _APOSTROPHE.sub("’", _BEFORE_OTHERS.sub(NARROW, _BEFORE_COLON.sub(f"{WIDE}:", text)))


class _Typeset(gettext.NullTranslations):
    """A catalogue whose translations have these signs."""

    def __init__(self, plain: gettext.NullTranslations) -> None:
        super().__init__()
        self._plain = plain

    def gettext(self, message: str) -> str:
        return french_signs(self._plain.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return french_signs(self._plain.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        return french_signs(self._plain.pgettext(context, message))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return french_signs(self._plain.npgettext(context, msgid1, msgid2, n))
