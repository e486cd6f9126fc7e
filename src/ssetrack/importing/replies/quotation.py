"""Where an answer ends and what it quotes begins: as mail programs write it, in our languages and a few more.

Comes in: the lines of a mail. Goes out: those above the quotation, and whether anything of one's own is below
it. A line is cut off only for what mail programs write, never for a word that people use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ssetrack.language.collation import fold
from ssetrack.tables.limits import LINES, check_number
from ssetrack.tables.runs import visible_text

LONGEST_LINE = 1_000
"""Letters of a line that a mail program writes, and of several that are one."""

MOST_WRAPPED = 4
"""Lines over which "On … wrote:" goes in a narrow mail."""

_OPENING = re.compile(r"(?:on|le|el|em|no dia|am|il|op|a)\b")
_WROTE = re.compile(
    r"\b(?:wrote|a ecrit|escribio|escreveu|ha scritto|va escriure|schrieb\b.{0,80}|schreef\b.{0,80}) ?:"
)
"""At the end of the line that says who wrote what is quoted."""
_WROTE_FIRST = re.compile(r"\b(?:wrote on|a ecrit le|escribio el|escreveu em)\b")
_WROTE_BETWEEN = re.compile(r"\b(?:wrote|a ecrit|escribio|escreveu) ?-{3}")
_OLD_GMAIL = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b")
_WITH_ADDRESS = re.compile(r"<[^<>@ ]{1,200}@[^<>@ ]{1,200}> ?:")
_TAIL = 450
"""Letters at the end of a line in which its end is looked for."""
_RULE = re.compile(r"(?:-{2,} ?)[^-]{3,60}(?: ?-{2,})")
_RULE_WORDS = re.compile(
    r"\b(?:original|origine|origin|transfere|reexpedie|reenviado|encaminhad[ao]|forwarded|ursprungliche"
    r"|weitergeleitete|originale|oorspronkelijk)\b"
)
_LINE = re.compile(r"[_\u2500\u2014]{20,}")
_FORWARDING = re.compile(
    r"(?:begin forwarded message|debut du message (?:reexpedie|transfere)|inicio del mensaje reenviado"
    r"|inicio da mensagem encaminhada) ?:"
)
_FROM = re.compile(r"(?:from|de|von|da|van|expediteur|remetente|remitente) ?: ?\S.*")
_OTHER_FIELD = re.compile(
    r"(?:sent|envoye(?: le)?|enviad[ao](?: el| em)?|date|data|fecha|to|a|para|pour|subject|objet|asunto"
    r"|assunto|gesendet|an|betreff) ?: ?\S?.*"
)
_SENT_WITH = re.compile(
    r"(?:sent from|sent with|envoye (?:de|depuis|avec|a partir)|enviado (?:desde|do|de|com|con|a partir)"
    r"|get outlook for|obtenir outlook|obtenga outlook|obtener outlook|obter o outlook|baixar outlook"
    r"|telecharger outlook|descargar outlook|von meinem)\b.{0,80}"
)
SIGNATURE = ("--", "—")
"""Before a signature: the first as RFC 3676 §4.3 has it, whose space many programs drop."""


MOST_LINES = 2_000
"""Lines of an answer."""


class Split(NamedTuple):
    """The lines above the quotation, without a signature; `has_more` tells that something own is below it."""

    own: tuple[str, ...]
    has_more: bool = False


def split(lines: Sequence[str]) -> Split:
    """The lines of a mail, parted where its quotation begins. Raises `SsetrackError` for too many of them."""
    seen = [visible_text(line[:LONGEST_LINE]) for line in lines]
    folded = [fold(line).strip("*") for line in seen]
    at = next((at for at in range(len(lines)) if _quotes(folded, at)), len(lines))
    check_number(at, MOST_LINES, LINES)
    below = at < len(lines) and _is_in_between(seen, folded, at)
    own = list(lines[:at])
    signature = next((place for place, line in enumerate(seen[:at]) if line in SIGNATURE), at)
    own = own[:signature]
    while own and (not visible_text(own[-1]) or _SENT_WITH.fullmatch(folded[len(own) - 1])):
        own.pop()
    return Split(tuple(own), below)


def _quotes(folded: Sequence[str], at: int) -> bool:
    """Whether a quotation begins with the line at this place."""
    line = folded[at]
    if not line:
        return False
    if line.startswith(">") or _LINE.fullmatch(line) or _FORWARDING.fullmatch(line):
        return True
    if _RULE.fullmatch(line) and _RULE_WORDS.search(line):
        return True
    if line.startswith("---") and line.endswith("---") and _WROTE_BETWEEN.search(line):
        return True
    if line.endswith(":") and _says_who(line):
        return True
    if _FROM.fullmatch(line):
        following = [one for one in folded[at + 1 : at + 6] if one]
        return sum(_OTHER_FIELD.fullmatch(one) is not None for one in following) >= 2 or (
            "@" in line and any(_OTHER_FIELD.fullmatch(one) for one in following)
        )
    return _OPENING.match(line) is not None and _is_attribution(folded, at)


def _is_attribution(folded: Sequence[str], at: int) -> bool:
    """Whether "On 1 March 2027, Plan wrote:" begins here, on one line or on a few."""
    whole = ""
    for line in folded[at : at + MOST_WRAPPED]:
        if not line or line.startswith(">"):
            return False
        whole = f"{whole} {line}".strip()
        if len(whole) > LONGEST_LINE:
            return False
        if _ends_with(_WROTE, whole) and any(sign.isdigit() for sign in whole):
            return True
    return False


def _says_who(line: str) -> bool:
    """Whether a line says who wrote on which day, without a word like "On" before it."""
    if _OLD_GMAIL.match(line) and _ends_with(_WITH_ADDRESS, line):
        return True
    wrote = _WROTE_FIRST.search(line)
    return wrote is not None and any(sign.isdigit() for sign in line[wrote.end() :])


def _ends_with(pattern: re.Pattern[str], line: str) -> bool:
    """Whether a line ends with what a pattern matches; only its end is looked at."""
    return any(found.end() == len(line) for found in pattern.finditer(line, max(0, len(line) - _TAIL)))


def _is_in_between(seen: Sequence[str], folded: Sequence[str], at: int) -> bool:
    """Whether there is something own behind a line that is quoted with `>`: an answer below, or in between.

    Other quotations have no sign on their lines, so that nobody can tell whose they are.
    """
    quoted = [place for place in range(at, len(seen)) if seen[place].startswith(">")]
    if not quoted:
        return False
    last = next((place for place in range(quoted[0], len(seen)) if seen[place] in SIGNATURE), len(seen))
    return any(
        line and not line.startswith(">") and not _SENT_WITH.fullmatch(folded[place])
        for place, line in enumerate(seen[quoted[0] : last], quoted[0])
    )
