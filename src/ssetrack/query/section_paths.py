"""Which sections an item is in, each known by something that no other section has.

Comes in: a status. Goes out: the sections round its item with their identities, which feeds and pages are
named by. Nothing here depends on the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.plan.model import Section
from ssetrack.plan.prose import own_text
from ssetrack.query.columns import View
from ssetrack.status import Status

Identity = tuple[str, ...]
"""Ids or titles, outermost first: of several plans the plan's id, then the section's."""


def section_paths(status: Status, view: View) -> Iterator[tuple[Identity, Section]]:
    """The sections round an item, outermost first; those of one path of titles have one identity.

    One without an id is known by its titles from the outermost section on, whichever others there are.
    """
    own = status.file.language
    opening: Identity = (status.file.id,) if view.several else ()
    path = opening
    for section in status.item.sections:
        path = (*path, own_text(section.title, own))
        yield path if section.id is None else (*opening, section.id), section
