"""The command `sync` against servers that are real: what members do there, and a run that is killed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path

import pytest

import console
from conftest import ALL_EXAMPLES
from ssetrack.sync.server.exchange import Exchange
from sync.nasty_server import PASSWORD, Behaviour, Handler, nasty
from sync.pair import Pair
from sync.radicale_server import radicale
from sync.sabre_server import sabre
from sync.serving import Served, task
from sync.whole import PLAN

BADLY = {
    "no ETags": lambda: Behaviour(etags="none"),
    "sorts": lambda: Behaviour(resorts=True, changes="no"),
    "shifty hrefs": lambda: Behaviour(is_shifty=True, multiget="half"),
}

EVERY = [pytest.param("Radicale"), pytest.param("sabre/dav", marks=pytest.mark.needs("php")), *BADLY]


@pytest.fixture(scope="module", params=EVERY)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("server")
    with ExitStack() as stack:
        if request.param == "Radicale":
            yield stack.enter_context(radicale(folder))
        elif request.param == "sabre/dav":
            yield stack.enter_context(sabre(folder))
        else:
            yield stack.enter_context(nasty(BADLY[request.param]()))


@pytest.fixture
def pair(tmp_path: Path, served: Served) -> Pair:
    return Pair(tmp_path, served)


def test_what_members_do_on_a_phone(pair: Pair):
    assert pair.sync() == 0, pair.told
    first = pair.there()
    assert len(first) == 7
    assert pair.sync() == 0, pair.told
    assert (pair.there(), pair.plan.read_text(encoding="utf-8")) == (first, PLAN)

    pair.change("Letter", "STATUS:COMPLETED", "COMPLETED:20040920T150000Z", "X-PHONE-MOOD:glad")
    pair.change("Hall", "DUE;VALUE=DATE:20050115")
    assert pair.served.ask("DELETE", pair.href("Budget")).ok
    assert pair.served.ask("PUT", f"{pair.path}own.ics", task("own", "Milk")).ok
    dry = {path: path.read_bytes() for path in pair.folder.rglob("*") if path.is_file()}
    there = pair.there()
    assert pair.sync("--dry-run") == 1, pair.told
    assert {path: path.read_bytes() for path in pair.folder.rglob("*") if path.is_file()} == dry
    assert pair.there() == there

    assert pair.sync() == 1, pair.told
    text = pair.plan.read_text(encoding="utf-8")
    assert "notes: Two pages, done: 2004-09-20}" in text
    assert text.replace(", done: 2004-09-20", "") == PLAN
    assert "Milk" in pair.told
    pair.sync("--proposals")
    assert "ssetrack move 2 2005-01-15" in pair.told
    assert "SUMMARY:Budget" in "".join(pair.there().values())
    letter = next(text for text in pair.there().values() if "SUMMARY:Letter" in text or "Letter" in text)
    assert "X-PHONE-MOOD:glad" in letter
    there = pair.there()
    pair.sync()
    assert (pair.there(), pair.plan.read_text(encoding="utf-8")) == (there, text)


def test_what_leaves_the_plan_leaves_the_list(pair: Pair):
    pair.sync()
    text = re.sub(r"  - \{id: 4, .*\n", "", PLAN)
    pair.plan.write_text(text, encoding="utf-8")
    pair.sync()
    assert "STATUS:CANCELLED" in next(text for text in pair.there().values() if "Budget" in text)
    pair.sync()
    assert not any("Budget" in text for text in pair.there().values())
    assert len(pair.there()) == 6


def test_the_password_is_nowhere(pair: Pair, monkeypatch: pytest.MonkeyPatch):
    """Not in a file, a message or a state; it goes to the server that is named next to its command."""
    password = pair.served.password
    secret = pair.folder / "secret"
    secret.write_text(f"{password}\n", encoding="utf-8")
    (pair.folder / "me" / "ssetrack").mkdir(parents=True)
    own = (pair.folder / "ssetrack.toml").read_text(encoding="utf-8")
    (pair.folder / "me" / "ssetrack" / "config.toml").write_text(
        f'{own}password-command = "cat {secret}"\n', encoding="utf-8"
    )
    (pair.folder / "ssetrack.toml").write_text('[sync.phones]\nurl = "https://evil.example/"\n')
    monkeypatch.delenv("SSETRACK_SYNC_PASSWORD_PHONES", raising=False)
    told = []
    for words in ((), ("--format", "json"), ("--dry-run",)):
        code, text = console.run_here(
            ["sync", *words],
            pair.folder,
            {"SSETRACK_TODAY": "2004-10-01", "XDG_CONFIG_HOME": str(pair.folder / "me")},
        )
        assert code == 0, text
        told.append(text)
    kept = [path.read_bytes() for path in pair.folder.rglob("*") if path.is_file() and path != secret]
    assert not any(password in text for text in told)
    assert not any(password.encode() in octets for octets in kept)
    assert "Authorization" not in "".join(told)


def test_the_password_is_not_in_the_list_of_processes(tmp_path: Path):
    """Nobody else on the machine sees it while a server is asked."""
    seen: list[bytes] = []

    def looks(_: Handler) -> bool:
        for line in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                seen.append(line.read_bytes())
        return False

    with nasty(Behaviour(answer=looks)) as served:
        pair = Pair(tmp_path, served)
        seen.clear()
        done = subprocess.run(
            [sys.executable, "-m", "ssetrack", "-v", "sync"],
            cwd=tmp_path, env=os.environ | pair.variables, capture_output=True, check=False,
        )  # fmt: skip
    assert any(b"ssetrack" in line and b"sync" in line for line in seen), done.stderr
    assert not any(PASSWORD.encode() in octets for octets in (*seen, done.stdout, done.stderr))


@pytest.fixture
def badly(tmp_path: Path) -> Iterator[tuple[Behaviour, Pair]]:
    """A list that is in step, on a server that can be told to do badly."""
    behaviour = Behaviour()
    with nasty(behaviour) as served:
        pair = Pair(tmp_path, served)
        assert (pair.sync(), pair.sync()) == (0, 0), pair.told
        yield behaviour, pair


@pytest.mark.parametrize("how", ["basic", "digest"])
def test_where_nothing_changed_three_requests_are_enough(badly: tuple[Behaviour, Pair], how: str):
    behaviour, pair = badly
    behaviour.change(f"{pair.path}own.ics", task("own", "Milk"))
    pair.sync()
    configuration = pair.folder / "ssetrack.toml"
    configuration.write_text(configuration.read_text().replace('"basic"', f'"{how}"'), encoding="utf-8")
    behaviour.authentication = how
    behaviour.objects.pop(f"{pair.path}own.ics")
    behaviour.log.append((f"{pair.path}own.ics", len(behaviour.log) + 1))
    pair.sync()
    behaviour.asked.clear()
    assert pair.sync() == 0, pair.told
    assert [method for method, _, _ in behaviour.asked][-2:] == ["PROPFIND", "REPORT"]
    assert len(behaviour.asked) <= 3


def test_a_server_that_takes_nothing_is_told_again(badly: tuple[Behaviour, Pair]):
    """The plan changes while the server is full, then while connections are cut; in the end all is there."""
    behaviour, pair = badly
    text = PLAN.replace("title: Letter", "title: Long letter")
    pair.plan.write_text(text, encoding="utf-8")
    behaviour.status = {"PUT": 507}
    assert pair.sync() == 2
    assert "there is no space left" in pair.told
    behaviour.status = {}

    def hangs_up(handler: Handler) -> bool:
        handler.close_connection = handler.command == "PUT"
        return handler.command == "PUT"

    behaviour.answer = hangs_up
    assert pair.sync() == 2
    assert "cannot reach `http://127.0.0.1:" in pair.told
    behaviour.answer = lambda _: False
    assert pair.sync() == 0, pair.told
    assert any("SUMMARY:Long letter" in one for one in behaviour.objects.values())
    assert pair.plan.read_text(encoding="utf-8") == text


def test_two_objects_with_one_uid_are_reported(badly: tuple[Behaviour, Pair]):
    behaviour, pair = badly
    first = pair.href("Letter")
    behaviour.change(f"{pair.path}again.ics", behaviour.objects[first].replace("Letter", "Other letter"))
    before = dict(behaviour.objects)
    assert pair.sync() == 1, pair.told
    assert "again.ics" in pair.told
    assert behaviour.objects == before


def test_a_list_that_is_new_at_the_same_address_is_not_filled(badly: tuple[Behaviour, Pair]):
    behaviour, pair = badly
    behaviour.objects.clear()
    behaviour.log.clear()  # as sabre/dav: the token of before is the highest, nothing happened since
    assert pair.sync() == 1
    assert "--recreate" in pair.told
    assert behaviour.objects == {}
    assert pair.sync("--recreate") == 0, pair.told
    assert len(behaviour.objects) == 7


KILLED = 9

SMALL = """\
ssetrack: 1
id: p
title: A plan
owners: {ana: Ana}
activities:
  - {id: 1, title: Letter, owners: [ana], deadline: 2004-11-05}
  - {id: 2, title: Hall, owners: [ana], deadline: 2004-12-01}
  - {id: 3, title: Budget, owners: [ana], deadline: 2004-12-02}
"""


def killed(pair: Pair, at: int) -> bool:
    """Run the command in a process that ends at once after a request; whether it came so far."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # a fork beside threads: of the server of the tests
        child = os.fork()
    if not child:
        code, number, once = 1, 0, Exchange._once
        try:

            def counting(self: Exchange, *arguments: object) -> object:
                nonlocal number
                number += 1
                answer = once(self, *arguments)
                if number == at:
                    os._exit(KILLED)
                return answer

            Exchange._once = counting  # type: ignore[method-assign, assignment]
            code = pair.sync()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def essence(pair: Pair) -> tuple[str, list[str]]:
    """What both sides have in the end, but for moments and addresses."""
    texts = [
        "\n".join(
            sorted(
                line for line in text.splitlines() if not line.startswith(("DTSTAMP", "LAST-MOD", "CREATED"))
            )
        )
        for text in pair.there().values()
    ]
    return pair.plan.read_text(encoding="utf-8"), sorted(texts)


KILLED_ON = [*EVERY[:2], "no ETags"] if ALL_EXAMPLES else EVERY[:1]


@pytest.mark.slow
@pytest.mark.parametrize("served", KILLED_ON, indirect=True)
def test_a_run_that_is_killed_at_any_request_is_done_again(tmp_path: Path, served: Served):
    """A task is made, one is changed, one is done on the phone, one leaves: killed at each request of it."""

    def prepared(name: str) -> Pair:
        pair = Pair(tmp_path / name, served, SMALL)
        assert pair.sync() == 0, pair.told
        pair.change("Letter", "STATUS:COMPLETED", "COMPLETED:20040920T150000Z")
        text = SMALL.replace("title: Hall", "title: Large hall").replace(
            "id: 3, title: Budget", "id: 4, title: Book"
        )
        pair.plan.write_text(text, encoding="utf-8")
        return pair

    whole = prepared("whole")
    whole.sync()
    whole.sync()
    wanted = essence(whole)
    assert "done: 2004-09-20" in wanted[0]
    for at in count(1):
        pair = prepared(str(at))
        if not killed(pair, at):
            break
        for _ in range(2):
            pair.sync()
        assert essence(pair) == wanted, (at, pair.told)
    assert at > 12
