"""Whoever sends is killed: nobody gets a letter twice, and none is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest

from forks import shared
from letters.mail_server import Behaviour, mail_server
from letters.making import vision
from letters.test_sending import EVERYBODY, configure, recipients


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "vision.yaml").write_text(vision(), encoding="utf-8")
    return tmp_path


class Sender:
    """A run of `letters --send` in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.folder = folder

    def run(self, *, killed: bool = False) -> int:
        """The code of a run; of one that is to be killed, a process that is nobody's fork."""
        environment = {
            **os.environ,
            "SSETRACK_TODAY": "2004-10-01",
            "XDG_CONFIG_HOME": str(self.folder / "me"),
        }
        self.process = subprocess.Popen(
            [*([sys.executable, "-m", "ssetrack"] if killed else shared().program), "letters", "--send"],
            cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self.process.wait(60)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("at", EVERYBODY)
def test_between_two_recipients(folder: Path, at: str):
    sender = Sender(folder)

    def kill(address: str) -> None:
        if address == f"{at}@example.org":
            sender.kill()

    with mail_server(Behaviour(at_recipient=kill)) as server:
        configure(folder, server)
        assert sender.run(killed=True) < 0
        assert recipients(server) == EVERYBODY[: EVERYBODY.index(at)]
        server.at_recipient = lambda _: None
        assert sender.run() == 0
    assert recipients(server) == EVERYBODY


def test_before_it_knows_that_a_letter_was_accepted(folder: Path):
    """Only that letter goes out again, and mail programs see by its Message-ID that it is the same one."""
    sender = Sender(folder)

    def kill(address: str) -> None:
        if address == "chilo@example.org":
            sender.kill()
            assert sender.process is not None
            sender.process.wait()

    with mail_server(Behaviour(at_content=kill)) as server:
        configure(folder, server)
        assert sender.run(killed=True) < 0
        server.at_content = lambda _: None
        assert sender.run() == 0
    assert recipients(server) == ["marcos", "chilo", "chilo", "ben", "humberto"]
    first, again = (message_from_bytes(server.received[number][2]) for number in (1, 2))
    assert first["Message-ID"] == again["Message-ID"]
    assert first.get_payload()[0].as_bytes() == again.get_payload()[0].as_bytes()
