"""Names that are looked up when they are used, so that start-up pays for one command and one format only."""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
import importlib
from collections.abc import Callable
from typing import Any, NamedTuple


class Writer(NamedTuple):
    """What is behind a format, as `module:name`: it draws on a canvas, or it makes a text.

    Each command has a function from its formats to their writers with a `match` and no way past it, so that
    mypy complains of a format that has none.
    """

    target: str
    draws: bool = False


def import_target(target: str) -> Callable[..., Any]:
    """What `module:name` names, imported now: the word behind a format is looked up only when it is used."""
    module, _, name = target.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found
