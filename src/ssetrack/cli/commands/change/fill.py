"""`ssetrack fill`: somebody takes a vacant role."""

from typing import Annotated

import typer

from ssetrack.cli.completion import owner_names, vacant_roles
from ssetrack.cli.edit_options import EditOptions


def fill(
    seat: Annotated[
        str,
        typer.Argument(
            metavar="ROLE", help="The short name of the vacant role.", autocompletion=vacant_roles
        ),
    ],
    owner: Annotated[str, typer.Argument(metavar="OWNER", help="Who takes it.", autocompletion=owner_names)],
    editing: EditOptions,
) -> None:
    """Give a vacant role's work to an owner; remove the role."""
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.whole_plan import make_all, parts_of
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.edit.whole_plan.filling import fields_that_go, filling
    from ssetrack.language.message import message
    from ssetrack.workspace.remarks import remark

    bench = workbench(editing)
    seats = parts_of(bench, seat if seat.startswith("owner:") else f"owner:{seat}")
    own = owner.removeprefix("owner:")
    if not seats:
        raise SsetrackError(message("`{name}` is not a vacant role", name=seat))
    what = message("`{name}` now has all the work of the role `{seat}`", name=own, seat=seats[0].id)
    edits = filling(seats, own)
    make_all(bench, edits, what, looked_at=True)
    fields = fields_that_go(seats)
    if fields:
        remark(
            message(
                "these fields of the role `{seat}` were removed with it: {fields}",
                seat=seats[0].id,
                fields=", ".join(fields),
            ),
            bench.speaker,
        )
