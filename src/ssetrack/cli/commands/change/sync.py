"""`ssetrack sync`: the tasks of a CalDAV server and the items of plans, kept in step."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import task_lists
from ssetrack.cli.edit_options import EditOptions
from ssetrack.cli.exit_code import ExitCode
from ssetrack.language.message import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssetrack.cli.commands.change.syncing.plan_files import PlanFiles
    from ssetrack.sync.record import Record
    from ssetrack.sync.state import State
    from ssetrack.workspace.configuration import Configuration

PROPOSALS = message("Proposals").template


class SyncFormat(StrEnum):
    """How what a run came to is written."""

    TEXT = "text"
    JSON = "json"


class Accepting(StrEnum):
    """What is taken from a phone without asking, beside what is done and progress."""

    DATES = "dates"


def sync(
    editing: EditOptions,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="The task list, as in `[sync.NAME]` of ssetrack.toml. Default: the only one there.",
            autocompletion=task_lists,
        ),
    ] = None,
    recreate: Annotated[
        bool,
        typer.Option(
            "--recreate",
            help="Go on although much is missing: create tasks again, or cancel those that left the plans.",
        ),
    ] = False,
    accept: Annotated[
        Accepting | None,
        typer.Option("--accept", help="Write dates that were changed on a phone into the plan."),
    ] = None,
    foreign: Annotated[
        bool,
        typer.Option(
            "--foreign", help="Propose to add tasks that were made on a phone.", rich_help_panel=PROPOSALS
        ),
    ] = False,
    proposals: Annotated[
        bool,
        typer.Option(
            "--proposals",
            help="List what is to be decided, without contacting the server.",
            rich_help_panel=PROPOSALS,
        ),
    ] = False,
    apply: Annotated[
        list[str] | None,
        typer.Option(
            "--apply",
            metavar="N,…",
            help="Carry out these proposals, without contacting the server.",
            rich_help_panel=PROPOSALS,
        ),
    ] = None,
    reject: Annotated[
        list[str] | None,
        typer.Option(
            "--reject",
            metavar="N,…",
            help="Remove these proposals; the next run restores the plan's date on the server.",
            rich_help_panel=PROPOSALS,
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the option is called so everywhere)
        SyncFormat, typer.Option("--format", help="text or json.")
    ] = SyncFormat.TEXT,
) -> None:
    """Keep the tasks of a CalDAV server and the plans in step.

    What is done on a phone comes into the plan; other changes become proposals.
    """
    from ssetrack.cli.commands.change.syncing.plan_files import PlanFiles
    from ssetrack.sync.record import record_of
    from ssetrack.workspace.configuration import configuration
    from ssetrack.workspace.sync_settings import SyncConfiguration

    _refuse_several(proposals=proposals, apply=apply, reject=reject, foreign=foreign, recreate=recreate)
    config = configuration()
    chosen = _list_meant(config, name)
    settings = config.sync.get(chosen, SyncConfiguration())
    as_json = _is_json(format)
    record = record_of(config, chosen)
    plans = PlanFiles(editing, settings, is_quiet=as_json)
    if proposals or apply or reject:
        with record.lock(is_dry=editing.dry_run or not (apply or reject)):
            _decide(chosen, record, plans, _numbers(apply), _numbers(reject), as_json=as_json)
        return
    _run(
        chosen,
        config,
        record,
        plans,
        dry_run=editing.dry_run,
        recreate=recreate,
        accept_dates=accept is Accepting.DATES,
        foreign=foreign,
        as_json=as_json,
    )


def _is_json(format_: SyncFormat) -> bool:
    """Whether the answer is for programs: in English, and without what is told beside it."""
    match format_:
        case SyncFormat.TEXT:
            return False
        case SyncFormat.JSON:
            return True


def _refuse_several(
    *,
    proposals: bool,
    apply: "Sequence[str] | None",
    reject: "Sequence[str] | None",
    foreign: bool,
    recreate: bool,
) -> None:
    from ssetrack.diagnostic import SsetrackError

    local = proposals or apply or reject
    if local and (foreign or recreate):
        raise SsetrackError(
            message("`--proposals`, `--apply` and `--reject` do not contact the server"),
            message("leave out `--foreign` and `--recreate`, or run `ssetrack sync` first"),
        )


def _list_meant(config: "Configuration", name: str | None) -> str:
    """The task list that is meant. Raises `SsetrackError` where there is none, or several."""
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.nearest import few
    from ssetrack.sync.server.account_settings import task_lists as lists
    from ssetrack.workspace.personal import personal

    known = lists(config, personal())
    if name is None and len(known) == 1:
        return known[0]
    if not known:
        raise SsetrackError(
            message("no task list is set up"),
            message("write `[sync.phones]` with `url` and `user` in ssetrack.toml (docs/how-to/sync.md)"),
        )
    if name is None:
        raise SsetrackError(
            message("there are several task lists: {names}", names=few(known)),
            message("name one: `ssetrack sync {name}`", name=known[0]),
        )
    if name not in known:
        raise SsetrackError(
            message("there is no task list `{name}`", name=name),
            message("choose: {choices}", choices=few(known)),
        )
    return name


def _run(
    name: str,
    config: "Configuration",
    record: "Record",
    plans: "PlanFiles",
    *,
    dry_run: bool,
    recreate: bool,
    accept_dates: bool,
    foreign: bool,
    as_json: bool,
) -> None:
    """Ask the server, and bring both sides in step."""
    from ssetrack.cli.commands.change.syncing.commands_of import Doing
    from ssetrack.cli.commands.change.syncing.report import outcome_json, outcome_text
    from ssetrack.cli.extras import extra
    from ssetrack.cli.printing import write_result
    from ssetrack.language.speaker import ENGLISH
    from ssetrack.sync.run import Settings, run
    from ssetrack.sync.server.account_settings import account_of
    from ssetrack.workspace.personal import personal
    from ssetrack.workspace.remarks import remark
    from ssetrack.workspace.session import now

    with extra("sync"):
        from ssetrack.sync.server.opening import server_collection

    account = account_of(config, personal(), name)
    speaker = plans.bench.speaker
    with record.lock(is_dry=dry_run):
        state = record.state()
        server = server_collection(account)
        how = Settings(
            account.address.url,
            f"{now():%Y%m%dT%H%M%SZ}",
            plans.bench.today,
            dry_run=dry_run,
            recreate=recreate,
            accept_dates=accept_dates,
            foreign=foreign,
        )
        outcome = run(server, state, plans, how, record.keep)
    for one in (*outcome.remarks, *outcome.open_ends, *outcome.failures, *server.remarks):
        remark(one, speaker)
    if outcome.stopped is not None:
        remark(outcome.stopped, speaker)
        again = message("nothing was changed; if this is right: `ssetrack sync {name} --recreate`", name=name)
        remark(again, speaker)
    tasks = outcome.tasks or plans.tasks(lambda _: "", ())
    doing = Doing(plans.bench, tasks, ENGLISH if as_json else speaker, plans.places, plans.filters)
    if as_json:
        write_result(outcome_json(name, outcome, doing, dry_run=dry_run), None)
    elif outcome.stopped is None:
        write_result(outcome_text(name, outcome, doing, speaker, dry_run=dry_run), None)
    if outcome.failures:
        raise typer.Exit(ExitCode.FAILED)
    if outcome.stopped is not None or outcome.state.proposals or outcome.open_ends:
        raise typer.Exit(ExitCode.FINDINGS)


def _decide(
    name: str,
    record: "Record",
    plans: "PlanFiles",
    apply: "Sequence[int]",
    reject: "Sequence[int]",
    *,
    as_json: bool,
) -> None:
    """Carry out proposals, remove some, and list what is left."""
    from dataclasses import replace

    from ssetrack.cli.commands.change.syncing.commands_of import Doing
    from ssetrack.cli.commands.change.syncing.report import proposals_json, proposals_text
    from ssetrack.cli.printing import write_result
    from ssetrack.language.speaker import ENGLISH
    from ssetrack.sync.adoption import with_adopted
    from ssetrack.workspace.remarks import remark

    state = record.state()
    _refuse_unknown(state, (*apply, *reject))
    speaker = plans.bench.speaker
    tasks = plans.tasks(lambda _: "", state.items.keys())
    state = with_adopted(state, tasks)
    apply = [one for one in apply if any(one == known.number for known in state.proposals)]
    known = state
    state = replace(state, proposals=plans.with_ids(state.proposals, apply, tasks))
    if state != known and not plans.bench.dry_run:
        record.keep(state)  # a run that is killed while it writes the plan knows what it was about to add
    wishes = {one.wish: one.number for one in state.proposals if one.number in apply}
    refused = plans.carry_out(list(wishes), tasks) if wishes else {}
    for wish, why in refused.items():
        told = message("proposal {number} was not carried out: {reason}", number=wishes[wish], reason=why)
        remark(told, speaker)
    done = {number for wish, number in wishes.items() if wish not in refused} | set(reject)
    if done and not plans.bench.dry_run:
        tasks = plans.tasks(lambda _: "", state.items.keys())
        state = with_adopted(state, tasks).without(frozenset(done))
        record.keep(state)
    doing = Doing(plans.bench, tasks, ENGLISH if as_json else speaker, plans.places, plans.filters)
    if as_json:
        write_result(proposals_json(name, state.proposals, doing), None)
    else:
        write_result(proposals_text(name, state.proposals, doing, speaker), None)
    if state.proposals:
        raise typer.Exit(ExitCode.FINDINGS)


def _numbers(texts: "Sequence[str] | None") -> tuple[int, ...]:
    """The numbers of proposals, several between commas. Raises `SsetrackError` for what is not one."""
    from ssetrack.cli.arguments import names_in
    from ssetrack.diagnostic import SsetrackError

    names = tuple(one.removeprefix("#") for one in names_in(texts))
    for one in names:
        if not (one.isascii() and one.isdecimal() and len(one) < 10):
            raise SsetrackError(
                message("`{text}` is not the number of a proposal", text=one),
                message("`ssetrack sync --proposals` lists them"),
            )
    return tuple(map(int, names))


def _refuse_unknown(state: "State", numbers: "Sequence[int]") -> None:
    from ssetrack.diagnostic import SsetrackError

    known = {one.number for one in state.proposals}
    for number in numbers:
        if number not in known:
            raise SsetrackError(
                message("there is no proposal {number}", number=number),
                message("`ssetrack sync --proposals` lists them"),
            )
