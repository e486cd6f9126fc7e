"""Where something new goes: which section of a plan.

Comes in: a plan and a name as typed, or none. Goes out: the section that is meant; an error where that is not
clear.
"""

from __future__ import annotations

from ssetrack import outline
from ssetrack.diagnostic import Route, SsetrackError
from ssetrack.language.collation import matching
from ssetrack.language.message import message
from ssetrack.language.nearest import few, nearest
from ssetrack.source import Source


def the_section(source: Source, asked: str | None) -> Route:
    """The section of that id or title; the plan itself where it has no sections and none is asked for."""
    known = [
        (route, outline.text(node, "id"), outline.text(node, "title"))
        for route, node in outline.sections(source.root)
    ]
    if asked is None and not known:
        return ()
    names = [own or title or "?" for _, own, title in known]
    if asked is None:
        raise SsetrackError(
            message("a new activity needs a section"),
            message("add `--section` with one of {names}", names=few(names)),
        )
    ids = matching(asked, [own for _, own, _ in known if own is not None])
    titles = () if ids else matching(asked, [title for _, _, title in known if title is not None])
    found = [route for route, own, title in known if own in ids or title in titles]
    if len(found) == 1:
        return found[0]
    if found:
        raise SsetrackError(
            message("several sections are called `{name}`", name=asked),
            message("give the section an id first"),
        )
    meant = nearest(asked, [name for _, own, title in known for name in (own, title) if name])
    raise SsetrackError(
        message("there is no section `{name}`", name=asked),
        message("did you mean `{name}`?", name=meant)
        if meant
        else message("choose: {choices}", choices=few(names)),
    )
