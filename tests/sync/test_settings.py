"""`[sync.NAME]`: which server is asked, as whom, and where the password may come from."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import console
from letters.making import CERTIFICATES
from ssetrack.cli.extras import INSTALLERS, extra
from ssetrack.diagnostic import SsetrackError
from ssetrack.sync.collection import UnreachableError
from ssetrack.sync.server.account import Account
from ssetrack.sync.server.address import Address, address_of
from ssetrack.sync.server.dav_xml import UnreadableXmlError, multistatus, preconditions
from ssetrack.sync.server.digest import Challenge
from ssetrack.sync.server.hrefs import href_of
from ssetrack.sync.server.opening import server_collection
from ssetrack.workspace.connection.passwords import sync_password
from ssetrack.workspace.sync_settings import password_variable
from sync.nasty_server import HOME, PASSWORD, Behaviour, nasty
from sync.serving import USER

ADDRESSES = [
    ("https://cloud.example.org/dav/ana/tasks/", "https://cloud.example.org/dav/ana/tasks/"),
    (" https://cloud.example.org ", "https://cloud.example.org/"),
    ("HTTPS://Cloud.Example.org:443/a%20b/", "https://cloud.example.org/a%20b/"),
    ("https://cloud.example.org:8443/x", "https://cloud.example.org:8443/x"),
    ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
    ("http://localhost:5232/ana/", "http://localhost:5232/ana/"),
    ("http://127.0.0.1/", "http://127.0.0.1/"),
    ("http://[::1]:80/x", "http://[::1]/x"),
]


@pytest.mark.parametrize(("written", "read"), ADDRESSES)
def test_an_address(written: str, read: str):
    assert address_of(written, "sync.phones.url", "VARIABLE").url == read


NO_ADDRESSES = [
    ("http://cloud.example.org/x", "does not begin with `https://`", "`https://cloud.example.org/x`"),
    ("http://localhost.example.org/", "does not begin with `https://`", "others on the way"),
    ("http://127.0.0.1.example.org/", "does not begin with `https://`", "others on the way"),
    ("http://0.0.0.0/", "does not begin with `https://`", "others on the way"),
    ("caldav://cloud.example.org/x", "does not begin with `https://`", "`https://cloud.example.org/x`"),
    ("file:///etc/passwd", "is not an address of a server", "https://cloud"),
    ("cloud.example.org/dav", "is not an address of a server", "`https://cloud.example.org/dav`"),
    ("https://", "is not an address of a server", "https://cloud"),
    ("https://cloud.example.org:port/", "is not an address of a server", "https://cloud"),
    ("https://cloud.example.org\\@evil.example/", "is not an address of a server", "https://cloud"),
    ("https://cloud.example.org/a b", "is not an address of a server", "https://cloud"),
    ("https://cloud.exam\tple.org/", "is not an address of a server", "https://cloud"),
    ("https://[::1", "is not an address of a server", "https://cloud"),
    (f"https://ana:{PASSWORD}@cloud.example.org/", "has a user or a password", "VARIABLE"),
    (f"https://{PASSWORD}@cloud.example.org/", "has a user or a password", "VARIABLE"),
    (f"http://:{PASSWORD}@localhost/", "has a user or a password", "VARIABLE"),
    (f"https://cloud.example.org/?token={PASSWORD}", "has a `?` or a `#`", "as its server shows it"),
    ("https://cloud.example.org/#x", "has a `?` or a `#`", "as its server shows it"),
    (f"ana:{PASSWORD}@cloud.example.org", "", ""),
]


@pytest.mark.parametrize(("written", "what", "instead"), NO_ADDRESSES)
def test_no_address(written: str, what: str, instead: str):
    with pytest.raises(SsetrackError) as caught:
        address_of(written, "sync.phones.url", "VARIABLE")
    assert what in str(caught.value)
    assert instead in str(caught.value.help)
    assert PASSWORD not in f"{caught.value} {caught.value.help}"


HREFS = [
    ("/dav/a.ics", "/dav/a.ics"),
    ("a.ics", "/dav/tasks/a.ics"),
    ("https://cloud.example.org/dav/a.ics", "/dav/a.ics"),
    ("HTTPS://CLOUD.example.org:443/dav/a.ics", "/dav/a.ics"),
    ("/dav/%c3%a9%40@.ics", "/dav/%C3%A9%40%40.ics"),
    ("/dav/é.ics", "/dav/%C3%A9.ics"),
    ("/dav/%2F.ics", "/dav/%2F.ics"),
    ("/dav/%FF.ics", "/dav/%FF.ics"),
    (" /dav/a%20b.ics\n", "/dav/a%20b.ics"),
    ("/dav/a b.ics", "/dav/a%20b.ics"),
    ("https://cloud.example.org/dav/a b.ics", "/dav/a%20b.ics"),
    ("https://cloud.example.org /dav/a.ics", None),
    ("//evil.example /a.ics", None),
    ("../x.ics", "/dav/x.ics"),
    ("/dav/%2e%2e/x.ics", None),
    ("/dav/a%2F..%2Fx.ics", None),
    ("http://cloud.example.org/dav/a.ics", None),
    ("https://cloud.example.org:8443/dav/a.ics", None),
    ("//evil.example/a.ics", None),
    ("https://cloud.example.org@evil.example/a.ics", None),
    ("https://[/", None),
    ("/dav/a?1.ics", None),
    ("/dav/a?2.ics", None),
    ("/dav/a#1.ics", None),
    ("https://cloud.example.org/dav/a.ics?token=x#y", None),
    ("?a", None),
]


@pytest.mark.parametrize(("said", "href"), HREFS)
def test_an_href_has_one_spelling(said: str, href: str | None):
    assert href_of(said, Address("https", "cloud.example.org", 443, "/dav/tasks/")) == href


@given(st.text() | st.text(alphabet="/.%2eEfF@:[]?#\\abc"))
def test_any_text_is_an_href_on_the_server_or_none(said: str):
    href = href_of(said, Address("https", "cloud.example.org", 443, "/dav/tasks/"))
    if href is not None:
        assert href.startswith("/")
        assert re.fullmatch("[A-Za-z0-9._~/%-]+", href)
        assert {".", ".."}.isdisjoint(unquote(href).split("/"))
        assert href_of(href, Address("https", "cloud.example.org", 443, "/")) in (
            href,
            None,
        )  # None: `//host`


ANSWER = (
    b'<?xml version="1.0" encoding="utf-8"?><d:multistatus xmlns:d="DAV:"><d:response><d:href>/a</d:href>'
    b'<d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status>'
    b"</d:propstat></d:response>"
    b"<d:sync-token>x</d:sync-token></d:multistatus>"
)


@given(st.binary(max_size=12), st.integers(0, len(ANSWER)), st.integers(0, 12))
def test_any_octets_are_an_answer_or_unreadable(more: bytes, at: int, without: int):
    octets = ANSWER[:at] + more + ANSWER[at + without :]
    try:
        read = multistatus(octets)
    except UnreadableXmlError:
        return
    assert all(entry.status is None or 0 <= entry.status < 1000 for entry in read.entries)
    assert preconditions(octets) == frozenset()


def test_digests_of_the_standard():
    """RFC 7616 §3.9.1, and RFC 2069 without `qop`, as its errata have it."""
    for algorithm, response in (
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ):
        header = (
            'Basic realm="x", Digest realm="http-auth@example.org", qop="auth, auth-int", '
            f'algorithm={algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
            'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", Other realm="y"'
        )
        challenge = Challenge.from_header(header)
        proof = challenge.proof(
            "GET",
            "/dir/index.html",
            "Mufasa",
            "Circle of Life",
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
        )
        assert f'response="{response}"' in proof
        assert ("nc=00000001" in proof, 'realm="http-auth@example.org"' in proof) == (True, True)
        assert "nc=00000002" in challenge.proof("GET", "/", "Mufasa", "x")
    old = Challenge.from_header(
        'digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'
    )
    proof = old.proof("GET", "/dir/index.html", "Mufasa", "CircleOfLife")
    assert 'response="1949323746fe6a43ef61f9606e7febea"' in proof
    assert "qop" not in proof
    assert (
        Challenge("a", "b", None, "MD5-SESS", True)
        .proof("GET", "/", 'q"\\', "x")
        .count('username="q\\"\\\\"')
        == 1
    )


NO_CHALLENGES = ["", 'Basic realm="digest "', 'Digest realm="x"', 'Digest nonce="1", algorithm=ROT13',
                 'Digest nonce="1", qop="auth-int"', 'Digest nonce="' + "\\" * 50_000]  # fmt: skip


@pytest.mark.parametrize("header", NO_CHALLENGES)
def test_no_challenge(header: str):
    assert Challenge.from_header(header) is None


FITS, OTHER = CERTIFICATES / "fits.pem", CERTIFICATES / "other.pem"


@pytest.mark.parametrize(
    ("certificate", "trusted"),
    [(FITS, FITS), (FITS, None), (OTHER, OTHER)],
    ids=["fits", "unknown", "other name"],
)
def test_a_certificate(certificate: Path, trusted: Path | None):
    behaviour = Behaviour(components={f"{HOME}tasks/": "VTODO"})
    with nasty(behaviour, certificate) as served:
        account = served.account(f"{HOME}tasks/", ca_file=trusted and str(trusted))
        if certificate is trusted is FITS:
            assert server_collection(account).listing(None).members == ()
            return
        with pytest.raises(UnreachableError, match="the certificate of `https://localhost:"):
            server_collection(account)
    assert behaviour.asked == []


def test_a_server_without_tls_gets_nothing():
    behaviour = Behaviour()
    with nasty(behaviour) as served:
        account = Account(
            address_of(served.origin.replace("http:", "https:"), "url", "VARIABLE"), USER, PASSWORD
        )
        with pytest.raises(UnreachableError, match="does not speak TLS as expected"):
            server_collection(account)
    assert behaviour.asked == []


def sync(folder: Path, *words: str, **variables: str) -> tuple[int, str]:
    (folder / "plans").mkdir(exist_ok=True)
    (folder / "plans" / "p.yaml").write_text(
        "ssetrack: 1\nid: p\ntitle: P\nactivities: []\n", encoding="utf-8"
    )
    there = {"XDG_CONFIG_HOME": str(folder / "me"), "SSETRACK_TODAY": "2004-10-01"}
    return console.run_here(["sync", *words], folder, there | variables)


def personal(folder: Path, text: str) -> None:
    path = folder / "me" / "ssetrack" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_password_goes_to_the_server_that_is_named_next_to_it(tmp_path: Path):
    own, stranger = (Behaviour(components={f"{HOME}tasks/": "VTODO"}) for _ in range(2))
    with nasty(own) as mine, nasty(stranger) as other:
        (tmp_path / "ssetrack.toml").write_text(
            f'[sync.phones]\nurl = "{other.origin}{HOME}tasks/"\nuser = "{USER}"\n', encoding="utf-8"
        )
        code, told = sync(tmp_path)
        assert (code, "set SSETRACK_SYNC_PASSWORD_PHONES" in told) == (2, True), told
        assert stranger.asked == []
        personal(
            tmp_path,
            f'[sync.phones]\nurl = "{mine.origin}{HOME}tasks/"\nuser = "{USER}"\n'
            f'password-command = "echo {PASSWORD}"\n',
        )
        code, told = sync(tmp_path)
        assert (code, len(own.asked) > 1, stranger.asked) == (0, True, []), told
        own.asked.clear()
        code, told = sync(tmp_path, SSETRACK_SYNC_PASSWORD_PHONES="wrong")
        assert (code, "does not accept the user or the password" in told, "wrong" in told) == (2, True, False)


@pytest.mark.parametrize("authentication", ["basic", "digest"])
def test_a_password_in_another_encoding(tmp_path: Path, authentication: str):
    (tmp_path / "ssetrack.toml").write_text(
        f'[sync.phones]\nurl = "http://localhost/x/"\nuser = "{USER}"\nauth = "{authentication}"\n'
    )
    code, told = sync(tmp_path, SSETRACK_SYNC_PASSWORD_PHONES=os.fsdecode(b"p\xe4ss"))
    assert (code, "is not UTF-8" in told, "ss\n" in told) == (2, True, False), told


@pytest.mark.parametrize("name", ["ssetrack.toml", "pyproject.toml"])
def test_a_repository_names_no_program(tmp_path: Path, name: str):
    table = "[sync.phones]" if name == "ssetrack.toml" else "[tool.ssetrack.sync.phones]"
    (tmp_path / name).write_text(
        f'{table}\nurl = "https://x.example/"\npassword-command = "touch stolen"\n', encoding="utf-8"
    )
    for words in ((), ("phones", "--dry-run"), ("--proposals",)):
        code, told = sync(tmp_path, *words)
        expected = f"{name}:3:1: `sync.phones.password-command` is a setting of one person"
        assert (code, expected in told) == (2, True), told
    assert not (tmp_path / "stolen").exists()


URL = 'url = "https://cloud.example.org/"\n'

WRONG = [
    ('user = "ana"', "needs the address of a task list"),
    ('url = " "', "needs the address of a task list"),
    ('url = "cloud.example.org"', "`sync.phones.url` is not an address of a server"),
    (f'url = "https://ana:{PASSWORD}@cloud.example.org/"', "has a user or a password in the address"),
    (f'{URL}auth = "bearer"', "`sync.phones.auth` cannot be `bearer`"),
    (f'{URL}user = "ana:{PASSWORD}"', "`sync.phones.user` cannot contain `:`"),
    (f'{URL}ca-file = "none.pem"', "cannot read `"),
    (f'{URL}ca-file = "plans"', "cannot read `"),
    (f'{URL}ca-file = "ssetrack.toml"', "`ca-file` is a file of certificates in PEM form"),
    (f'{URL}pasword = "x"', "`ssetrack.toml` has no setting `sync.phones.pasword`"),
    (f"{URL}user = 1", "`sync.phones.user` in `ssetrack.toml` must be a text"),
    (f'{URL}owner = "ana"', "`sync.phones.owner` in `ssetrack.toml` must be a list of texts"),
    (f"{URL}contacts = 1", "`sync.phones.contacts` in `ssetrack.toml` must be `true` or `false`"),
    (f'{URL}user = "ana"', "the server of the task list wants a password, and none is given"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_settings_that_cannot_be(tmp_path: Path, text: str, words: str):
    (tmp_path / "ssetrack.toml").write_text(f"[sync.phones]\n{text}\n", encoding="utf-8")
    code, told = sync(tmp_path)
    assert (code, words in told, PASSWORD in told) == (2, True, False), told


NAMES = [
    ('[sync]\nphones = "x"', "`sync.phones` in `ssetrack.toml` must be a table"),
    ("[sync]\nphones = {}", "needs the address of a task list"),
    ("sync = 1", "`sync` in `ssetrack.toml` must be a table"),
    ('[sync."../evil"]', "`[sync.../evil]` in `ssetrack.toml` cannot have this name"),
    ("[sync.Phones]", "cannot have this name"),
    (f"[sync.{'a' * 41}]", "cannot have this name"),
]


@pytest.mark.parametrize(("text", "words"), NAMES)
def test_names_that_cannot_be(tmp_path: Path, text: str, words: str):
    (tmp_path / "ssetrack.toml").write_text(f"{text}\n", encoding="utf-8")
    code, told = sync(tmp_path)
    assert (code, words in told) == (2, True), told


PERSONAL = [
    ('[sync.phones]\nuser = "ana"\n', "does not name a `url`"),
    (f'[sync.phones]\n{URL}owner = ["ana"]\n', "has no setting `sync.phones.owner`"),
    (f'[sync.phones]\n{URL}user = "a"\npassword-command = "false"\n', "it ended with exit code 1"),
    (f'[sync.phones]\n{URL}user = "a"\npassword-command = "no-such-program"\n', "No such file or directory"),
    ("[sync]\nphones = 1\n", "must be a table"),
]


@pytest.mark.parametrize(("text", "words"), PERSONAL)
def test_a_personal_file_that_is_wrong(tmp_path: Path, text: str, words: str):
    personal(tmp_path, text)
    code, told = sync(tmp_path)
    assert (code, words in told) == (2, True), told


def test_the_name_of_the_variable():
    assert password_variable("phones-2") == "SSETRACK_SYNC_PASSWORD_PHONES_2"


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch):
    """The address is judged all the same, and what to install is said."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "requests"]:
        monkeypatch.setitem(sys.modules, name, None)
    for name in [name for name in sys.modules if name.startswith("ssetrack.sync.server.")]:
        monkeypatch.delitem(sys.modules, name)
    from ssetrack.sync.server.address import address_of as judged

    with pytest.raises(SsetrackError, match="is not an address"):
        judged("nowhere", "url", "VARIABLE")
    told = r"`ssetrack sync` needs the package `requests`, which is not installed"
    with pytest.raises(SsetrackError, match=told) as caught, extra("sync"):
        import_module("ssetrack.sync.server.opening")
    assert 'type `pip install ".[sync]"` in the folder' in str(caught.value.help)


@pytest.mark.parametrize(("kept", "how"), INSTALLERS.items())
def test_an_extra_is_installed_as_ssetrack_was(
    kept: str, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (tmp_path / kept).write_text("", encoding="utf-8")
    with pytest.raises(SsetrackError) as caught, extra("lsp"):
        import_module("a_package_that_nobody_has")
    assert f'type `{how} ".[lsp]"`' in str(caught.value.help)


def test_a_module_of_ours_that_is_missing_is_our_mistake():
    with pytest.raises(ModuleNotFoundError), extra("sync"):
        import_module("ssetrack.sync.nowhere")


def test_a_password_is_the_whole_first_line():
    assert sync_password("SSETRACK_NO_SUCH", r"printf 'a\342\200\250b\302\205c\r\nsecond'") == "a\u2028b\x85c"
