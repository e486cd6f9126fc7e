"""`ssetrack add`: a new activity, or a milestone of one."""

from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import section_names
from ssetrack.cli.edit_options import EditOptions

if TYPE_CHECKING:
    from ssetrack.cli.commands.change.carrying_out import Edit
    from ssetrack.cli.commands.change.edit_session import Workbench
    from ssetrack.edit.assignments import Assignments
    from ssetrack.edit.item_lookup import ItemKind


def add(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The new id: 1.9, 5.4/review, plan:id, owner:priya, goal:H or section:press."
        ),
    ],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What is to be done or reached.")],
    editing: EditOptions,
    assignments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]…", help="More fields, for example deadline=2027-03 owners=ben,chilo."
        ),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            metavar="NAME",
            help="The section of a new activity (id or title).",
            autocompletion=section_names,
        ),
    ] = None,
) -> None:
    """Add an activity, a milestone, an owner, a goal or a section."""
    from functools import partial

    from ssetrack.cli.commands.change.carrying_out import Order, carry_out
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.parts import add_part, is_part
    from ssetrack.edit.assignments import refuse_field_as_title, values_by_field

    refuse_field_as_title(id_, title)
    wanted = values_by_field(assignments or ())
    bench = workbench(editing)
    if is_part(id_):
        add_part(bench, id_, title, wanted, section)
        return
    edit = partial(addition_edit, own_id=id_, title=title, assignments=wanted, section=section)
    carry_out(bench, [Order(id_, edit)])


def addition_edit(
    bench: "Workbench", own_id: str, title: str, assignments: "Assignments", section: str | None = None
) -> "Edit":
    """The edit that adds an activity, or a milestone of one.

    Raises `SsetrackError` where it is not clear in which plan and section.
    """
    from ssetrack.cli.commands.change.carrying_out import Edit, already_so
    from ssetrack.cli.commands.change.places import the_section
    from ssetrack.edit.adding import addition
    from ssetrack.edit.assignments import new_fields
    from ssetrack.edit.whole_plan.part_lookup import plan_named
    from ssetrack.language.message import message
    from ssetrack.plan.reference import Reference

    new = Reference.from_text(own_id)
    if new.milestone is not None:
        target = bench.target(str(new._replace(milestone=None)))
        source, route, name = target.source, target.route, "milestones"
        own = new.milestone
    else:
        source = plan_named(
            bench.sources,
            new.plan,
            lambda _: message("write `plan:id`, or name the file with `--in`"),
        )
        route, name = the_section(source, section), "activities"
        own = new.activity
    kind: ItemKind = "activity" if new.milestone is None else "milestone"
    fields = new_fields(source, own, title, assignments, kind, bench.today)
    what = message("added `{id}`", id=new.item)
    return Edit(source, [addition(source, route, name, fields)], what, already_so(new.item))
