"""A screen as a picture: what a terminal would show, as SVG for a document.

Comes in: what draws on a canvas. Goes out: SVG text, the same for the same screen. It fetches nothing: the
reader's own monospaced font is used, and each run of characters is as wide as in a terminal.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from ssetrack.terminal.canvas import Canvas
from ssetrack.terminal.console import canvas_of, show

THEME = TerminalTheme(
    (24, 26, 31),
    (233, 230, 224),
    [(60, 65, 73), (255, 149, 139), (116, 208, 155), (239, 183, 95),
     (123, 188, 236), (198, 168, 242), (110, 203, 210), (233, 230, 224)],
)  # fmt: skip
"""Colours that can be told apart and read on their ground; those of the page when it is dark."""

FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{unique_id}-matrix {{
font-family: "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace;
font-size: {char_height}px;
line-height: {line_height}px;
white-space: pre;
}}
{styles}
</style>
<defs>
{lines}
</defs>
<rect fill="#181a1f" x="-16" y="24" width="100%" height="100%" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Without the frame of a window, and without the fonts that rich's own format fetches."""


MARGIN, TITLE = 16, 24
"""Pixels beside the text, and those that rich leaves above it for the title of a window."""


def picture(draw: Callable[[Canvas], None], width: int) -> str:
    """What `draw` draws on a canvas of so many columns, as SVG."""
    console = Console(
        file=io.StringIO(),
        record=True,
        width=width,
        force_terminal=True,
        color_system="standard",
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    canvas = canvas_of(console)
    draw(canvas)
    show(canvas, console)
    svg = _with_margin(console.export_svg(title="", theme=THEME, code_format=FORMAT))
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines() if line.strip())


def _with_margin(svg: str) -> str:
    """The picture with the same margin all round."""

    def frame(found: re.Match[str]) -> str:
        width, height = float(found[1]) + 2 * MARGIN, float(found[2]) - TITLE + MARGIN / 2
        return f'viewBox="{-MARGIN} {TITLE} {width:g} {height:g}"'

    return re.sub(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', frame, svg, count=1)
