"""Radicale on this machine: a real CalDAV server, in a process of its own and a folder that goes with it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.serving import USER, Served

PASSWORD = "not-for-your-eyes"

CONFIGURATION = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""


@contextmanager
def radicale(folder: Path) -> Iterator[Served]:
    """The server, for as long as the block lasts; collections are made on it by `Served.make`."""
    port = free_port()
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    settings = folder / "settings"
    settings.write_text(CONFIGURATION.format(port=port, folder=folder), encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(settings)], cwd=folder)
    try:
        wait_for(port, process)
        yield Served(f"http://127.0.0.1:{port}", f"/{USER}/", PASSWORD)
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server takes connections."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        assert process.poll() is None, "the server has ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")
