"""The zip archive that every office document is, opened only as far as it is safe.

Comes in: octets. Goes out: a `Package`, whose parts are read one by one, as octets or as XML; or a refusal
(`SsetrackError`) that says what to do instead. Sizes are checked in the archive's directory and again while
a part is read, since the directory may lie. No part may have a DOCTYPE, so no entity is ever expanded and no
file or address is ever looked up. Nothing is unpacked to a disk; macros are parts that nobody reads.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables.limits import MARKUP, MOST_DEPTH, MOST_OCTETS, check_depth, check_number, check_size
from ssetrack.tables.safe_xml import SAFE

MOST_UNPACKED = 64 * 2**20
"""Octets of all parts together."""

MOST_PARTS = 10_000
MOST_MARKUP = 1_000_000
"""Tags in one part, opening and closing."""

MOST_IN_TREE = 400_000
"""Tags in a part of which a tree is made: 15,000 cells as Word writes them."""

MOST_BESIDE = 100_000
"""Tags in a part that is not the text itself: styles, comments, relationships."""

MOST_MARKUP_IN_ALL = 4 * MOST_MARKUP
"""Tags in all parts that are read; one that is read twice counts twice."""

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
)
"""What zipfile raises for archives that are none."""

_ENTRY = b"PK\x01\x02"
"""How each entry of an archive's directory begins (APPNOTE.TXT 4.3.12)."""

_ENCODING = "utf-8"
"""Of each part, whatever it says of itself: `markup` has seen to it."""

_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
}
"""Namespaces of ISO/IEC 29500 Strict, and those of Transitional, which say the same."""

_PACKAGE_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relationship(NamedTuple):
    """Where a part points: to another part (a name in the package), or outside (`external`, an address)."""

    kind: str
    """The last word of its type: `styles`, `comments`, `hyperlink`."""
    target: str
    external: bool


class Package:
    """The parts of a document. Raises `SsetrackError` for what is no archive, or one that is not safe."""

    def __init__(self, octets: bytes) -> None:
        check_size(len(octets), MOST_UNPACKED)
        if octets.count(_ENTRY) > MOST_PARTS:
            raise damaged_file()
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(octets))
        except _UNREADABLE:
            raise damaged_file() from None
        entries = self._archive.infolist()
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        if len(self._entries) != len(entries):  # the same name twice: two programs would read two documents
            raise damaged_file()
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise encrypted_file()
        for entry in entries:
            check_size(entry.file_size)
        check_size(sum(entry.file_size for entry in entries), MOST_UNPACKED)
        self._sizes: dict[str, int] = {}
        self._tags = 0
        self._related: dict[str, dict[str, Relationship]] = {}

    def __contains__(self, part: str) -> bool:
        """Whether there is a part of that name."""
        return part in self._entries

    def octets(self, part: str) -> bytes:
        """A part, unpacked. Raises `SsetrackError` if it is not there, damaged or too large."""
        entry = self._entries.get(part)
        if entry is None or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged_file()
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(MOST_OCTETS + 1)
        except _UNREADABLE:
            raise damaged_file() from None
        check_size(len(content))
        self._sizes[part] = len(content)
        check_size(sum(self._sizes.values()), MOST_UNPACKED)
        return content

    def markup(self, part: str, most: int = MOST_MARKUP) -> bytes:
        """The XML of a part in UTF-8, without a DOCTYPE, in the namespaces of Transitional.

        Raises `SsetrackError` for more than `most` tags.
        """
        content = self.octets(part)
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
            try:
                content = content.decode("utf-16").encode()
            except UnicodeError:
                raise damaged_file() from None
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise _unsafe()
        tags = content.count(b"<")
        self._tags += tags
        check_number(tags, most, MARKUP)
        check_number(self._tags, MOST_MARKUP_IN_ALL, MARKUP)
        if b"purl.oclc.org/ooxml" in content:
            for strict, transitional in _TRANSITIONAL.items():
                content = content.replace(strict, transitional)
        return content

    def main_tree(self, part: str) -> etree._Element:
        """The root of the part that has the text of the document; otherwise as `tree`."""
        return self.tree(part, MOST_IN_TREE)

    def tree(self, part: str, most: int = MOST_BESIDE) -> etree._Element:
        """The root of a part. Raises `SsetrackError` as `markup` does, and for broken or deep XML."""
        try:
            return etree.fromstring(self.markup(part, most), etree.XMLParser(**SAFE, encoding=_ENCODING))
        except etree.XMLSyntaxError as error:
            raise unreadable_xml(error) from None

    def rows(self, part: str, tags: Sequence[str]) -> Iterator[etree._Element]:
        """The elements with those tags, one by one: each is forgotten when the next is asked for."""
        stream = io.BytesIO(self.markup(part))
        try:
            for _, element in etree.iterparse(stream, tag=tags, **SAFE, encoding=_ENCODING):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise unreadable_xml(error) from None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Where a part points to, by id; of the package itself for an empty name."""
        folder, name = posixpath.split(part)
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if part in self._related or where not in self:
            return self._related.get(part, {})
        self._related[part] = {
            element.get("Id", ""): Relationship(
                element.get("Type", "").rpartition("/")[2],
                element.get("Target", "")
                if element.get("TargetMode") == "External"
                else posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/"),
                element.get("TargetMode") == "External",
            )
            for element in self.tree(where).iter(_PACKAGE_RELATIONSHIP)
        }
        return self._related[part]

    def related_part(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part points to, if it is there."""
        return next(
            (
                one.target
                for one in self.relationships(part).values()
                if one.kind == kind and not one.external and one.target in self
            ),
            None,
        )

    def related_tree(self, kind: str) -> etree._Element | None:
        """The root of the first part of a kind that the document points to; None without one."""
        part = self.related_part(self.main, kind)
        return self.tree(part) if part else None

    @cached_property
    def main(self) -> str:
        """The part that is the document, by the package's own relationships (OPC); empty for none."""
        return self.related_part("", "officeDocument") or ""


def _unsafe() -> SsetrackError:
    return SsetrackError(
        message("the file has a DOCTYPE, which no office program writes and which is not safe to read"),
        message("open it in your office program and save it again, or paste the table: `ssetrack import -`"),
    )


def damaged_file() -> SsetrackError:
    """The refusal of what is no archive, or is only the first half of one."""
    return SsetrackError(
        message("the file is damaged, or only a part of it arrived"),
        message("open it in your office program and save it again, or paste the table: `ssetrack import -`"),
    )


def unreadable_xml(error: etree.XMLSyntaxError) -> SsetrackError:
    """The refusal of XML that is none, or that is deeper than the parser goes (256)."""
    try:
        check_depth(MOST_DEPTH + 1 if "depth" in str(error).lower() else 0)
    except SsetrackError as refusal:
        return refusal
    return damaged_file()


def encrypted_file() -> SsetrackError:
    """The refusal of a document with a password."""
    return SsetrackError(
        message("the file is protected by a password"),
        message("open it in your office program and save a copy without a password"),
    )
