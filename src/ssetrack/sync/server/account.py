"""Who asks a server: the user, the password, and how it is said.

Comes in: nothing. Goes out: `Account`, a value that never shows its password.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Literal

from ssetrack.sync.server.address import Address

Authentication = Literal["basic", "digest"]

AUTHENTICATIONS: tuple[Authentication, ...] = ("basic", "digest")
"""How a password is said: as it is (RFC 7617), or as a digest of it (RFC 7616)."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where to ask, and as whom."""

    address: Address
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    authentication: Authentication = "basic"
    ca_file: str | None = None
    """Certificates to trust instead of the usual ones."""

    @property
    def basic(self) -> str | None:
        """What the header Authorization says for `basic`, in UTF-8 (RFC 7617 §2); None without a user."""
        if self.user is None:
            return None
        pair = f"{self.user}:{self.password or ''}".encode()
        return f"Basic {b64encode(pair).decode()}"
