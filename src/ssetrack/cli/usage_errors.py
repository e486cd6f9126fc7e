"""What is wrong with how a command was typed, said in our own voice and the reader's language.

Comes in: the exceptions that typer raises for it. Goes out: the error that every other mistake becomes, with
what to type instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import typer

from ssetrack.cli.arguments import takes_in
from ssetrack.cli.help import value_name
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message, translatable
from ssetrack.language.nearest import nearest
from ssetrack.wording.punctuation import message_behind_label
from ssetrack.workspace.scope.plan_name import is_yaml_name


def usage_error(error: Any, ctx: typer.Context) -> SsetrackError:
    """The error to be shown for one that typer raised while it read what was typed."""
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            return _unknown_option(error.option_name, ctx)
        case "BadOptionUsage":
            return _bad_option(error.option_name, ctx)
        case "MissingParameter":
            return _missing(parameter, ctx)
        case "BadParameter" if parameter is not None:
            return _bad_value(parameter, ctx)
    return SsetrackError(message("{problem}", problem=str(error.message)), see_help(ctx))


def see_help(ctx: typer.Context) -> Message:
    """Where all that can be typed is listed."""
    return message("`{command} --help` lists what can be typed", command=ctx.command_path)


def cannot_be(name: str, value: str, example: str) -> SsetrackError:
    """An option, a setting or a variable of the environment has a value that is none of its own."""
    return SsetrackError(
        message("`{name}` cannot be `{text}`", name=name, text=value),
        message("write for example `{example}`", example=example),
    )


def unknown_command(
    name: str, commands: Sequence[str], meant: str | None, ctx: typer.Context
) -> SsetrackError:
    """There is no such command; `meant` is what other programs call so, if it is known."""
    problem = message("there is no command `{name}`", name=name)
    likely = meant or nearest(name, commands)
    if likely is None:
        return SsetrackError(problem, see_help(ctx))
    return SsetrackError(
        problem, message("did you mean `{command}`?", command=f"{ctx.command_path} {likely}")
    )


def no_command(ctx: typer.Context) -> SsetrackError:
    """Only options were typed, and no command."""
    return SsetrackError(message("`{command}` needs a command", command=ctx.command_path), see_help(ctx))


def too_many_words(words: Sequence[str], ctx: typer.Context) -> SsetrackError:
    """More was typed than the command takes."""
    problem = message("`{command}` does not take `{word}`", command=ctx.command_path, word=words[0])
    if is_yaml_name(words[0]) or Path(words[0]).exists():
        return SsetrackError(problem, _after_in(words[0]) if takes_in(ctx) else see_help(ctx))
    return SsetrackError(
        problem,
        message(
            "put quotes around a text of several words; or see `{command} --help`", command=ctx.command_path
        ),
    )


def plan_without_option(ctx: typer.Context) -> SsetrackError | None:
    """What to say where a plan is named among the words of a command that is told its plans by `--in`."""
    for parameter in ctx.command.get_params(ctx):
        if parameter.param_type_name != "argument":
            continue
        given = ctx.params.get(parameter.name or "")
        for word in [given] if isinstance(given, str) else given or ():
            if is_yaml_name(word) and Path(word).is_file():
                return SsetrackError(message("`{word}` is a file", word=word), _after_in(word))
    return None


def _after_in(word: str) -> Message:
    return message("write `--in {word}`", word=word)


def _unknown_option(name: str, ctx: typer.Context) -> SsetrackError:
    problem = message("there is no option `{option}`", option=name)
    if name == "--lang":
        return SsetrackError(
            problem, message("set SSETRACK_LANG=fr, or another language, for the messages of this command")
        )
    options = [one for parameter in ctx.command.get_params(ctx) for one in parameter.opts if one[:2] == "--"]
    completions = [option for option in options if option.startswith(name)]
    likely = completions[0] if len(completions) == 1 else nearest(name, options)
    if likely is None:
        return SsetrackError(
            problem, message("`{command} --help` lists the options", command=ctx.command_path)
        )
    return SsetrackError(problem, message("did you mean `{option}`?", option=likely))


def _bad_option(name: str, ctx: typer.Context) -> SsetrackError:
    """A value is missing behind an option, or stands behind one that has none."""
    for parameter in ctx.command.get_params(ctx):
        if name in parameter.opts:
            if getattr(parameter, "is_flag", False):
                return SsetrackError(message("`{option}` does not take a value", option=name))
            return needs_a_value(name, ctx)
    return SsetrackError(message("`{option}` cannot be used like this", option=name), see_help(ctx))


def needs_a_value(name: str, ctx: typer.Context) -> SsetrackError:
    """Nothing is behind an option that has a value, or an empty text."""
    parameter = next(one for one in ctx.command.get_params(ctx) if name in one.opts)
    return SsetrackError(message("`{option}` needs a value", option=name), _expectation(parameter, ctx, name))


def _missing(parameter: Any, ctx: typer.Context) -> SsetrackError:
    name = value_name(parameter, ctx)
    problem = message("`{command}` needs {what}", command=ctx.command_path, what=name)
    return SsetrackError(
        problem,
        message_behind_label(name, translatable(parameter.help or "")),
    )


def _bad_value(parameter: Any, ctx: typer.Context) -> SsetrackError:
    name = parameter.opts[-1] if parameter.opts[-1].startswith("-") else str(value_name(parameter, ctx))
    value = _value(parameter.opts, ctx.find_root().obj or ())
    expected = _expectation(parameter, ctx, name)
    if value is None:
        return SsetrackError(message("the value of `{option}` cannot be used", option=name), expected)
    return SsetrackError(
        message("`{value}` is not a value of `{option}`", value=value, option=name), expected
    )


def _expectation(parameter: Any, ctx: typer.Context, name: str) -> Message:
    """What can be typed behind an option: one of a closed list, a number, a text."""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        values = [str(one.value if isinstance(one, Enum) else one) for one in choices]
        return message("choose: {choices}", choices=", ".join(values))
    if hasattr(parameter.type, "min") and parameter.metavar == "DAYS":
        return message(
            "`{option}` needs a number of days, {least} or more", option=name, least=parameter.type.min or 0
        )
    if hasattr(parameter.type, "min"):
        return message(
            "`{option}` needs a whole number, {least} or more", option=name, least=parameter.type.min or 0
        )
    return message_behind_label(
        value_name(parameter, ctx),
        translatable(parameter.help or ""),
    )


def _value(names: Sequence[str], arguments: Sequence[str]) -> str | None:
    """What was typed behind an option, as the last of several; None where it was not typed."""
    found = None
    for place, word in enumerate(arguments):
        option, equals, value = word.partition("=")
        if option in names:
            found = value if equals else next(iter(arguments[place + 1 :]), None)
    return found
