"""`ssetrack add`: a new activity, or a milestone of one."""

from typing import Annotated

import typer

from ssetrack.cli.completion import section_names
from ssetrack.cli.options import EditOptions


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
    from ssetrack.cli.commands.change.edit_session import workbench
    from ssetrack.cli.commands.change.parts import add_part, is_part
    from ssetrack.cli.commands.change.places import the_plan, the_section
    from ssetrack.edit.adding import addition
    from ssetrack.edit.assignments import new_fields
    from ssetrack.language.message import message
    from ssetrack.plan.reference import Reference

    bench = workbench(editing)
    if is_part(id_):
        add_part(bench, id_, title, assignments or (), section)
        return
    new = Reference.from_text(id_)
    if new.milestone is not None:
        target = bench.target(str(new._replace(milestone=None)))
        source, route, name = target.source, target.route, "milestones"
        fields = new_fields(new.milestone, title, assignments or (), "milestone")
    else:
        source = the_plan(bench.sources, new.plan)
        route, name = the_section(source, section), "activities"
        fields = new_fields(new.activity, title, assignments or (), "activity")
    what = message("`{id}` is new", id=new.item)
    bench.make(source, [addition(source, route, name, fields)], what)
