"""A task list in memory that behaves as servers do: entity tags, tokens, refused writes, objects sorted anew.

A `Phone` changes its objects as clients do. The list may be cut off at any request, as when a run is killed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from ssetrack.language.message import Message, message
from ssetrack.sync.collection import Changed, Listing, Member, Refused, Resource, Stored, WriteResult


class KilledError(BaseException):
    """The run ends here, whatever it would still do."""


@dataclass
class FakeCollection:
    """Objects by name; `kill_at` is the request at which the run ends, before it or, if `late`, after it."""

    objects: dict[str, tuple[str, int]] = field(default_factory=dict)
    sorts: bool = False
    """Whether objects are stored in another order, and no entity tag is said after a write."""
    has_tokens: bool = True
    refuses: str = ""
    """A word: objects with it are not taken (507)."""
    identity: str = "http://localhost/tasks/"
    remarks: tuple[Message, ...] = ()
    kill_at: int | None = None
    late: bool = False
    before_write: Callable[[], None] = lambda: None
    requests: list[str] = field(default_factory=list)
    history: list[tuple[str, bool]] = field(default_factory=list)
    """Hrefs in the order in which they were changed, and whether they were removed."""
    revision: int = 0
    last: str = ""
    """The object that was written last, whoever did."""
    thrown_away: list[str] = field(default_factory=list)
    """What a phone deleted, or wrote over itself."""

    @property
    def writes(self) -> list[str]:
        return [one for one in self.requests if one.split()[0] in ("PUT", "DELETE")]

    def _ask(self, what: str) -> None:
        self.requests.append(what)
        if self.kill_at is not None and len(self.requests) >= self.kill_at and not self.late:
            raise KilledError

    def _answer(self) -> None:
        if self.kill_at is not None and len(self.requests) >= self.kill_at:
            raise KilledError

    def put(self, href: str, text: str) -> str:
        """Write an object, whoever does."""
        self.revision += 1
        self.last = text
        self.objects[href] = text, self.revision
        self.history.append((href, False))
        return f'"{self.revision}"'

    def delete(self, href: str) -> None:
        del self.objects[href]
        self.history.append((href, True))

    def etag(self, href: str) -> str:
        return f'"{self.objects[href][1]}"'

    def holds(self, href: str) -> bool:
        return re.fullmatch("/tasks/[^/]+", href) is not None

    def listing(self, token: str | None) -> Listing:
        self._ask("REPORT")
        new = f"token-{len(self.history)}" if self.has_tokens else None
        if token is None or not self.has_tokens or not re.fullmatch("token-[0-9]+", token):
            members = tuple(Member(href, self.etag(href)) for href in self.objects if self.holds(href))
            self._answer()
            return Listing(members, token=new)
        since = dict(self.history[int(token.removeprefix("token-")) :])
        since = {href: is_gone for href, is_gone in since.items() if self.holds(href)}
        there = tuple(Member(href, self.etag(href)) for href in since if href in self.objects)
        gone = tuple(href for href in since if href not in self.objects)
        self._answer()
        return Listing(there, gone, new, whole=False)

    def resources(self, hrefs: Sequence[str]) -> tuple[Resource, ...]:
        self._ask(f"GET {len(hrefs)}")
        self._answer()
        return tuple(
            Resource(href, self.etag(href), self.objects[href][0])
            for href in dict.fromkeys(hrefs)
            if href in self.objects
        )

    def create(self, name: str, text: str) -> WriteResult:
        href = f"/tasks/{quote(name, safe='')}"
        self.before_write()
        self._ask(f"PUT {href}")
        return Changed(href) if href in self.objects else self._write(href, text)

    def replace(self, href: str, text: str, etag: str) -> WriteResult:
        self.before_write()
        self._ask(f"PUT {href}")
        if href not in self.objects or self.etag(href) != etag:
            return Changed(href)
        return self._write(href, text)

    def _write(self, href: str, text: str) -> WriteResult:
        if self.refuses and self.refuses in text:
            return Refused(href, 507, message("the server is full"))
        assert "\n" not in text.replace("\r\n", ""), "lines end with CR LF"
        etag = self.put(href, sorted_anew(text) if self.sorts else text)
        self._answer()
        return Stored(href, None if self.sorts else etag)

    def remove(self, href: str, etag: str) -> WriteResult:
        self.before_write()
        self._ask(f"DELETE {href}")
        if href in self.objects:
            if self.etag(href) != etag:
                return Changed(href)
            self.delete(href)
        self._answer()
        return Stored(href, None)


def sorted_anew(text: str) -> str:
    """The object with the lines of its tasks in another order, as servers that keep fields write them."""

    def turned(found: re.Match[str]) -> str:
        lines = re.sub("\r\n[ \t]", "", found[1]).split("\r\n")
        return "BEGIN:VTODO\r\n" + "\r\n".join(sorted(lines, reverse=True)) + "\r\nEND:VTODO"

    return re.sub("BEGIN:VTODO\r\n((?:(?!BEGIN:).)*?)\r\nEND:VTODO", turned, text, flags=re.DOTALL)


@dataclass
class Phone:
    """Somebody with a client: tasks by a word in their titles, lines in the place of others."""

    server: FakeCollection

    def href(self, word: str) -> str:
        """The task whose title begins with a word, or is it behind the sign of what is done."""
        title = re.compile(rf"\r\nSUMMARY[^\r\n]*:(?:[^\r\n]{{0,2}} ?)?{re.escape(word)}")
        return next(href for href, (text, _) in self.server.objects.items() if title.search(text))

    def text(self, word: str) -> str:
        return re.sub("\r\n[ \t]", "", self.server.objects[self.href(word)][0])

    def change(self, word: str, *lines: str, without: Sequence[str] = ()) -> None:
        """Write a task with these lines, in the place of those with their names, and without others."""
        href, text = self.href(word), self.text(word)
        names = {re.split("[;:]", one)[0] for one in lines} | set(without)
        head, end, tail = text.partition("END:VTODO")
        kept = [one for one in head.split("\r\n") if re.split("[;:]", one)[0] not in names]
        self.server.thrown_away += [one for one in text.split("\r\n") if one not in kept]
        self.server.put(href, "\r\n".join([*kept[:-1], *lines, ""]) + end + tail)

    def insert(self, word: str, *lines: str) -> None:
        """Put lines behind those of a task."""
        head, end, tail = self.text(word).partition("END:VTODO")
        self.server.put(self.href(word), head + "\r\n".join((*lines, "")) + end + tail)

    def add_time(self, word: str, day: str, *lines: str) -> None:
        """A time of a series that differs."""
        href, text = self.href(word), self.text(word)
        uid = next(one for one in text.split("\r\n") if one.startswith("UID:"))
        own = ("BEGIN:VTODO", uid, f"RECURRENCE-ID;VALUE=DATE:{day}", "SUMMARY:One time", *lines, "END:VTODO")
        head, _, tail = text.rpartition("END:VCALENDAR")
        self.server.put(href, head + "\r\n".join((*own, "")) + "END:VCALENDAR" + tail)

    def make(self, name: str, *lines: str) -> None:
        """A new task of somebody's own."""
        text = ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VTODO", f"UID:{name}", *lines, "END:VTODO",
                "END:VCALENDAR", "")  # fmt: skip
        self.server.put(f"/tasks/{name}.ics", "\r\n".join(text))

    def remove(self, word: str) -> None:
        self.server.thrown_away.append(self.text(word))
        self.server.delete(self.href(word))

    def complete(self, word: str, moment: str = "20040920T150000Z") -> None:
        self.change(word, "STATUS:COMPLETED", f"COMPLETED:{moment}", "PERCENT-COMPLETE:100")
