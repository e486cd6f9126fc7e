"""The family `schema`: which fields there are, and what each holds.

Comes in: what `load` found, and the plan. Goes out: problems. Ids, languages and zones are in
`names`; whether a value fits the rest of the plan is for the other families.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack import dates
from ssetrack.diagnostic import At, Problem, Range, Replacement, Route, Safety, Severity, SuggestedFix
from ssetrack.language.message import message
from ssetrack.plan.model import Activity
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.rules.texts import texts
from ssetrack.source.quoting import quote
from ssetrack.source.rereading import is_reread, is_timestamp, may_be_reread
from ssetrack.source.tree import Mapping
from ssetrack.source.unseen import Role


@rule("schema", Severity.ERROR, fix="unsafe")
def unknown_field(context: Context) -> Iterator[Problem]:
    """A field has a name that means nothing there.

    Most often it is misspelt, or stands one level too far in or out. What it says is not read, or read as
    the field that was most likely meant.

    Write the name of the field. Keys of your own begin with `x-`; they are kept, and nothing is read from
    them.

    Bad:

        dedline: 2004-01
        colour: blue

    Good:

        deadline: 2004-01
        x-colour: blue
    """
    yield from context.problems_of("unknown-field")


@rule("schema", Severity.ERROR)
def missing_field(context: Context) -> Iterator[Problem]:
    """A field that every such item needs is not there.

    A plan has `ssetrack` and `title`, an activity and a milestone have `id` and `title`, a section a
    `title`. Without an id nothing can refer to an activity; without a title nobody knows what it is.

    Add a line with the field.

    Bad:

        activities:
          - title: Core Group meeting

    Good:

        activities:
          - id: 1.2
            title: Core Group meeting
    """
    yield from context.problems_of("missing-field")


@rule("schema", Severity.ERROR, fix="safe")
def wrong_type(context: Context) -> Iterator[Problem]:
    """A field holds another kind of value than it should.

    A text stands where a list belongs, a list where a text belongs, or a word where a number belongs.

    Write what the finding says. One text in place of a list is mended by `--fix`: it becomes a list of one.

    Bad:

        owners: marcos
        progress: half

    Good:

        owners: [marcos]
        progress: 50%
    """
    yield from context.problems_of("wrong-type")
    for route, work in context.works:
        for index, text in enumerate(work.remind):
            if dates.days_before(text) is None:
                yield Problem(
                    "wrong-type",
                    At((*route, "remind", index)),
                    message("`{text}` is not a number of days or weeks", text=text),
                    message("write the days or weeks before the date, for example `14d` or `2w`"),
                )


@rule("schema", Severity.ERROR, fix="safe or unsafe")
def invalid_choice(context: Context) -> Iterator[Problem]:
    """A field takes one of a few words, and holds another.

    `status` is `planned`, `in-progress`, `done`, `cancelled` or `on-hold`; `priority` is `high`, `normal` or
    `low`. They are the same in plans of every language, so that plans can be read together.

    Write one of these. Where only capitals or accents differ the fix is safe; where a synonym was written
    (`finished`, `fait`, `hecho`) look at it first.

    Bad:

        status: finished

    Good:

        status: done
    """
    yield from context.problems_of("invalid-choice")


@rule("schema", Severity.NOTE, fix="safe")
def reread_value(context: Context) -> Iterator[Problem]:
    """Other programs would read this value as something else.

    ssetrack reads every value as the text that stands there. Most other readers of YAML guess: the id `1.10`
    becomes the number 1.1, `010` becomes 8, `NO` (Norway) becomes "false", `14:30` becomes 870, a tag
    `2026-05-01` becomes a date. Keys are values, too: `no: Norwegian`.

    Put quotes round it; then everybody reads the same.

    Bad:

        id: 1.10
        country: NO

    Good:

        id: "1.10"
        country: "NO"
    """
    switches = _switches(context)
    found = context.once(texts)
    # Most texts stand there more than once, and each is asked about once.
    suspects = {text for text in {one[0] for one in found} if may_be_reread(text)}
    for scalar, role, _ in found:
        if scalar not in suspects or scalar.style or scalar.start in switches:
            continue
        shown = is_reread(scalar)
        if shown is None and role in (Role.NAME, Role.PROSE) and is_timestamp(scalar):
            shown = "a date"
        if shown is None:
            continue
        place = Range(scalar.start, scalar.end)
        quoted = quote(scalar, flow=False, style='"')
        yield Problem(
            "reread-value",
            place,
            message(
                "other programs read `{shown}` here, not the text `{text}`",
                shown=shown,
                text=scalar,
            ),
            message("put quotes around it: `{quoted}`", quoted=quoted),
            fix=SuggestedFix(Safety.SAFE, (Replacement(place, quoted, raw=True),)),
        )


def _switches(context: Context) -> frozenset[int]:
    """Where values stand that are true or false, or a month in digits, and welcome to be read so."""
    owners = (context.source.node(("owners", key)) for key in context.plan.owners or {})
    nodes = (node.get("vacant") for node in owners if isinstance(node, Mapping))
    found = {node.start for node in nodes if node is not None}
    month = context.source.node(("year-starts",))
    return frozenset(found if month is None else {*found, month.start})


@rule("schema", Severity.ERROR)
def format_version(context: Context) -> Iterator[Problem]:
    """The file does not say in which version of the format it is written, or in one that is unknown here.

    The first line of a plan is `ssetrack: 1`. It tells people and programs that this is a plan, and lets the
    format change one day without misreading old plans.

    Write the line; if the version is newer, update ssetrack.

    Bad:

        title: Work plan 2004–2005

    Good:

        ssetrack: 1
        title: Work plan 2004–2005
    """
    yield from context.problems_of("format-version")


@rule("schema", Severity.ERROR)
def conflicting_fields(context: Context) -> Iterator[Problem]:
    """Two fields of one item contradict each other.

    An item has one date: `deadline` (due by then) or `when` (takes place then), and an activity with
    `milestones` has theirs instead of one of its own. `check-in` says how often to look at something that
    never ends, so it belongs to an ongoing activity.

    Keep one of the two; a second date is a milestone.

    Bad:

        when: 2004-04-08
        deadline: 2004-05

    Good:

        milestones:
          - {id: meeting, title: Meeting, when: 2004-04-08}
          - {id: report, title: Report, deadline: 2004-05}
    """
    for route, work in context.works:
        milestones = work.milestones if isinstance(work, Activity) else ()
        if (work.deadline and work.when) or (milestones and (work.deadline or work.when)):
            dates = {"deadline": work.deadline, "when": work.when, "milestones": milestones}
            yield from _second_dates(context, route, [name for name, value in dates.items() if value])
    for item in context.items:
        if item.activity.check_in is None:
            continue
        due = context.due(item)
        if item.milestone is None and (due.kind == "ongoing" or due.invalid):
            continue
        if item.milestone is not None and item.milestone is not item.activity.milestones[0]:
            continue
        route = item.route if item.milestone is None else item.route[:-2]
        yield Problem(
            "conflicting-fields",
            At((*route, "check-in"), "key"),
            message("`check-in` is only for an ongoing activity, and this one is not ongoing"),
            message("remove `check-in`, or write `deadline: ongoing`"),
        )


def _second_dates(context: Context, route: Route, names: list[str]) -> Iterator[Problem]:
    """A problem for each of these fields but the one that stands first in the file."""
    node = context.source.node(route)
    first, *others = [name for name in node if name in names] if isinstance(node, Mapping) else names
    for other in others:
        yield Problem(
            "conflicting-fields",
            At((*route, other), "key"),
            message("use `{first}` or `{second}`, not both", first=first, second=other),
            message("keep one of them; for two dates, add two milestones, each with an `id` and a `title`"),
        )
