"""Of the family `coverage`: titles that nobody can tell apart, or that some readers cannot read.

Comes in: the titles of a plan. Goes out: problems at titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssetrack.diagnostic import At, Problem, RelatedPlace, Route, Severity
from ssetrack.language.collation import fold
from ssetrack.language.message import Message, message
from ssetrack.plan.model import Activity, Milestone
from ssetrack.plan.prose import own_text
from ssetrack.plan.translations import lacking
from ssetrack.rules.context import Context
from ssetrack.rules.proses import titles
from ssetrack.rules.rule import rule


@rule("coverage", Severity.WARNING)
def duplicate_title(context: Context) -> Iterator[Problem]:
    """Two activities have the same title.

    In a table, a calendar or a letter nobody can tell them apart. Capitals, accents and blanks make no
    difference.

    Say in the title what is different.

    Bad:

        - {id: 1.2, title: Core Group meeting, when: 2004-04-08}
        - {id: 1.3, title: Core group meeting, when: 2004-10-08}

    Good:

        - {id: 1.2, title: Core Group meeting in Rio, when: 2004-04-08}
        - {id: 1.3, title: Core Group meeting in Paris, when: 2004-10-08}
    """
    yield from _same_titles(context, context.activities)
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
                message("another one is called `{title}` as well", title=title),
                message("say in one of the titles what is different"),
                (RelatedPlace(At((*first[key], "title")), message("it stands here first")),),
            )


def alike(text: str) -> str:
    """A text without what makes no difference to a reader: capitals, accents, blanks round and between."""
    return fold(text)


@rule("coverage", Severity.NOTE)
def missing_translation(context: Context) -> Iterator[Problem]:
    """A title lacks a language that most titles of the plan have.

    Readers of that language get this title in another one.

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
                message("write `{{{tag}: …}}` beside the others", tag=tags[0]),
            )


def _lacking(tags: Sequence[str]) -> Message:
    listed = ", ".join(f"`{tag}`" for tag in tags)
    return message("this title has no translation into {languages}", languages=listed)
