"""One plan as an editor shows it, or as the disk has it: its text, and what was read in it.

Comes in: a text, or a file as it was read. Goes out: a value. Places in it are offsets, in characters of
`text`; `positions` alone knows what the editor makes of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ssetrack.editor.positions import Positions, Units
from ssetrack.limits import DEFAULT_LIMITS, Limits
from ssetrack.load import Loaded, load
from ssetrack.source import Source, read_text
from ssetrack.source.tree import Node

MARK = "\ufeff"
"""The byte order mark, which an editor may have as the first character of a text."""


@dataclass(frozen=True, eq=False)
class Document:
    """A plan at a path. `uri` is its name in the editor, `version` its number there (None: not open).

    `good` is the latest reading of this file whose text had a tree: `loaded` itself, unless the text is
    broken now. Its places are those of its own text. Where no text had a tree so far, it is broken as well.
    """

    uri: str
    path: str
    text: str
    loaded: Loaded
    good: Loaded
    version: int | None = None
    mark: bool = False
    """Whether the editor has a byte order mark before the text."""

    @property
    def source(self) -> Source:
        """The text as read; `source.root` is the tree as mended, which the plan was made of."""
        return self.loaded.source

    @property
    def broken(self) -> bool:
        """Whether no tree could be made of the text as it is now."""
        return self.loaded.source.broken

    @property
    def tree(self) -> Node:
        """All that is written in the text, as its author wrote it; None where it is broken, or empty."""
        return tree_of(self.loaded)

    @property
    def good_tree(self) -> Node:
        """The same of the latest text that could be read: its offsets are those of `good.source.text`."""
        return tree_of(self.good)

    def with_loaded(self, loaded: Loaded) -> Document:
        """The same document with other problems: of a file that may be a plan, or another program's."""
        return replace(self, loaded=loaded, good=loaded if self.good is self.loaded else self.good)

    def positions(self, units: Units) -> Positions:
        """The positions in the text, as the editor counts them."""
        known = self._positions.get(units)
        if known is None:
            text = MARK + self.text if self.mark else self.text
            known = self._positions[units] = Positions(text, units, int(self.mark))
        return known

    @cached_property
    def _positions(self) -> dict[Units, Positions]:
        return {}


def open_document(
    uri: str,
    path: str,
    text: str,
    version: int | None = None,
    *,
    before: Document | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """A text as the editor has it, read; `before` is the document that it was until now."""
    source = read_text(text, path, limits)
    mark = text.startswith(MARK)
    # A text that is too large is not in its source, and has no places; the editor has it all the same.
    shown = source.text or text.removeprefix(MARK)
    return read_document(uri, load(source), before=before, text=shown, version=version, mark=mark)


def read_document(
    uri: str,
    loaded: Loaded,
    *,
    before: Document | None = None,
    text: str | None = None,
    version: int | None = None,
    mark: bool = False,
) -> Document:
    """A plan as it was read; of a file that no editor has open, its own text."""
    good = before.good if loaded.source.broken and before is not None else loaded
    shown = loaded.source.text if text is None else text
    return Document(uri, loaded.source.path, shown, loaded, good, version, mark)


def tree_of(loaded: Loaded) -> Node:
    """The tree as it was written, before what is misspelt was mended."""
    return loaded.source.root if loaded.as_written is None else loaded.as_written
