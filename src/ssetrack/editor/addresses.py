"""What an editor calls its texts (URIs), as paths, and back.

Comes in: URIs as an editor writes them, and paths. Goes out: paths, URIs, and a key under which two spellings
of one URI are the same. Whether there is such a file is not asked.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote, unquote, urlsplit

_DRIVE = re.compile(r"/([A-Za-z]):(?=/|$)")


def path_of(uri: str, *, windows: bool = os.name == "nt") -> str | None:
    """The path of a file; None for what is no file, such as a text that was never saved (`untitled:`)."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme.lower() != "file":
        return None
    path = unquote(parts.path)
    if not path.startswith("/") or "\0" in path:
        return None
    if not windows:
        return path
    if parts.netloc:
        return f"\\\\{parts.netloc}{path}".replace("/", "\\")
    if _DRIVE.match(path):
        path = path[1].lower() + path[2:]
    return path.replace("/", "\\")


def uri_of(path: str, *, windows: bool = os.name == "nt") -> str:
    """The URI of a file at a full path (RFC 8089)."""
    if not windows:
        return f"file://{quote(PurePosixPath(path).as_posix())}"
    where = PureWindowsPath(path).as_posix()
    if where.startswith("//"):
        host, _, rest = where[2:].partition("/")
        return f"file://{host}/{quote(rest)}"
    return f"file:///{where[:2].lower()}{quote(where[2:])}"


def key_of(uri: str, *, windows: bool = os.name == "nt") -> str:
    """A URI as it is compared: decoded, since editors escape different letters, in one case on Windows."""
    path = path_of(uri, windows=windows)
    if path is None:
        return unquote(uri)
    return f"file:{path.casefold() if windows else path}"


def name_of(uri: str) -> str:
    """What a text that is no file goes by: the last part of its URI."""
    return unquote(uri).rstrip("/").rpartition("/")[2].rpartition(":")[2] or "untitled"
