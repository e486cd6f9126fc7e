"""A bar on the terminal for work that takes its time.

Comes in: things to be worked on, and the stream for remarks. Goes out: the same things one by one. Where the
stream is no terminal, nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

Thing = TypeVar("Thing")

FEW = 20
"""So many are done before anybody looks."""


def tracked(things: Sequence[Thing], what: str, stream: TextIO) -> Iterator[Thing]:
    """The things, with a bar that says how many are done."""
    if len(things) <= FEW or not stream.isatty():
        yield from things
        return
    from rich.progress import Progress

    from ssetrack.output.terminal import console

    with Progress(console=console(stream), transient=True) as bar:
        yield from bar.track(things, description=what)
