"""Who may do what with a file that takes another's place: the same people as before.

Comes in: the file as it was, and the one that is to take its place. Goes out: the new one with the mode, the
owner, the group, the access list and the other attributes of the old. What cannot be kept is an `OSError`: a
lost access list or a changed group could let others read or write. Only the owner may become whoever writes,
as it is wherever a group shares a folder: only an administrator gives a file away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from ssetrack.language.message import Message, message

_THE_SYSTEMS = frozenset(("security.ima", "security.evm"))
"""Attributes that the system makes from the content."""


class RightsLost(OSError):  # noqa: N818
    """The new file cannot have the rights of the old one; `what` says which."""

    def __init__(self, what: Message) -> None:
        super().__init__(errno.EPERM, str(what))
        self.what = what


def keep_rights(new: Path, old: Path) -> None:
    """Give a new file the rights of the old one, or those of any new file where there is no old one."""
    try:
        was = old.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        new.chmod(0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        _keep_owners(new, was)
    if hasattr(os, "listxattr"):
        _keep_attributes(new, old)
    new.chmod(stat.S_IMODE(was.st_mode))


def _keep_owners(new: Path, was: os.stat_result) -> None:
    with contextlib.suppress(OSError):
        os.chown(new, was.st_uid, -1)
    if new.stat().st_gid != was.st_gid:
        try:
            os.chown(new, -1, was.st_gid)
        except OSError:
            raise RightsLost(
                message("the file belongs to the group {group}, and you are not in it", group=was.st_gid)
            ) from None


def _keep_attributes(new: Path, old: Path) -> None:
    wanted, there = _attributes(old), _attributes(new)
    for name in there.keys() - wanted.keys():
        # The folder's own access list gives each new file more rights than the old one had.
        if name.startswith("system.posix_acl"):
            os.removexattr(new, name)
    for name, value in wanted.items():
        if there.get(name) == value:
            continue
        try:
            os.setxattr(new, name, value)
        except OSError:
            raise RightsLost(
                message("the attribute {name} of the file would be lost", name=name)
                if not name.startswith("system.posix_acl")
                else message("the access list (ACL) of the file would be lost")
            ) from None


def _attributes(path: Path) -> dict[str, bytes]:
    """The attributes of a file; none where the file system has none."""
    try:
        names = os.listxattr(path)
    except OSError:
        return {}
    found = {}
    for name in names:
        if name not in _THE_SYSTEMS:
            with contextlib.suppress(OSError):  # one that may not even be read
                found[name] = os.getxattr(path, name)
    return found
