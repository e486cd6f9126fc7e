"""What `--help` prints: a command, its arguments and options, in the reader's language and never cut.

Comes in: a command of typer and its context. Goes out: text through typer's formatter. The texts are those
beside the options (`help=`) and the docstrings of the commands; catalogues hold their translations.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

import typer
from typer.core import TyperArgument, TyperOption

from ssetrack.language.message import Message, message, translatable
from ssetrack.language.speaker import Speaker
from ssetrack.workspace.remarks import reader, reader_of_arguments

Rows = list[tuple[str, str]]
"""What is typed, and what it does."""

OF_TYPER = {
    "Show this message and exit.": message("Show this help."),
    "Install completion for the current shell.": message("Set up completion for this shell."),
    "Show completion for the current shell, to copy it or customize the installation.": message(
        "Print what sets up completion for this shell."
    ),
}
"""What typer says of the options that it adds itself, in our words."""

OPTIONS = message("Options").template

NARROW, LEAST = 50, 24
"""Cells below which typer's formatter does not go, while a telephone has 40; and below which we do not."""


def write_command_help(command: Any, ctx: typer.Context, formatter: Any) -> None:
    """Write the help of one command: how it is called, what it does, its arguments, its options."""
    page = _Page(command, ctx, formatter)
    page.write_head()
    page.write_parameters()


def write_group_help(
    group: Any, ctx: typer.Context, formatter: Any, parts: Sequence[tuple[Message, Rows]]
) -> None:
    """Write the help of a group: its commands by what they are for, each with its summary; then options."""
    page = _Page(group, ctx, formatter)
    page.write_head()
    for heading, rows in parts:
        page.write_rows(heading.template, [(name, page.translation(text)) for name, text in rows])
    page.write_parameters()


def summary(command: Any) -> str:
    """What a command does: the first paragraph of its docstring."""
    return paragraphs(command.help or "")[0]


def summary_for_reader(command: Any) -> str:
    """The same in the language of whoever sits at the keyboard."""
    return reader().say(translatable(summary(command)))


def paragraphs(docstring: str) -> list[str]:
    """The paragraphs of a docstring, each on one line: what catalogues hold."""
    return [" ".join(part.split()) for part in docstring.split("\n\n")]


def value_name(parameter: Any, ctx: typer.Context) -> Message:
    """What is written for the value of an option or argument: `DATE`, or all values of a closed list."""
    if parameter.metavar is not None:
        return translatable(parameter.metavar)
    return message("{values}", values=parameter.make_metavar(ctx).strip("<>[]"))


class _Page:
    """The help of one command while it is written."""

    def __init__(self, command: Any, ctx: typer.Context, formatter: Any) -> None:
        self._command, self._ctx, self._formatter = command, ctx, formatter
        self._speaker: Speaker = reader_of_arguments(ctx.find_root().obj or ())
        self._columns: dict[str, int] = {}
        room = shutil.get_terminal_size().columns - 2
        if room < NARROW:
            formatter.width = max(LEAST, room)
            self._columns = {"col_max": formatter.width // 3}  # what is typed, beside what it does

    def translation(self, text: str) -> str:
        """A text of help in the reader's language."""
        return self._speaker.say(OF_TYPER.get(text) or translatable(text)) if text else ""

    def write_head(self) -> None:
        """Write how the command is called, and what it does."""
        usage = self._speaker.say(message("Usage:"))
        self._formatter.write_usage(self._ctx.command_path, " ".join(self._usage()), f"{usage} ")
        for paragraph in paragraphs(self._command.help or ""):
            self._formatter.write_paragraph()
            with self._formatter.indentation():
                self._formatter.write_text(self.translation(paragraph))

    def _usage(self) -> Iterator[str]:
        """What follows the command: `[OPTIONS]`, then what is needed or may be given."""
        yield self._speaker.say(message("[OPTIONS]"))
        for parameter in self._command.get_params(self._ctx):
            if isinstance(parameter, TyperArgument):
                name = self._value_name(parameter)
                yield name if parameter.required or name.startswith("[") else f"[{name}]"
        if hasattr(self._command, "list_commands"):
            yield self._speaker.say(message("COMMAND"))

    def write_parameters(self) -> None:
        """Write the arguments, then the options under their headings, those without one last."""
        sections: dict[str, Rows] = {}
        for parameter in self._command.get_params(self._ctx):
            if parameter.hidden:
                continue
            if isinstance(parameter, TyperArgument):
                heading, name = message("Arguments").template, self._value_name(parameter)
            else:
                heading, name = parameter.rich_help_panel or OPTIONS, self._option_names(parameter)
            sections.setdefault(heading, []).append((name, " ".join(self._description(parameter))))
        rest = sections.pop(OPTIONS, [])
        for heading, rows in [*sections.items(), (OPTIONS, rest)]:
            self.write_rows(heading, rows)

    def write_rows(self, heading: str, rows: Rows) -> None:
        """Write what is typed and what it does in two columns under a heading."""
        if rows:
            self._formatter.write_paragraph()
            self._formatter.write(
                self._speaker.say(message("{heading}:", heading=translatable(heading))) + "\n"
            )
            with self._formatter.indentation():
                self._formatter.write_dl(rows, **self._columns)

    def _value_name(self, parameter: Any) -> str:
        return self._speaker.say(value_name(parameter, self._ctx))

    def _option_names(self, option: TyperOption) -> str:
        """`-o, --output FILE`."""
        names = sorted((*option.opts, *option.secondary_opts), key=lambda name: name.startswith("--"))
        value = "" if option.is_flag or option.count else f" {self._value_name(option)}"
        return f"{', '.join(names)}{value}"

    def _description(self, parameter: Any) -> Iterator[str]:
        """What it does; its value where none is given; which variable gives it."""
        yield self.translation(parameter.help or "")
        default = parameter.get_default(self._ctx)
        if isinstance(default, Enum):
            yield f"({self._speaker.say(message('default: {value}', value=default.value))})"
        if parameter.envvar:
            yield f"({self._speaker.say(message('or set {variable}', variable=parameter.envvar))})"
