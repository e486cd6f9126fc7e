"""`ssetrack assign`: who does it."""

from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids, owner_names
from ssetrack.cli.options import ITEM, EditOptions


def assign(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=ITEM,
            autocompletion=activity_ids,
        ),
    ],
    editing: EditOptions,
    owners: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OWNER…", help="Everyone who is responsible from now on.", autocompletion=owner_names
        ),
    ] = None,
    contributors: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="OWNER",
            help="Everyone who contributes from now on; can be repeated.",
            autocompletion=owner_names,
        ),
    ] = None,
) -> None:
    """Say who is responsible, or who contributes."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.edit.assignments import list_assignment
    from ssetrack.edit.occurrences import check_field, with_fields
    from ssetrack.language.message import message

    responsible, contributing = names(owners), names(contributors)
    if not responsible and not contributing:
        raise SsetrackError(
            message("nobody is named"),
            message("write the owners behind the id; `set {id} owners=` takes all away", id=id_),
        )
    bench = workbench(editing)
    who = ", ".join([*responsible, *contributing])
    one = bench.occurrence(id_)
    if one is not None:
        if contributing:
            check_field("with")
        hosts = with_fields(one, {"owners": list(dict.fromkeys(responsible))})
        bench.make(one.item.source, hosts, message("`{id}` is assigned to {names}", id=one.id, names=who))
        return
    target = bench.target(id_)
    changes = [
        change
        for field, people in (("owners", responsible), ("with", contributing))
        if people
        for change in list_assignment(target, field, people)
    ]
    bench.make(target.source, changes, message("`{id}` is assigned to {names}", id=target.id, names=who))


def names(values: list[str] | None) -> list[str]:
    """Names given one by one or with commas between."""
    return [part.strip() for value in values or () for part in value.split(",") if part.strip()]
