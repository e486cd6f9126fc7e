"""A CalDAV server of the tests, whichever it is: collections made on it, objects put there by others."""

from __future__ import annotations

from dataclasses import dataclass

import requests

from ssetrack.sync.server.account import Account, Authentication
from ssetrack.sync.server.address import address_of
from ssetrack.sync.server.collection_there import ServerCollection
from ssetrack.sync.server.opening import server_collection

USER = "ana"

MADE = """\
<?xml version="1.0"?>
<c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop>
<d:displayname>{name}</d:displayname>
<c:supported-calendar-component-set><c:comp name="{component}"/></c:supported-calendar-component-set>
</d:prop></d:set></c:mkcalendar>
"""


@dataclass
class Served:
    """Where a server listens, under which path the collections of the user are, and the password."""

    origin: str
    home: str
    password: str
    authentication: Authentication = "basic"

    def account(self, path: str, **changes: object) -> Account:
        settings = {"user": USER, "password": self.password, "authentication": self.authentication} | changes
        return Account(address_of(self.origin + path, "sync.phones.url", "VARIABLE"), **settings)

    def collection(self, path: str) -> ServerCollection:
        """The collection at a path of the server, as `sync` sees it."""
        return server_collection(self.account(path))

    def make(self, name: str, component: str = "VTODO") -> str:
        """A new collection of that name; its path."""
        path = f"{self.home}{name}/"
        answer = self.ask("MKCALENDAR", path, MADE.format(name=name.title(), component=component))
        assert answer.status_code == 201, answer.text
        return path

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> requests.Response:
        """What the server answers to somebody else: a phone, an administrator."""
        said = {"Content-Type": "text/calendar" if method == "PUT" else "application/xml", **headers}
        with requests.Session() as session:
            session.trust_env = False
            is_digest = self.authentication == "digest"
            kind = requests.auth.HTTPDigestAuth if is_digest else requests.auth.HTTPBasicAuth
            return session.request(
                method,
                self.origin + path,
                data=body.encode(),
                headers=said,
                auth=kind(USER, self.password),
                timeout=10,
            )


def task(uid: str, title: str = "Call", more: str = "") -> str:
    """A calendar object with one task."""
    lines = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//sync//EN
BEGIN:VTODO
UID:{uid}
DTSTAMP:20270101T000000Z
SUMMARY:{title}
{more}END:VTODO
END:VCALENDAR
"""
    return lines.replace("\n", "\r\n")
