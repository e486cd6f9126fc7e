"""`.ssetrack/letters.json` and who may write it: two runs at once, other plans and versions, no room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from letters.mail_server import Behaviour, mail_server
from letters.making import vision
from letters.test_sending import EVERYBODY, configure, letters, recipients
from ssetrack.workspace import locking, replacing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "vision.yaml").write_text(vision(), encoding="utf-8")
    return tmp_path


def record(folder: Path) -> Path:
    return folder / ".ssetrack" / "letters.json"


def started(folder: Path, begin: str = "") -> subprocess.Popen[str]:
    """A run of `letters --send` in a process of its own."""
    environment = {
        **os.environ,
        "SSETRACK_TODAY": "2004-10-01",
        "XDG_CONFIG_HOME": str(folder / "me"),
        "LC_ALL": "C",
    }
    code = f"{begin}\nfrom ssetrack.__main__ import main\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "letters", "--send"],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_two_runs_at_once(folder: Path):
    """One waits for the other, and has nothing left to send; one that cannot wait says so."""
    is_sending, may_go_on = threading.Event(), threading.Event()

    def wait(address: str) -> None:
        if address == "chilo@example.org":
            is_sending.set()
            assert may_go_on.wait(60)

    with mail_server(Behaviour(at_content=wait)) as server:
        configure(folder, server)
        first = started(folder)
        assert is_sending.wait(60)
        second = started(folder)
        hasty = started(folder, "from ssetrack.workspace import locking\nlocking.PATIENCE = 0")
        _, told = hasty.communicate(timeout=60)
        assert hasty.returncode == 2
        assert "letters are already being sent: another run uses `" in told
        assert "it sends only what is left" in told
        may_go_on.set()
        assert "4 letters sent" in first.communicate(timeout=60)[1]
        assert "there is nothing new to say" in second.communicate(timeout=60)[1]
    assert recipients(server) == EVERYBODY


def test_where_there_are_no_locks_a_run_ends_once_another_has_noted_something(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(locking, "_wait", lambda _: False)
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        letters(folder, "--send", "--owner", "humberto")
        by_another = record(folder).read_text(encoding="utf-8")
        record(folder).unlink()

        def other_run(address: str) -> None:
            if address == "chilo@example.org" and "humberto" not in record(folder).read_text("utf-8"):
                record(folder).write_text(by_another, encoding="utf-8")

        server.at_recipient = other_run
        code, told = letters(folder)
        assert (code, "while letters were being sent" in told) == (2, True), told
        assert recipients(server) == ["humberto", "marcos", "chilo"]
        assert letters(folder)[0] == 0
    assert sorted(json.loads(record(folder).read_text("utf-8"))["letters"]) == sorted(EVERYBODY)


UNUSABLE = {
    "broken": ("half a fi", "is damaged"),
    "empty": ("", "is damaged"),
    "deep": ("[" * 100_000, "is damaged"),
    "a list": ("[]", "is damaged"),
    "of a later version": ('{"version": 2, "people": []}', "was written by a newer version of ssetrack"),
    "no version": ('{"letters": {}}', "is damaged"),
    "no day": (
        '{"version": 1, "letters": {"ben": {"day": "2004", "message-id": "", "said": {}}}}',
        "is damaged",
    ),
    "other points": (
        '{"version": 1, "letters": {"ben": {"day": "2004-01-01", "message-id": "", "said": {"a": [1, ""]}}}}',
        "is damaged",
    ),
}


@pytest.mark.parametrize(("content", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_record_that_cannot_be_used_sends_nothing(folder: Path, content: str, said: str):
    record(folder).parent.mkdir()
    record(folder).write_text(content, encoding="utf-8")
    configure(folder, Behaviour(port=1))
    for words in (["--send"], ["--stdout"]):
        code, told = letters(folder, *words)
        assert (code, said in told) == (2, True), told
    assert record(folder).read_text(encoding="utf-8") == content


def test_a_letter_of_a_day_to_come_repeats_nothing(folder: Path):
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        letters(folder, day="2004-10-09")
        letters(folder, day="2004-10-01")
    assert recipients(server) == EVERYBODY


@pytest.mark.parametrize("fault", ["a folder", "a file for a folder", "read-only"])
def test_where_nothing_can_be_noted_down_nothing_is_sent(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: str
):
    def refuse(_: Path) -> tuple[int, Path]:
        raise PermissionError(13, "Permission denied")

    if fault == "a folder":
        record(folder).mkdir(parents=True)
    elif fault == "a file for a folder":
        record(folder).parent.write_text("", encoding="utf-8")
    else:
        monkeypatch.setattr(replacing, "_new_file_beside", refuse)
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        code, told = letters(folder)
    assert (code, server.received) == (2, [])
    assert "`.ssetrack/letters.json`" in told.replace(f"{folder}/", ""), told


@pytest.mark.parametrize("link", [".ssetrack", ".ssetrack/letters.json"])
def test_no_link_leads_what_was_sent_out_of_the_repository(folder: Path, link: str):
    (folder / "repository").mkdir()
    (folder / "plans").rename(folder / "repository" / "plans")
    (folder / "outside").mkdir()
    at = folder / "repository" / link
    at.parent.mkdir(exist_ok=True)
    at.symlink_to(folder / "outside" / at.name if at.suffix else folder / "outside")
    with mail_server(Behaviour()) as server:
        configure(folder / "repository", server)
        code, told = letters(folder / "repository")
    assert (code, server.received, list((folder / "outside").iterdir())) == (2, [], [])
    assert "is a link that leads out of the folder" in told


OTHER = """\
ssetrack: 1
id: other
title: Other
owners: {ben: {name: Ben, email: ben@example.org}, seat: {name: Seat, vacant: true}}
activities:
- {id: a, title: A, owners: [ben], deadline: 2004-10-10}
- {id: b, title: B, owners: [seat], with: [ben], deadline: 2004-10-10}
"""


def test_plans_that_are_told_of_by_turns_are_told_once(folder: Path):
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        for _ in range(2):
            letters(folder, "plans", "--send", "--owner", "ben")
            letters(folder, "other.yaml", "--send", "--owner", "ben")
    assert recipients(server) == ["ben", "ben"]
    second = server.received[1][2].decode()
    assert "Other" in second
    assert "removed" not in second
    assert "not yours any more" not in second
