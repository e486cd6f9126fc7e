"""Letters sent to a real server on this machine: it accepts, refuses, hangs up, encrypts or does not."""

from __future__ import annotations

import json
import os
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

import console
from letters.mail_server import Behaviour, mail_server
from letters.making import CERTIFICATES, vision

FITS, OTHER = CERTIFICATES / "fits.pem", CERTIFICATES / "other.pem"

EVERYBODY = ["marcos", "chilo", "ben", "humberto"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "vision.yaml").write_text(vision(), encoding="utf-8")
    return tmp_path


def configure(folder: Path, server: Behaviour, more: str = "", *, security: str = "none") -> None:
    (folder / "ssetrack.toml").write_text(
        '[letters]\nfrom = "Plan <plan@example.org>"\nreply-to = "answers@example.org"\n'
        f'server = "localhost"\nport = {server.port}\nsecurity = "{security}"\nrate = 6000\n{more}',
        encoding="utf-8",
    )


def letters(folder: Path, *words: str, day: str = "2004-10-01", **environment: str) -> tuple[int, str]:
    command = ["letters", *(words or ("--send",))]
    return console.run_here(
        command, folder, {"SSETRACK_TODAY": day, "XDG_CONFIG_HOME": str(folder / "me"), **environment}
    )


def recipients(server: Behaviour) -> list[str]:
    return [address.partition("@")[0] for _, to, _ in server.received for address in to]


def test_everybody_gets_theirs_and_nothing_twice(folder: Path):
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        code, told = letters(folder)
        assert (code, "4 letters sent" in told) == (0, True)
        assert recipients(server) == EVERYBODY
        state = (folder / ".ssetrack" / "letters.json").read_bytes()
        code, told = letters(folder)
        assert (code, "nothing new" in told) == (0, True)
        assert len(server.received) == 4
        assert (folder / ".ssetrack" / "letters.json").read_bytes() == state
        code, _ = letters(folder, day="2004-10-14")
        assert len(server.received) == 4
        code, _ = letters(folder, day="2004-10-15")  # what is overdue is said again
        assert len(server.received) == 8
    for sender, (to,), content in server.received:
        read = message_from_bytes(content, policy=default)
        assert sender == "plan@example.org"
        assert read["To"].addresses[0].addr_spec == to
        assert read["X-Unsent"] is None
        assert read["Bcc"] is None
    kept = json.loads(state)["letters"]
    assert {kept[name]["message-id"] for name in EVERYBODY} == {
        message_from_bytes(content)["Message-ID"] for _, _, content in server.received[:4]
    }


def test_drafts_do_not_change_what_was_sent(folder: Path):
    code, told = letters(folder, "-o", "letters/")
    assert (code, "4 letters written" in told) == (0, True)
    assert not (folder / ".ssetrack").exists()
    names = sorted(path.name for path in (folder / "letters").iterdir())
    assert names == ["ben.eml", "chilo.eml", "humberto.eml", "letters.mbox", "marcos.eml"]
    _, told = letters(folder, "-o", "letters/")
    assert "0 letters written, 4 unchanged" in told


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("550 no such user ben@example.org", "refuses the letter to Ben: 550"),
        ("451 try again later", "does not take the letter to Ben now: 451"),
    ],
)
def test_who_is_refused_is_named_and_the_others_are_written_to(folder: Path, reply: str, words: str):
    with mail_server(Behaviour({"ben@example.org": reply})) as server:
        configure(folder, server)
        code, told = letters(folder)
        assert code == 2
        assert words in told
        assert "ben@example.org" not in told
        assert recipients(server) == ["marcos", "chilo", "humberto"]
        server.replies = {}
        code, _ = letters(folder)
        assert (code, recipients(server)) == (0, ["marcos", "chilo", "humberto", "ben"])


def test_a_refusal_after_the_content(folder: Path):
    with mail_server(Behaviour({"DATA": "554 looks like spam"})) as server:
        configure(folder, server)
        code, told = letters(folder)
    assert code == 2
    assert told.count("554 looks like spam") == 4
    assert not (folder / ".ssetrack" / "letters.json").exists()


def test_a_cut_connection_loses_nobody(folder: Path):
    with mail_server(Behaviour(hangs_up_at="ben@example.org")) as server:
        configure(folder, server)
        code, told = letters(folder)
        assert (code, "cut after 2 letters" in told) == (2, True)
        server.hangs_up_at = ""
        code, _ = letters(folder)
    assert (code, recipients(server)) == (0, EVERYBODY)


def test_no_server(folder: Path):
    configure(folder, Behaviour(port=1))
    code, told = letters(folder)
    assert (code, "cannot send by `localhost:1`" in told) == (2, True)


def test_a_server_without_encryption_gets_nothing(folder: Path):
    with mail_server(Behaviour()) as server:
        configure(folder, server, security="starttls")
        code, told = letters(folder)
    assert (code, server.received) == (2, [])
    assert "`localhost` does not encrypt the connection" in told


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_encrypted(folder: Path, security: str):
    with mail_server(Behaviour(certificate=FITS, is_tls=security == "tls")) as server:
        configure(folder, server, f'ca-file = "{FITS}"\n', security=security)
        code, told = letters(folder)
    assert (code, recipients(server)) == (0, EVERYBODY), told


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("certificate", "trusted"), [(FITS, None), (OTHER, OTHER)], ids=["unknown", "other name"]
)
def test_a_certificate_that_does_not_fit(
    folder: Path, security: str, certificate: Path, trusted: Path | None
):
    with mail_server(
        Behaviour(certificate=certificate, is_tls=security == "tls", password="secret")
    ) as server:
        more = f'ca-file = "{trusted}"\n' if trusted else ""
        configure(folder, server, f'user = "ana"\n{more}', security=security)
        code, told = letters(folder, SSETRACK_SMTP_PASSWORD="secret")
    assert (code, server.received, server.logins) == (2, [], [])
    assert "the certificate of" in told


def test_a_password(folder: Path):
    with mail_server(Behaviour(certificate=FITS, password="secret")) as server:
        configure(folder, server, f'user = "ana"\nca-file = "{FITS}"\n', security="starttls")
        code, told = letters(folder)
        assert (code, "wants a password" in told) == (2, True)
        code, told = letters(folder, SSETRACK_SMTP_PASSWORD="wrong")
        assert (code, "does not accept the user or the password" in told) == (2, True)
        assert "wrong" not in told
        code, told = letters(folder, SSETRACK_SMTP_PASSWORD=os.fsdecode(b"s\xe4cret"))
        assert (code, "is not UTF-8" in told, "cret" in told) == (2, True, False)
        code, told = letters(folder, SSETRACK_SMTP_PASSWORD="secret")
    assert (code, recipients(server)) == (0, EVERYBODY), told


def personal(folder: Path, text: str) -> None:
    path = folder / "me" / "ssetrack" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_password_goes_to_the_server_that_is_named_next_to_it(folder: Path):
    with (
        mail_server(Behaviour(password="secret")) as own,
        mail_server(Behaviour(password="secret")) as stranger,
    ):
        configure(folder, stranger, 'user = "stranger"\n')
        personal(
            folder,
            f'[letters]\nserver = "localhost"\nport = {own.port}\nsecurity = "none"\nuser = "ana"\n'
            'password-command = "echo secret"\n',
        )
        code, told = letters(folder)
    assert (code, recipients(own)) == (0, EVERYBODY), told
    assert own.logins == [(b"ana", b"secret")]
    assert stranger.logins == []


@pytest.mark.parametrize("name", ["ssetrack.toml", "pyproject.toml"])
def test_a_repository_names_no_program(folder: Path, name: str):
    table = "[letters]" if name == "ssetrack.toml" else "[tool.ssetrack.letters]"
    (folder / name).write_text(f'{table}\npassword-command = "touch stolen"\n', encoding="utf-8")
    for words in (["--send"], ["--stdout"]):
        code, told = letters(folder, *words)
        assert (code, f"{name}:2:1: `letters.password-command` is a setting of one person" in told) == (
            2,
            True,
        )
    assert not (folder / "stolen").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[letters]\npassword-command = "echo x"\n', "does not name a `server`"),
        ('[letters]\nserver = "localhost"\nfrom = "a@b"\n', "has no setting `letters.from`"),
        (
            '[letters]\nserver = "localhost"\nsecurity = "none"\nuser = "a"\npassword-command = "false"\n',
            "cannot send",
        ),
    ],
)
def test_a_personal_file_that_is_wrong(folder: Path, text: str, told: str):
    configure(folder, Behaviour(port=1))
    personal(folder, text)
    code, said = letters(folder)
    assert (code, told in said) == (2, True), said


WRONG = [
    ('from = "a, c@d"', "`letters.from` cannot be"),
    ('from = "josé@example.org"', "only the letters a to z before the @"),
    ('reply-to = "nobody"', "`letters.reply-to` cannot be"),
    ('remind-after = "0d"', "`letters.remind-after` cannot be `0d`"),
    ('form = "a@b.c"', "did you mean `letters.from`?"),
    ("rate = 0", "`letters.rate` in `ssetrack.toml` is 0, but the lowest possible value is 1"),
    ("port = 70000", "`letters.port` in `ssetrack.toml` is 70000, but the highest possible value is 65535"),
    ("server = 1", "`letters.server` in `ssetrack.toml` must be a text"),
    ('from = "a@b.c"', "`--send` needs a mail server"),
    ('from = "a@b.c"\nserver = " "', "`--send` needs a mail server"),
    ('from = "a@b.c"\nserver = "mail.example.org"\nsecurity = "none"', "only for a server on this machine"),
    ('from = "a@b.c"\nserver = "localhost"\nsecurity = "ssl"', "`letters.security` cannot be `ssl`"),
    ('from = "a@b.c"\nserver = "localhost"\nsecurity = "tls"\nca-file = "none.pem"', "cannot read `"),
    ("", "`--send` needs to know from whom the letters come"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_settings_that_cannot_be(folder: Path, text: str, told: str):
    (folder / "ssetrack.toml").write_text(f"[letters]\n{text}\n", encoding="utf-8")
    code, said = letters(folder)
    assert (code, told in said) == (2, True), said


def test_a_damaged_record_sends_nothing(folder: Path):
    (folder / ".ssetrack").mkdir()
    record = folder / ".ssetrack" / "letters.json"
    record.write_text("half a fi", encoding="utf-8")
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        code, told = letters(folder)
    assert (code, "is damaged" in told, server.received) == (2, True, [])
    assert record.read_text(encoding="utf-8") == "half a fi"


def test_a_plan_that_cannot_be_read_sends_nothing(folder: Path):
    (folder / "plans" / "broken.yaml").write_text("ssetrack: 1\ntitle: [", encoding="utf-8")
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        code, told = letters(folder)
    assert (code, "nothing was sent" in told, server.received) == (2, True, [])


@pytest.mark.parametrize(
    "words", [[""], ["--stdout", "--send"], ["-o", "x", "--stdout"], ["--stdout", "--prune"]]
)
def test_one_way_out(folder: Path, words: list[str]):
    code, _ = (
        letters(folder, *filter(None, words or [""]))
        if words != [""]
        else console.run_here(["letters"], folder, {})
    )
    assert code == 2


def test_only_somebody(folder: Path):
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        letters(folder, "--send", "--owner", "ben")
        assert recipients(server) == ["ben"]
        letters(folder, "--send", "--mine", SSETRACK_ME="chilo")
        assert recipients(server) == ["ben", "chilo"]
        letters(folder)
    assert recipients(server) == ["ben", "chilo", "marcos", "humberto"]


def test_a_filter_does_not_make_the_rest_new(folder: Path):
    with mail_server(Behaviour()) as server:
        configure(folder, server)
        letters(folder)
        plan = folder / "plans" / "vision.yaml"
        text = plan.read_text(encoding="utf-8")
        plan.write_text(text.replace("when: 2004-01  ", "when: 2004-02  ", 1), encoding="utf-8")
        assert plan.read_text(encoding="utf-8") != text
        code, told = letters(folder, "--send", "--text", "Mumbai", "--owner", "ben", day="2004-10-02")
        assert (code, recipients(server)) == (0, [*EVERYBODY, "ben"]), told
        code, told = letters(folder, "--send", "--owner", "ben", day="2004-10-02")
        assert (code, recipients(server)) == (0, [*EVERYBODY, "ben"]), told
    read = message_from_bytes(server.received[-1][2], policy=default)
    said = read.get_body(("plain",)).get_content()
    assert "n’est plus à votre charge" not in said
    assert "janvier 2004 → février 2004" in said
