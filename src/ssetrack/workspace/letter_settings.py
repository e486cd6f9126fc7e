"""`[letters]`: from whom letters come, and by which server they go.

Comes in: nothing. Goes out: which settings there are, as data for the two files that may hold them. In
`ssetrack.toml`, which comes with the plans from whoever wrote them, nothing may name a program to run:
`password-command` is a setting of one person's own file. There the connection is whole: whoever names a
server for themselves gets no part of another's, so that no password goes to a server that a stranger named.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from ssetrack.language.message import Message, message

PERSONAL = ("password-command",)
"""The setting that names a program."""

HIGHEST = {"letters.port": 65_535, "letters.rate": 6_000}
LOWEST = {"letters.port": 1, "letters.rate": 1}
"""The bounds of what is a number."""


class Connection(NamedTuple):
    """By which server letters go, as written: nothing is checked yet. None where nothing is said."""

    server: str | None = None
    port: int | None = None
    security: str | None = None
    user: str | None = None
    ca_file: str | None = None
    password_command: str | None = None

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """The settings of a table that concern the connection."""
        return cls(**{name: table.get(name.replace("_", "-")) for name in cls._fields})


class LetterConfiguration(NamedTuple):
    """What a repository says about its letters (docs/members.md)."""

    sender: str | None = None
    reply_to: str | None = None
    connection: Connection = Connection()
    rate: int | None = None
    remind_after: str | None = None

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """The settings of `[letters]`."""
        return cls(
            table.get("from"),
            table.get("reply-to"),
            Connection.from_table(table),
            table.get("rate"),
            table.get("remind-after"),
        )


_TEXT = (str, message("a text"))

CONNECTION: dict[str, tuple[type, Message]] = {
    "letters": (dict, message("a table")),
    "letters.server": _TEXT,
    "letters.port": (int, message("a whole number")),
    "letters.security": _TEXT,
    "letters.user": _TEXT,
    "letters.ca-file": _TEXT,
}
"""What both files may say."""

OF_A_REPOSITORY = CONNECTION | {
    "letters.from": _TEXT,
    "letters.reply-to": _TEXT,
    "letters.rate": (int, message("a whole number of letters")),
    "letters.remind-after": _TEXT,
}
OF_A_PERSON = CONNECTION | {"letters.password-command": _TEXT}
