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
        (route, outline.text(node, "id"), outline.proses(node, "title"))
        for route, node in outline.sections(source.root)
    ]
    if asked is None and not known:
        return ()
    names = [own or next(iter(titles), "?") for _, own, titles in known]
    if asked is None:
        raise SsetrackError(
            message("a new activity needs a section"),
            message("add `--section` with one of {names}", names=few(names)),
        )
    ids = matching(asked, [own for _, own, _ in known if own is not None])
    called = set() if ids else set(matching(asked, [title for _, _, titles in known for title in titles]))
    found = [route for route, own, titles in known if own in ids or called.intersection(titles)]
    if len(found) == 1:
        return found[0]
    if found:
        raise SsetrackError(
            message("several sections are called `{name}`", name=asked),
            message("give the section an id first"),
        )
    meant = nearest(asked, [name for _, own, titles in known for name in (own, *titles) if name])
    raise SsetrackError(
        message("there is no section `{name}`", name=asked),
        message("did you mean `{name}`?", name=meant)
        if meant
        else message("choose: {choices}", choices=few(names)),
    )
