"""`[sync.NAME]`: which task list of a server is kept in step with which items.

Comes in: tables of the two files that may hold them. Goes out: values; nothing is judged yet but their kind.
As for letters, nothing in `ssetrack.toml`, which comes with the plans, may name a program to run, and whoever
names a server in their own file gets the whole connection from there: no password goes to a server that a
stranger named next to somebody's own program.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message

PERSONAL = ("password-command",)
"""The setting that names a program."""

FILTERS = ("owner", "role", "goal", "section", "state", "flag", "tag", "plan")
"""What chooses items, by the names of the options that do."""

VARIABLE = "SSETRACK_SYNC_PASSWORD_"
"""What the name of the variable for a password begins with."""


class SyncConnection(NamedTuple):
    """Which task list it is, and who asks, as written. None where nothing is said."""

    url: str | None = None
    user: str | None = None
    auth: str | None = None
    ca_file: str | None = None
    password_command: str | None = None

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """The settings of a table that concern the connection."""
        return cls(**{name: table.get(name.replace("_", "-")) for name in cls._fields})


class SyncConfiguration(NamedTuple):
    """What a repository says about one task list (docs/configuration.md)."""

    connection: SyncConnection = SyncConnection()
    filters: Mapping[str, tuple[str, ...]] = {}
    """Which items are in it, by the names in `FILTERS`; what is not written asks for nothing."""
    contacts: bool = False
    """Whether addresses of people are shown there."""

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """The settings of `[sync.NAME]`."""
        filters = {name: tuple(table[name]) for name in FILTERS if name in table}
        return cls(SyncConnection.from_table(table), filters, table.get("contacts", False))


_TEXT = (str, message("a text"))
_TEXTS = (list, message("a list of texts"))

CONNECTION: Mapping[str, tuple[type, Message]] = {
    "url": _TEXT,
    "user": _TEXT,
    "auth": _TEXT,
    "ca-file": _TEXT,
}
"""What both files may say."""

OF_A_REPOSITORY: Mapping[str, tuple[type, Message]] = {
    **CONNECTION,
    **dict.fromkeys(FILTERS, _TEXTS),
    "contacts": (bool, message("`true` or `false`")),
}
OF_A_PERSON: Mapping[str, tuple[type, Message]] = {**CONNECTION, "password-command": _TEXT}

TABLES = (dict, message("a table"))
"""What `sync` is, and each name in it."""

_NAME = r"[a-z][a-z0-9-]{0,39}"
"""A name is also one of a file and, in capitals, of a variable."""


def settings_named(
    names: Mapping[str, Any], settings: Mapping[str, tuple[type, Message]], path: Path
) -> dict[str, tuple[type, Message]]:
    """The settings of each table in `[sync]`, by their whole names.

    Raises `SsetrackError` for a name that cannot be one.
    """
    for name in names:
        if re.fullmatch(_NAME, name) is None:
            raise SsetrackError(
                message("`[sync.{name}]` in `{path}` cannot have this name", name=name, path=path.name),
                message("use the letters a to z, digits and `-`, as in `[sync.phones]`"),
            )
    tables = {f"sync.{name}": TABLES for name in names}
    return tables | {f"sync.{name}.{key}": kind for name in names for key, kind in settings.items()}


def password_variable(name: str) -> str:
    """The variable that has the password of a task list: `phones` → `SSETRACK_SYNC_PASSWORD_PHONES`."""
    return VARIABLE + name.upper().replace("-", "_")
