"""The names that plans have, for whoever types one: ids, owners, goals, sections, tags; and those of rules.

Comes in: sources, read as trees only. Goes out: words with what they mean, in the order of the files, as
often as they are there. What a shell or an editor makes of them is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from ssetrack import outline
from ssetrack.plan.reference import Reference
from ssetrack.source import Source

Word = tuple[str, str]
"""What is typed, and what it means; the latter may be empty."""


def item_ids(sources: Iterable[Source]) -> Iterator[Word]:
    """Ids of activities and milestones; also with the plan's where several plans have the same one."""
    found = [
        (outline.plan_id(source), word, outline.prose(node, "title"))
        for source in sources
        for word, node in outline.items(source.root)
    ]
    in_plans: dict[str, set[str]] = {}
    for plan, word, _ in found:
        in_plans.setdefault(word, set()).add(plan)
    for plan, word, what in found:
        yield word, what
        if len(in_plans[word]) > 1:
            yield str(Reference.from_text(word)._replace(plan=plan)), what


def declared_names(sources: Iterable[Source], field: Literal["owners", "goals"]) -> Iterator[Word]:
    """The short names of owners with their names, or the keys of goals with their titles."""
    for source in sources:
        for word, what in outline.declarations(source.root, field):
            title = outline.prose(what, "name") or outline.prose(what, "title")
            yield word, what if isinstance(what, str) else title


def section_names(sources: Iterable[Source]) -> Iterator[Word]:
    """Sections by their ids, else by their titles."""
    for source in sources:
        for _, section in outline.sections(source.root):
            title = outline.prose(section, "title")
            yield outline.text(section, "id") or title, title


def tag_names(sources: Iterable[Source]) -> Iterator[Word]:
    """The tags of activities."""
    for source in sources:
        yield from ((tag, "") for tag in outline.tags(source.root))


def rule_names(*, families: bool) -> Iterator[Word]:
    """Rules of `lint` with their summaries, and if asked for the families of rules."""
    from ssetrack.lint import FAMILIES, RULES  # few who type a name type that of a rule

    yield from ((rule.name, rule.summary) for rule in RULES.values())
    if families:
        yield from ((family, "all rules of this family") for family in FAMILIES)
