"""An e-mail address, or why a text is not one.

Comes in: a text as somebody wrote it. Goes out: a `Mailbox` whose parts can be put into a header or given to
a server as they are (RFC 5321 §4.1.2 without quoted local parts; the domain in ASCII, RFC 5890), or a
`Message` with the reason. A server that does not know SMTPUTF8 takes no other letters before the `@` than
those of ASCII, and nobody can ask all servers on the way: such an address is refused.
"""

# No postponed annotations: a `NamedTuple` would compile each of them again (docs/dev/decisions.md).
import re
from typing import NamedTuple
from unicodedata import normalize

from ssetrack.language.message import Message, message
from ssetrack.wording.printable import one_line

LONGEST = 254
"""Characters of an address (RFC 5321 §4.5.3.1.3, without the angle brackets)."""

LONGEST_LOCAL = 64

_NAMED = re.compile(r"([^<>]*?)\s*<([^<>]*)>")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


class Mailbox(NamedTuple):
    """An address, and the name that was written before it; the domain in ASCII and lower case."""

    name: str
    local: str
    domain: str

    @property
    def address(self) -> str:
        """The address alone, as servers take it."""
        return f"{self.local}@{self.domain}"

    @property
    def identity(self) -> str:
        """What tells two mailboxes apart: nearly no server tells capital letters from small ones."""
        return self.address.casefold()


def header_text(text: str) -> str:
    """A text that a header can hold: one line, in which nothing looks encoded (RFC 2047) and is decoded."""
    return one_line(text).encode(errors="replace").decode().replace("=?", "= ?")


def identity(text: str) -> str:
    """What tells an address from another: of one to which no letter goes, the text itself.

    However its accents are put together, and whichever form the domain has (RFC 5890).
    """
    found = mailbox(text)
    if isinstance(found, Mailbox):
        return found.identity
    local, at, domain = _name_and_address(text)[1].rpartition("@")
    return f"{normalize('NFC', local)}{at}{_in_ascii(domain) or domain}".casefold()


def mailbox(text: str) -> Mailbox | Message:
    """The mailbox that a text means: `ana@example.org`, or `Ana <ana@example.org>`."""
    name, address = _name_and_address(text)
    name = "" if "@" in name else name  # no letter names an address that is not in use
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        return message("mail servers accept only the letters a to z before the @")
    plain = _in_ascii(domain)
    is_one = len(local) <= LONGEST_LOCAL and len(local) + 1 + len(plain) <= LONGEST
    if not is_one or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(plain):
        return message("it is not one e-mail address")
    return Mailbox(name, local, plain)


def _name_and_address(text: str) -> tuple[str, str]:
    """The name, which may be empty, and the address."""
    named = _NAMED.fullmatch(text.strip())
    return (header_text(named[1].strip('" ')), named[2].strip()) if named else ("", text.strip())


def host_name(text: str) -> str:
    """The name of a computer in ASCII and lower case; empty for what is none."""
    plain = _in_ascii(text.removesuffix("."))
    return plain if _DOMAIN.fullmatch(plain) else ""


def _in_ascii(domain: str) -> str:
    """A domain in ASCII and lower case; empty for what is none."""
    try:
        # The codec refuses what is no domain; it also makes wide letters and dots into the usual ones.
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
