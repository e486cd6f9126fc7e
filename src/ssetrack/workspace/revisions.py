"""Plans as a commit holds them.

Comes in: a repository, a commit, paths. Goes out: plan files, loaded as if those files were on the disk: in a
folder every `*.yaml` or `*.yml` in which `recognition` sees one is a plan; hidden ones are not, and what the
configuration excludes is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.load import Loaded, load
from ssetrack.source import read
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.git import Repository
from ssetrack.workspace.recognition import FileKind, kind_of
from ssetrack.workspace.scope.plan_name import is_yaml_name

_PLANS = (FileKind.PLAN, FileKind.UNMARKED)


def plans_at(
    repository: Repository, revision: str, paths: Sequence[str], configuration: Configuration
) -> tuple[Loaded, ...]:
    """The plans at the paths (from the repository's top, `""` for all) of a revision.

    Raises `SsetrackError` where a path leads nowhere or no plan is found.
    """
    commit = repository.commit(revision)
    limits = configuration.limits
    wanted: dict[str, tuple[str, bool]] = {}
    for asked in paths:
        path = repository.spelling(commit, asked)
        found = repository.files(commit, path)
        if not found:
            raise SsetrackError(
                message("there is no `{path}` in the revision `{revision}`", path=asked, revision=revision)
            )
        for name, blob in found:
            named = name == path
            if named or (
                _is_plan_name(name, path) and not configuration.excludes(Path(repository.root, name))
            ):
                wanted.setdefault(name, (blob, named))
    content = dict(repository.blobs(dict.fromkeys(blob for blob, _ in wanted.values()), limits.file_size))
    loaded = tuple(
        load(read(content[blob], f"{revision}:{name}", limits))
        for name, (blob, named) in wanted.items()
        if named or kind_of(content[blob]) in _PLANS
    )
    if not loaded:
        raise SsetrackError(message("no plan found in the revision `{revision}`", revision=revision))
    return loaded


def _is_plan_name(name: str, below: str) -> bool:
    """Whether a file in a folder could be a plan by its name, and is not hidden."""
    parts = PurePosixPath(name).relative_to(below or ".").parts
    return is_yaml_name(name) and not any(part.startswith(".") for part in parts)
