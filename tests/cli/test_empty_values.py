"""An empty text behind an option, as a shell makes it of a variable that is not set, is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from commands import COMMANDS
from ssetrack.cli.application import EXPORTS
from ssetrack.cli.arguments import option_without_text
from ssetrack.cli.command import SAYS_ITSELF, command_of
from ssetrack.diagnostic import SsetrackError


def commands() -> Iterator[tuple[str, Any]]:
    for name, target in (COMMANDS | EXPORTS).items():
        if isinstance(target, str):
            yield name, command_of(name, target)


def options(command: Any, ctx: Any) -> Iterator[str]:
    for one in command.get_params(ctx):
        if one.param_type_name == "option" and not getattr(one, "is_flag", False):
            yield from one.opts


def test_no_command_takes_an_empty_text_for_no_option():
    tried = 0
    for name, command in commands():
        ctx = command.make_context(name, [], resilient_parsing=True)
        ctx.resilient_parsing = False
        for option in {*options(command, ctx)} - SAYS_ITSELF:
            for words in ([option, ""], [option, " "], *([[f"{option}="]] if option[:2] == "--" else [])):
                with pytest.raises(SsetrackError) as refused:
                    command.parse_args(ctx, words)
                said = str(refused.value.message)
                assert f"`{option}`" in said or "needs" in said or "value" in said, (name, words, said)
                tried += 1
    assert tried > 300


WITH_VALUE = ("--call", "-o")
CASES = {
    "--call|": "--call",
    "--call=": "--call",
    "-o|  |x": "-o",
    "--call|x|-o|": "-o",
    "--call|--call": None,
    "--call|x": None,
    "--flag|": None,
    "x|": None,
    "--|--call|": None,
    "-o|--|--call|": "--call",
    "--call": None,
}


@pytest.mark.parametrize("words", CASES)
def test_the_first_option_without_a_text(words: str):
    assert option_without_text(words.split("|"), WITH_VALUE) == CASES[words]
