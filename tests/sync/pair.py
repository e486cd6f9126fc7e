"""A folder with plans and a list on a server, and what somebody does there."""

from __future__ import annotations

import re
import uuid
from functools import cached_property
from pathlib import Path

import console
from ssetrack.sync.server.collection_there import ServerCollection
from sync.serving import USER, Served
from sync.whole import PLAN


class Pair:
    """A folder with plans and a new list on a server."""

    def __init__(self, folder: Path, served: Served, plan: str = PLAN) -> None:
        self.folder, self.served = folder, served
        self.path = served.make(f"list-{uuid.uuid4().hex[:8]}")
        self.told, self.today = "", "2004-10-01"
        self.plan = folder / "plans" / "plan.yaml"
        self.plan.parent.mkdir(parents=True)
        self.plan.write_text(plan, encoding="utf-8")
        (folder / "ssetrack.toml").write_text(
            f'[sync.phones]\nurl = "{served.origin}{self.path}"\nuser = "{USER}"\n'
            f'auth = "{served.authentication}"\n',
            encoding="utf-8",
        )

    @cached_property
    def _collection(self) -> ServerCollection:
        return self.served.collection(self.path)  # to find it takes as many requests as to read it

    @property
    def variables(self) -> dict[str, str]:
        return {
            "SSETRACK_TODAY": self.today,
            "SSETRACK_SYNC_PASSWORD_PHONES": self.served.password,
            "XDG_CONFIG_HOME": str(self.folder / "me"),
        }

    def sync(self, *words: str) -> int:
        code, self.told = console.run_here(["sync", *words], self.folder, self.variables)
        return code

    def there(self) -> dict[str, str]:
        """The objects on the server, by their addresses."""
        collection = self._collection
        hrefs = [member.href for member in collection.listing(None).members]
        return {one.href: one.text for one in collection.resources(hrefs)}

    def href(self, title: str) -> str:
        return next(href for href, text in self.there().items() if f"SUMMARY:{title}" in text)

    def change(self, title: str, *lines: str) -> None:
        """Write a task as a phone does: with these lines in the place of those of their names."""
        href = self.href(title)
        names = tuple(re.split("[;:]", line)[0] for line in lines)
        kept = [
            line for line in self.served.ask("GET", href).content.decode().splitlines()
            if re.split("[;:]", line)[0] not in names
        ]  # fmt: skip
        kept.insert(kept.index("END:VTODO"), "\r\n".join(lines))
        assert self.served.ask("PUT", href, "\r\n".join([*kept, ""])).ok
