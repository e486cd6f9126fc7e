"""The family `schema`: which fields there are, and what each holds.

Comes in: what `load` found, and the plan. Goes out: problems. Ids, languages and zones are in
`names`; whether a value fits the rest of the plan is for the other families.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from ssetrack import dates
from ssetrack.diagnostic import At, Problem, Range, Replacement, Route, Safety, Severity, SuggestedFix
from ssetrack.language.message import message
from ssetrack.plan.model import Activity
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.rules.texts import texts
from ssetrack.source.quoting import quote
from ssetrack.source.rereading import is_reread, is_timestamp, may_be_reread
from ssetrack.source.tree import Mapping, Node, Sequence
from ssetrack.source.unseen import Role


@rule("schema", Severity.ERROR, fix="unsafe")
def unknown_field(context: Context) -> Iterator[Problem]:
    """The name of a field is not known in this place.

    What is written there is not used, or it is read as the field that was most likely meant. Most often the
    name is misspelt, or the line is indented too little or too much.

    Correct the name. Your own fields begin with `x-`: they are kept, but ssetrack does not use them.

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
    """A field that is always needed is missing.

    Without a title nobody knows what an activity is, and without an id nothing can refer to it. A plan needs
    `ssetrack` and `title`, an activity and a milestone need `id` and `title`, and a section needs `title`.

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
    """A field contains another kind of value than it needs.

    For example, one text is written where a list is needed, a list where a text is needed, or a word where a
    number is needed.

    Write what the message says. Where a list is needed, `--fix` makes a list of one text.

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
    """A field needs one of a few words, but another one is written.

    `status` is `planned`, `in-progress`, `done`, `cancelled` or `on-hold`; `priority` is `high`, `normal` or
    `low`. These words are the same in plans of every language, so that plans can be read together.

    Write one of these words. The fix is safe if only capitals or accents are different. For other words
    (`finished`, `fait`, `hecho`), check what the fix proposes.

    Bad:

        status: finished

    Good:

        status: done
    """
    yield from context.problems_of("invalid-choice")


@rule("schema", Severity.NOTE, fix="safe")
def reread_value(context: Context) -> Iterator[Problem]:
    """Other programs would read this value as something else.

    ssetrack reads every value as it is written, but most other programs guess: the id `1.10` becomes the
    number 1.1, `010` becomes 8, `NO` (Norway) becomes "false", `14:30` becomes 870, and the tag `2026-05-01`
    becomes a date. The same is true of names of fields, such as `no: Norwegian`. Many programs cannot read a
    file in which a text without quotes inside square or curly brackets has a question mark.

    Put quotes around the value; then all programs read the same.

    Bad:

        id: 1.10
        country: NO
        tags: [why?]

    Good:

        id: "1.10"
        country: "NO"
        tags: ["why?"]
    """
    switches = _switches(context)
    found = context.once(texts)
    # Most texts stand there more than once, and each is asked about once.
    suspects = {text for text in {one[0] for one in found} if may_be_reread(text) or "?" in text}
    for scalar, role, _ in found:
        if scalar not in suspects or scalar.style or scalar.start in switches:
            continue
        shown = is_reread(scalar)
        if shown is None and "?" in scalar and context.once(_brackets)(scalar.start):
            shown = "an error"
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


def _brackets(context: Context) -> Callable[[int], bool]:
    """Whether a place is within `[]` or `{}`: there YAML 1.1 has no plain text with a question mark."""
    starts: list[int] = []
    ends: list[int] = []
    waiting: list[Node] = [context.source.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping | Sequence) and node.flow:
            starts.append(node.start)
            ends.append(node.end)
        elif isinstance(node, Mapping):
            waiting += node.values()
        elif isinstance(node, Sequence):
            waiting += node
    starts.sort()
    ends.sort()
    return lambda place: bisect_right(starts, place) > bisect_right(ends, place)


def _switches(context: Context) -> frozenset[int]:
    """Where values stand that are true or false, or a month in digits, and welcome to be read so."""
    owners = (context.source.node(("owners", key)) for key in context.plan.owners or {})
    nodes = (node.get("vacant") for node in owners if isinstance(node, Mapping))
    found = {node.start for node in nodes if node is not None}
    month = context.source.node(("year-starts",))
    return frozenset(found if month is None else {*found, month.start})


@rule("schema", Severity.ERROR)
def format_version(context: Context) -> Iterator[Problem]:
    """The version of the format is missing, or this version of ssetrack does not know it.

    The first line of a plan is `ssetrack: 1`. It tells people and programs that the file is a plan. If the
    format changes one day, old plans will still be read correctly.

    Write this line. If the version is newer than yours, update ssetrack.

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

    Readers would not know which date to follow. An item has one date: `deadline` (it must be finished by
    then) or `when` (it takes place then). An activity with `milestones` has the dates of its milestones
    instead. `check-in` says how often to look at something that has no end, so it is only for an ongoing
    activity.

    Keep one of the two fields. For a second date, add a milestone.

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
