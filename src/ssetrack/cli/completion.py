"""What a shell offers at the tab key: ids, owners, goals, sections, tags, plans, rules.

Comes in: the words typed so far, as typer parsed them. Goes out: words, some with what they mean. The plans
are read as trees only: no models, no dates. Whatever goes wrong, nothing is offered and nothing is printed;
and a word that a shell would read as more than a word is never offered.
"""

# No postponed annotations in modules with options: each would be compiled again (docs/dev/performance.md).
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from ssetrack.source import Source

Word = tuple[str, str]
"""What is offered, and what it means; the latter may be empty."""

_SAFE = r"[\w@%+][\w.@%+/:-]*"
_TROUBLE = r"[^\w .,;!?…–—’«»%&+=/-]+"
_MOST = 60


def activity_ids(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Ids of activities and milestones; also with the plan's where several plans have the same one."""

    def candidates() -> Iterator[Word]:
        from ssetrack.edit.known_names import item_ids

        yield from item_ids(_plans(ctx))

    return _offers(candidates, incomplete)


def all_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Ids of items; and `plan`, owners, goals and sections, as `owner:ana`."""

    def candidates() -> Iterator[Word]:
        from ssetrack import outline
        from ssetrack.edit.known_names import item_ids
        from ssetrack.edit.whole_plan.part_lookup import all_parts

        sources = _plans(ctx)
        yield from item_ids(sources)
        for part in all_parts(sources):
            title = outline.prose(part.node, "title") or next(iter(part.names), "")
            yield str(part), title or str(part.node if isinstance(part.node, str) else "")

    return _offers(candidates, incomplete)


def vacant_roles(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Owners that are vacant roles."""

    def candidates() -> Iterator[Word]:
        from ssetrack import outline
        from ssetrack.plan.kinds import switch

        for source in _plans(ctx):
            for word, what in outline.declarations(source.root, "owners"):
                if switch(outline.text(what, "vacant") or ""):
                    yield word, outline.prose(what, "name")

    return _offers(candidates, incomplete)


def owner_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """People and teams."""

    def candidates() -> Iterator[Word]:
        from ssetrack.edit.known_names import declared_names

        yield from declared_names(_plans(ctx), "owners")

    return _offers(candidates, incomplete)


def goal_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Goals."""

    def candidates() -> Iterator[Word]:
        from ssetrack.edit.known_names import declared_names

        yield from declared_names(_plans(ctx), "goals")

    return _offers(candidates, incomplete)


def section_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Sections, by their ids, and by titles of one word."""

    def candidates() -> Iterator[Word]:
        from ssetrack.edit import known_names

        yield from known_names.section_names(_plans(ctx))

    return _offers(candidates, incomplete)


def plan_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Plans, by their ids."""

    def candidates() -> Iterator[Word]:
        from ssetrack import outline

        for source in _plans(ctx):
            yield outline.plan_id(source), outline.prose(source.root, "title")

    return _offers(candidates, incomplete)


def tag_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Tags that activities have."""

    def candidates() -> Iterator[Word]:
        from ssetrack.edit import known_names

        yield from known_names.tag_names(_plans(ctx))

    return _offers(candidates, incomplete)


def since_words(incomplete: str) -> list[Word]:
    """Since when changes may be told: so long ago, or a day."""

    def candidates() -> Iterator[Word]:
        yield from (("7d", "a week ago"), ("14d", "two weeks ago"), ("30d", "thirty days ago"))
        yield from (("today", ""), ("yesterday", ""))

    return _offers(candidates, incomplete)


def rule_names(incomplete: str) -> list[Word]:
    """Rules."""
    return _offers(lambda: _rules(families=False), incomplete)


def rules_and_families(incomplete: str) -> list[Word]:
    """Rules and families; of several between commas, the last."""
    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{word}", what) for word, what in _offers(lambda: _rules(families=True), last)]


def roles(incomplete: str) -> list[Word]:
    """What somebody may be for an item."""

    def candidates() -> Iterator[Word]:
        from ssetrack.query.filters import ROLES

        yield from ((role, "") for role in ROLES)

    return _offers(candidates, incomplete)


def states(incomplete: str) -> list[Word]:
    """States of items."""

    def candidates() -> Iterator[Word]:
        from ssetrack.status import State

        yield from ((state.value, "") for state in State)

    return _offers(candidates, incomplete)


def flags(incomplete: str) -> list[Word]:
    """Flags of items."""

    def candidates() -> Iterator[Word]:
        from ssetrack.status import Flag

        yield from ((flag.value, "") for flag in Flag)

    return _offers(candidates, incomplete)


def task_lists(incomplete: str) -> list[Word]:
    """The names of task lists in `[sync.NAME]`, of the repository and of the person."""

    def candidates() -> Iterator[Word]:
        from ssetrack.workspace.configuration import configuration
        from ssetrack.workspace.personal import personal

        yield from ((name, "") for name in dict.fromkeys((*configuration().sync, *personal().sync)))

    return _offers(candidates, incomplete)


def _offers(words: Callable[[], Iterable[Word]], incomplete: str) -> list[Word]:
    """Those of the words that begin like the one being typed, each once, made safe for a shell."""
    from ssetrack.language.collation import fold, nfc

    try:
        begun = fold(incomplete)
        composed = ((nfc(word), what) for word, what in words())
        fitting = {
            word: what
            for word, what in composed
            if fold(word).startswith(begun) and re.fullmatch(_SAFE, word)
        }
    except Exception:  # a traceback between two keystrokes helps nobody
        return []
    return [(word, _harmless(what)) for word, what in fitting.items()]


def _harmless(what: str) -> str:
    """A meaning without what shells or rich take for theirs: they evaluate it on its way to the screen."""
    text = " ".join(re.sub(_TROUBLE, " ", what).split())
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _plans(ctx: typer.Context) -> "list[Source]":
    """The plans that the command would read, as far as can be told from the words before."""
    from ssetrack.workspace.configuration import configuration
    from ssetrack.workspace.files import plan_paths, read_file
    from ssetrack.workspace.opening import STDIN

    asked = ctx.params.get("plans") or ctx.params.get("in_")
    config = configuration()
    paths = plan_paths(asked, config, may_be_empty=True)
    sources = (read_file(path, config.limits) for path in paths if path != STDIN)
    return [source for source in sources if isinstance(source.root, dict)]


def _rules(*, families: bool) -> Iterator[Word]:
    from ssetrack.edit import known_names

    return known_names.rule_names(families=families)
