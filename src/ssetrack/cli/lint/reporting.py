"""How the findings of `lint` leave the program: in which format, with which paths, to where.

Comes in: findings, the session and the options. Goes out: a result on stdout or in a file. What CI services
read has paths from the root of the repository, whatever folder the command is run in.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from ssetrack.cli.lazy import import_target
from ssetrack.cli.lint.formats import Format
from ssetrack.cli.options import Colour
from ssetrack.cli.printing import write_result, write_screen
from ssetrack.diagnostic import Finding, Location, Severity
from ssetrack.formats.ci import FORMATS
from ssetrack.workspace.configuration import top_of
from ssetrack.workspace.opening import STDIN
from ssetrack.workspace.session import Session

if TYPE_CHECKING:
    from ssetrack.terminal.canvas import Canvas


def format_at_hand(asked: Format | None, output: str | None, environment: Mapping[str, str]) -> Format:
    """The format asked for; else that of GitHub in its Actions, `full` on a terminal, `concise` elsewhere."""
    if asked is not None:
        return asked
    if output is None and environment.get("GITHUB_ACTIONS") == "true":
        return Format.GITHUB
    return Format.FULL if output is None and sys.stdout.isatty() else Format.CONCISE


def report(
    findings: Sequence[Finding],
    session: Session,
    written: Format,
    output: str | None,
    color: Colour,
    *,
    asked: Collection[str] = (),
) -> None:
    """Write the findings in a format; of the rules in `asked`, people get each finding."""
    paths = [one.source.path for one in session.snapshot.portfolio.all_files]
    match written:
        case Format.FULL | Format.CONCISE:
            _draw(findings, session, output, color, whole=written is Format.FULL, asked=asked)
        case Format.JSON:
            from ssetrack.formats.findings_data import findings_json

            write_result(findings_json(findings, len(paths)), output)
        case Format.GITHUB | Format.GITLAB | Format.SARIF | Format.JUNIT:
            root = repository(os.environ)
            rooted = {path: path_from(root, path) for path in paths}
            checked = sorted(rooted.values())
            placed = sorted((_from(rooted, root, finding) for finding in findings), key=Finding.sort_key)
            write_result(import_target(FORMATS[written.value])(placed, checked), output)
        case _:
            assert_never(written)


def _draw(
    findings: Sequence[Finding],
    session: Session,
    output: str | None,
    color: Colour,
    *,
    whole: bool,
    asked: Collection[str],
) -> None:
    from ssetrack.terminal.findings import print_concise, print_full
    from ssetrack.wording.findings import fixable, frequent_notes, frequent_notes_line, is_counted, tally

    sources = {one.source.path: one.source for one in session.snapshot.portfolio.all_files}
    counted = [one for one in findings if is_counted(one) and one.rule not in asked]
    said = findings if not counted else [one for one in findings if one.rule in asked or not is_counted(one)]
    frequent = frequent_notes(said, asked)
    listed = [one for one in said if one.severity is not Severity.NOTE or one.rule not in frequent]

    def draw(canvas: Canvas) -> None:
        if whole:
            print_full(listed, sources, session.speaker, canvas)
        else:
            print_concise(listed, session.speaker, canvas)
        canvas.line((tally(said, len(sources), session.speaker, counted=counted), ""))
        for rule, number in frequent.items():
            canvas.flow((frequent_notes_line(rule, number, session.speaker), ""))
        can_be_fixed = fixable(findings, session.speaker)
        if can_be_fixed:
            canvas.flow((can_be_fixed, ""))

    write_screen(draw, output, color)


def repository(environment: Mapping[str, str]) -> Path:
    """The root of the repository: the nearest folder with a `.git`, else the service's, else this one."""
    here = Path.cwd()
    named = environment.get("GITHUB_WORKSPACE") or environment.get("CI_PROJECT_DIR")
    return top_of(here) or Path(named or here)


def path_from(root: Path, path: str) -> str:
    """A path as it is from the root, with slashes; absolute where it leads elsewhere."""
    if path == STDIN:
        return path
    as_written, real = Path(os.path.normpath(Path.cwd() / path)), Path(path).resolve()
    for base, place in ((root, as_written), (root.resolve(), real)):
        if place.is_relative_to(base):
            return place.relative_to(base).as_posix()
    return real.as_posix()


def _from(rooted: dict[str, str], root: Path, finding: Finding) -> Finding:
    """The finding with its paths from the root; each is worked out once, for that asks the disk."""

    def place(location: Location) -> Location:
        path = location.path
        if path not in rooted:  # the configuration's own
            rooted[path] = path_from(root, path)
        return location._replace(path=rooted[path])

    related = tuple(one._replace(location=place(one.location)) for one in finding.related)
    return finding._replace(location=place(finding.location), related=related)
