"""What elements of HTML do to a text: which are blocks, which are never shown, which end others.

Comes in and goes out: nothing; it is data, and the element that is open.
"""

from dataclasses import dataclass

from ssetrack.tables.web_page.styles import Style

UNREAD = frozenset(
    "iframe noembed noframes script select style svg template textarea title".split()  # noqa: SIM905
)
"""Nothing in them is text of the page."""

EMPTY = frozenset(
    "area base br col embed hr img input link meta source wbr".split()  # noqa: SIM905
)
"""They have no end."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

BLOCKS = HEADINGS.keys() | frozenset(
    """address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer
    form header hr html li main nav ol p pre section summary ul""".split()  # noqa: SIM905
)
"""They begin and end a line."""

ENDING_PARAGRAPHS = BLOCKS | {"table"}
ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
LISTS = frozenset({"ul", "ol"})

FENCES = CELLS | {"table", "caption"}
"""An end tag inside one of these ends nothing outside."""


@dataclass
class Element:
    """An element that is open."""

    tag: str
    style: Style
    number: bool = False
    """Its text is the number that Word gives a paragraph."""
    note: bool = False
    """Its text is the sign of a foot- or endnote."""
    link: str = ""


def fence_of(tag: str) -> frozenset[str]:
    """What the end of such an element does not reach out of."""
    if tag == "table":
        return frozenset()
    return frozenset({"table"}) if tag in CELLS | ROW_GROUPS | {"tr"} else FENCES
