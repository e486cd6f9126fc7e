"""Which rules are checked, where, and how much they matter: as asked for, else as the configuration says.

Comes in: a configuration, paths of plans, and names of rules as given. Goes out: the settings of the check. A
name that no rule has is an error where it was asked for; in the configuration it is a finding, as it is in a
comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ssetrack.diagnostic import Finding, Lines, Location, Range, Severity, SsetrackError
from ssetrack.language.message import message
from ssetrack.lint import RULES, Settings, is_known, is_never_silenced, no_such_rule_in
from ssetrack.workspace.configuration import Configuration, matches, table_in
from ssetrack.workspace.configuration_tables import ExportConfiguration
from ssetrack.workspace.toml_file import text_of


class Choice(NamedTuple):
    """The settings of the check, and what is wrong with the names in the configuration."""

    settings: Settings
    strangers: tuple[Finding, ...]

    def with_strangers(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings and what is wrong with the configuration, in order."""
        return tuple(sorted((*findings, *self.strangers), key=Finding.sort_key))


def rule_choice(
    config: Configuration,
    paths: Iterable[str],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    *,
    whole: bool = False,
) -> Choice:
    """What is asked for, else what the configuration says, for the plans at the paths.

    `whole` says that no single file was named, but folders. Raises `SsetrackError` for unknown names.
    """
    lint = config.lint
    selected = frozenset(select) if select else _known_names(lint.select)
    settings = Settings(
        select=selected,
        ignore=frozenset(ignore) | (_known_names(lint.ignore) or frozenset()),
        # Who publishes feeds writes to people; who asks for the rule by name wants to know in any case.
        feeds=config.export != ExportConfiguration() or "owner-without-contact" in (selected or ()),
        ignore_in=_ignores_by_file(paths, config),
        severity=_severities(config),
        whole=whole,
    )
    is_asked = "unknown-rule" not in ignore and "style" not in ignore
    if select and not {"unknown-rule", "style"} & set(select):
        is_asked = False
    return Choice(settings, tuple(_strangers(config)) if is_asked else ())


def _known_names(given: Iterable[str] | None) -> frozenset[str] | None:
    return None if given is None else frozenset(name for name in given if is_known(name))


def _ignores_by_file(paths: Iterable[str], config: Configuration) -> dict[str, frozenset[str]]:
    """What the configuration ignores in each file: a pattern is for a path from its folder, or for a name."""
    patterns = config.lint.per_file_ignores
    if not patterns or config.path is None:
        return {}
    found: dict[str, frozenset[str]] = {}
    for path in paths:
        local = config.place_of(Path(path).resolve())
        ignored = [
            name
            for pattern, ignored_there in patterns.items()
            if matches(local, pattern)
            for name in ignored_there
        ]
        if ignored:
            found[path] = _known_names(ignored) or frozenset()
    return found


def _severities(config: Configuration) -> dict[str, Severity]:
    for name in config.lint.severity:
        if name in RULES and is_never_silenced(RULES[name]):
            raise SsetrackError(
                message("the severity of `{name}` cannot be changed", name=name),
                message(
                    "where it reports a problem, the file could not be read exactly as it is "
                    "written; remove it from `lint.severity`"
                ),
            )
    return {name: Severity(value) for name, value in config.lint.severity.items()}


def _strangers(config: Configuration) -> Iterator[Finding]:
    """A finding for each name in the configuration that no rule has, where it stands there."""
    strangers = [name for name in config.lint.names if not is_known(name)]
    if not strangers or config.path is None:
        return
    from ssetrack.workspace.toml_places import names_in

    text = text_of(config.path)
    try:
        path = str(config.path.relative_to(Path.cwd()))
    except ValueError:
        path = str(config.path)
    lines, places = Lines(text), names_in(text, table_in(config.path, "lint"))
    for name in strangers:
        yield no_such_rule_in(Location(path, places.get(name, Range(0, 0)), lines), name)
