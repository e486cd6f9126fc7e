"""The table of contents: every command, and where it is.

A command's module is imported, and its options are built, only when that command is asked for or all are
listed: with two dozen commands this is a good part of the start-up time.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup

from ssetrack import __version__
from ssetrack.cli.lazy import import_target
from ssetrack.cli.options import with_groups

GROUP = "(group)"

COMMANDS = {
    "status": "ssetrack.cli.commands.look.status:status",
    "show": "ssetrack.cli.commands.look.show:show",
    "goals": "ssetrack.cli.commands.look.goals:goals",
    "owners": "ssetrack.cli.commands.look.owners:owners",
    "open": "ssetrack.cli.commands.look.open:open_",
    "timeline": "ssetrack.cli.commands.look.timeline:timeline",
    "diff": "ssetrack.cli.commands.look.diff:diff",
    "slip": "ssetrack.cli.commands.look.slip:slip",
    "lint": "ssetrack.cli.commands.check.lint:lint",
    "rule": "ssetrack.cli.commands.check.rule:rule",
    "date": "ssetrack.cli.commands.check.date:date",
    "schema": "ssetrack.cli.commands.check.schema:schema",
    "export": GROUP,
    "init": "ssetrack.cli.commands.change.init:init",
    "import": "ssetrack.cli.commands.change.import_:import_",
    "add": "ssetrack.cli.commands.change.add:add",
    "set": "ssetrack.cli.commands.change.set:set_",
    "done": "ssetrack.cli.commands.change.done:done",
    "note": "ssetrack.cli.commands.change.note:note",
    "move": "ssetrack.cli.commands.change.move:move",
    "assign": "ssetrack.cli.commands.change.assign:assign",
    "rename": "ssetrack.cli.commands.change.rename:rename",
    "remove": "ssetrack.cli.commands.change.remove:remove",
    "fill": "ssetrack.cli.commands.change.fill:fill",
    "undo": "ssetrack.cli.commands.change.undo:undo",
    "fmt": "ssetrack.cli.commands.change.fmt:fmt",
}
"""Command name to `module:function`, in the order in which `--help` lists them."""

EXPORTS = {
    "html": "ssetrack.cli.commands.publish.html:html",
    "ics": "ssetrack.cli.commands.publish.ics:ics",
    "xlsx": "ssetrack.cli.commands.publish.xlsx:xlsx",
    "csv": "ssetrack.cli.commands.publish.items:csv",
    "json": "ssetrack.cli.commands.publish.items:json",
    "markdown": "ssetrack.cli.commands.publish.items:markdown",
    "mermaid": "ssetrack.cli.commands.publish.items:mermaid",
}


class Commands(TyperGroup):
    """A group that imports a command when it is needed."""

    table: ClassVar[dict[str, str]] = COMMANDS

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """All command names."""
        return list(self.table)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """The command of that name, or None."""
        target = self.table.get(cmd_name)
        if target is None:
            return None
        if target == GROUP:
            return _group(GROUPS[cmd_name])
        function = import_target(target)
        single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        single.command(cmd_name)(with_groups(function))
        return typer.main.get_command(single)


class Exports(Commands):
    """The commands behind `export`."""

    table: ClassVar[dict[str, str]] = EXPORTS


def _export() -> None:
    """Write items for other programs and people: calendars, tables, charts."""


GROUPS: dict[str, tuple[type[Commands], Callable[[], None]]] = {"export": (Exports, _export)}
"""Groups of commands: their table, and a function whose docstring is what `--help` says."""


def _group(parts: tuple[type[Commands], Callable[[], None]]) -> Any:
    commands, callback = parts
    group = typer.Typer(cls=commands, no_args_is_help=True, add_completion=False, rich_markup_mode=None)
    group.callback()(callback)
    return typer.main.get_command(group)


def application() -> typer.Typer:
    """The whole command line, with nothing imported for any command yet."""
    app = typer.Typer(
        cls=Commands,
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_main)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ssetrack {__version__}")
        raise typer.Exit


def _main(
    version: bool = typer.Option(
        False, "--version", "-V", callback=_print_version, is_eager=True, help="Show the version and stop."
    ),
    verbose: bool = typer.Option(
        False, "--verbose", "-v", help="With --version: also which rules of time zones are in use."
    ),
) -> None:
    """Work plans of international networks: what is due, who does it, what is still open.

    Dates may be fuzzy ("January 2004", "?", "ongoing", two alternatives) and stay what they are.
    """
