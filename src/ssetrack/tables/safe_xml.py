"""What no parser of XML may do here, whoever sent the octets: fetch, expand entities, or grow without bound.

Comes in: nothing. Goes out: the settings that each parser of this package is made with, and whether a tree
has a document type, which nobody reads.
"""

from typing import TypedDict

from lxml import etree


class Safety(TypedDict):
    """Arguments of `lxml.etree.XMLParser`, `XMLPullParser` and `iterparse`."""

    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


SAFE = Safety(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
"""The same for office documents, plans of other programs and answers of servers."""


def has_document_type(element: etree._Element) -> bool:
    """Whether the document of an element began with a DOCTYPE."""
    return element.getroottree().docinfo.internalDTD is not None
