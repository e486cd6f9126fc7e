"""Of the family `dates`: what is past, done or still undecided on the day.

Comes in: dates, statuses and the day. Goes out: problems. The day is an input: rules that look at it say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from ssetrack.dates import Period
from ssetrack.dates.refusals import quotation
from ssetrack.diagnostic import At, Kind, Problem, RelatedPlace, Route, Severity
from ssetrack.language.message import Message, message
from ssetrack.plan.items import Item
from ssetrack.plan.log import day_of
from ssetrack.rules.context import Context
from ssetrack.rules.occurrences import single_times
from ssetrack.rules.order import ENDED
from ssetrack.rules.period import date_route, outside
from ssetrack.rules.rule import rule
from ssetrack.schedule import Due
from ssetrack.status import SOON


@rule("dates", Severity.WARNING, depends_on_day=True)
def overdue(context: Context) -> Iterator[Problem]:
    """The last day of an item has passed, but the plan does not say that it is done.

    Either it was done and nobody wrote it down, or it was not done and somebody should know. When the period
    of the whole plan is over, there is only one problem, at the plan's `period`.

    Write `done:` with the day, a new date, or `status: cancelled` or `status: on-hold`.

    Bad, in October 2004:

        - {id: 1.1, title: Find funds, deadline: 2004-01}

    Good:

        - {id: 1.1, title: Find funds, deadline: 2004-01, done: 2004-01-21}
    """
    # A date outside the plan's period is said to be wrong already.
    misdated = context.shared.once(outside).wholly
    late = [item for item in context.overdue if item not in misdated]
    if not late:
        return
    period = context.schedule.period.get(context.file.path)
    if period is not None and period.latest is not None and period.latest < context.today:
        sentence = message(
            "the plan ended on {last}, but {number} items are neither done nor cancelled",
            last=period.latest,
            number=len(late),
        )
        if len(late) == 1:
            sentence = message(
                "the plan ended on {last}, but `{id}` is neither done nor cancelled",
                last=period.latest,
                id=late[0].id,
            )
        hint = message("for each of them, write `done:` with the day, or `status: cancelled`")
        yield Problem("overdue", At(("period",)), sentence, hint)
        return
    for item in late:
        yield Problem(
            "overdue",
            At(date_route(item)),
            message("`{id}` was due by {last}", id=item.id, last=context.due(item).period.latest),
            message("write `done:` with the day, or a new date, or `status: cancelled`"),
        )


@rule("dates", Severity.NOTE)
def done_without_date(context: Context) -> Iterator[Problem]:
    """An item is done, but the day is not given.

    With the day, people can see later if the planned dates were realistic.

    Write `done:` with the day; then `status: done` is not needed.

    Bad:

        status: done

    Good:

        done: 2004-01-21
    """
    for route, work in context.works:
        if work.status == "done" and work.done is None and not context.is_lost(*route, "done"):
            yield Problem(
                "done-without-date",
                At(route, "item"),
                message("`{id}` is done, but the day is not given", id=context.id_of(route, work)),
                message("write `done:` with that day instead of `status: done`"),
            )
    for item, route, one in context.once(single_times):
        # What takes place is done on its day.
        written = one.written
        if item.work.deadline and written is not None and written.status == "done" and written.done is None:
            yield Problem(
                "done-without-date",
                At(route, "key"),
                message("`{id}` is done, but the day is not given", id=f"{item.id}@{one.name}"),
                message("write `done:` with that day instead of `status: done`"),
            )


@rule("dates", Severity.NOTE)
def log_without_day(context: Context) -> Iterator[Problem]:
    """A remark in a `log` does not begin with a day.

    A remark is only useful if people know how old it is. The newest one is shown.

    Begin it with the day, for example 2027-06-11. `ssetrack note` writes the day for you.

    Bad:

        log:
          - waiting for figures

    Good:

        log:
          - 2004-01-12 waiting for figures
    """
    for route, work in context.works:
        for index, remark in enumerate(work.log):
            if day_of(remark) is None and not context.is_lost(*route, "log", index):
                yield Problem(
                    "log-without-day",
                    At((*route, "log", index)),
                    message("`{text}` does not begin with a day", text=quotation(remark)),
                    message("begin it with a day, for example 2027-06-11"),
                )


@rule("dates", Severity.WARNING, kind=Kind.CONFLICT)
def completion_conflict(context: Context) -> Iterator[Problem]:
    """The `done` date contradicts the status or the start.

    Readers cannot know what is true. `done: 2004-01-21` says that the item is finished; `status:
    in-progress`, or a later `start`, says that it is not.

    Keep the one that is true.

    Bad:

        status: in-progress
        done: 2004-01-21

    Good:

        done: 2004-01-21
    """
    for route, work in context.works:
        if work.done is not None and work.status not in (None, "done"):
            yield Problem(
                "completion-conflict",
                At((*route, "done")),
                _contradiction(work.done, work.status),
                message("keep the one that is true"),
                (RelatedPlace(At((*route, "status")), message("the status is here")),),
            )
    for _, route, one in context.once(single_times):
        if one.written is None or one.written.done is None:
            continue
        if one.written.status in ("cancelled", "planned"):
            yield Problem(
                "completion-conflict",
                At((*route, "done")),
                _contradiction(one.written.done, one.written.status),
                message("keep the one that is true"),
                (RelatedPlace(At((*route, "status")), message("the status is here")),),
            )
    for item, route, done in _completions(context):
        start = context.schedule.start.get(item)
        if start is None or item.work.start is None:
            continue
        if done.latest is not None and start.earliest is not None and done.latest < start.earliest:
            yield Problem(
                "completion-conflict",
                At((*route, "done")),
                message(
                    "it was done by {done}, but it started later, on {start}",
                    done=done.latest,
                    start=start.earliest,
                ),
                message("correct one of the two dates"),
                (RelatedPlace(At((*item.route, "start")), message("the start is here")),),
            )


def _contradiction(done: str, status: str) -> Message:
    return message(
        "`done: {done}` and `status: {status}` contradict each other", done=quotation(done), status=status
    )


@rule("dates", Severity.ERROR, depends_on_day=True, kind=Kind.CONFLICT)
def completed_in_future(context: Context) -> Iterator[Problem]:
    """The `done` date is in the future.

    `done` is the day on which something was finished, not the day on which it is planned to be finished.

    Write the planned day as `deadline`, or correct the year.

    Bad, in October 2004:

        done: 2005-01-21

    Good:

        done: 2004-01-21
    """
    for item, route, done in _completions(context):
        if done.earliest is not None and done.earliest > context.today:
            text, is_single = context.source.node((*route, "done")), route != item.route
            yield Problem(
                "completed-in-future",
                At((*route, "done")),
                message(
                    "the `done` date `{text}` is in the future (today is {today})",
                    text=str(text),
                    today=context.today,
                ),
                message("correct this date, or remove it")
                if is_single
                else message("write the planned day as `deadline:`, or correct this date"),
            )


def _completions(context: Context) -> Iterator[tuple[Item, Route, Period]]:
    """The days of completion of items and of single times, each with the route of what is done."""
    for item in context.items:
        done = context.schedule.done.get(item) if item.work.done is not None else None
        if done is not None:
            yield item, item.route, done
    for item, route, one in context.once(single_times):
        if one.done is not None:
            yield item, route, one.done


@rule("dates", Severity.WARNING, depends_on_day=True)
def undecided_alternatives(context: Context) -> Iterator[Problem]:
    """Several dates are still possible, and the first of them is near or past.

    People cannot plan a journey to "Rio in April, or Paris at the end of April".

    Choose one date, for example with `ssetrack move 1.2 paris`, or delete the other dates in the file.

    Bad, in March 2004:

        when:
          - {date: 2004-04-08/2004-04-09, where: Rio de Janeiro}
          - {date: 2004-04-26/2004-04-27, where: Paris}

    Good:

        when: {date: 2004-04-26/2004-04-27, where: Paris}
    """
    for item in context.items:
        due = context.due(item)
        if not due.alternatives or item.status in (*ENDED, "on-hold"):
            continue
        first = due.period.earliest or due.period.latest
        if first is not None and (first - context.today).days <= SOON:
            yield Problem(
                "undecided-alternatives",
                At(date_route(item)[:-2]),
                message(
                    "{number} dates are still possible; the first is {first}",
                    number=len(due.alternatives),
                    first=first,
                ),
                message(
                    "choose one, for example: `ssetrack move {id} {option}`",
                    id=item.id,
                    option=_first_option(item, due),
                ),
            )


def _first_option(item: Item, due: Due) -> str:
    """How `move` is told to choose the first of several dates: by its id, or by the date itself."""
    entries = item.work.deadline or item.work.when
    own = entries[0].id if len(entries) > 1 else None
    return quote(own or due.alternatives[0].period.canonical)
