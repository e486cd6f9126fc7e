"""The texts that an editor has open, as it says itself: opened, changed piece by piece, closed.

Comes in: what an editor says. Goes out: texts. Nothing is read in them here, and no file is looked at. URIs
are compared decoded: editors escape different letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ssetrack.editor.addresses import key_of, path_of
from ssetrack.editor.positions import Span, Units, text_after, with_whole_characters


@dataclass(frozen=True, eq=False)
class OpenText:
    """A text as the editor has it, its number there, and its path; None for one that was never saved."""

    uri: str
    text: str
    version: int | None
    path: str | None


class OpenTexts:
    """All texts that are open, in the order in which they were opened."""

    def __init__(self) -> None:
        self.units = Units.UTF_16
        self._texts: dict[str, OpenText] = {}

    def __iter__(self) -> Iterator[OpenText]:
        return iter([*self._texts.values()])

    def get(self, uri: str) -> OpenText | None:
        """The text under a URI; None where it is not open."""
        return self._texts.get(key_of(uri))

    def open(self, uri: str, text: str, version: int | None) -> None:
        """A text was opened, or once more: the last one counts."""
        self._texts[key_of(uri)] = OpenText(uri, with_whole_characters(text), version, path_of(uri))

    def change(self, uri: str, changes: Iterable[tuple[Span | None, str]], version: int | None) -> None:
        """Stretches of a text were replaced, one after the other, or all of it; nothing if it is not open."""
        was = self.get(uri)
        if was is None:
            return
        text = was.text
        for span, new in changes:
            text = text_after(text, span, new, self.units)
        self._texts[key_of(uri)] = replace(was, text=text, version=version)

    def close(self, uri: str) -> None:
        """A text was closed."""
        self._texts.pop(key_of(uri), None)
