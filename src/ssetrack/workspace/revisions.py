"""Plans as a commit holds them.

Comes in: a repository, a commit, paths. Goes out: plan files, loaded as if those files were on the disk: in a
folder every `*.yaml` or `*.yml` with a line that begins with `ssetrack:` is a plan, hidden ones are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.load import Loaded, load
from ssetrack.source import Limits, read
from ssetrack.workspace.git import Repository

_SUFFIXES = (".yaml", ".yml")
_MARK = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])ssetrack:")


def plans_at(
    repository: Repository, revision: str, paths: Sequence[str], limits: Limits
) -> tuple[Loaded, ...]:
    """The plans at the paths (from the repository's top, `""` for all) of a revision.

    Raises `SsetrackError` where a path leads nowhere or no plan is found.
    """
    commit = repository.commit(revision)
    wanted: dict[str, tuple[str, bool]] = {}
    for path in paths:
        found = repository.files(commit, path)
        if not found:
            raise SsetrackError(
                message("there is no `{path}` in the revision `{revision}`", path=path, revision=revision)
            )
        for name, blob in found:
            named = name == path
            if named or _is_plan_name(name, path):
                wanted.setdefault(name, (blob, named))
    content = dict(repository.blobs(dict.fromkeys(blob for blob, _ in wanted.values()), limits.file_size))
    loaded = tuple(
        load(read(content[blob], f"{revision}:{name}", limits))
        for name, (blob, named) in wanted.items()
        if named or _MARK.search(content[blob])
    )
    if not loaded:
        raise SsetrackError(message("no plan found in the revision `{revision}`", revision=revision))
    return loaded


def _is_plan_name(name: str, below: str) -> bool:
    """Whether a file in a folder could be a plan by its name, and is not hidden."""
    parts = PurePosixPath(name).relative_to(below or ".").parts
    return name.endswith(_SUFFIXES) and not any(part.startswith(".") for part in parts)
