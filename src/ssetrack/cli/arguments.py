"""What a command is given, word by word: `-2w` is two weeks ago, and no option.

Comes in: the words behind a command, and which of its options take a word. Goes out: the same words, with
those that begin with a minus and a digit where typer takes none for an option; the names in a value; and
whether one of the options names the plans.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

END_OF_OPTIONS = "--"
_NEGATIVE = re.compile(r"-[0-9].*", re.DOTALL)


def in_order(words: Sequence[str], with_value: Iterable[str]) -> list[str]:
    """The words with the options first, if one that begins with a minus and a digit is none of their values.

    `with_value` are the options that take the next word. What comes behind `--` is no option anyway.
    """
    end = words.index(END_OF_OPTIONS) if END_OF_OPTIONS in words else len(words)
    known = frozenset(with_value)
    options: list[str] = []
    values: list[str] = []
    before = ""
    for word in words[:end]:
        is_value = before in known
        is_option = not is_value and word.startswith("-") and word != "-" and not _NEGATIVE.fullmatch(word)
        (options if is_value or is_option else values).append(word)
        before = word if is_option else ""
    if not any(map(_NEGATIVE.fullmatch, values)):
        return list(words)
    return [*options, END_OF_OPTIONS, *values, *words[end + 1 :]]


def takes_in(ctx: typer.Context) -> bool:
    """Whether the command is told its plans by `--in`, because its other words mean something else."""
    parameters = ctx.command.get_params(ctx)
    paths = any("PATH" in (one.metavar or "") for one in parameters if one.param_type_name == "argument")
    return not paths and any("--in" in one.opts for one in parameters)


def names_in(values: Iterable[str] | None) -> tuple[str, ...]:
    """The names in an option that may be given several times, or hold several between commas; each once."""
    parts = (part.strip() for value in values or () for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def option_without_text(words: Sequence[str], with_value: Collection[str]) -> str | None:
    """The first option whose value is an empty text, or one of blanks: nobody means that; None for none.

    `words` are in the order in which typer reads them. A shell makes it of an unset variable.
    """
    rest = iter(words)
    for word in rest:
        if word == END_OF_OPTIONS:
            return None
        option, equals, value = word.partition("=")
        if option not in with_value:
            continue
        if not equals:
            value = next(rest, "-")  # typer says that it is missing
        if not value.strip(" "):
            return option
    return None
