"""What a command is given, word by word: `-2w` is two weeks ago, and no option.

Comes in: the words behind a command, and its parameters as typer knows them. Goes out: the same words, with
those that begin with a minus and a digit where typer takes none for an option.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import typer
from typer.core import TyperCommand

END_OF_OPTIONS = "--"
_NEGATIVE = re.compile(r"-[0-9].*", re.DOTALL)


class Command(TyperCommand):
    """A command that takes what begins with a minus and a digit for a value."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the words behind the command."""
        with_value = {
            name
            for one in self.get_params(ctx)
            if one.param_type_name == "option" and not getattr(one, "is_flag", False)
            for name in (*one.opts, *one.secondary_opts)
        }
        return super().parse_args(ctx, in_order(args, with_value))


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
