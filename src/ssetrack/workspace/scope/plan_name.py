"""What the file of a plan may be called: asked before anything of it is read. It compiles no pattern."""

from __future__ import annotations

_ENDINGS = (".yaml", ".yml")
"""How the name of a plan in a folder ends, in any case."""


def is_yaml_name(name: str) -> bool:
    """Whether a file of that name, or at that path, may be a plan."""
    return name.casefold().endswith(_ENDINGS)


def without_ending(name: str) -> str:
    """The name without what says that it is YAML."""
    return name.rpartition(".")[0] if is_yaml_name(name) else name
