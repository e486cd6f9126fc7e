"""Commands and groups of them: typer's, with help and errors in our words and the reader's language."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup

from ssetrack.cli.arguments import in_order, option_without_text, takes_in
from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.lazy import import_target
from ssetrack.cli.options import with_groups
from ssetrack.language.message import Message

USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""What all mistakes in typing a command have in common; typer has no public name for it."""

SAYS_ITSELF = frozenset(("--separator",))
"""Options that say better than we could why no text is a value of theirs."""

CONTEXT = {"help_option_names": ["-h", "--help"]}
"""What typer is told of every command: one remembers what its help is called by whoever asks first."""

Part = dict[str, Any]
"""Commands that do the same kind of thing: name to `module:function`, or to a group and what it is for."""

Table = tuple[tuple[Message, Part], ...]
"""The parts of a group in the order in which `--help` lists them, each with its heading."""


@contextmanager
def in_our_words(ctx: Any) -> Iterator[None]:
    """Make the errors that typer raises for what was typed into ours."""
    try:
        yield
    except USAGE_ERROR as error:
        from ssetrack.cli.usage_errors import usage_error

        raise usage_error(error, ctx) from error


class Command(TyperCommand):
    """One command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed (`-2w` is a value); words that the command does not take are refused."""
        ctx.allow_extra_args = True
        with_value = {*self._options_with_value(ctx)}
        ordered = in_order(args, with_value)
        empty = None if ctx.resilient_parsing else option_without_text(ordered, with_value - SAYS_ITSELF)
        with in_our_words(ctx):
            rest = super().parse_args(ctx, ordered)
        if empty is not None:
            from ssetrack.cli.usage_errors import needs_a_value

            raise needs_a_value(empty, ctx)
        if rest and not ctx.resilient_parsing:
            from ssetrack.cli.usage_errors import too_many_words

            raise too_many_words(rest, ctx)
        if not ctx.resilient_parsing and takes_in(ctx):
            from ssetrack.workspace.scope.plan_name import is_yaml_name

            if any(map(is_yaml_name, args)):
                from ssetrack.cli.usage_errors import plan_without_option

                refused = plan_without_option(ctx)
                if refused is not None:
                    raise refused
        return rest

    def _options_with_value(self, ctx: Any) -> Iterator[str]:
        for one in self.get_params(ctx):
            if one.param_type_name == "option" and not getattr(one, "is_flag", False):
                yield from (*one.opts, *one.secondary_opts)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the command."""
        from ssetrack.cli.help import write_command_help

        write_command_help(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 60) -> str:  # noqa: ARG002  (a summary is never cut)
        """What the command does, in one line: what a shell shows beside a command that it offers."""
        from ssetrack.cli.help import summary_for_reader

        return summary_for_reader(self)


class Group(TyperGroup):
    """Commands of which each is imported only when it is needed.

    With two dozen commands, their modules and options are a good part of the start-up time.
    """

    table: ClassVar[Table] = ()
    """What the group holds."""

    named_elsewhere: ClassVar[dict[str, str]] = {}
    """What other programs call our commands."""

    def _targets(self) -> dict[str, Any]:
        return {name: target for _, part in self.table for name, target in part.items()}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """All names, in the order in which `--help` lists them."""
        return list(self._targets())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, or None."""
        target = self._targets().get(cmd_name)
        return None if target is None else command_of(cmd_name, target)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed before the command; where nothing was, say what could be."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(ExitCode.FAILED)
        with in_our_words(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was typed first; one that there is not is refused, with the one that was meant."""
        name = args[0]
        if name not in self._targets() and not name.startswith("-") and not ctx.resilient_parsing:
            from ssetrack.cli.usage_errors import unknown_command

            raise unknown_command(
                name, self.list_commands(ctx), self.named_elsewhere.get(name.casefold()), ctx
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed; that none was, is all that can still be wrong with it."""
        try:
            return super().invoke(ctx)
        except USAGE_ERROR as error:
            from ssetrack.cli.usage_errors import no_command

            raise no_command(ctx) from error

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the group."""
        from ssetrack.cli.help import summary, write_group_help

        parts = [
            (heading, [(name, summary(self.get_command(ctx, name))) for name in part])
            for heading, part in self.table
        ]
        write_group_help(self, ctx, formatter, parts)

    def get_short_help_str(self, limit: int = 60) -> str:  # noqa: ARG002
        """What the commands are for, in one line."""
        from ssetrack.cli.help import summary_for_reader

        return summary_for_reader(self)


def _nothing() -> None:
    """What a group does before its command."""


def command_of(name: str, target: str | tuple[type[Group], Message]) -> Any:
    """The command whose function is at `module:function`; or a group, and what it is for."""
    return _command(name, target) if isinstance(target, str) else _group(target[0], target[1].template)


@cache
def _command(name: str, target: str) -> Any:
    """Made once, which takes longer than many runs: typer asks for it again, and a process may run several.

    It holds no language and nothing that was typed; both come with each run.
    """
    single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    single.command(name, cls=Command, context_settings=CONTEXT)(with_groups(import_target(target)))
    return typer.main.get_command(single)


@cache
def _group(kind: type[Group], purpose: str) -> Any:
    group = typer.Typer(cls=kind, no_args_is_help=True, add_completion=False, rich_markup_mode=None)
    group.callback(help=purpose)(_nothing)
    return typer.main.get_command(group)
