"""What `sync` asks of a collection, held by Radicale, by sabre/dav, by a small one that does things badly."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from conftest import ALL_EXAMPLES
from ssetrack.sync.collection import Changed, Listing, Refused, Stored
from ssetrack.sync.server.collection_there import ServerCollection
from sync.fake import FakeCollection
from sync.nasty_server import Behaviour, nasty
from sync.radicale_server import radicale
from sync.sabre_server import sabre
from sync.serving import Served, task

SERVERS: dict[str, Callable[[ExitStack, Path], Served]] = {
    "Radicale": lambda stack, folder: stack.enter_context(radicale(folder)),
    "sabre/dav": lambda stack, folder: stack.enter_context(sabre(folder)),
}

BADLY: dict[str, Behaviour] = {
    "well": Behaviour(),
    "weak ETags": Behaviour(etags="weak"),
    "no ETags": Behaviour(etags="none"),
    "ignores *": Behaviour(ignores_star=True),
    "ignores * and has no ETags": Behaviour(ignores_star=True, ignores_match=True, etags="none"),
    "sorts": Behaviour(resorts=True),
    "shifty hrefs": Behaviour(is_shifty=True),
    "no changes": Behaviour(changes="no"),
    "changes forbidden": Behaviour(changes="forbidden"),
    "tokens forbidden": Behaviour(changes="bad token"),
    "changes by two": Behaviour(changes="by two"),
    "changes without end": Behaviour(changes="stuck"),
    "no multiget": Behaviour(multiget="missing"),
    "half a multiget": Behaviour(multiget="half"),
    "broken multiget": Behaviour(multiget="broken"),
    "digest": Behaviour(authentication="digest"),
    "digest, often stale": Behaviour(authentication="stale"),
}

EVERY = [
    pytest.param("Radicale"),
    pytest.param("sabre/dav", marks=pytest.mark.needs("php")),
    *map(pytest.param, BADLY),
    pytest.param("in memory"),
]


def with_each(values: Sequence[str], servers: Collection[str]) -> list[ParameterSet]:
    """Every server with the first of some values, and with all of them those to which they may matter."""
    return [
        pytest.param(server, value, marks=one.marks)
        for one in EVERY
        for server in map(str, one.values)
        for value in (values if ALL_EXAMPLES or server in servers else values[:1])
    ]


NAMES = with_each(
    ["ü+%2F&x.ics", "a b.ics", "100%.ics", "a;b=c,d.ics"],
    ("Radicale", "sabre/dav", "well", "shifty hrefs", "no multiget", "half a multiget", "in memory"),
)
"""An address that is written in another way is of concern to servers that write addresses in their own."""

TOKENS = with_each(
    ["nonsense", "http://example.org/sync/999999x", "<&>"],
    ("Radicale", "sabre/dav", "in memory", *(name for name, how in BADLY.items() if how.changes != "yes")),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Served]]:
    """Each server once, from its first test on."""
    with ExitStack() as stack:
        kept: dict[str, Served] = {}

        def one(name: str) -> Served:
            if name not in kept:
                folder = tmp_path_factory.mktemp("server")
                kept[name] = (
                    SERVERS[name](stack, folder)
                    if name in SERVERS
                    else stack.enter_context(nasty(BADLY[name]))
                )
            return kept[name]

        yield one


class There:
    """A new collection, with the eyes of `sync` and the hands of somebody else."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.path = served.make(f"tasks-{uuid.uuid4().hex[:8]}")

    def collection(self) -> ServerCollection:
        return self.served.collection(self.path)

    def put(self, name: str, text: str) -> str:
        """Write as somebody else; the path."""
        assert self.served.ask("PUT", self.path + name, text).ok
        return self.path + name

    def delete(self, name: str) -> None:
        assert self.served.ask("DELETE", self.path + name).ok

    def text(self, name: str) -> str:
        return self.served.ask("GET", self.path + name).content.decode()

    def another(self) -> There:
        return There(self.served)


class InMemory:
    """The list in memory with which the engine is tried: what that shows holds for servers."""

    path = "/tasks/"

    def __init__(self) -> None:
        self.list = FakeCollection(identity=uuid.uuid4().hex)

    def collection(self) -> FakeCollection:
        return self.list

    def put(self, name: str, text: str) -> str:
        self.list.put(self.path + name, text)
        return self.path + name

    def delete(self, name: str) -> None:
        self.list.delete(self.path + name)

    def text(self, name: str) -> str:
        return self.list.objects[self.path + name][0]

    def another(self) -> InMemory:
        return InMemory()


@pytest.fixture(params=EVERY)
def there(request: pytest.FixtureRequest, served: Callable[[str], Served]) -> There | InMemory:
    return InMemory() if request.param == "in memory" else There(served(request.param))


def names(listing: Listing) -> list[str]:
    return sorted(member.href.rpartition("/")[2] for member in listing.members)


def test_what_is_created_is_listed_and_read(there: There | InMemory):
    collection = there.collection()
    assert collection.listing(None).members == ()
    one, two = (collection.create(f"{uid}.ics", task(uid, "Ça va ? ✓ & <b>")) for uid in ("one", "two@b"))
    assert isinstance(one, Stored)
    assert isinstance(two, Stored)
    listing = there.collection().listing(None)
    assert (names(listing), listing.whole) == (["one.ics", "two%40b.ics"], True)
    read = there.collection().resources([two.href, one.href, there.path + "none.ics", two.href])
    assert [resource.href for resource in read] == [two.href, one.href]
    assert {member.href: member.etag for member in listing.members}.keys() == {one.href, two.href}
    for stored, resource in zip((two, one), read, strict=True):
        assert "SUMMARY:Ça va ? ✓ & <b>\r\n" in resource.text
        assert stored.etag in (None, resource.etag)
        assert there.collection().resources([resource.href]) == (resource,)  # one by one it is the same


@pytest.mark.parametrize(("there", "name"), NAMES, indirect=["there"])
def test_names_with_odd_signs(there: There | InMemory, name: str):
    collection = there.collection()
    stored = collection.create(name, task("odd"))
    if ";" in name and isinstance(stored, Refused):  # Radicale takes none
        assert (stored.status, there.collection().listing(None).members) == (400, ())
        return
    assert isinstance(stored, Stored), stored
    assert [member.href for member in there.collection().listing(None).members] == [stored.href]
    (read,) = there.collection().resources([stored.href])
    assert isinstance(there.collection().replace(stored.href, task("odd", "New"), read.etag), Stored)


def test_nothing_new_goes_where_something_is(there: There | InMemory):
    early, seen = there.collection(), there.collection()
    there.put("a.ics", task("a", "Theirs"))
    seen.listing(None)
    for collection in (early, seen):
        assert isinstance(collection.create("a.ics", task("a", "Ours")), Changed)
    assert "SUMMARY:Theirs" in there.text("a.ics")


def test_what_is_written_over_is_what_was_read(there: There | InMemory):
    more = "X-PHONE-COLOUR:red\r\n"
    path = there.put("a.ics", task("a", "Theirs", more))
    collection = there.collection()
    (read,) = collection.resources([path])
    changed = read.text.replace("SUMMARY:Theirs", "SUMMARY:Ours")
    assert isinstance(collection.replace(path, changed, read.etag), Stored)
    assert {"SUMMARY:Ours", "X-PHONE-COLOUR:red"} <= set(there.text("a.ics").splitlines())
    assert isinstance(collection.replace(path, task("a", "Again"), read.etag), Changed)
    there.put("a.ics", task("a", "Theirs again"))
    assert isinstance(collection.remove(path, read.etag), Changed)
    assert "SUMMARY:Theirs again" in there.text("a.ics")
    there.delete("a.ics")
    assert isinstance(collection.replace(path, task("a"), read.etag), Changed)
    assert there.collection().listing(None).members == ()


def test_what_is_removed_is_what_was_read(there: There | InMemory):
    path = there.put("a.ics", task("a"))
    collection = there.collection()
    (read,) = collection.resources([path])
    assert isinstance(collection.remove(path, read.etag), Stored)
    assert isinstance(collection.remove(path, read.etag), Stored)
    assert collection.resources([path]) == ()


def test_what_changed_since(there: There | InMemory):
    for uid in "abcde":
        there.put(f"{uid}.ics", task(uid))
    first = there.collection().listing(None)
    assert (names(first), first.whole, first.gone) == ([f"{uid}.ics" for uid in "abcde"], True, ())
    unchanged = there.collection().listing(first.token)
    assert unchanged.members == (first.members if unchanged.whole else ())
    for uid in "bcd":
        there.put(f"{uid}.ics", task(uid, "New"))
    there.delete("a.ics")
    there.put("f.ics", task("f"))
    now = there.collection().listing(first.token)
    if now.whole:
        assert (names(now), now.gone) == ([f"{uid}.ics" for uid in "bcdef"], ())
    else:
        assert names(now) == [f"{uid}.ics" for uid in "bcdf"]
        assert now.gone == (there.path + "a.ics",)
    etags = {member.href: member.etag for member in first.members}
    for member in now.members:
        if member.href in etags and member.etag is not None:
            assert (member.etag == etags[member.href]) == (member.href[-5] == "e")


@pytest.mark.parametrize(("there", "token"), TOKENS, indirect=["there"])
def test_a_token_that_the_server_does_not_know(there: There | InMemory, token: str):
    there.put("a.ics", task("a"))
    listing = there.collection().listing(token)
    assert (names(listing), listing.whole) == (["a.ics"], True)


def test_a_collection_is_told_from_another(there: There | InMemory):
    other = there.another()
    identities = [one.collection().identity for one in (there, other, there)]
    assert identities[0] == identities[2] != identities[1]


def test_a_password_is_in_no_representation(served: Callable[[str], Served]):
    one = served("well")
    path = one.make("shown")
    for value in (one.account(path), one.collection(path), one.collection(path)._exchange):
        assert one.password not in repr(value) + str(vars(type(value)))
