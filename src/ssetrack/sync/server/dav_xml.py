"""XML of WebDAV and CalDAV: what is asked, and a multistatus (RFC 4918 §13) that is the answer.

Comes in: names of properties, hrefs; octets of an answer. Goes out: octets of a body; entries with their
properties as elements. Nothing is fetched, no document type is read, no entity is expanded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ssetrack.tables.safe_xml import SAFE, has_document_type

Element = etree._Element  # noqa: SLF001  (its only name)

DAV, CAL = "DAV:", "urn:ietf:params:xml:ns:caldav"
SPACES = {"d": DAV, "c": CAL}

MOST_ENTRIES = 100_000


class UnreadableXmlError(Exception):
    """What a server answered is not a multistatus."""


def dav(name: str) -> str:
    """The full name of an element of WebDAV."""
    return f"{{{DAV}}}{name}"


def cal(name: str) -> str:
    """The full name of an element of CalDAV."""
    return f"{{{CAL}}}{name}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one address: a status of its own, or properties that it has (RFC 4918 §14.24)."""

    href: str
    """As the server wrote it."""
    status: int | None
    properties: Mapping[str, Element] = field(default_factory=dict)
    """By their full names; only those that it has."""

    def text(self, name: str) -> str | None:
        """The text of a property, without blanks around it; None where there is none."""
        element = self.properties.get(name)
        text = None if element is None else (element.text or "").strip()
        return text or None

    def names_in(self, name: str) -> frozenset[str]:
        """The full names of the elements in a property: those of `resourcetype`, say."""
        element = self.properties.get(name)
        return frozenset() if element is None else frozenset(str(child.tag) for child in element)

    def hrefs_in(self, name: str) -> tuple[str, ...]:
        """The addresses in a property: of a principal, of the home of calendars."""
        element = self.properties.get(name)
        return () if element is None else tuple(one.text or "" for one in element.iter(dav("href")))


@dataclass(frozen=True, slots=True)
class Multistatus:
    """The entries of an answer, and the token of a report of changes (RFC 6578 §6.2)."""

    entries: tuple[Entry, ...]
    token: str | None = None


def propfind(names: Sequence[str]) -> bytes:
    """The body that asks for properties (RFC 4918 §9.1)."""
    root = etree.Element(dav("propfind"), nsmap=SPACES)
    _ask_for(root, names)
    return _octets(root)


def sync_collection(token: str | None, names: Sequence[str]) -> bytes:
    """The body that asks what changed since a token; without one, for all (RFC 6578 §3.2)."""
    root = etree.Element(dav("sync-collection"), nsmap=SPACES)
    etree.SubElement(root, dav("sync-token")).text = token or ""
    etree.SubElement(root, dav("sync-level")).text = "1"
    _ask_for(root, names)
    return _octets(root)


def calendar_multiget(hrefs: Iterable[str]) -> bytes:
    """The body that asks for the texts of objects (RFC 4791 §7.9)."""
    root = etree.Element(cal("calendar-multiget"), nsmap=SPACES)
    _ask_for(root, (dav("getetag"), cal("calendar-data")))
    for href in hrefs:
        etree.SubElement(root, dav("href")).text = href
    return _octets(root)


def _ask_for(root: Element, names: Sequence[str]) -> None:
    wanted = etree.SubElement(root, dav("prop"))
    for name in names:
        etree.SubElement(wanted, name)


def _octets(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def multistatus(octets: bytes) -> Multistatus:
    """An answer as entries. Raises `UnreadableXmlError` for anything else."""
    root = _root(octets)
    if root.tag != dav("multistatus"):
        raise UnreadableXmlError
    entries = []
    for response in root.iterchildren(dav("response")):
        properties = {
            str(one.tag): one
            for propstat in response.iterchildren(dav("propstat"))
            if _status(propstat) == 200
            for prop in propstat.iterchildren(dav("prop"))
            for one in prop
        }
        status = _status(response)
        entries += [Entry(href.text or "", status, properties) for href in response.iterchildren(dav("href"))]
        if len(entries) > MOST_ENTRIES:
            raise UnreadableXmlError
    return Multistatus(tuple(entries), (root.findtext(dav("sync-token")) or "").strip() or None)


def preconditions(octets: bytes) -> frozenset[str]:
    """The names without namespace of what a refusal says was violated (RFC 4918 §16); none if unreadable."""
    try:
        root = _root(octets)
    except UnreadableXmlError:
        return frozenset()
    if root.tag != dav("error"):
        return frozenset()
    return frozenset(str(child.tag).rpartition("}")[2] for child in root)


def _status(element: Element) -> int | None:
    """The number in `HTTP/1.1 200 OK`."""
    words = (element.findtext(dav("status")) or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdecimal() and len(words[1]) == 3 else None


def _root(octets: bytes) -> Element:
    try:
        root = etree.fromstring(octets, etree.XMLParser(**SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableXmlError from error
    if has_document_type(root):
        raise UnreadableXmlError
    return root
