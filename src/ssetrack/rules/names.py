"""Of the family `schema`: ids, languages and time zones, whose names follow rules of their own.

Comes in: the names in a plan. Goes out: problems at them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Literal

from ssetrack import dates
from ssetrack.diagnostic import At, Problem, Replacement, Route, Safety, Severity, SuggestedFix
from ssetrack.language.message import message
from ssetrack.language.nearest import nearest
from ssetrack.plan.slug import ID, LONGEST_ID, slug
from ssetrack.rules.context import Context
from ssetrack.rules.occurrences import occurrences
from ssetrack.rules.rule import rule
from ssetrack.rules.tags import correction, is_language
from ssetrack.rules.titles import multilingual

Part = Literal["value", "key", "item"]

FIELDS = ("title", "name", "notes", "indicators", "items", "baseline", "target", "verification")
"""Fields that may stand where languages may."""


@rule("schema", Severity.ERROR, fix="unsafe")
def invalid_id(context: Context) -> Iterator[Problem]:
    """An id contains a character that is not possible in an id.

    Ids are used in references (`plan:id`, `activity/milestone`), in names of files and in web addresses,
    where other characters do not work everywhere. So an id has only letters without accents, digits, `.`, `-`
    and `_`, and at most 200 characters.

    Write another id. The fix proposes one. Change the references to the old id in the same way.

    Bad:

        id: réunion 1

    Good:

        id: reunion-1
    """
    for route, part, written in _odd_ids(context):
        place = At(route, part)
        if len(written) > LONGEST_ID:
            yield Problem(
                "invalid-id",
                place,
                message("this id is too long: it has {count} characters", count=len(written)),
                message("write an id of at most {most} characters", most=LONGEST_ID),
            )
            continue
        proposed = slug(written)
        fix = SuggestedFix(Safety.UNSAFE, (Replacement(place, proposed),)) if proposed else None
        yield Problem(
            "invalid-id",
            place,
            message("`{id}` cannot be an id", id=written),
            message(
                "write `{proposed}`: an id has only letters without accents, digits, `.`, `-` and `_`",
                proposed=proposed,
            )
            if proposed
            else message("an id has only letters without accents, digits, `.`, `-` and `_`"),
            fix=fix,
        )


def _odd_ids(context: Context) -> Iterator[tuple[Route, Part, str]]:
    """Every text that stands where an id belongs and cannot be one: no route is made for the others."""
    plan = context.plan
    if plan.id is not None and not ID.fullmatch(plan.id):
        yield ("id",), "value", plan.id
    for kind, named in (("goals", plan.goals), ("owners", plan.owners or {})):
        for key in named:
            if not ID.fullmatch(key):
                yield (kind, key), "key", key
    for route, section in context.sections:
        if section.id is not None and not ID.fullmatch(section.id):
            yield (*route, "id"), "value", section.id
    for route, work in context.works:
        if not ID.fullmatch(work.id):
            yield (*route, "id"), "value", work.id
        for name, entries in (("deadline", work.deadline), ("when", work.when)):
            for index, entry in enumerate(entries):
                if entry.id is not None and not ID.fullmatch(entry.id):
                    yield (*route, name, index, "id"), "value", entry.id


@rule("schema", Severity.ERROR, fix="unsafe")
def unknown_language(context: Context) -> Iterator[Problem]:
    """A language is not written as a language code.

    The language decides how dates are read and which title a reader gets. Language codes are short, for
    example `fr`, `es` or `pt-BR`.

    Write the language code.

    Bad:

        language: french
        title: {en: Meetings, français: Réunions}

    Good:

        language: fr
        title: {en: Meetings, fr: Réunions}
    """
    for route, part, written in _languages(context):
        if is_language(written):
            continue
        place = At(route, part)
        meant = correction(written)
        if meant is None and part == "key":
            # In a mapping that holds no field that is known, every key is taken for a language.
            meant = context.guesses.of("field", written, partial(nearest, written, FIELDS))
        yield Problem(
            "unknown-language",
            place,
            message("`{tag}` is not a language code", tag=written),
            message("change it to `{meant}`", meant=meant)
            if meant
            else message("write a language code, for example `en`, `fr`, `es` or `pt-BR`"),
            fix=SuggestedFix(Safety.UNSAFE, (Replacement(place, meant),)) if meant else None,
        )


def _languages(context: Context) -> Iterator[tuple[Route, Part, str]]:
    plan = context.plan
    if plan.language is not None:
        yield ("language",), "value", plan.language
    for key, owner in (plan.owners or {}).items():
        if owner.language is not None:
            yield ("owners", key, "language"), "value", owner.language
    for route, work in context.works:
        if work.language is not None:
            yield (*route, "language"), "value", work.language
    for route, prose in multilingual(context):
        for tag in prose if isinstance(prose, Mapping) else ():
            yield (*route, tag), "key", tag


@rule("schema", Severity.ERROR, fix="unsafe")
def unknown_timezone(context: Context) -> Iterator[Problem]:
    """The name of a time zone is not known.

    Without its time zone, an hour cannot be shown correctly in calendars. Time zones are named after places,
    for example `Africa/Dakar`, because the hours of a place change with summer time. `AoE` means "anywhere on
    earth": the day ends when it has ended everywhere. Abbreviations such as `CEST` and `IST` mean different
    hours to different people.

    Write the name of the time zone, with a place.

    Bad:

        timezone: Africa/Dakkar

    Good:

        timezone: Africa/Dakar
    """
    for route, written in _timezones(context):
        if dates.is_zone(written):
            continue
        meant = context.guesses.of("zone", written, partial(dates.nearest_zone, written))
        yield Problem(
            "unknown-timezone",
            At(route),
            message("`{zone}` is not a time zone", zone=written),
            message("change it to `{meant}`", meant=meant)
            if meant
            else message(
                "write a place, for example `Europe/Paris`, `Africa/Dakar` or "
                "`America/Sao_Paulo`, or `AoE` (anywhere on earth)"
            ),
            fix=SuggestedFix(Safety.UNSAFE, (Replacement(At(route), meant),)) if meant else None,
        )


def _timezones(context: Context) -> Iterator[tuple[Route, str]]:
    if context.plan.timezone is not None:
        yield ("timezone",), context.plan.timezone
    for route, entry in context.entries:
        if entry.timezone is not None:
            yield (*route, "timezone"), entry.timezone
    for route, occurrence in context.once(occurrences):
        if occurrence.timezone is not None:
            yield (*route, "timezone"), occurrence.timezone
