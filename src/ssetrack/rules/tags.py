"""Language tags: which texts are one, and which was meant.

Comes in: a text. Goes out: whether it is a tag of BCP 47 as far as plans need it (a language of two or three
letters, then perhaps a script, a region, variants), and the likeliest tag for one that is none. The list of
two-letter codes is ISO 639-1; codes of three letters are taken on trust.
"""

from __future__ import annotations

import re

from ssetrack.language.words import LANGUAGES, words_of
from ssetrack.plan.slug import slug

_TAG = re.compile(
    r"([a-z]{2,3})(-[a-z]{4})?(-(?:[a-z]{2}|[0-9]{3}))?(-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)

_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io
is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn
mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se
sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi
vo wa wo xh yi yo za zh zu
"""
CODES = frozenset(_ISO_639_1.split())

_OTHERS = {
    "ar": "arabic arabe",
    "de": "german allemand aleman alemao deutsch",
    "it": "italian italien italiano",
    "nl": "dutch neerlandais",
    "sw": "swahili kiswahili",
    "wo": "wolof",
    "zh": "chinese chinois chino chines cn",
}
"""Names of languages in which nothing is read or said, but texts may be."""

_MEANT = {name: tag for tag, names in _OTHERS.items() for name in names.split()} | {
    name: tag for tag in LANGUAGES for name in words_of(tag).names
}


def is_language(text: str) -> bool:
    """Whether a text is a language tag."""
    if text in CODES:
        return True
    match = _TAG.fullmatch(text)
    return match is not None and (len(match[1]) == 3 or match[1].lower() in CODES)


def correction(text: str) -> str | None:
    """The tag that was most likely meant: `pt_BR` gives `pt-BR`, `français` gives `fr`."""
    hyphens = text.strip().replace("_", "-")
    if hyphens != text and is_language(hyphens):
        return hyphens
    name = slug(text)
    return _MEANT.get(name) or _MEANT.get(name.partition("-")[0])
