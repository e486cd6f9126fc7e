"""A small CalDAV server in memory that can do everything badly, one thing at a time."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

from lxml import etree

from sync.fake import sorted_anew
from sync.serving import USER, Served

PASSWORD = "not-for-your-eyes"
HOME = f"/dav/{USER}/"
D, C = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
TOKEN = "http://example.org/sync/"


@dataclass
class Behaviour:
    """What the server does badly, what it holds, and what it was asked."""

    etags: str = "strong"
    """strong, weak, none"""
    ignores_star: bool = False
    ignores_match: bool = False
    resorts: bool = False
    """Objects are kept in another order, and PUT gives no ETag (RFC 4791 §5.3.4)."""
    is_shifty: bool = False
    """Hrefs are spelt in another way each time: whole addresses, other percent signs."""
    changes: str = "yes"
    """yes, no, forbidden, bad token, by two, stuck"""
    multiget: str = "yes"
    """yes, missing, half, broken"""
    status: dict[str, int] = field(default_factory=dict)
    """By method: this, instead of doing it."""
    error: str = ""
    """The precondition in the body of such a status."""
    answer: Callable[[Handler], bool] = lambda _: False
    """Answers in the place of all that follows, where it returns true."""
    authentication: str = "basic"
    """basic, digest, stale, never"""
    components: dict[str, str] = field(default_factory=dict)
    """The collections, with what each takes."""
    objects: dict[str, str] = field(default_factory=dict)
    log: list[tuple[str, int]] = field(default_factory=list)
    """Path and number of each change; the number of the last is the token."""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """Method, path, headers of each request."""
    nonces: list[str] = field(default_factory=list)
    port: int = 0

    def etag(self, path: str) -> str:
        mark = hashlib.md5(self.objects[path].encode(), usedforsecurity=False).hexdigest()
        return {"strong": f'"{mark}"', "weak": f'W/"{mark}"', "none": ""}[self.etags]

    def change(self, path: str, text: str | None) -> None:
        self.log.append((path, len(self.log) + 1))
        if text is None:
            del self.objects[path]
        else:
            self.objects[path] = sorted_anew(text) if self.resorts else text


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer in one packet: the system waits before it sends a second one
    behaviour: Behaviour

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:  # whoever asked has gone
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def serve(self) -> None:
        self.text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.where = unquote(urlsplit(self.path).path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.behaviour.asked.append((self.command, self.where, headers))
        if self.behaviour.answer(self):
            return
        if not self.is_let_in():
            return
        status = self.behaviour.status.get(self.command)
        if status is not None:
            error = f'<d:error xmlns:d="DAV:"><c:{self.behaviour.error} xmlns:c="{C[1:-1]}"/></d:error>'
            self.say(status, error if self.behaviour.error else "")
            return
        getattr(self, f"on_{self.command.lower()}")()

    do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_MKCALENDAR = serve  # noqa: N815

    def say(self, status: int, body: str | bytes = "", **headers: str) -> None:
        octets = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {"Content-Length": str(len(octets)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(octets)

    def is_let_in(self) -> bool:
        said, how = self.headers.get("Authorization", ""), self.behaviour.authentication
        if how == "basic":
            if said == "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode():
                return True
            self.say(401, WWW_Authenticate='Basic realm="x"')
            return False
        values = dict(re.findall(r'(\w+)="?([^",]+)"?', said))
        if how != "never" and values.get("nonce") in self.behaviour.nonces and self.is_proof(values):
            return True
        nonce = secrets.token_hex(8)
        self.behaviour.nonces = [nonce] if how == "stale" else [*self.behaviour.nonces, nonce]
        stale = ", stale=true" if values else ""
        self.say(401, WWW_Authenticate=f'Digest realm="a, b", nonce="{nonce}", qop="auth"{stale}')
        return False

    def is_proof(self, values: dict[str, str]) -> bool:
        def md5(text: str) -> str:
            return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

        if self.behaviour.authentication == "stale" and int(values["nc"], 16) > 2:
            return False  # each nonce holds for two requests
        who, what = md5(f"{USER}:a, b:{PASSWORD}"), md5(f"{self.command}:{self.path}")
        wanted = md5(f"{who}:{values['nonce']}:{values['nc']}:{values['cnonce']}:auth:{what}")
        return values["response"] == wanted

    def href(self, path: str) -> str:
        if not self.behaviour.is_shifty:
            return quote(path, safe="/@")
        number = len(self.behaviour.asked) % 3
        if number == 0:
            return f"http://127.0.0.1:{self.behaviour.port}" + quote(path, safe="/")
        return (
            re.sub("%..", lambda one: one[0].lower(), quote(path, safe="/"))
            if number == 1
            else quote(path, safe="/ &=;,+@")
        )

    def multistatus(self, responses: list[str], more: str = "") -> None:
        body = (
            f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="{C[1:-1]}">'
            f"{''.join(responses)}{more}</d:multistatus>"
        )
        self.say(207, body, Content_Type="application/xml; charset=utf-8")

    def member(self, path: str, *, data: bool = False) -> str:
        etag = self.behaviour.etag(path)
        said = f"<d:getetag>{escape(etag)}</d:getetag>" if etag else ""
        if data:
            said += f"<c:calendar-data>{escape(self.behaviour.objects[path])}</c:calendar-data>"
        return self.response(path, said + "<d:resourcetype/>")

    def response(self, path: str, properties: str) -> str:
        status = "<d:status>HTTP/1.1 200 OK</d:status>"
        return (
            f"<d:response><d:href>{escape(self.href(path))}</d:href>"
            f"<d:propstat><d:prop>{properties}</d:prop>{status}</d:propstat></d:response>"
        )

    def missing(self, path: str, status: str = "404 Not Found") -> str:
        return (
            f"<d:response><d:href>{escape(self.href(path))}</d:href>"
            f"<d:status>HTTP/1.1 {status}</d:status></d:response>"
        )

    def of_collection(self, path: str) -> str:
        reports = "<d:supported-report><d:report><d:sync-collection/></d:report></d:supported-report>"
        said = "" if self.behaviour.changes == "no" else reports
        return self.response(
            path,
            "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
            f"<d:displayname>{path.split('/')[-2].title()}</d:displayname>"
            "<c:supported-calendar-component-set>"
            f'<c:comp name="{self.behaviour.components[path]}"/></c:supported-calendar-component-set>'
            f"<d:supported-report-set>{said}</d:supported-report-set>",
        )

    def inside(self, collection: str) -> list[str]:
        return sorted(path for path in self.behaviour.objects if path.startswith(collection))

    def on_propfind(self) -> None:
        holds, deep = self.behaviour, self.headers.get("Depth") == "1"
        if self.where in holds.components:
            members = self.inside(self.where) if deep else []
            self.multistatus([self.of_collection(self.where), *map(self.member, members)])
        elif self.where in holds.objects:
            self.multistatus([self.member(self.where)])
        elif self.where == HOME:
            within = [self.of_collection(path) for path in holds.components] if deep else []
            home = self.response(HOME, "<d:resourcetype><d:collection/></d:resourcetype>")
            self.multistatus([*within, home])
        elif self.where == "/principal/":
            home = f"<c:calendar-home-set><d:href>{HOME}</d:href></c:calendar-home-set>"
            self.multistatus([self.response(self.where, home)])
        elif self.where == "/dav/":
            principal = "<d:current-user-principal><d:href>/principal/</d:href></d:current-user-principal>"
            self.multistatus([self.response(self.where, principal)])
        elif self.where == "/.well-known/caldav":
            self.say(301, Location="/dav/")
        elif self.where == "/":
            self.say(405)
        else:
            self.say(404)

    def on_report(self) -> None:
        root = etree.fromstring(self.text.encode())
        if root.tag == f"{C}calendar-multiget":
            self.multiget([unquote(one.text or "") for one in root.iter(f"{D}href")])
        else:
            self.changes(root.findtext(f"{D}sync-token") or "")

    def multiget(self, paths: list[str]) -> None:
        how = self.behaviour.multiget
        if how == "missing":
            self.say(404)
            return
        if how == "half":
            paths = paths[::2]
        said = [
            self.member(path, data=True) if path in self.behaviour.objects else self.missing(path)
            for path in paths
        ]
        if how == "broken":
            said.append("\x0b")
        self.multistatus(said[::-1])

    def changes(self, token: str) -> None:
        holds = self.behaviour
        if holds.changes == "forbidden" or (token and holds.changes == "bad token"):
            self.say(403, '<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>')
            return
        if token and not re.fullmatch(re.escape(TOKEN) + r"[0-9]+(/[0-9]+)?", token):
            self.say(400)
            return
        # A token says from which change on; that of a part, how far the whole has been told as well.
        since, _, told = token.removeprefix(TOKEN).partition("/")
        number = len(holds.log)
        if token and since != "0":
            paths = sorted(
                {path for path, at in holds.log if at > int(since) and path.startswith(self.where)}
            )
        else:
            paths = self.inside(self.where)
        if holds.changes in ("by two", "stuck"):
            begin = int(told or 0)
            rest, paths = paths[begin + 2 :], paths[begin : begin + 2]
        else:
            begin, rest = 0, []
        said = [self.member(path) if path in holds.objects else self.missing(path) for path in paths]
        last = f"{TOKEN}{number}"
        if rest:
            said.insert(0, self.missing(self.where, "507 Insufficient Storage"))
            last = token or f"{TOKEN}0" if holds.changes == "stuck" else f"{TOKEN}{since or 0}/{begin + 2}"
        self.multistatus(said, f"<d:sync-token>{last}</d:sync-token>")

    def on_get(self) -> None:
        if self.where not in self.behaviour.objects:
            self.say(404)
            return
        etag = self.behaviour.etag(self.where)
        self.say(200, self.behaviour.objects[self.where], **({"ETag": etag} if etag else {}))

    def refuses(self) -> bool:
        """Whether a condition does not hold (RFC 9110 §13.1)."""
        there = self.where in self.behaviour.objects
        etag = self.behaviour.etag(self.where) if there else ""
        match, none = self.headers.get("If-Match"), self.headers.get("If-None-Match")
        if none == "*" and there and not self.behaviour.ignores_star:
            return True
        strong = etag if not etag.startswith("W/") else ""
        return match is not None and not self.behaviour.ignores_match and match != (strong or None)

    def on_put(self) -> None:
        if self.refuses():
            self.say(412)
            return
        status = 204 if self.where in self.behaviour.objects else 201
        self.behaviour.change(self.where, self.text)
        etag = self.behaviour.etag(self.where)
        self.say(status, **({"ETag": etag} if etag and not self.behaviour.resorts else {}))

    def on_delete(self) -> None:
        if self.where not in self.behaviour.objects:
            self.say(404)
        elif self.refuses():
            self.say(412)
        else:
            self.behaviour.change(self.where, None)
            self.say(204)

    def on_mkcalendar(self) -> None:
        component = re.search(r'<c:comp name="(\w+)"', self.text)
        self.behaviour.components[self.where] = component[1] if component else "VTODO"
        self.say(201)


@contextmanager
def nasty(behaviour: Behaviour, certificate: Path | None = None) -> Iterator[Served]:
    """The server, for as long as the block lasts; `behaviour` may change meanwhile."""
    handler = type("Here", (Handler,), {"behaviour": behaviour})
    server = ThreadingHTTPServer(("127.0.0.1", behaviour.port), handler)
    server.daemon_threads = True
    server.block_on_close = False
    behaviour.port = server.server_address[1]
    origin = f"http://127.0.0.1:{behaviour.port}"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        origin = f"https://localhost:{behaviour.port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    kind: Literal["basic", "digest"] = "basic" if behaviour.authentication == "basic" else "digest"
    try:
        yield Served(origin, HOME, PASSWORD, kind)
    finally:
        server.shutdown()
        server.server_close()


def compressed(text: str, times: int) -> bytes:
    """A text so many times, as gzip."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(pack.compress(text.encode()) for _ in range(times)) + pack.flush()
