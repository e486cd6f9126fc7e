"""What one person says of themselves: who they are in the plans, their zone, by which server they write.

Comes in: the environment, and `ssetrack/config.toml` in the folder of a person's settings (XDG Base Directory
Specification). Goes out: a `Personal`. A plan, or a repository, never says it: both are shared.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ssetrack.dates import is_zone, nearest_zone
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.workspace import sync_settings
from ssetrack.workspace.configuration import Settings, check_settings, check_tables
from ssetrack.workspace.letter_settings import OF_A_PERSON, Connection
from ssetrack.workspace.toml_file import text_of, toml_table

VARIABLE = "SSETRACK_ME"
"""Who the person is, whatever their file says."""

SETTINGS: Settings = {
    "me": (str, message("a text")),
    "zone": (str, message("a text")),
    **OF_A_PERSON,
    "sync": sync_settings.TABLES,
}


class Personal(NamedTuple):
    """Who somebody is: by which name (short name, full name or e-mail), where that is written, their zone.

    `connection` is the server that they send letters by, None where their file names none.
    """

    me: str | None = None
    source: str = ""
    zone: str | None = None
    connection: Connection | None = None
    folder: Path | None = None
    """Where that file is: paths in it count from there."""
    sync: Mapping[str, sync_settings.SyncConnection] = {}
    """The task lists that their file names, each with all that belongs to its connection."""


def personal() -> Personal:
    """What the person at the keyboard says of themselves. Raises `SsetrackError` for a file that is wrong."""
    path = settings_file(os.environ)
    table: Mapping[str, object] = {}
    if path is not None and os.path.isfile(path):  # noqa: PTH113  (`is_file` raises for a path too long)
        table = toml_table(path)
        check_settings(table, SETTINGS, path)
        _check_zone(table.get("zone"), path)
    asked, kept, zone = os.environ.get(VARIABLE, "").strip(), table.get("me"), table.get("zone")
    own = Personal(
        zone=zone if isinstance(zone, str) else None,
        connection=_connection(table.get("letters"), path),
        folder=None if path is None else path.parent,
        sync=_task_lists(table.get("sync"), path),
    )
    if asked:
        return own._replace(me=asked, source=VARIABLE)
    return own._replace(me=kept.strip() or None, source=str(path)) if isinstance(kept, str) else own


def _connection(table: object, path: Path | None) -> Connection | None:
    """The server of `[letters]`, with all that belongs to it."""
    if not isinstance(table, Mapping) or path is None:
        return None
    check_settings(table, SETTINGS, path, "letters.")
    if table and "server" not in table:
        raise SsetrackError(
            message("`letters` in `{path}` does not name a `server`", path=str(path)),
            message("add it: a password goes only to the server that is named next to it"),
        )
    return Connection.from_table(table) if table else None


def _task_lists(tables: object, path: Path | None) -> Mapping[str, sync_settings.SyncConnection]:
    """The servers of `[sync.NAME]`."""
    if not isinstance(tables, Mapping) or path is None:
        return {}
    settings = sync_settings.settings_named(tables, sync_settings.OF_A_PERSON, path)
    check_tables(tables, settings, path, "sync.")
    for name, table in tables.items():
        if "url" not in table:
            raise SsetrackError(
                message("`sync.{name}` in `{path}` does not name a `url`", name=name, path=str(path)),
                message("add it: a password goes only to the server that is named next to it"),
            )
    return {name: sync_settings.SyncConnection.from_table(table) for name, table in tables.items()}


def settings_file(environment: Mapping[str, str]) -> Path | None:
    """Where the file of a person's settings is, or would be; None where no folder of theirs is known."""
    base = environment.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117  (the specification says to ignore such a path)
        home = environment.get("HOME", "")
        if not os.path.isabs(home):  # noqa: PTH117
            return None
        base = str(Path(home) / ".config")
    return Path(base) / "ssetrack" / "config.toml"


def _check_zone(zone: object, path: Path) -> None:
    if not isinstance(zone, str) or is_zone(zone):
        return
    from ssetrack.workspace.toml_places import place_of_key

    place = f"{path}{place_of_key(text_of(path), 'zone')}"
    meant = nearest_zone(zone)
    raise SsetrackError(
        message("{place}: `{zone}` is not the name of a time zone", place=place, zone=zone),
        message("did you mean `{name}`?", name=meant)
        if meant
        else message("write it as in `America/Lima` or `Europe/Paris`"),
    )
