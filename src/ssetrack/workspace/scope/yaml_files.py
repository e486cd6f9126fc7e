"""The files of a folder that may be plans.

Comes in: a folder, and what the configuration excludes. Goes out: its YAML files in the order of their paths,
and what each is. Hidden folders are skipped, links to folders are not followed. Only who is told a folder
imports this: a file that is named is a plan.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.opening import start_of
from ssetrack.workspace.recognition import HEAD, FileKind, kind_of
from ssetrack.workspace.scope.plan_name import is_yaml_name


def yaml_files(folder: str, configuration: Configuration) -> Iterator[tuple[str, FileKind]]:
    """YAML files below a folder, in the order of their paths, each with what it is."""
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not configuration.excludes(here / name)
        )
        for name in sorted(names):
            path = here / name
            if is_yaml_name(name) and not name.startswith(".") and not configuration.excludes(path):
                yield str(path), _kind(str(path))


def _kind(path: str) -> FileKind:
    """What a file is; one that cannot be read is for `read_file`, which says why."""
    try:
        return kind_of(start_of(path, HEAD))
    except OSError:
        return FileKind.PLAN
