"""Digest access authentication (RFC 7616): a password is never sent, only proved.

Comes in: what the server asked for in `WWW-Authenticate`, and a request. Goes out: the value of
`Authorization`. The body of the request is not covered (`auth-int`): servers of calendars do not ask for it.
`requests` has this too, but reads the body of the refusal without a bound, keeps a challenge for each thread,
and cannot say a name beyond Latin-1.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

ALGORITHMS = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}
"""By their names in a challenge; each also with `-sess`."""

_SCHEME = re.compile(r"(?:^|,)[ \t]*digest[ \t]+", re.IGNORECASE)
_PAIR = re.compile(r"""[ \t]*,?[ \t]*([A-Za-z0-9-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))""")


@dataclass(slots=True)
class Challenge:
    """What a server wants proved, and how many proofs it got."""

    realm: str
    nonce: str
    opaque: str | None
    algorithm: str
    has_quality: bool
    """Whether it knows the newer form (`qop`)."""
    count: int = 0

    @classmethod
    def from_header(cls, header: str) -> Self | None:
        """The first challenge for a digest; None where there is none that we can answer."""
        found = _SCHEME.search(header)
        if found is None:
            return None
        values = _values(header[found.end() :])
        algorithm = values.get("algorithm", "MD5").upper()
        qualities = {one.strip().lower() for one in values.get("qop", "").split(",")} - {""}
        if algorithm.removesuffix("-SESS") not in ALGORITHMS or "nonce" not in values:
            return None
        if qualities and "auth" not in qualities:
            return None
        return cls(values.get("realm", ""), values["nonce"], values.get("opaque"), algorithm, bool(qualities))

    def proof(self, method: str, path: str, user: str, password: str, cnonce: str | None = None) -> str:
        """The value of `Authorization` for a request: each one is counted (RFC 7616 §3.4)."""
        self.count += 1
        count, cnonce = f"{self.count:08x}", cnonce or secrets.token_hex(16)
        who = self._digest(f"{user}:{self.realm}:{password}")
        if self.algorithm.endswith("-SESS"):
            who = self._digest(f"{who}:{self.nonce}:{cnonce}")
        what = self._digest(f"{method}:{path}")
        middle = f"{self.nonce}:{count}:{cnonce}:auth" if self.has_quality else self.nonce
        texts = {
            "username": user,
            "realm": self.realm,
            "nonce": self.nonce,
            "uri": path,
            "response": self._digest(f"{who}:{middle}:{what}"),
        }
        if self.opaque is not None:
            texts["opaque"] = self.opaque
        if self.has_quality or self.algorithm.endswith("-SESS"):
            texts["cnonce"] = cnonce
        said = ", ".join(f'{name}="{_with_escapes(text)}"' for name, text in texts.items())
        said += f", algorithm={self.algorithm}"
        return f"Digest {said}" + (f", qop=auth, nc={count}" if self.has_quality else "")

    def _digest(self, text: str) -> str:
        name = ALGORITHMS[self.algorithm.removesuffix("-SESS")]
        return hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()


def _values(text: str) -> Mapping[str, str]:
    """The parameters of a challenge, up to the next one."""
    values: dict[str, str] = {}
    at = 0
    while pair := _PAIR.match(text, at):
        name, at = pair[1].lower(), pair.end()
        value = pair[3] if pair[2] is None else re.sub(r"\\(.)", r"\1", pair[2])
        values.setdefault(name, value)
    return values


def _with_escapes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
