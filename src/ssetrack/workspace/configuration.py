"""`ssetrack.toml`, or `[tool.ssetrack]` in pyproject.toml, at the root of the repository.

Comes in: the files. Goes out: a `Configuration`. An unknown key, or a value of the wrong kind, is an error
with the nearest name: a setting that is silently ignored is worse than none.
"""

import os
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import nfc
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import few, nearest
from ssetrack.limits import DEFAULT_LIMITS, Limits
from ssetrack.workspace import letter_settings, sync_settings
from ssetrack.workspace.configuration_tables import (
    AgendaConfiguration,
    ExportConfiguration,
    LintConfiguration,
    SiteConfiguration,
)
from ssetrack.workspace.opening import descriptor
from ssetrack.workspace.toml_file import text_of, toml_table

FILE = "ssetrack.toml"
SHARED = "pyproject.toml"
FILES = (FILE, SHARED)
"""Where a configuration stands."""

OWN_FOLDER = ".ssetrack"
"""In which we note down what was sent, and where."""

SEVERITIES = ("error", "warning", "note")


class Configuration(NamedTuple):
    """What a repository says about its plans, in the file at `path`; an empty field says nothing."""

    plans: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    lang: str | None = None
    soon: int | None = None
    lint: LintConfiguration = LintConfiguration()
    limits: Limits = DEFAULT_LIMITS
    export: ExportConfiguration = ExportConfiguration()
    site: SiteConfiguration = SiteConfiguration()
    letters: letter_settings.LetterConfiguration = letter_settings.LetterConfiguration()
    agenda: AgendaConfiguration = AgendaConfiguration()
    sync: Mapping[str, sync_settings.SyncConfiguration] = {}
    path: Path | None = None

    @property
    def own_folder(self) -> Path:
        """`.ssetrack` at the root of the repository that this is of, or that the current folder is in."""
        if self.path is not None:
            return self.path.parent / OWN_FOLDER
        here = Path.cwd()
        return (top_of(here) or here) / OWN_FOLDER

    def excludes(self, path: Path) -> bool:
        """Whether a file or folder that is found in a folder is left out: it, or a folder that it is in."""
        if not self.exclude:
            return False
        local = self.place_of(path)
        ways = [local, *(str(one) for one in PurePosixPath(local).parents if str(one) not in (".", "/"))]
        return any(matches(way, pattern) for way in ways for pattern in self.exclude)

    def place_of(self, path: Path) -> str:
        """A path as the patterns of this configuration mean it: from its folder, with slashes."""
        place = _absolute(path)
        if self.path is not None:
            for folder in (_absolute(self.path.parent), self.path.parent.resolve()):
                if place.is_relative_to(folder):
                    return place.relative_to(folder).as_posix()
        return place.as_posix()


def _absolute(path: Path) -> Path:
    """The path from the root, its links as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def matches(local: str, pattern: str) -> bool:
    """Whether a pattern means the path, or its last name; `*` stands for any letters, `/` too.

    Both in one Unicode form: a path is spelt as the disk has it, a pattern as somebody typed it.
    """
    local, pattern = nfc(local), nfc(pattern.rstrip("/"))
    return fnmatchcase(local, pattern) or fnmatchcase(local.rpartition("/")[2], pattern)


def configuration(start: Path | None = None) -> Configuration:
    """The configuration that holds in a folder: of the nearest folder above it that has one."""
    try:
        here = (start or Path()).resolve()
    except OSError as error:
        raise SsetrackError(
            message("the current folder was removed"), message("go to another one, and run the command again")
        ) from error
    for folder in (here, *here.parents):
        own, shared = folder / FILE, folder / SHARED
        if own.is_file():
            return _read(toml_table(own), own, folder, here)
        if shared.is_file():
            table = toml_table(shared, "tool.ssetrack").get("tool", {}).get("ssetrack")
            if table is not None:
                return _read(table, shared, folder, here)
        if _is_top(folder):
            break
    return Configuration()


def top_of(folder: Path) -> Path | None:
    """The top of the repository that a folder is in: the nearest folder above that has a `.git`.

    git would also take a folder that is made up like a `.git`.
    """
    return next(filter(_is_top, (folder, *folder.parents)), None)


def _is_top(folder: Path) -> bool:
    return os.path.lexists(folder / ".git")


HIGHEST = {
    "soon": 36_525,
    "lint.file-size": 64 * 1024 * 1024,
    "lint.nesting": 128,
    "lint.expansion": 2_000_000,
    **letter_settings.HIGHEST,
}
"""The highest number that a setting may be: a configuration comes with the plans, from whoever wrote them."""

LOWEST = {"lint.file-size": 1, "lint.nesting": 1, **letter_settings.LOWEST}
"""The lowest, where that is not 0."""

PERSONAL = {"": ("me", "zone"), "letters": letter_settings.PERSONAL}
"""Settings of one person, by table, which nobody else's repository may decide: some name a program to run."""

SETTINGS: dict[str, tuple[type, Message]] = {
    "plans": (list, message("a list of texts")),
    "exclude": (list, message("a list of texts")),
    "lang": (str, message("a text")),
    "soon": (int, message("a whole number of days")),
    "lint": (dict, message("a table")),
    "lint.select": (list, message("a list of texts")),
    "lint.ignore": (list, message("a list of texts")),
    "lint.severity": (dict, message("a table of rules and severities")),
    "lint.per-file-ignores": (dict, message("a table of patterns and lists of rules")),
    "lint.file-size": (int, message("a whole number of bytes")),
    "lint.nesting": (int, message("a whole number")),
    "lint.expansion": (int, message("a whole number")),
    "export": (dict, message("a table")),
    "export.name": (str, message("a text")),
    "export.domain": (str, message("a text")),
    "export.url": (str, message("a text")),
    "export.refresh": (str, message("a text")),
    "site": (dict, message("a table")),
    "site.url": (str, message("a text")),
    "site.languages": (list, message("a list of texts")),
    **letter_settings.OF_A_REPOSITORY,
    "agenda": (dict, message("a table")),
    "agenda.call": (str, message("a text")),
    "sync": sync_settings.TABLES,
}


def _read(table: dict[str, Any], path: Path, folder: Path, here: Path) -> Configuration:
    _refuse_personal(table, path)
    check_settings(table, SETTINGS, path)
    lint = table.get("lint", {})
    check_settings(lint, SETTINGS, path, "lint.")
    export = table.get("export", {})
    check_settings(export, SETTINGS, path, "export.")
    site = table.get("site", {})
    check_settings(site, SETTINGS, path, "site.")
    if "url" in site:  # the feeds of a site are in a folder of it
        export = {"url": f"{site['url'].rstrip('/')}/feeds"} | export
    letters = table.get("letters", {})
    check_settings(letters, SETTINGS, path, "letters.")
    agenda = table.get("agenda", {})
    check_settings(agenda, SETTINGS, path, "agenda.")
    sync = table.get("sync", {})
    sync_keys = sync_settings.settings_named(sync, sync_settings.OF_A_REPOSITORY, path)
    check_tables(sync, sync_keys, path, "sync.")
    plans = tuple(_from_here(folder / plan, here) for plan in table.get("plans", ()))
    return Configuration(
        plans,
        tuple(table.get("exclude", ())),
        table.get("lang"),
        table.get("soon"),
        _lint(lint, path),
        Limits(
            lint.get("file-size", DEFAULT_LIMITS.file_size),
            lint.get("nesting", DEFAULT_LIMITS.nesting),
            lint.get("expansion", DEFAULT_LIMITS.expansion),
        ),
        ExportConfiguration(**export),
        SiteConfiguration(site.get("url"), tuple(site.get("languages", ()))),
        letter_settings.LetterConfiguration.from_table(letters),
        AgendaConfiguration(**agenda),
        {name: sync_settings.SyncConfiguration.from_table(one) for name, one in sync.items()},
        path,
    )


def table_in(path: Path, name: str) -> str:
    """What the heading of a table is in a file of that path; without a name, of the settings of all."""
    shared = "tool.ssetrack" if path.name == SHARED else ""
    return f"{shared}.{name}".strip(".")


def _refuse_personal(table: Mapping[str, Any], path: Path) -> None:
    sync = table.get("sync")
    named = {f"sync.{name}": part for name, part in sync.items()} if isinstance(sync, Mapping) else {}
    personal = PERSONAL | dict.fromkeys(named, sync_settings.PERSONAL)
    for name, keys in personal.items():
        part: object = named[name] if name in named else table.get(name) if name else table
        for key in keys:
            if isinstance(part, Mapping) and key in part:
                from ssetrack.workspace.toml_places import place_of_key

                where = place_of_key(text_of(path), key, table_in(path, name))
                own = f"{name}.{key}".lstrip(".")
                raise SsetrackError(
                    message(
                        "{place}: `{key}` is a setting of one person", place=f"{path.name}{where}", key=own
                    ),
                    message("write it in your own file, ~/.config/ssetrack/config.toml"),
                )


def _lint(table: dict[str, Any], path: Path) -> LintConfiguration:
    severity, ignores = table.get("severity", {}), table.get("per-file-ignores", {})
    for name, value in severity.items():
        if value not in SEVERITIES:
            raise SsetrackError(
                message("`lint.severity.{name}` in `{path}` is not a severity", name=name, path=path.name),
                message("write {names}", names=few(SEVERITIES)),
            )
    for pattern, names in ignores.items():
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            key = f'lint.per-file-ignores."{pattern}"'
            raise _of_another_kind(key, path, message("a list of texts"))
    return LintConfiguration(
        tuple(table["select"]) if "select" in table else None,
        tuple(table.get("ignore", ())),
        severity,
        {pattern: tuple(names) for pattern, names in ignores.items()},
    )


Settings = Mapping[str, tuple[type, Message]]
"""Which settings a file may have: of what kind each is, and how that is said."""


def check_settings(table: Mapping[str, Any], settings: Settings, path: Path, prefix: str = "") -> None:
    """Raise `SsetrackError` for the first setting of a table that is not known, or of another kind."""
    known = [name.removeprefix(prefix) for name in settings if name.startswith(prefix)]
    known = [name for name in known if "." not in name]
    for key, value in table.items():
        if key not in known:
            meant = nearest(key, known)
            raise SsetrackError(
                message("`{path}` has no setting `{key}`", path=path.name, key=prefix + key),
                message("did you mean `{name}`?", name=prefix + meant)
                if meant
                else message("choose: {choices}", choices=few(known)),
            )
        kind, wanted = settings[prefix + key]
        fits = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        if fits and kind is list:
            fits = all(isinstance(one, str) for one in value)
        if not fits:
            raise _of_another_kind(prefix + key, path, wanted)
        if kind is int:
            _check_range(prefix + key, value, path)


def check_tables(tables: Mapping[str, Any], settings: Settings, path: Path, prefix: str) -> None:
    """Raise `SsetrackError` as `check_settings` does, for tables in a table and what is in each."""
    check_settings(tables, settings, path, prefix)
    for name, table in tables.items():
        check_settings(table, settings, path, f"{prefix}{name}.")


_TOO_HIGH = message("`{key}` in `{path}` is {value}, but the highest possible value is {bound}")
_TOO_LOW = message("`{key}` in `{path}` is {value}, but the lowest possible value is {bound}")


def _check_range(key: str, value: int, path: Path) -> None:
    lowest, highest = LOWEST.get(key, 0), HIGHEST[key]
    if lowest <= value <= highest:
        return
    wrong, bound = (_TOO_HIGH, highest) if value > highest else (_TOO_LOW, lowest)
    values = {"key": key, "path": path.name, "value": value, "bound": bound}
    raise SsetrackError(
        wrong._replace(values=values),
        message("write a number from {lowest} to {highest}", lowest=lowest, highest=highest),
    )


def _of_another_kind(key: str, path: Path, wanted: Message) -> SsetrackError:
    return SsetrackError(
        message("`{key}` in `{path}` must be {wanted}", key=key, path=path.name, wanted=wanted)
    )


def _from_here(path: Path, here: Path) -> str:
    """A configured path as somebody in this folder would write it. No configuration reads standard input."""
    try:
        found = str(path.resolve().relative_to(here)) or "."
    except ValueError:  # it is elsewhere, or no path at all
        found = str(path)
    if descriptor(found) is not None:
        raise SsetrackError(message("there is no file or folder `{path}`", path=found))
    return "./-" if found == "-" else found  # a file of that name
