"""Tags of HTML within the text of a cell, as a page or an export leaves them: `<p>`, `<br>`, `&amp;`.

Comes in: the text. Goes out: what an eye sees of it (`Seen`). Tags of paragraphs, line ends and lists end a
line; other tags that HTML knows are dropped; `a < b` and `<name>` are letters.
"""

import re
from html import unescape

from ssetrack.tables.runs import Run, Seen, sight

_ENDS = frozenset({"br", "p", "li", "ul", "ol", "div", "tr"})
_STRUCK = frozenset({"s", "del", "strike"})
_BOLD = frozenset({"b", "strong"})
_OTHERS = ("a", "em", "font", "i", "ins", "small", "span", "sub", "sup", "u", "td", "tt")
_TAG = re.compile(
    rf"<(/?)({'|'.join(sorted(_ENDS | _STRUCK | _BOLD | set(_OTHERS), key=len, reverse=True))})"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)


def has_markup(text: str) -> bool:
    """Whether a tag or an entity of HTML stands in a text."""
    return ("<" in text and _TAG.search(text) is not None) or (
        "&" in text and _ENTITY.search(text) is not None
    )


def markup(text: str) -> Seen:
    """What an eye sees of a text with tags and entities."""
    runs: list[Run] = []
    struck = bold = at = 0
    for tag in _TAG.finditer(text):
        runs.append(Run(unescape(text[at : tag.start()]), struck=struck > 0, bold=bold > 0))
        at, name, step = tag.end(), tag[2].lower(), -1 if tag[1] else 1
        if name in _ENDS:
            runs.append(Run("\n"))
        elif name in _STRUCK:
            struck = max(0, struck + step)
        elif name in _BOLD:
            bold = max(0, bold + step)
    runs.append(Run(unescape(text[at:]), struck=struck > 0, bold=bold > 0))
    return sight([run for run in runs if run.text])
