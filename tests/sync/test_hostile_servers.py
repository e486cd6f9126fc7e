"""Servers that are broken or mean harm: the password stays here, memory and time have bounds."""

from __future__ import annotations

import io
import logging
import time
import traceback
from collections.abc import Callable, Iterator

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.sync.collection import Changed, Refused, Stored, UnreachableError
from ssetrack.sync.reception import AT_ONCE, resources
from ssetrack.sync.server import exchange
from ssetrack.sync.server.account import Account
from ssetrack.sync.server.address import address_of
from ssetrack.sync.server.opening import server_collection
from sync.nasty_server import HOME, PASSWORD, Behaviour, Handler, compressed, nasty
from sync.serving import Served, task

LIST = f"{HOME}tasks/"


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Behaviour, Served]]:
    behaviour = Behaviour()
    with nasty(behaviour) as served:
        yield behaviour, served


@pytest.fixture
def bad(server: tuple[Behaviour, Served]) -> tuple[Behaviour, Served]:
    """The server as it is at first: one list with two tasks, and no fault."""
    behaviour, served = server
    behaviour.__dict__.update({**Behaviour().__dict__, "port": behaviour.port})
    behaviour.components[LIST] = "VTODO"
    for uid in "ab":
        behaviour.objects[f"{LIST}{uid}.ics"] = task(uid)
    return behaviour, served


def says(octets: bytes | str, status: int = 207, **headers: str) -> Callable[[Handler], bool]:
    def answer(handler: Handler) -> bool:
        handler.say(status, octets, **headers)
        return True

    return answer


def streams(piece: bytes, pause: float, status: int = 207) -> Callable[[Handler], bool]:
    """A body that never ends."""

    def answer(handler: Handler) -> bool:
        handler.send_response(status)
        handler.send_header("Location", "/")
        handler.send_header("WWW-Authenticate", 'Digest realm="x", nonce="y"')
        handler.send_header("Connection", "close")
        handler.end_headers()
        while True:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def cuts(handler: Handler) -> bool:
    """Half an answer."""
    handler.send_response(207)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<multistatus")
    handler.close_connection = True
    return True


def hangs_up(handler: Handler) -> bool:
    handler.close_connection = True
    return True


def is_silent(handler: Handler) -> bool:
    time.sleep(2)
    handler.close_connection = True
    return True


def heads(handler: Handler) -> bool:
    """Headers without end."""
    handler.wfile.write(b"HTTP/1.1 207 OK\r\n" + b"X: y\r\n" * 10_000 + b"\r\n")
    handler.close_connection = True
    return True


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + ']><d:multistatus xmlns:d="DAV:"><d:response><d:href>&j;</d:href></d:response></d:multistatus>'
)
FILE = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<d:multistatus xmlns:d="DAV:"><d:response><d:href>&a;</d:href></d:response></d:multistatus>'
)
DEEP = f'<d:multistatus xmlns:d="DAV:">{"<d:x>" * 100_000}'

NO_SERVER = "does not answer as a CalDAV server does"

FAULTS: dict[str, tuple[Callable[[Handler], bool], str]] = {
    "endless": (streams(b"x" * 65_536, 0), "answers with more than 1 MB"),
    "endless and moved": (streams(b"x" * 65_536, 0, 301), "answers with more than 1 MB"),
    "endless and not let in": (streams(b"x" * 65_536, 0, 401), "answers with more than 1 MB"),
    "dripping": (streams(b"x", 0.05), "did not answer within 0 seconds"),
    "silent": (is_silent, "did not answer within"),
    "cut": (cuts, "cannot reach"),
    "hung up": (hangs_up, "cannot reach"),
    "endless headers": (heads, "cannot reach"),
    "gzip": (says(compressed("x" * 1_000_000, 20), Content_Encoding="gzip"), "in a compressed form"),
    "laughs": (says(LAUGHS), NO_SERVER),
    "a file": (says(FILE), NO_SERVER),
    "deep": (says(DEEP), NO_SERVER),
    "a page": (says("<html><p>Log in", 200, Content_Type="text/html"), NO_SERVER),
    "nothing": (says(b""), NO_SERVER),
    "no status": (says('<d:multistatus xmlns:d="DAV:"/>'), NO_SERVER),
    "octets": (says(bytes(range(256))), NO_SERVER),
    "500": (says("", 500), "it answered with status 500"),
    "503": (says("", 503, Retry_After="3600"), "it is not working at the moment"),
    "403": (says("", 403), "the user may not do that there"),
    "404": (says("", 404), "there is nothing at"),
    "401": (says("", 401, WWW_Authenticate='Basic realm="x"'), "does not accept the user or the password"),
    "wants a digest": (
        says("", 401, WWW_Authenticate='Digest realm="x"'),
        "does not take a password as it is",
    ),
    "round and round": (says("", 301, Location="/"), "from one address to the next without end"),
    "to http": (
        says("", 301, Location="http://example.org/"),
        "sends to another server: `http://example.org/`",
    ),
    "elsewhere": (
        says("", 307, Location="https://evil.example/x"),
        "another server: `https://evil.example/x`",
    ),
    "to a port": (says("", 302, Location="//127.0.0.1:1/"), "another server: `http://127.0.0.1:1/`"),
    "to a user": (says("", 302, Location="http://ana@127.0.0.1/"), "sends to another server"),
    "to nowhere": (says("", 302, Location="http://[/"), "sends to another server"),
    "to a file": (says("", 302, Location="file:///etc/passwd"), "sends to another server"),
    "with signs": (says("", 302, Location="https://evil.example/\x1b[2J"), "sends to another server"),
    "to an error page elsewhere": (
        says("", 302, Location="https://evil.example/x?y"),
        "another server: `https://evil.example/x?y`",
    ),
    "to a page for people": (
        says("", 302, Location="/login?next=secret"),
        "/login?…`",
    ),
    "to a user's principal with a query": (
        says(
            '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/</d:href><d:propstat><d:prop>'
            "<d:current-user-principal><d:href>/ana?x=1</d:href></d:current-user-principal>"
            "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"
        ),
        "with a `?` or a `#` in it: `/ana?…`",
    ),
}


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that any library logs for somebody who wants to know everything."""
    everything = logging.getLogger()
    stream, level = io.StringIO(), everything.level
    handler = logging.StreamHandler(stream)
    everything.addHandler(handler)
    everything.setLevel(logging.DEBUG)
    yield stream
    everything.setLevel(level)
    everything.removeHandler(handler)


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_an_answer(
    bad: tuple[Behaviour, Served],
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    logged: io.StringIO,
):
    behaviour, served = bad
    behaviour.answer, words = FAULTS[fault]
    monkeypatch.setattr(exchange, "LARGEST", 1 << 20)
    monkeypatch.setattr(exchange, "WHOLE", 0.4 if fault == "dripping" else 20.0)
    monkeypatch.setattr(exchange, "SILENCE", 0.5)
    with pytest.raises(UnreachableError) as caught:
        served.collection(LIST)
    said = str(caught.value)
    assert words in said
    assert caught.value.help is not None
    assert "\x1b" not in said
    trace = "".join(traceback.format_exception(caught.value))
    assert "127.0.0.1" in logged.getvalue()
    for text in (said, repr(caught.value), trace, logged.getvalue(), str(caught.value.help)):
        assert PASSWORD not in text
        assert exposed(served) not in text
    assert (
        caught.value.__cause__ is caught.value.__context__ is None
    )  # no error of a library, with its request


def exposed(served: Served) -> str:
    return str(served.account(LIST).basic).removeprefix("Basic ")


@pytest.mark.parametrize("how", ["basic", "digest"])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_to_another_server_takes_no_password_there(
    bad: tuple[Behaviour, Served], how: str, status: int
):
    behaviour, served = bad
    stranger = Behaviour()
    with nasty(stranger) as other:
        behaviour.answer = says("", status, Location=f"{other.origin}{LIST}")
        with pytest.raises(UnreachableError, match="sends to another server"):
            server_collection(served.account(LIST, authentication=how))
    assert stranger.asked == []
    assert len(behaviour.asked) == 1


def test_a_redirect_on_the_same_server_is_followed(bad: tuple[Behaviour, Served]):
    behaviour, served = bad

    def moves(handler: Handler) -> bool:
        if handler.where.startswith("/old/"):
            # A fragment is for whoever shows the page (RFC 9110 §10.2.2).
            handler.say(308, Location=handler.path.replace("/old/", HOME) + "#top")
            return True
        return False

    behaviour.answer = moves
    collection = served.collection("/old/tasks/")
    assert [member.href for member in collection.listing(None).members] == [f"{LIST}a.ics", f"{LIST}b.ics"]


def test_no_server_and_no_name():
    for address in ("http://127.0.0.1:1/", "https://nobody.invalid/"):
        account = Account(address_of(address, "url", "VARIABLE"), "ana", PASSWORD)
        with pytest.raises(UnreachableError) as caught:
            server_collection(account)
        assert str(caught.value).startswith(f"cannot reach `{address[:-1]}`: ")
        assert PASSWORD not in "".join(traceback.format_exception(caught.value))


HREFS = ["https://evil.example/a.ics", "//evil.example/a.ics", "http://127.0.0.1:1/a.ics", "file:///a.ics",
         f"{LIST}%2e%2e/x.ics", "http://[/"]  # fmt: skip


@pytest.mark.parametrize("href", HREFS)
@pytest.mark.parametrize("changes", ["yes", "no"])
def test_an_href_on_another_server_ends_it(bad: tuple[Behaviour, Served], href: str, changes: str):
    behaviour, served = bad
    behaviour.changes = changes
    collection = served.collection(LIST)
    behaviour.answer = says(
        f'<d:multistatus xmlns:d="DAV:"><d:response><d:href>{href}</d:href><d:propstat><d:prop><d:getetag>"1"'
        "</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        "<d:sync-token>x</d:sync-token></d:multistatus>"
    )
    with pytest.raises(UnreachableError, match="which is not on it"):
        collection.listing(None)


@pytest.mark.parametrize("changes", ["yes", "no"])
def test_an_href_with_a_query_ends_it(bad: tuple[Behaviour, Served], changes: str):
    """Without it, two members would be one."""
    behaviour, served = bad
    behaviour.changes = changes
    collection = served.collection(LIST)
    behaviour.answer = says(
        f'<d:multistatus xmlns:d="DAV:"><d:response><d:href>{LIST}a?1.ics</d:href><d:propstat><d:prop>'
        '<d:getetag>"1"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>'
        "<d:sync-token>x</d:sync-token></d:multistatus>"
    )
    with pytest.raises(UnreachableError, match=r"with a `\?` or a `#` in it: `.*a\?…`"):
        collection.listing(None)


CUT_LISTS = {
    "507": "<d:status>HTTP/1.1 507 Insufficient Storage</d:status>",
    "403": "<d:status>HTTP/1.1 403 Forbidden</d:status>",
}


@pytest.mark.parametrize("status", CUT_LISTS)
def test_half_a_list_is_no_list(bad: tuple[Behaviour, Served], status: str):
    """What is not named would be taken for removed."""
    behaviour, served = bad
    behaviour.changes = "no"
    collection = served.collection(LIST)
    behaviour.answer = says(
        f'<d:multistatus xmlns:d="DAV:"><d:response><d:href>{LIST}</d:href>{CUT_LISTS[status]}</d:response>'
        "</d:multistatus>"
    )
    with pytest.raises(UnreachableError, match="does not list what is in"):
        collection.listing(None)


REFUSALS = [
    (507, "", "there is no space left"),
    (403, "no-uid-conflict", "another entry there has the same UID"),
    (403, "", "the user may not do that there"),
    (409, "", "it answered with status 409"),
    (413, "", "the entry is too large for it"),
    (423, "", "somebody else has locked it"),
    (503, "", "it is not working at the moment"),
]


@pytest.mark.parametrize(("status", "error", "words"), REFUSALS)
def test_a_refused_write_is_a_value(bad: tuple[Behaviour, Served], status: int, error: str, words: str):
    behaviour, served = bad
    collection = served.collection(LIST)
    (read,) = collection.resources([f"{LIST}a.ics"])
    behaviour.status, behaviour.error = {"PUT": status, "DELETE": status}, error
    outcomes = [
        collection.create("c.ics", task("c")),
        collection.replace(read.href, task("a", "New"), read.etag),
        collection.remove(read.href, read.etag),
    ]
    assert [(one.status, str(one.reason)) for one in outcomes if isinstance(one, Refused)] == 3 * [
        (status, words)
    ]


def test_a_page_is_no_task(bad: tuple[Behaviour, Served]):
    behaviour, served = bad
    collection = served.collection(LIST)
    behaviour.answer = says("<html>Log in", 200, Content_Type="text/html; charset=utf-8")
    with pytest.raises(UnreachableError, match="a page for people instead of"):
        collection.resources([f"{LIST}a.ics"])


def test_any_content_type_will_do_for_what_is_right(bad: tuple[Behaviour, Served]):
    behaviour, served = bad
    collection = served.collection(LIST)
    behaviour.answer = says("\ufeff" + task("a", "Ça"), 200, Content_Type="text/html", ETag='"1"')
    (read,) = collection.resources([f"{LIST}a.ics"])
    assert read.text == task("a", "Ça")
    behaviour.answer = says(task("a", "Ça").encode("latin-1"), 200, Content_Type="text/plain")
    (read,) = collection.resources([f"{LIST}a.ics"])
    assert read.text == task("a", "Ça")


@pytest.mark.parametrize("etags", ["weak", "none"])
def test_what_cannot_be_protected_is_said(bad: tuple[Behaviour, Served], etags: str):
    behaviour, served = bad
    behaviour.etags = etags
    collection = served.collection(LIST)
    (read,) = collection.resources([f"{LIST}a.ics"])
    assert (collection.remarks, read.etag[:7]) == ((), "sha256:")
    behaviour.objects[read.href] = task("a", "Theirs")
    assert collection.replace(read.href, task("a", "Ours"), read.etag) == Changed(read.href)
    assert collection.remarks == ()
    (read,) = collection.resources([f"{LIST}a.ics"])
    assert collection.replace(read.href, task("a", "Ours"), read.etag) == Stored(read.href, None)
    (remark,) = collection.remarks
    assert "somebody made in the same second may be lost" in str(remark)
    sent = [headers for method, _, headers in behaviour.asked if method == "PUT"]
    assert all("if-match" not in headers for headers in sent)


def test_a_strong_tag_that_comes_late_is_used(bad: tuple[Behaviour, Served]):
    behaviour, served = bad
    behaviour.etags = "none"
    collection = served.collection(LIST)
    (read,) = collection.resources([f"{LIST}a.ics"])
    behaviour.etags = "strong"
    assert isinstance(collection.replace(read.href, task("a", "Ours"), read.etag), Stored)
    assert behaviour.asked[-1][2]["if-match"].startswith('"')
    assert collection.remarks == ()


def test_500_tasks_of_which_none_has_changed_are_three_requests(bad: tuple[Behaviour, Served]):
    behaviour, served = bad
    for number in range(500):
        behaviour.change(f"{LIST}{number}.ics", task(str(number)))
    first = served.collection(LIST).listing(None)
    for how, most in (("basic", 2), ("digest", 3)):
        behaviour.authentication = how
        behaviour.asked.clear()
        collection = server_collection(served.account(LIST, authentication=how))
        listing = collection.listing(first.token)
        assert (len(first.members), listing.members, listing.gone, listing.whole) == (502, (), (), False)
        assert len(behaviour.asked) == most
    behaviour.authentication = "basic"
    behaviour.asked.clear()
    read = tuple(resources(served.collection(LIST), [member.href for member in first.members]))
    assert (len(read), len(behaviour.asked)) == (502, 1 + 502 // AT_ONCE + 1)


def test_no_environment_no_cookies(bad: tuple[Behaviour, Served], monkeypatch: pytest.MonkeyPatch, tmp_path):
    behaviour, served = bad
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login eve password stolen\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    seen = behaviour.asked

    def with_cookie(handler: Handler) -> bool:
        if handler.command == "PROPFIND" and handler.where == "/cookie/":
            handler.say(308, Location=LIST, Set_Cookie="session=1; Path=/")
            return True
        return False

    behaviour.answer = with_cookie
    served.collection("/cookie/").listing(None)
    assert {headers["authorization"] for _, _, headers in seen} == {f"Basic {exposed(served)}"}
    assert len(seen) == 3
    assert all("cookie" not in headers for _, _, headers in seen)
    with pytest.raises(UnreachableError, match="asks who you are"):
        server_collection(served.account(LIST, user=None, password=None))
    assert "authorization" not in seen[-1][2]


@pytest.mark.parametrize("how", ["digest", "never"])
def test_a_digest_is_asked_for_once(bad: tuple[Behaviour, Served], how: str):
    behaviour, served = bad
    behaviour.authentication = how
    password = PASSWORD if how == "never" else "wrong"
    with pytest.raises(UnreachableError, match="does not accept the user or the password"):
        server_collection(served.account(LIST, authentication="digest", password=password))
    assert len(behaviour.asked) == 2
    assert all(password not in str(headers) for _, _, headers in behaviour.asked)


def test_a_server_without_digest_gets_no_password(bad: tuple[Behaviour, Served]):
    behaviour, served = bad
    with pytest.raises(UnreachableError, match="does not know `digest`") as caught:
        server_collection(served.account(LIST, authentication="digest"))
    assert "basic" in str(caught.value.help)
    assert "authorization" not in behaviour.asked[0][2]


FOLLOWED = ["/", "/dav/", "/principal/", HOME, LIST, LIST[:-1]]


@pytest.mark.parametrize("path", FOLLOWED)
def test_the_only_list_is_the_one(bad: tuple[Behaviour, Served], path: str):
    behaviour, served = bad
    behaviour.components[f"{HOME}events/"] = "VEVENT"
    collection = served.collection(path)
    assert collection.identity == f"{served.origin}{LIST}"
    assert len(collection.listing(None).members) == 2


@pytest.mark.parametrize("name", ["current-user-principal", "calendar-home-set"])
def test_a_home_on_another_server_is_named(bad: tuple[Behaviour, Served], name: str):
    """As that of iCloud is: whoever knows it, writes it as the address."""
    behaviour, served = bad
    space = "d" if name == "current-user-principal" else "c"
    behaviour.answer = says(
        '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>/</d:href>'
        f"<d:propstat><d:prop><{space}:{name}><d:href>https://p34.example.org/1/</d:href></{space}:{name}></d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"
    )
    with pytest.raises(UnreachableError, match=r"sends to another server: `https://p34\.example\.org/1/`"):
        served.collection("/")
    assert len(behaviour.asked) == 1


def test_which_list_is_asked_for(bad: tuple[Behaviour, Served]):
    behaviour, served = bad
    for address, components, what, choices in (
        (
            HOME,
            {"tasks": "VTODO", "more": "VTODO", "dates": "VEVENT"},
            "there are several",
            ("tasks/", "more/"),
        ),
        (HOME, {"dates": "VEVENT"}, "there is no task list", ()),
        (f"{HOME}dates/", {"dates": "VEVENT"}, "takes no tasks (VTODO)", ()),
        (f"{HOME}none/", {}, "there is nothing at", ()),
    ):
        behaviour.components = {f"{HOME}{name}/": component for name, component in components.items()}
        with pytest.raises(SsetrackError) as caught:
            served.collection(address)
        assert what in str(caught.value)
        for choice in choices:
            assert f"{served.origin}{HOME}{choice}" in str(caught.value.help)
