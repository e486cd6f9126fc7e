"""One request and its answer: the only file that talks to the network.

Comes in: a method, a path on the server of the account, a body. Goes out: an `Answer`, whatever its status;
or an `UnreachableError` where there is none. The password goes to one server alone: a redirect to another
one, or to http, is refused before anything is sent there. Neither the environment (proxies, `.netrc`) nor a
cookie has a part in it. What a server says is bounded in octets and in time, and never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from threading import Thread
from urllib.parse import urldefrag, urljoin

import requests

from ssetrack import __version__
from ssetrack.language.message import Message, message
from ssetrack.sync.collection import UnreachableError
from ssetrack.sync.server.account import Account
from ssetrack.sync.server.address import Address, address_in
from ssetrack.sync.server.digest import Challenge
from ssetrack.sync.server.hrefs import href_of
from ssetrack.wording.printable import one_line
from ssetrack.workspace.reasons import reason

CONNECT, SILENCE, WHOLE = 10.0, 30.0, 120.0
"""Seconds to wait for a connection, for the next octet, and for an answer from beginning to end."""

LARGEST = 32 * 1024 * 1024
"""Octets of an answer: 10,000 tasks at once are fewer."""

REDIRECTS = 5
MOVED = {301, 302, 307, 308}

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: the status, headers by their names in small letters, the body."""

    status: int
    headers: Mapping[str, str]
    octets: bytes
    address: Address
    """Where it came from, after redirects."""

    @property
    def etag(self) -> str | None:
        """The strong entity tag, if it gives one (RFC 9110 §8.8.3)."""
        return strong(self.headers.get("etag"))


def strong(etag: str | None) -> str | None:
    """An entity tag that protects what is written over: one in quotes that is not weak."""
    said = (etag or "").strip()
    fits = len(said) > 2 and said.isprintable() and said.isascii() and said[0] == said[-1] == '"'
    return said if fits else None


class _Session(requests.Session):
    """A session that leaves redirects alone: the library reads all of their body, however long it is."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nothing, whatever the answer says: `Exchange` looks at it."""


class Exchange:
    """Requests to the server of one account, one after the other, over one connection."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._challenge: Challenge | None = None
        self._session = _Session()
        self._session.trust_env = False
        self._session.verify = account.ca_file or True
        self._session.headers.clear()
        self._session.headers["User-Agent"] = f"ssetrack/{__version__}"
        # Nextcloud takes a request with its own cookie for one of a browser, and asks for more.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """What the server answers.

        Raises `UnreachableError` where there is no answer, where it refuses the password, and where it sends
        elsewhere, or is no path: behind the name of the server it would make the name of another one.
        """
        if not path.startswith("/"):
            raise self.elsewhere(path)
        address = self.account.address._replace(path=path)
        for _ in range(REDIRECTS):
            answer = self._with_password(method, address, body, headers or {})
            if answer.status not in MOVED or "location" not in answer.headers:
                return answer
            address = self._new_address(address, answer.headers["location"])
        raise UnreachableError(
            message("`{server}` sends from one address to the next without end", server=self.server),
            message("check `url`"),
        )

    @property
    def server(self) -> str:
        """The server, as it is named to people."""
        return self.account.address.origin

    def _with_password(
        self, method: str, address: Address, body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        """The answer, after a digest was asked for and given once; a refused password ends it all."""
        answer = self._once(method, address, body, headers)
        if answer.status == 401 and self.account.authentication == "digest" and self.account.user is not None:
            self._challenge = Challenge.from_header(answer.headers.get("www-authenticate", ""))
            if self._challenge is not None:
                answer = self._once(method, address, body, headers)
        if answer.status == 401:
            raise UnreachableError(*self._not_let_in(answer))
        return answer

    def _once(self, method: str, address: Address, body: bytes, headers: Mapping[str, str]) -> Answer:
        """One request on the wire."""
        sent: dict[str, str | bytes] = {"Accept-Encoding": "identity", "Accept": "*/*", **headers}
        authorization = self._authorization(method, address.path)
        if authorization is not None:
            sent["Authorization"] = authorization.encode()

        def answer() -> Answer | Exception:
            try:
                with self._session.request(
                    method,
                    address.url,
                    data=body or None,
                    headers=sent,
                    timeout=(CONNECT, SILENCE),
                    allow_redirects=False,
                    stream=True,
                ) as response:
                    said = {name.lower(): value for name, value in response.headers.items()}
                    return Answer(response.status_code, said, self._body(response), address)
            except Exception as error:
                return error

        result = _within(WHOLE, answer)
        if isinstance(result, Answer):
            return result
        if result is None:
            raise UnreachableError(*self._too_slow(WHOLE))
        if isinstance(result, UnreachableError):
            raise result
        if isinstance(result, requests.RequestException | OSError | ValueError):
            # Not from that error: the request in it has the password.
            raise UnreachableError(*self._no_answer(result))
        raise result

    def _authorization(self, method: str, path: str) -> str | None:
        account = self.account
        if account.user is None or account.authentication == "basic":
            return account.basic
        if self._challenge is None:
            return None
        return self._challenge.proof(method, path, account.user, account.password or "")

    def _body(self, response: requests.Response) -> bytes:
        """The octets of an answer; nothing is decompressed, as nothing was asked for that is."""
        if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            raise UnreachableError(
                message("`{server}` answers in a compressed form that was not asked for", server=self.server),
                _ADMINISTRATOR,
            )
        pieces, size = [], 0
        for piece in response.iter_content(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST:
                raise UnreachableError(
                    message(
                        "`{server}` answers with more than {number} MB",
                        server=self.server,
                        number=LARGEST >> 20,
                    ),
                    _ADMINISTRATOR,
                )
        return b"".join(pieces)

    def _new_address(self, address: Address, location: str) -> Address:
        """Where a redirect leads, on the same server; its fragment is for who shows it (RFC 9110 §10.2.2)."""
        try:
            joined = urldefrag(urljoin(address.url, location.strip())).url
        except ValueError:
            joined = location
        to = address_in(joined)
        if to is not None and to.origin == address.origin:
            return to
        raise self.elsewhere(joined)

    def elsewhere(self, address: str) -> UnreachableError:
        """The error for an address that is not asked: one of another server, or one with a query."""
        return self.with_query(address) or UnreachableError(
            message(
                "`{server}` sends to another server: `{address}`",
                server=self.server,
                address=one_line(address)[:200],
            ),
            message("the password was not sent there; if you know that address, write it as `url`"),
        )

    def with_query(self, address: str) -> UnreachableError | None:
        """The error for an address on this server with a query or a fragment; None for any other address.

        What the query says is not shown: it may be what lets somebody in.
        """
        path, *more = re.split("(?=[?#])", address, maxsplit=1)
        if not more or href_of(path, self.account.address) is None:
            return None
        return UnreachableError(
            message(
                "`{server}` gives an address with a `?` or a `#` in it: `{address}`",
                server=self.server,
                address=f"{one_line(path)[:200]}{more[0][0]}…",
            ),
            _ADMINISTRATOR,
        )

    def _not_let_in(self, answer: Answer) -> tuple[Message, Message]:
        asked = answer.headers.get("www-authenticate", "").lower()
        if self.account.user is None:
            return (
                message("`{server}` asks who you are", server=self.server),
                message('write `user = "…"` next to `url`'),
            )
        if self.account.authentication == "basic" and "digest" in asked and "basic" not in asked:
            return (
                message("`{server}` does not take a password as it is", server=self.server),
                message('write `auth = "digest"` next to `url`'),
            )
        if self.account.authentication == "digest" and "digest" not in asked:
            return (
                message("`{server}` does not know `digest`", server=self.server),
                message('write `auth = "basic"` next to `url`'),
            )
        return (
            message("`{server}` does not accept the user or the password", server=self.server),
            message("many servers want a password for apps instead: make one in their settings"),
        )

    def _no_answer(self, error: Exception) -> tuple[Message, Message]:
        if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE_VERIFY" not in str(error):
            return (
                message("`{server}` does not speak TLS as expected", server=self.server),
                message("check `url`"),
            )
        if isinstance(error, requests.exceptions.SSLError):
            return (
                message("the certificate of `{server}` is not valid for it", server=self.server),
                message("nothing was sent; check `url`, or name the authority with `ca-file`"),
            )
        if isinstance(error, requests.exceptions.ConnectTimeout):
            return self._too_slow(CONNECT)
        if isinstance(error, requests.exceptions.Timeout) or "timed out" in str(error):
            return self._too_slow(SILENCE)
        why: Message | str = message("the connection was cut")
        system = _of_the_system(error)
        if system is not None:
            why = reason(system)
        return (
            message("cannot reach `{server}`: {reason}", server=self.server, reason=why),
            message("check `url` and the network, and run the command again"),
        )

    def _too_slow(self, seconds: float) -> tuple[Message, Message]:
        return (
            message(
                "`{server}` did not answer within {number} seconds", server=self.server, number=int(seconds)
            ),
            message("run the command again later"),
        )


_ADMINISTRATOR = message("check `url`; if it is right, tell who looks after the server")


def _within(seconds: float, work: Callable[[], Answer | Exception]) -> Answer | Exception | None:
    """What the work gives; None where it takes longer, and is left to itself.

    A server that says one octet every second keeps no rule of a library's timeouts.
    """
    results: list[Answer | Exception] = []
    thread = Thread(target=lambda: results.append(work()), daemon=True)
    thread.start()
    thread.join(seconds)
    return results[0] if results else None


def _of_the_system(error: BaseException) -> OSError | None:
    """The system's own error behind that of a library."""
    looked_at: BaseException | None = error
    for _ in range(10):
        if looked_at is None:
            return None
        if isinstance(looked_at, OSError) and looked_at.errno and looked_at.strerror:
            return looked_at
        inside = next((one for one in looked_at.args if isinstance(one, BaseException)), None)
        behind = getattr(looked_at, "reason", None) or looked_at.__cause__ or looked_at.__context__
        looked_at = inside or (behind if isinstance(behind, BaseException) else None)
    return None
