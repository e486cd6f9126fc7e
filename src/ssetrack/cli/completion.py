"""What a shell offers at the tab key: ids, owners, goals, sections, tags, plans, rules.

Comes in: the words typed so far, as typer parsed them. Goes out: words, some with what they mean. The plans
are read as trees only: no models, no dates. Whatever goes wrong, nothing is offered and nothing is printed;
and a word that a shell would read as more than a word is never offered.
"""

# No postponed annotations in modules with options: each would be compiled again (docs/performance.md).
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from ssetrack.source import Source

Word = tuple[str, str]
"""What is offered, and what it means; the latter may be empty."""

_SAFE = re.compile(r"[\w@%+][\w.@%+/:-]*")
_TROUBLE = re.compile(r"[^\w .,;!?…–—’«»%&+=/-]+")
_MOST = 60


def activity_ids(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Ids of activities and milestones; also with the plan's where several plans have the same one."""
    return _offered(lambda: _ids(_plans(ctx)), incomplete)


def owner_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """People and teams."""
    return _offered(lambda: _declared(_plans(ctx), "owners"), incomplete)


def goal_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Goals."""
    return _offered(lambda: _declared(_plans(ctx), "goals"), incomplete)


def section_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Sections, by their ids, and by titles of one word."""
    return _offered(lambda: _sections(_plans(ctx)), incomplete)


def plan_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Plans, by their ids."""
    return _offered(
        lambda: ((_plan_id(source), _said(source.root, "title")) for source in _plans(ctx)), incomplete
    )


def tag_names(ctx: typer.Context, incomplete: str) -> list[Word]:
    """Tags that activities have."""
    return _offered(lambda: _tags(_plans(ctx)), incomplete)


def rule_names(incomplete: str) -> list[Word]:
    """Rules."""
    return _offered(lambda: _rules(families=False), incomplete)


def rules_and_families(incomplete: str) -> list[Word]:
    """Rules and families; of several between commas, the last."""
    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{word}", what) for word, what in _offered(lambda: _rules(families=True), last)]


def roles(incomplete: str) -> list[Word]:
    """What somebody may be for an item."""

    def known() -> Iterator[Word]:
        from ssetrack.query.filters import ROLES

        yield from ((role, "") for role in ROLES)

    return _offered(known, incomplete)


def states(incomplete: str) -> list[Word]:
    """States of items."""

    def known() -> Iterator[Word]:
        from ssetrack.status import State

        yield from ((state.value, "") for state in State)

    return _offered(known, incomplete)


def flags(incomplete: str) -> list[Word]:
    """Flags of items."""

    def known() -> Iterator[Word]:
        from ssetrack.status import Flag

        yield from ((flag.value, "") for flag in Flag)

    return _offered(known, incomplete)


def _offered(words: Callable[[], Iterable[Word]], incomplete: str) -> list[Word]:
    """Those of the words that begin like the one being typed, each once, made safe for a shell."""
    try:
        fitting = {
            word: what for word, what in words() if word.startswith(incomplete) and _SAFE.fullmatch(word)
        }
    except Exception:  # a traceback between two keystrokes helps nobody
        return []
    return [(word, _harmless(what)) for word, what in fitting.items()]


def _harmless(what: str) -> str:
    """A meaning without what shells or rich take for theirs: they evaluate it on its way to the screen."""
    text = " ".join(_TROUBLE.sub(" ", what).split())
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _plans(ctx: typer.Context) -> "list[Source]":
    """The plans that the command would read, as far as can be told from the words before."""
    from ssetrack.workspace.configuration import configuration
    from ssetrack.workspace.files import STDIN, plan_paths, read_file

    asked = ctx.params.get("plans") or ctx.params.get("in_")
    config = configuration()
    paths = plan_paths(asked, config, may_be_empty=True)
    sources = (read_file(path, config.limits) for path in paths if path != STDIN)
    return [source for source in sources if isinstance(source.root, dict)]


def _plan_id(source: "Source") -> str:
    from pathlib import PurePath

    from ssetrack.plan.slug import slug

    return _text(source.root, "id") or slug(PurePath(source.path).stem) or "plan"


def _ids(sources: "list[Source]") -> Iterator[Word]:
    found = [(source, word, what) for source in sources for word, what in _ids_in(source.root)]
    in_plans: dict[str, set[str]] = {}
    for source, word, _ in found:
        in_plans.setdefault(word, set()).add(source.path)
    for source, word, what in found:
        yield word, what
        if len(in_plans[word]) > 1:
            yield f"{_plan_id(source)}:{word}", what


def _ids_in(holder: Any) -> Iterator[Word]:
    for activity in _activities(holder):
        own = _text(activity, "id")
        yield own, _said(activity, "title")
        for milestone in _list(activity, "milestones"):
            if step := _text(milestone, "id"):
                yield f"{own}/{step}", _said(milestone, "title")


def _activities(holder: Any) -> Iterator[Any]:
    """Every activity of a plan or section, those of nested sections included."""
    yield from _list(holder, "activities")
    for section in _list(holder, "sections"):
        yield from _activities(section)


def _declared(sources: "list[Source]", field: str) -> Iterator[Word]:
    for source in sources:
        declared = _value(source.root, field)
        if isinstance(declared, dict):
            for word, what in declared.items():
                named = what if isinstance(what, str) else _said(what, "name") or _said(what, "title")
                yield str(word), str(named)


def _sections(sources: "list[Source]") -> Iterator[Word]:
    waiting = [section for source in sources for section in _list(source.root, "sections")]
    while waiting:
        section = waiting.pop(0)
        title = _said(section, "title")
        yield _text(section, "id") or title, title
        waiting[:0] = _list(section, "sections")


def _tags(sources: "list[Source]") -> Iterator[Word]:
    for source in sources:
        for activity in _activities(source.root):
            tags = _value(activity, "tags")
            yield from ((str(tag), "") for tag in (tags if isinstance(tags, list) else [tags or ""]))


def _rules(*, families: bool) -> Iterator[Word]:
    from ssetrack.lint import FAMILIES, RULES

    yield from ((rule.name, rule.summary) for rule in RULES.values())
    if families:
        yield from ((family, "all rules of this family") for family in FAMILIES)


def _value(holder: Any, field: str) -> Any:
    return holder.get(field) if isinstance(holder, dict) else None


def _list(holder: Any, field: str) -> list[Any]:
    found = _value(holder, field)
    return found if isinstance(found, list) else []


def _text(holder: Any, field: str) -> str:
    found = _value(holder, field)
    return str(found) if isinstance(found, str) else ""


def _said(holder: Any, field: str) -> str:
    """A text, or of one in several languages the first."""
    found = _value(holder, field)
    if isinstance(found, dict):
        found = next(iter(found.values()), "")
    return str(found) if isinstance(found, str) else ""
