"""Who is meant by a name that somebody types: the short name under which the plan declares them.

Comes in: a source and a name. Goes out: a short name of its `owners`, or the name as it is where the plan
declares nobody so called: what is wrong with it, lint says. A name that several people have is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssetrack import outline
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import fold
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.source import Source
from ssetrack.source.tree import Mapping, Node


def owner_slugs(source: Source, names: Iterable[str]) -> list[str]:
    """The short names that are meant, each once. Raises `SsetrackError` where a name is several people's."""
    return list(dict.fromkeys(owner_slug(source, name) for name in names))


def owner_slug(source: Source, name: str) -> str:
    """The short name that is meant: written so, else somebody's name or alias, else their first name."""
    if name in _owners_of(source):
        return name
    declared = list(_owners_of(source).items())
    wanted = fold(name)
    whole = [slug for slug, node in declared if wanted in (fold(slug), *map(fold, _names(node)))]
    first = [slug for slug, node in declared if _is_person(node) and wanted in _first_names(node)]
    for found in (whole, first):
        if len(found) == 1:
            return found[0]
        if found:
            raise SsetrackError(
                message("several people are called `{name}`", name=name),
                message("write one of {names}", names=few(found)),
            )
    return name


def _owners_of(source: Source) -> Mapping:
    """The owners of a plan; it is asked for each of many items, so nothing is copied."""
    found = source.root.get("owners") if isinstance(source.root, Mapping) else None
    return found if isinstance(found, Mapping) else Mapping()


def _names(node: Node) -> Iterator[str]:
    """The names and aliases of somebody, in all languages."""
    if isinstance(node, str):
        yield node
    if isinstance(node, Mapping):
        yield from outline.proses(node, "name")
        yield from outline.texts(node, "aliases")


def _first_names(node: Node) -> set[str]:
    return {fold(name).partition(" ")[0] for name in _names(node)}


def _is_person(node: Node) -> bool:
    """Whether somebody has a first name: no team, and no vacant role."""
    return not isinstance(node, Mapping) or not {"members", "vacant"}.intersection(node)


def names_of(source: Source, slugs: Iterable[str]) -> str:
    """Owners by the names that the plan gives them, for people to read."""
    declared = _owners_of(source)
    return ", ".join(next(_names(declared.get(slug)), slug) for slug in slugs)
