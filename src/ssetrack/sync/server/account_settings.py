"""Who asks which server, as both configurations say it: `[sync.NAME]` of the repository and of the person.

Comes in: both, and a name. Goes out: an `Account`, or a `SsetrackError` that says what to write instead. No
library of the network is needed for it. The connection is whole from one file: from the person's own if that
has the name.
"""

from __future__ import annotations

from pathlib import Path

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.sync.server.account import AUTHENTICATIONS, Account
from ssetrack.sync.server.address import address_of
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.connection.passwords import sync_password
from ssetrack.workspace.opening import start_of
from ssetrack.workspace.personal import Personal
from ssetrack.workspace.reasons import reason
from ssetrack.workspace.sync_settings import SyncConfiguration, password_variable

CERTIFICATES = (b"-----BEGIN CERTIFICATE-----", b"-----BEGIN TRUSTED CERTIFICATE-----")
MOST = 1 << 20
"""Octets of a file in which the first certificate is looked for."""


def task_lists(configuration: Configuration, personal: Personal) -> tuple[str, ...]:
    """The names that `[sync.NAME]` has in either file, those of the repository first."""
    return tuple(dict.fromkeys((*configuration.sync, *personal.sync)))


def account_of(configuration: Configuration, personal: Personal, name: str) -> Account:
    """The account of a task list, with its password. Raises `SsetrackError` for what cannot be."""
    written = configuration.sync.get(name, SyncConfiguration()).connection
    folder = None if configuration.path is None else configuration.path.parent
    if name in personal.sync:
        written, folder = personal.sync[name], personal.folder
    variable, setting = password_variable(name), f"sync.{name}"
    if not (written.url or "").strip():
        raise SsetrackError(
            message("`ssetrack sync` needs the address of a task list"),
            message(
                "write `{example}` under `[{table}]` in ssetrack.toml",
                example='url = "https://cloud.example.org/dav/calendars/ana/tasks/"',
                table=setting,
            ),
        )
    address = address_of(written.url or "", f"{setting}.url", variable)
    authentication = next((one for one in AUTHENTICATIONS if one == (written.auth or "basic")), None)
    if authentication is None:
        raise SsetrackError(
            message("`{name}` cannot be `{text}`", name=f"{setting}.auth", text=written.auth or ""),
            message("write for example `{example}`", example="digest"),
        )
    ca_file = None if written.ca_file is None else _with_certificates((folder or Path()) / written.ca_file)
    user = (written.user or "").strip() or None
    if user is not None and authentication == "basic" and ":" in user:
        raise SsetrackError(
            message("`{name}` cannot contain `:`", name=f"{setting}.user"),
            message("write the name alone, and put the password in {variable}", variable=variable),
        )
    password = None if user is None else sync_password(variable, written.password_command)
    return Account(address, user, password, authentication, ca_file)


def _with_certificates(path: Path) -> str:
    try:
        content = start_of(str(path), MOST)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise SsetrackError(message("cannot read `{path}`: {reason}", path=str(path), reason=why)) from error
    if not any(start in content for start in CERTIFICATES):
        raise SsetrackError(
            message("`{path}` contains no certificate", path=str(path)),
            message("`ca-file` is a file of certificates in PEM form"),
        )
    return str(path)
