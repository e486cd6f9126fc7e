"""The table of contents: every command, and where it is.

A command's module is imported, and its options are built, only when that command is asked for or all are
listed.
"""

from typing import ClassVar

import typer

from ssetrack import __version__
from ssetrack.cli.command import CONTEXT, Group, Part, Table
from ssetrack.language.message import message

LOOK: Part = {
    "brief": "ssetrack.cli.commands.look.brief:brief",
    "status": "ssetrack.cli.commands.look.status:status",
    "show": "ssetrack.cli.commands.look.show:show",
    "open": "ssetrack.cli.commands.look.open:open_",
    "agenda": "ssetrack.cli.commands.look.agenda:agenda",
    "owners": "ssetrack.cli.commands.look.owners:owners",
    "goals": "ssetrack.cli.commands.look.goals:goals",
    "timeline": "ssetrack.cli.commands.look.timeline:timeline",
    "diff": "ssetrack.cli.commands.look.diff:diff",
    "slip": "ssetrack.cli.commands.look.slip:slip",
}

CHECK: Part = {
    "lint": "ssetrack.cli.commands.check.lint:lint",
    "rule": "ssetrack.cli.commands.check.rule:rule",
    "date": "ssetrack.cli.commands.check.date:date",
    "fmt": "ssetrack.cli.commands.change.fmt:fmt",
    "schema": "ssetrack.cli.commands.check.schema:schema",
    "lsp": "ssetrack.cli.commands.check.lsp:lsp",
}

CHANGE: Part = {
    "init": "ssetrack.cli.commands.change.init:init",
    "import": "ssetrack.cli.commands.change.import_:import_",
    "add": "ssetrack.cli.commands.change.add:add",
    "set": "ssetrack.cli.commands.change.set:set_",
    "done": "ssetrack.cli.commands.change.done:done",
    "move": "ssetrack.cli.commands.change.move:move",
    "assign": "ssetrack.cli.commands.change.assign:assign",
    "note": "ssetrack.cli.commands.change.note:note",
    "reply": "ssetrack.cli.commands.change.reply:reply",
    "sync": "ssetrack.cli.commands.change.sync:sync",
    "rename": "ssetrack.cli.commands.change.rename:rename",
    "remove": "ssetrack.cli.commands.change.remove:remove",
    "fill": "ssetrack.cli.commands.change.fill:fill",
    "undo": "ssetrack.cli.commands.change.undo:undo",
}

EXPORTS: Part = {
    "html": "ssetrack.cli.commands.publish.html:html",
    "ics": "ssetrack.cli.commands.publish.ics:ics",
    "site": "ssetrack.cli.commands.publish.site:site",
    "xlsx": "ssetrack.cli.commands.publish.xlsx:xlsx",
    "csv": "ssetrack.cli.commands.publish.items:csv",
    "json": "ssetrack.cli.commands.publish.items:json",
    "markdown": "ssetrack.cli.commands.publish.items:markdown",
    "mermaid": "ssetrack.cli.commands.publish.items:mermaid",
}


class Exports(Group):
    """The commands behind `export`."""

    table: ClassVar[Table] = ((message("Formats"), EXPORTS),)
    named_elsewhere: ClassVar[dict[str, str]] = {
        "calendar": "ics", "ical": "ics", "feed": "ics", "page": "html", "web": "html",
        "website": "site", "pages": "site",
        "excel": "xlsx", "spreadsheet": "xlsx", "md": "markdown",
    }  # fmt: skip


SHARE: Part = {
    "export": (Exports, message("Write calendars, a web page, spreadsheets and tables.")),
    "letters": "ssetrack.cli.commands.publish.letters:letters",
}


class Commands(Group):
    """All commands."""

    table: ClassVar[Table] = (
        (message("Look at plans"), LOOK),
        (message("Check plans"), CHECK),
        (message("Share plans"), SHARE),
        (message("Change plans"), CHANGE),
    )
    named_elsewhere: ClassVar[dict[str, str]] = {
        "list": "status", "ls": "status", "report": "status", "today": "brief", "help": "--help",
        "summary": "brief", "dashboard": "brief", "next": "brief", "meeting": "agenda", "call": "agenda",
        "view": "show", "info": "show", "people": "owners", "questions": "open", "todo": "open",
        "gantt": "timeline", "changes": "diff", "log": "diff", "history": "slip",
        "check": "lint", "validate": "lint", "explain": "rule", "format": "fmt", "parse": "date",
        "editor": "lsp", "server": "lsp",
        "calendar": "export ics", "ics": "export ics", "ical": "export ics", "feed": "export ics",
        "mail": "letters", "mails": "letters", "letter": "letters", "remind": "letters",
        "page": "export html", "html": "export html", "publish": "export html", "csv": "export csv",
        "excel": "export xlsx", "xlsx": "export xlsx", "new": "init", "create": "init",
        "edit": "set", "change": "set", "update": "set", "complete": "done", "finish": "done",
        "close": "done", "postpone": "move", "reschedule": "move", "delay": "move",
        "comment": "note", "remark": "note", "delete": "remove", "rm": "remove", "mv": "rename",
        "answer": "reply", "revert": "undo", "caldav": "sync", "phone": "sync", "phones": "sync",
    }  # fmt: skip


DESCRIPTION = message(
    "Work plans of international networks: what is due, who does it, what is still open. "
    "Approximate dates (January 2004, two possible weeks, ongoing) stay what they are."
)


def application() -> typer.Typer:
    """The whole command line, with nothing imported for any command yet."""
    app = typer.Typer(
        cls=Commands,
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings=CONTEXT,
    )
    app.callback(help=DESCRIPTION.template)(_main)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ssetrack {__version__}")
        raise typer.Exit


def _main(
    version: bool = typer.Option(
        False, "--version", "-V", callback=_print_version, is_eager=True, help="Show the version."
    ),
    verbose: bool = typer.Option(
        False, "--verbose", "-v", help="With --version: also which time zone rules are used."
    ),
) -> None:
    """Answer `--version`; the rest is what the commands do."""
