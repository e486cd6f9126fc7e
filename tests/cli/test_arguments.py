"""Words that begin with a minus and a digit are values; all others are what typer takes them for."""

from __future__ import annotations

import pytest

from ssetrack.cli.arguments import in_order

WITH_VALUE = ("--from", "--in", "-o")

ORDERS = {
    "done x": "done x",
    "x -2w": "-- x -2w",
    "x -2w --in a.yaml": "--in a.yaml -- x -2w",
    "--in a.yaml x -2w --dry-run": "--in a.yaml --dry-run -- x -2w",
    "x --from -2w": "x --from -2w",
    "x --from -2w -3d": "--from -2w -- x -3d",
    "x --from=-2w": "x --from=-2w",
    "x -o -2w -v": "x -o -2w -v",
    "x --dry-run -2w": "--dry-run -- x -2w",
    "x -- -2w --in": "x -- -2w --in",
    "x -2w -- --in": "-- x -2w --in",
    "- -2w": "-- - -2w",
    "--from -- -2w": "--from -- -2w",
}


@pytest.mark.parametrize("words", ORDERS)
def test_the_order_in_which_typer_reads(words: str):
    assert " ".join(in_order(words.split(), WITH_VALUE)) == ORDERS[words]
