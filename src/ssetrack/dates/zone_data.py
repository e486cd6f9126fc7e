"""Which rules of time zones are in use: governments change them, and feeds hold them for years to come.

zoneinfo prefers the system's data to those of the package `tzdata`. Goes out: the name of a release.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

_KNOWN = "Etc/UTC"
_NAMED = "# version "


def zone_data() -> tuple[str, str]:
    """The release (`2026f`, or `?` where nothing says it) and where it is: a folder, or a package."""
    from zoneinfo import TZPATH

    for folder in map(Path, TZPATH):
        if (folder / _KNOWN).is_file():
            return _release(folder), str(folder)
    return str(getattr(import_module("tzdata"), "IANA_VERSION", "?")), "tzdata"


def _release(folder: Path) -> str:
    """What the folder says of itself: in its source form, or in a file that some systems add."""
    for name in ("tzdata.zi", "+VERSION"):
        try:
            with (folder / name).open(encoding="utf-8") as text:
                first = text.readline(100).strip()
        except (OSError, UnicodeDecodeError):
            continue
        if first:
            return first.removeprefix(_NAMED)
    return "?"
