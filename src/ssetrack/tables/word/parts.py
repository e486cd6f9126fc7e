"""The parts of a Word document that its text refers to: styles, numbering, comments, notes, links.

Comes in: a `Package`. Goes out: what a reference means. No link is followed.
"""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from ssetrack.tables.grid import Beside, Remark
from ssetrack.tables.package import Package
from ssetrack.tables.runs import lines_of
from ssetrack.tables.word.names import W
from ssetrack.tables.word.numbering import Numbering
from ssetrack.tables.word.styles import Styles


class Parts:
    """What stands outside the text of a document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.styles = Styles(package.related_tree("styles"))
        self.numbering = Numbering(package.related_tree("numbering"), self.styles)
        self._notes: dict[str, dict[str, str]] = {}

    @cached_property
    def links(self) -> dict[str, str]:
        """Where links go, by the ids of relationships."""
        every = self._package.relationships(self._package.main)
        return {name: one.target for name, one in every.items() if one.external and one.kind == "hyperlink"}

    def comment(self, name: str) -> tuple[Remark, ...]:
        """The comment with that id, if there is one."""
        text = self._texts("comments").get(name, "")
        return (Remark(Beside.COMMENT, text),) if text else ()

    def note(self, kind: str, name: str) -> tuple[Remark, ...]:
        """The foot- or endnote (`footnotes`, `endnotes`) with that id, if there is one."""
        text = self._texts(kind).get(name, "")
        return (Remark(Beside.NOTE, text),) if text else ()

    def _texts(self, kind: str) -> dict[str, str]:
        if kind not in self._notes:
            root = self._package.related_tree(kind)
            self._notes[kind] = {
                note.get(W + "id", ""): _text(note) for note in ([] if root is None else list(root))
            }
        return self._notes[kind]


def _text(note: etree._Element) -> str:
    """The lines of a note: what is deleted in it is left out."""
    paragraphs = (
        "".join(
            " " if piece.tag == W + "tab" else "\n" if piece.tag == W + "br" else piece.text or ""
            for piece in paragraph.iter(W + "t", W + "tab", W + "br")
        )
        for paragraph in note.iter(W + "p")
    )
    return "\n".join(lines_of("\n".join(paragraphs)))
