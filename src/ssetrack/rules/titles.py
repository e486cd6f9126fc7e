"""Of the family `coverage`: titles that nobody can tell apart, or that some readers cannot read.

Comes in: the titles and other texts for people of a plan. Goes out: problems at them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from ssetrack.diagnostic import At, Problem, RelatedPlace, Route, Severity
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.plan.model import Activity, Milestone
from ssetrack.plan.prose import ProseText, own_text
from ssetrack.plan.translations import lacking
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule


def titles(context: Context) -> Iterator[tuple[Route, ProseText]]:
    """The titles of the plan, its goals, sections, activities and milestones, with the routes of these."""
    plan = context.plan
    yield (), plan.title
    for key, goal in plan.goals.items():
        yield ("goals", key), goal.title
    for route, section in context.sections:
        yield route, section.title
    for route, work in context.works:
        yield route, work.title


def multilingual(context: Context) -> Iterator[tuple[Route, ProseText]]:
    """Titles, and every other prose that is written in several languages."""
    for route, prose in titles(context):
        if not isinstance(prose, str):
            yield (*route, "title"), prose
    plan = context.plan
    for name in ("aim", "source", "notes"):
        yield from _in_languages((name,), getattr(plan, name))
    for key, goal in plan.goals.items():
        yield from _in_languages(("goals", key, "notes"), goal.notes)
    for key, owner in (plan.owners or {}).items():
        for name in ("name", "role", "notes"):
            yield from _in_languages(("owners", key, name), getattr(owner, name))
    for route, section in context.sections:
        yield from _in_languages((*route, "notes"), section.notes)
    for route, work in context.works:
        if _is_multilingual(work.notes):
            yield (*route, "notes"), work.notes
        if _is_multilingual(work.where):
            yield (*route, "where"), work.where
        for index, prose in enumerate(work.deliverables):
            if _is_multilingual(prose):
                yield (*route, "deliverables", index), prose


def _is_multilingual(prose: ProseText | None) -> TypeGuard[Mapping[str, str]]:
    return prose is not None and not isinstance(prose, str)


def _in_languages(route: Route, prose: ProseText | None) -> Iterator[tuple[Route, ProseText]]:
    if _is_multilingual(prose):
        yield route, prose


@rule("coverage", Severity.WARNING)
def duplicate_title(context: Context) -> Iterator[Problem]:
    """Two activities of one section, or two milestones of one activity, have the same title.

    In a table, a calendar or a letter, nobody can see which is which. Capitals, accents and spaces make no
    difference. Activities of different sections can have the same title, because the title of the section is
    shown above them.

    Make one of the titles different.

    Bad:

        - {id: 1.2, title: Core Group meeting, when: 2004-04-08}
        - {id: 1.3, title: Core group meeting, when: 2004-10-08}

    Good:

        - {id: 1.2, title: Core Group meeting in Rio, when: 2004-04-08}
        - {id: 1.3, title: Core Group meeting in Paris, when: 2004-10-08}
    """
    sections: dict[Route, list[tuple[Route, Activity]]] = {}
    for route, activity in context.activities:
        sections.setdefault(route[:-2], []).append((route, activity))
    for activities in sections.values():
        yield from _same_titles(context, activities)
    for route, activity in context.activities:
        if len(activity.milestones) > 1:
            steps = enumerate(activity.milestones)
            yield from _same_titles(context, [((*route, "milestones", at), one) for at, one in steps])


def _same_titles(context: Context, works: Sequence[tuple[Route, Activity | Milestone]]) -> Iterator[Problem]:
    first: dict[str, Route] = {}
    for route, work in works:
        title = work.title if isinstance(work.title, str) else own_text(work.title, context.file.language)
        key = alike(title)
        if key not in first:
            first[key] = route
        elif not context.is_invented((*route, "title")):
            yield Problem(
                "duplicate-title",
                At((*route, "title")),
                message("another item here has the same title: `{title}`", title=title),
                message("make one of the titles different"),
                (RelatedPlace(At((*first[key], "title")), message("it is first written here")),),
            )


def alike(text: str) -> str:
    """A text without what makes no difference to a reader: capitals, accents, blanks round and between."""
    return fold(text)


@rule("coverage", Severity.NOTE)
def missing_translation(context: Context) -> Iterator[Problem]:
    """A title is not translated into a language that most titles of the plan have.

    Readers of that language get this title in another language.

    Add the translation.

    Bad:

        title: {en: Core Group meeting}

    Good:

        title: {en: Core Group meeting, fr: Réunion du groupe de pilotage}
    """
    known = list(titles(context))
    lacks = lacking([prose for _, prose in known], context.file.language)
    for (route, _), tags in zip(known, lacks, strict=True):
        if tags and not context.is_invented((*route, "title")):
            yield Problem(
                "missing-translation",
                At((*route, "title")),
                _lacking(tags),
                message("add `{tag}: …` next to the other languages", tag=tags[0]),
            )


def _lacking(tags: Sequence[str]) -> Message:
    listed = ", ".join(f"`{tag}`" for tag in tags)
    return message("this title has no translation for these languages: {languages}", languages=listed)
