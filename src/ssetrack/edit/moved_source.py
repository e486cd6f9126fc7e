"""A plan file after an edit, of which only the parts concerned were read again.

Comes in: the file before, the new text, and how the tree has moved. Goes out: a `Source` like any other; its
tree is made when somebody asks for it. Most edits ask for a dozen activities of ten thousand.
"""

from __future__ import annotations

from functools import cached_property

from ssetrack.diagnostic import Range, Route
from ssetrack.edit.moved_tree import MovedTree
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node


class MovedSource(Source):
    """The file now; `before` is what it was, without problems and with the same activities."""

    before: Source
    _moved: MovedTree

    def __init__(self, before: Source, text: str, moved: MovedTree) -> None:
        # Without a root: a property of that name makes it.
        vars(self).update(path=before.path, text=text, problems=(), broken=False, bom=before.bom)
        vars(self).update(before=before, _moved=moved)

    @cached_property
    def root(self) -> Node:
        """The tree of the new text."""
        return self._moved.root(self.before.root)

    @property
    def content(self) -> Node:
        """A tree that says the same as the new one; the places of what did not change are the old ones."""
        return self._moved.without_places().root(self.before.root)

    def node(self, route: Route) -> Node:
        """The node at a route, read as tolerantly as `locate` does."""
        return self._moved.node_at(route, self.before.root)

    def part(self, root: Mapping) -> Source:
        """The file with a part of its tree: with what is left of the tree before in `root`, as it is now."""
        return Source(self.path, self.text, self._moved.root(root), bom=self.bom)

    def range_now(self, before: Range) -> Range:
        """Where something is that was not edited."""
        return Range(*self._moved.place(before))
