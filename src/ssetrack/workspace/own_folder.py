"""`.ssetrack`: the folder at the root of a repository in which we note down what was sent, and where.

Comes in: the configuration, which knows where the root is. Goes out: a path; nothing is made.
"""

from __future__ import annotations

from pathlib import Path

from ssetrack.workspace.configuration import Configuration

FOLDER = ".ssetrack"


def own_folder(configuration: Configuration) -> Path:
    """The folder of the repository that the configuration is of, or that the current folder is in."""
    return _root(configuration) / FOLDER


def _root(configuration: Configuration) -> Path:
    if configuration.path is not None:
        return configuration.path.parent
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
