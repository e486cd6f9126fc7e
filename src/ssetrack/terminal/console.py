"""The door to rich: whether there is colour, how wide a terminal is, and what colours are in its codes.

Comes in: a stream, a wish for colour, what draws. Goes out: the text for the stream. Where nothing is to be
coloured rich is not asked, for its import alone takes as long as reading and drawing a small plan.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, TextIO

from ssetrack.terminal.canvas import Canvas
from ssetrack.wording.printable import log_line

if TYPE_CHECKING:
    from rich.console import Console

Colour = Literal["auto", "always", "never"]

WIDE, NARROW = 112, 72
"""Columns from which a table has all its columns, and below which items are stacked instead."""

WIDEST = 140
"""A table does not grow beyond this: longer lines are hard to follow with the eye."""

FORCING = {"FORCE_COLOR", "TTY_COMPATIBLE"}
"""Variables by which rich takes for a terminal what is none."""


def screen(
    draw: Callable[[Canvas], None],
    stream: TextIO,
    colour: Colour = "auto",
    *,
    columns: int,
    environment: Mapping[str, str],
) -> str:
    """What `draw` draws, for that stream; `columns` is the width of what is no terminal."""
    if (
        colour != "always"
        and not stream.isatty()
        and FORCING.isdisjoint(environment)
        and sys.platform != "win32"
    ):
        canvas = Canvas(columns, encoding=(getattr(stream, "encoding", None) or "utf-8").lower())
        draw(canvas)
        return canvas.text()
    to = console(stream, colour, environment)
    canvas = canvas_of(to)
    draw(canvas)
    with to.capture() as capture:
        show(canvas, to)
    lines = capture.get().split("\n")[:-1]
    return "".join(f"{log_line(line.rstrip(' '))}\n" for line in lines)


def console(stream: TextIO, colour: Colour = "auto", environment: Mapping[str, str] | None = None) -> Console:
    """A console of rich. With `auto`, it heeds NO_COLOR, FORCE_COLOR and TERM=dumb."""
    from rich.console import Console

    return Console(
        file=stream,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=False,
        force_terminal=True if colour == "always" else None,
        no_color=True if colour == "never" else None,
        color_system="standard" if colour == "always" else "auto",
        _environ=environment,
    )


def canvas_of(console: Console) -> Canvas:
    """A canvas as large as a console."""
    return Canvas(console.width, is_terminal=console.is_terminal, encoding=console.encoding)


def show(canvas: Canvas, to: Console) -> None:
    """Print the lines of a canvas in their colours."""
    from rich.segment import Segment, Segments
    from rich.style import Style

    end = Segment("\n")
    segments: list[Segment] = []
    for line in canvas.lines:
        segments.extend(Segment(text, Style.parse(style)) if style else Segment(text) for text, style in line)
        segments.append(end)
    to.print(Segments(segments), end="", crop=False)
