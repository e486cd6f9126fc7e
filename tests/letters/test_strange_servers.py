"""Mail servers that do not do what they should: a run ends with a sentence, and sends nothing in the open."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from letters.mail_server import Behaviour, mail_server
from letters.making import vision
from letters.test_sending import EVERYBODY, configure, letters, recipients
from ssetrack.publish import mail_server as our_side

USUAL = {"EHLO": "250-localhost\r\n250 8BITMIME", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on"}

WAITED = b"somebody waited for the end"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "vision.yaml").write_text(vision(), encoding="utf-8")
    return tmp_path


@contextmanager
def scripted(banner: str, replies: Mapping[str, str]) -> Iterator[tuple[Behaviour, list[bytes]]]:
    """A server that says what it is told to, whatever it is told; one without an answer is silent."""
    heard: list[bytes] = []

    def drip(connection: socket.socket) -> None:
        """Send an answer without end, slower than anybody needs and faster than anybody gives up."""
        for _ in range(100):
            connection.sendall(b"2")
            time.sleep(0.05)
        heard.append(WAITED)

    def talk(connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            if banner == "drip":
                drip(connection)
            connection.sendall(banner.encode())
            for line in lines:
                heard.append(line)
                reply = replies.get(line[:4].decode("latin-1").upper().strip())
                if reply == "drip":
                    drip(connection)
                if reply == "hang up":
                    return
                if reply is not None:
                    connection.sendall(f"{reply}\r\n".encode())

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            connection.settimeout(10)
            try:
                talk(connection)
            except OSError:
                continue

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield Behaviour(port=listening.getsockname()[1]), heard
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(10)


STRANGE = {
    "no banner": ("", USUAL, "cannot send by `localhost:"),
    "another kind of server": ("HTTP/1.1 400 Bad Request\r\n\r\n", USUAL, "cannot send by `localhost:"),
    "without end": ("220-hello\r\n" * 50_000, USUAL, "cannot send by `localhost:"),
    "busy": ("421 too busy\r\n", USUAL, "421 too busy"),
    "a long banner": ("2" * 20_000 + "\r\n", USUAL, "cannot send by `localhost:"),
    "a banner that acts": (
        "554 \x1b[2J::error:: ask ana@example.org\r\n", USUAL, ": 554 �[2J::error:: ask (address left out)"
    ),
    "drips": ("drip", USUAL, "cannot send by `localhost:"),
    "drips at EHLO": ("220 hello\r\n", {**USUAL, "EHLO": "drip"}, "cannot send by `localhost:"),
    "drips after a letter": ("220 hello\r\n", {**USUAL, ".": "drip"}, "was cut after 0 letters"),
    "silent at EHLO": ("220 hello\r\n", {}, "cannot send by `localhost:"),
    "no EHLO": ("220 hello\r\n", {**USUAL, "EHLO": "502 what?", "HELO": "502 what?"}, "502 what?"),
    "silent after a letter": ("220 hello\r\n", USUAL, "the connection was cut after 0 letters"),
    "hangs up at MAIL": ("220 hello\r\n", {**USUAL, "MAIL": "hang up"}, "was cut after 0 letters"),
    "refuses MAIL": ("220 hello\r\n", {**USUAL, "MAIL": "553 who?", "RSET": "250", "QUIT": "221"}, "553 who"),
}  # fmt: skip


@pytest.mark.parametrize(("banner", "replies", "told"), STRANGE.values(), ids=STRANGE)
def test_a_strange_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch, banner: str, replies: Mapping[str, str], told: str
):
    monkeypatch.setattr(our_side, "PATIENCE", 0.2)
    monkeypatch.setattr(our_side, "PATIENCE_FOR_LETTER", 0.2)
    with scripted(banner, replies) as (server, heard):
        configure(folder, server)
        code, said = letters(folder)
    assert (code, told in said) == (2, True), said
    assert WAITED not in heard
    assert "\x1b" not in said
    assert not (folder / ".ssetrack" / "letters.json").exists()


WITH_LOGIN = "250-localhost\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME"


@pytest.mark.parametrize(
    "replies",
    [
        {"EHLO": WITH_LOGIN},
        {"EHLO": f"250-STARTTLS\r\n{WITH_LOGIN}", "STAR": "454 TLS not available due to temporary reason"},
        {"EHLO": f"250-STARTTLS\r\n{WITH_LOGIN}", "STAR": "220 go ahead\r\n250-AUTH PLAIN\r\n250 8BITMIME"},
        {"EHLO": f"250-STARTTLS\r\n{WITH_LOGIN}", "STAR": "hang up"},
    ],
    ids=["taken out", "refused", "not done", "cut"],
)
def test_no_password_and_no_letter_go_where_encryption_was_taken_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch, replies: Mapping[str, str]
):
    monkeypatch.setattr(our_side, "PATIENCE", 0.5)
    with scripted("220 hello\r\n", {**USUAL, "QUIT": "221 bye", **replies}) as (server, heard):
        configure(folder, server, 'user = "ana"\n', security="starttls")
        code, said = letters(folder, SSETRACK_SMTP_PASSWORD="secret")
    assert (code, "nothing was sent" in said) == (2, True), said
    assert not any(line.startswith((b"AUTH", b"MAIL")) for line in heard)


def test_a_slow_server_is_waited_for(folder: Path):
    """The commands of aiosmtpd are answered in turn: one letter is slow, and all arrive."""
    pause = threading.Event()
    with mail_server(Behaviour(at_content=lambda _: pause.wait(0.05))) as server:
        configure(folder, server)
        assert letters(folder)[0] == 0
    assert recipients(server) == EVERYBODY


def test_a_server_that_reads_a_letter_before_it_answers_is_not_given_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """A letter that is given up although the server takes it is sent again: two letters."""
    monkeypatch.setattr(our_side, "PATIENCE", 0.2)
    pause = threading.Event()
    with mail_server(Behaviour(at_content=lambda _: pause.wait(0.5))) as server:
        configure(folder, server)
        assert letters(folder, "--send", "--owner", "ben") == (0, "1 letter sent\n")
    assert recipients(server) == ["ben"]


@pytest.mark.parametrize("password", ["sécret", "пароль", ' a"b\\', "x" * 300])
@pytest.mark.parametrize("offered", ["PLAIN LOGIN", "LOGIN", "PLAIN"])
def test_any_password_is_sent_as_it_is(folder: Path, password: str, offered: str):
    ways = {"LOGIN", "PLAIN"} - set(offered.split())
    with mail_server(Behaviour(password=password, without=frozenset(ways))) as server:
        configure(folder, server, 'user = "josé"\n')
        code, said = letters(folder, "--send", "--owner", "ben", SSETRACK_SMTP_PASSWORD=password)
    assert (code, server.logins) == (0, [("josé".encode(), password.encode())]), said


def test_a_wrong_password_with_accents_is_not_repeated(folder: Path):
    with mail_server(Behaviour(password="other")) as server:
        configure(folder, server, 'user = "ana"\n')
        code, said = letters(folder, SSETRACK_SMTP_PASSWORD="sécret")
    assert (code, "does not accept the user or the password" in said) == (2, True)
    assert "cret" not in said.replace("(secret", "")
    assert server.received == []


@pytest.mark.parametrize(
    "host", ["exa mple", "a\\u0000b", "é" * 300, "http://mail.example.org", "localhost:25", "-", "..", "a@b"]
)
def test_a_server_that_is_no_host(folder: Path, host: str):
    (folder / "ssetrack.toml").write_text(f'[letters]\nfrom = "a@b.c"\nserver = "{host}"\n', encoding="utf-8")
    code, said = letters(folder)
    assert (code, "`letters.server` cannot be `" in said) == (2, True), said


@pytest.mark.parametrize("host", ["127.0.0.1", "[127.0.0.1]", "LocalHost", "localhost."])
def test_a_server_by_number_or_name(folder: Path, host: str):
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        path = folder / "ssetrack.toml"
        path.write_text(path.read_text("utf-8").replace('"localhost"', f'"{host}"'), encoding="utf-8")
        code, said = letters(folder, "--send", "--owner", "ben")
    assert (code, recipients(server)) == (0, ["ben"]), said


@pytest.mark.parametrize("after", ["0d", "2 weeks", "14", "-1d", "99999999d", "1.5w", "２w"])
def test_times_after_which_nobody_is_reminded(folder: Path, after: str):
    code, said = letters(folder, "--stdout", "--remind-after", after)
    assert (code, f"`--remind-after` cannot be `{after}`" in said, "`14d`" in said) == (2, True, True)


def test_no_time_at_all_after_which_somebody_is_reminded(folder: Path):
    code, said = letters(folder, "--stdout", "--remind-after", "")
    assert (code, "`--remind-after` needs a value" in said) == (2, True), said
