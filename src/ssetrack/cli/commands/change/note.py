"""`ssetrack note`: a remark with today's day."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.edit_options import EditOptions
from ssetrack.cli.options import ITEM

if TYPE_CHECKING:
    from datetime import date

    from ssetrack.cli.commands.change.carrying_out import Edit
    from ssetrack.cli.commands.change.edit_session import Workbench


def note(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=ITEM,
            autocompletion=activity_ids,
        ),
    ],
    text: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT…", help="The remark; it may begin with its day: 2027-03-31, `yesterday`, `-2d`."
        ),
    ],
    editing: EditOptions,
) -> None:
    """Add a remark with today's date to the log of an item."""
    from functools import partial

    from ssetrack.cli.commands.change.carrying_out import Order, carry_out
    from ssetrack.cli.commands.change.edit_session import workbench

    bench = workbench(editing)
    carry_out(bench, [Order(id_, partial(note_edit, own_id=id_, words=" ".join(text), day=bench.today))])


def note_edit(bench: "Workbench", own_id: str, words: str, day: "date") -> "Edit":
    """The edit that adds a remark to the log of an item, or to the notes of one of its times.

    `day` is that of the remark, unless it begins with one.
    """
    from ssetrack.cli.commands.change.carrying_out import Edit, already_so
    from ssetrack.edit.noting import log_addition, remark_of
    from ssetrack.edit.occurrences import note_on_time
    from ssetrack.language.message import message

    one = bench.occurrence(own_id)
    if one is not None:
        what = message("added to the notes of `{id}`: {text}", id=one.id, text=words)
        return Edit(one.item.source, note_on_time(one, words), what, already_so(one.id))
    target = bench.target(own_id)
    remark = remark_of(words, day)
    what = message("added to the log of `{id}`: {text}", id=target.id, text=remark)
    return Edit(target.source, log_addition(target, remark), what, already_so(target.id))
