"""Several things in a row, as each of our languages says it: `a, b or c`, `siete u ocho`.

Comes in: texts, and one of our languages. Goes out: one text. Spanish
changes its "o" and "y" before a word that begins with the same sound (RAE, Ortografía): whoever puts two
texts together asks here. Nothing here changes the texts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ssetrack.language.words import phrases_of

_BEFORE_A_LETTER = r"(?i)[^\w]*"
_SAME_SOUND = {
    "es": {
        # ochenta y ochocientos también; once y once mil, pero mil cien
        "o": ("u", _BEFORE_A_LETTER + r"(?:h?[oóòôö]|8|11(?:\d{3})*(?!\d))"),
        # "y hielo": a diphthong begins with another sound
        "y": ("e", _BEFORE_A_LETTER + r"h?[iíìîï](?![aeouáéóú])"),
    }
}
"""By language and conjunction, what is said instead, and before which beginnings of a text."""


def conjunction(word: str, following: str, language: str) -> str:
    """The conjunction as it is said before a text: `u` for `o` before `octubre`, before 8 and 11."""
    instead = _SAME_SOUND.get(language, {}).get(word)
    return instead[0] if instead is not None and re.match(instead[1], following) else word


def alternatives(texts: Sequence[str], language: str) -> str:
    """Things of which one holds: `8 April, 9 April or 3 May`; empty for none."""
    return _row(texts, phrases_of(language).either, language)


def together(texts: Sequence[str], language: str) -> str:
    """Things that all hold: `Monday, Tuesday and Friday`; empty for none."""
    return _row(texts, phrases_of(language).both, language)


def _row(texts: Sequence[str], word: str, language: str) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {conjunction(word, texts[-1], language)} {texts[-1]}"


_JOINT = r"(?<= )([oy])( [^\w{]?)\{(\w+)\}"


def in_tune(template: str, values: dict[str, object], language: str) -> str:
    """A template of a catalogue, the conjunctions before its gaps as what fills them asks for.

    `{first} o {last}` becomes `{first} u {last}` where the last is `octubre`.
    """
    if language not in _SAME_SOUND or (" o " not in template and " y " not in template):
        return template
    return re.sub(
        _JOINT,
        lambda joint: f"{conjunction(joint[1], str(values[joint[3]]), language)}{joint[2]}{{{joint[3]}}}",
        template,
    )
