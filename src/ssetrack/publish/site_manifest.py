"""What a folder with a site says of itself: which files are ours.

Comes in: the text of the manifest, which may be anybody's. Goes out: names of files, and the text again. Only
files that are named in it are ever removed, and a name leads nowhere but into the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

FILE = ".ssetrack-site.json"
VERSION = 1

_NAME = re.compile(r"(?:[a-z0-9_-][a-z0-9._-]*/){0,2}[a-z0-9_-][a-z0-9._-]*\.(?:html|css|js|atom)")
"""Names as we make them: no folder above, nothing hidden."""

MARKS = (
    b'<meta name="generator" content="ssetrack">',
    b"/* ssetrack",
    b"// ssetrack",
    b"<generator>ssetrack</generator>",
)
"""What is at the beginning of each of our files; who replaced one with a file of their own keeps it."""

ONE_PAGE = b'<meta name="generator" content="ssetrack '
"""What is at the beginning of the page of `export html`, before the version."""

HEAD = 1024
"""Octets at the beginning that hold the mark."""


def parse(text: str) -> frozenset[str] | None:
    """The names in a manifest; None where it is damaged."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            return None
        return frozenset(name for name in data["files"] if _NAME.fullmatch(name))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def manifest_text(names: Iterable[str]) -> str:
    """The manifest as it is kept: JSON, one file a line, the same bytes for the same files."""
    lines = ",\n".join(f"  {json.dumps(name)}" for name in sorted(names))
    return f'{{"version": {VERSION},\n "files": [\n{lines}\n ]}}\n'


def is_marked(head: bytes) -> bool:
    """Whether a file that begins so is one of ours."""
    return any(mark in head for mark in MARKS)


def is_one_page(head: bytes) -> bool:
    """Whether a file that begins so is the page of `export html`: ours, but of no site."""
    return ONE_PAGE in head
