"""The pages of the commands, docs/commands/NAME.md: what `--help` says, as Markdown.

Comes in: the commands, and a page as it is. Goes out: the page with the summary and the options between their
marks; what is before, between and after them is written by hand and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import typer

from ssetrack.cli import help as help_of
from ssetrack.cli.application import application

SUMMARY, OPTIONS = ("<!-- summary -->", "<!-- /summary -->"), ("<!-- options -->", "<!-- /options -->")


class Markdown:
    """Stands where typer's formatter does, and makes Markdown of the same calls."""

    def __init__(self) -> None:
        self.head: list[str] = []
        self.tables: list[str] = []

    def write_usage(self, prog: str, args: str = "", prefix: str = "") -> None:
        """How the command is called."""
        self.head.append(f"```text\n{prefix}{prog} {args}\n```")

    def write_paragraph(self) -> None:
        """Paragraphs are joined at the end."""

    @contextmanager
    def indentation(self) -> Iterator[None]:
        """Nothing is indented."""
        yield

    def write_text(self, text: str) -> None:
        """A paragraph of what the command does."""
        self.head.append(text)

    def write(self, text: str) -> None:
        """A heading above rows."""
        self.tables.append(f"## {text.strip().removesuffix(':')}")

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        """What is typed, and what it does."""
        lines = [f"| `{_cell(typed)}` | {_cell(does)} |" for typed, does in rows]
        self.tables.append("\n".join(["| type | what it does |", "|---|---|", *lines]))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


@cache
def names() -> list[str]:
    """All commands as they are typed, `export ics` among them."""
    group: Any = typer.main.get_command(application())
    found = []
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        inner = command.list_commands(None) if hasattr(command, "list_commands") else []
        found += [f"{name} {one}" for one in inner] or [name]
    return found


def file_of(name: str) -> str:
    """The file of a command's page: `export-ics.md`."""
    return f"{name.replace(' ', '-')}.md"


@cache
def options_of(name: str) -> set[str]:
    """All spellings of a command's options."""
    command: Any = typer.main.get_command(application())
    for word in name.split():
        command = command.get_command(None, word)
    return {"-h", "--help"} | {spelling for one in command.params for spelling in one.opts}


def _help(name: str) -> Markdown:
    command: Any = typer.main.get_command(application())
    context = typer.Context(command, info_name="ssetrack", help_option_names=["-h", "--help"])
    for word in name.split():
        command = command.get_command(context, word)
        context = typer.Context(command, info_name=word, parent=context)
    page = Markdown()
    help_of.write_command_help(command, context, page)
    return page


def page_of(name: str, text: str | None) -> str:
    """The page of a command, from what it is now; None where there is none yet."""
    made = _help(name)
    usage, *does = made.head
    if text is None:
        text = f"# ssetrack {name}\n\n{''.join(SUMMARY)}\n\n{''.join(OPTIONS)}\n"
    text = _between(text, SUMMARY, "\n\n".join([*does, usage]))
    return _between(text, OPTIONS, "\n\n".join(made.tables))


def _between(text: str, marks: tuple[str, str], content: str) -> str:
    before, rest = text.split(marks[0])
    after = rest.split(marks[1])[1]
    return f"{before}{marks[0]}\n\n{content}\n\n{marks[1]}{after}"
