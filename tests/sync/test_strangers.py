"""A folder of a stranger: what its state file and its links say reaches nothing outside of the task list."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ssetrack.sync.collection import UnreachableError
from ssetrack.sync.server.account import Account
from ssetrack.sync.server.address import address_of
from ssetrack.sync.server.collection_there import ServerCollection
from ssetrack.sync.server.discovery import Place
from ssetrack.sync.server.exchange import Exchange
from sync.whole import Whole

DIARY = "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:diary\r\nSUMMARY:Diary\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"


def name_in_state(whole: Whole, href: str, etag: str, title: str = "Diary") -> None:
    """Let the state say that an object was ours, and that its item left the plan."""
    state = whole.state
    said = {"fields": {"title": title}}
    state["items"]["diary"] = {"href": href, "etag": etag, "sent": said, "leaving": True}
    whole.record.write_text(json.dumps(state))


@pytest.mark.parametrize("href", ["/private/diary.ics", "/tasks/../private/diary.ics", "/tasks/x/diary.ics"])
def test_what_is_not_in_the_list_is_not_touched(whole: Whole, href: str):
    whole.server.put(href, DIARY)
    etag = whole.server.etag(href)
    assert not any(one.href == href for one in whole.server.listing(None).members)
    name_in_state(whole, href, etag)
    whole.sync()
    assert whole.server.objects[href][0] == DIARY
    assert not any(href in one for one in whole.server.requests)


@pytest.mark.parametrize(
    "href",
    ["@evil.example/x", ".evil.example/x", ":8080/x", "//evil.example/x", "https://evil.example/x", "x",
     "/tasks/\r\nx", "/tasks/é", "/tasks/a b", 7, None],
)  # fmt: skip
@pytest.mark.parametrize("where", ["items", "others", "proposals"])
def test_an_address_that_is_none(whole: Whole, href: object, where: str):
    state = whole.state
    if where == "items":
        next(iter(state["items"].values()))["href"] = href
    elif where == "others":
        state["others"][str(href)] = {"etag": None, "task": True, "handled": False}
    else:
        one = {"id": 1, "kind": "add", "uid": "", "day": "", "value": "Milk", "href": href}
        state["proposals"] = [one]
    whole.record.write_text(json.dumps(state))
    assert whole.sync() == 2, whole.told
    assert whole.server.requests == []


@pytest.mark.parametrize("path", ["@evil.example/x", ".evil.example/x", ":8080/x", "evil/x", ""])
def test_no_request_goes_to_what_is_no_path(path: str, monkeypatch: pytest.MonkeyPatch):
    """`https://cloud.example.org` and `.evil.example/x` are an address of somebody else."""
    exchange = Exchange(Account(address_of("https://cloud.example.org/a/", "url", "V"), "ana", "secret"))
    monkeypatch.setattr(exchange, "_once", lambda *_: pytest.fail("it was asked"))
    with pytest.raises(UnreachableError) as told:
        exchange.ask("GET", path)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("href", "is_held"),
    [
        ("/ana/list/a.ics", True),
        ("/ana/list/%C3%A9.ics", True),
        ("/ana/list/", False),
        ("/ana/list", False),
        ("/ana/other/a.ics", False),
        ("/ana/list2/a.ics", False),
        ("/ana/list/../other/a.ics", False),
        ("/ana/list/..%2Fother%2Fa.ics", False),
        ("/ana/list/%2E%2E", False),
        ("/ana/list/x/a.ics", False),
        ("/ana/list/a.ics?x", False),
    ],
)
def test_what_a_collection_holds(href: str, is_held: bool):
    exchange = Exchange(
        Account(address_of("https://cloud.example.org/ana/list/", "url", "V"), "ana", "secret")
    )
    assert ServerCollection(exchange, Place("/ana/list/", "", "", True, False)).holds(href) is is_held


def test_an_object_of_somebody_else_in_the_list(whole: Whole):
    """The state gives it another UID than it has."""
    whole.phone.make("milk", "SUMMARY:Milk")
    assert whole.sync() == 0, whole.told
    href = "/tasks/milk.ics"
    state = whole.state
    del state["others"][href]
    whole.record.write_text(json.dumps(state))
    name_in_state(whole, href, whole.server.etag(href), "Milk")
    whole.sync()
    assert "SUMMARY:Milk" in whole.server.objects[href][0]


def _folder(own: Path, outside: Path) -> None:
    own.rename(outside / "own")
    own.symlink_to(outside / "own")


def _list_folder(own: Path, outside: Path) -> None:
    (own / "sync").rename(outside / "sync")
    (own / "sync").symlink_to(outside / "sync")


def _file(own: Path, outside: Path) -> None:
    (own / "sync" / "phones.json").rename(outside / "phones.json")
    (own / "sync" / "phones.json").symlink_to(outside / "phones.json")


def _no_file(own: Path, outside: Path) -> None:
    (own / "sync" / "phones.json").unlink()
    (own / "sync" / "phones.json").symlink_to(outside / "new")


@pytest.mark.parametrize("lead_out", [_folder, _list_folder, _file, _no_file])
def test_a_link_that_leads_out(
    whole: Whole, tmp_path_factory: pytest.TempPathFactory, lead_out: Callable[[Path, Path], None]
):
    outside = tmp_path_factory.mktemp("outside")
    lead_out(whole.folder / ".ssetrack", outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    whole.phone.complete("Hall")
    for words in ((), ("--dry-run",), ("--proposals",), ("--apply", "1")):
        assert whole.sync(*words) == 2, whole.told
        assert "is a link that leads out" in whole.told
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before
    assert "done: 2004-09-20" not in whole.plan.read_text()


def test_a_link_within_the_folder(whole: Whole):
    folder = whole.record.parent
    folder.rename(whole.folder / "kept")
    folder.symlink_to(whole.folder / "kept")
    whole.phone.complete("Hall")
    before = whole.record.read_text()
    assert whole.sync() == 0, whole.told
    assert (whole.folder / "kept" / "phones.json").read_text() != before


def test_a_state_of_a_later_version(whole: Whole):
    whole.record.write_text(json.dumps(whole.state | {"version": 2}))
    assert whole.sync() == 2
    assert "newer version" in whole.told
    assert "delete" not in whole.told
