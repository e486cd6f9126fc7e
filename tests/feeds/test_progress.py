"""The bar is drawn for many things on a terminal, and for nothing else."""

from __future__ import annotations

import io

import pytest

from ssetrack.terminal.progress import FEW, with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "number", "drawn"),
    [(Terminal(), FEW + 1, True), (Terminal(), FEW, False), (io.StringIO(), 100, False)],
)
def test_a_bar_only_where_somebody_waits(stream, number, drawn):
    assert list(with_progress(range(number), "Feeds", stream)) == list(range(number))
    assert bool(stream.getvalue()) == drawn
