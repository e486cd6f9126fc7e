"""Signs on the terminal that work is going on: a bar for many things, a turning mark for a large one.

Comes in: things to be worked on, and the stream for remarks. Goes out: the same things one by one. Where the
stream is no terminal, nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO, TypeVar

Thing = TypeVar("Thing")

FEW = 20
"""So many are done before anybody looks."""


MUCH = 500_000
"""Octets of plans that take about half a second to read."""

MUCH_TO_IMPORT = 200_000
"""Octets of a document that may take so long."""

MANY_CELLS = 10_000
"""Cells of which a plan is made in about half a second."""


@contextmanager
def busy(what: str, amount: int, stream: TextIO, much: int = MUCH) -> Iterator[None]:
    """A sign of life on a terminal while so many octets of plans, or so much else, are worked on.

    It is drawn only if they are `much`, and gone afterwards.
    """
    if amount < much or not stream.isatty():
        yield
        return
    from ssetrack.terminal.console import console

    with console(stream).status(what):
        yield


def with_progress(things: Sequence[Thing], what: str, stream: TextIO) -> Iterator[Thing]:
    """The things, with a bar that says how many are done."""
    if len(things) <= FEW or not stream.isatty():
        yield from things
        return
    from rich.progress import Progress

    from ssetrack.terminal.console import console

    with Progress(console=console(stream), transient=True) as bar:
        yield from bar.track(things, description=what)
