"""The door to rich: consoles, and what every screen has in common.

Comes in: a stream, a wish for colour, a width. Goes out: a console that never reads content as markup.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TextIO

from rich.console import Console
from rich.text import Text

from ssetrack.wording.printable import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["NARROW", "WIDE", "WIDEST", "Colour", "Console", "console", "lines", "screen", "text"]

Colour = Literal["auto", "always", "never"]

WIDE, NARROW = 112, 72
"""Columns from which a table has all its columns, and below which items are stacked instead."""

WIDEST = 140
"""A table does not grow beyond this: longer lines are hard to follow with the eye."""


def console(stream: TextIO, colour: Colour = "auto", width: int | None = None) -> Console:
    """A console for results. With `auto`, rich heeds NO_COLOR, FORCE_COLOR and TERM=dumb."""
    return Console(
        file=stream,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=False,
        width=width,
        force_terminal=True if colour == "always" else None,
        no_color=True if colour == "never" else None,
        color_system="standard" if colour == "always" else "auto",
    )


def screen(draw: Callable[[Console], None], to: Console) -> str:
    """What `draw` prints on the console, without the blanks that tables leave at the ends of lines."""
    with to.capture() as capture:
        draw(to)
    return "".join(f"{line.rstrip(' ')}\n" for line in capture.get().split("\n")[:-1])


def text(content: str, style: str = "") -> Text:
    """Content of a plan as rich text: no markup, no control characters."""
    return Text(printable(content), style=style)


def lines(to: Console, *what: RenderableType) -> None:
    """Print each thing on lines of its own, wrapped at words."""
    for one in what:
        to.print(one)
