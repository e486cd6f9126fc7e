"""sabre/dav on this machine, as Debian has it: the server below Nextcloud and Baïkal, in an early version."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssetrack.sync.server.account import Authentication
from sync.radicale_server import PASSWORD, free_port, wait_for
from sync.serving import USER, Served

SCRIPT = Path(__file__).with_name("sabre_server.php")


@contextmanager
def sabre(folder: Path, authentication: Authentication = "digest") -> Iterator[Served]:
    """The server, for as long as the block lasts."""
    port = free_port()
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    environment = os.environ | {"SABRE_FOLDER": str(folder), "SABRE_AUTH": authentication}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["php", "-q", "-S", f"127.0.0.1:{port}", str(SCRIPT)],
            cwd=folder, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            wait_for(port, process)
            yield Served(f"http://127.0.0.1:{port}", f"/calendars/{USER}/", PASSWORD, authentication)
        finally:
            process.kill()
            process.wait()
