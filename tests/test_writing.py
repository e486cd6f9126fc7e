"""Files are written whole or not at all: modes, links, full disks, killed processes, other people's work."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ALL_EXAMPLES
from ssetrack.diagnostic import SsetrackError
from ssetrack.source import read
from ssetrack.workspace.writing import create_file, replace_source, replace_sources, write_file

PLAN = b"ssetrack: 1\nid: p\ntitle: P\nactivities:\n  - {id: 1, title: T, deadline: 15 mars 2004}\n"


def source(path: Path):
    return read(path.read_bytes(), str(path))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes(PLAN)
    return path


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_stay(plan: Path, mode: int):
    plan.chmod(mode)
    replace_source(source(plan), b"new\n")
    assert plan.read_bytes() == b"new\n"
    assert plan.stat().st_mode & 0o7777 == mode
    assert left_in(plan.parent) == ["plan.yaml"]


def test_a_new_file_gets_the_permissions_of_any_new_file(tmp_path: Path):
    write_file(tmp_path / "a", b"x")
    (tmp_path / "b").write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_link_stays_a_link_and_its_file_is_written(plan: Path, tmp_path: Path):
    folder = tmp_path / "links"
    folder.mkdir()
    first, second = folder / "first.yaml", folder / "second.yaml"
    first.symlink_to("../plan.yaml")
    second.symlink_to("first.yaml")
    replace_source(source(second), b"new\n")
    assert plan.read_bytes() == b"new\n"
    assert [str(link.readlink()) for link in (first, second)] == ["../plan.yaml", "first.yaml"]
    assert left_in(folder) == ["first.yaml", "second.yaml"]


def test_a_file_that_was_changed_meanwhile_is_left_alone(plan: Path):
    old = source(plan)
    plan.write_bytes(PLAN + b"# theirs\n")
    with pytest.raises(SsetrackError, match="somebody else changed"):
        replace_source(old, b"ours\n")
    assert plan.read_bytes() == PLAN + b"# theirs\n"
    assert left_in(plan.parent) == ["plan.yaml"]


def test_a_file_that_was_replaced_by_the_same_is_fine(plan: Path):
    old = source(plan)
    beside = plan.with_name("beside")
    beside.write_bytes(PLAN)
    beside.replace(plan)
    replace_source(old, b"ours\n")
    assert plan.read_bytes() == b"ours\n"


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "one.yaml", tmp_path / "deeper" / "two.yaml"
    paths[1].parent.mkdir()
    for path in paths:
        path.write_bytes(PLAN)
    return paths


def test_several_files_are_written(plans: tuple[Path, Path]):
    replace_sources([(source(path), b"new " + path.name.encode()) for path in plans])
    assert [path.read_bytes() for path in plans] == [b"new one.yaml", b"new two.yaml"]
    assert [left_in(path.parent) for path in plans] == [["deeper", "one.yaml"], ["two.yaml"]]


@pytest.mark.parametrize("changed", [0, 1])
def test_of_several_files_none_is_written_if_one_was_changed(plans: tuple[Path, Path], changed: int):
    read_before = [source(path) for path in plans]
    plans[changed].write_bytes(PLAN + b"# theirs\n")
    with pytest.raises(SsetrackError, match="somebody else changed"):
        replace_sources([(one, b"ours\n") for one in read_before])
    assert [path.read_bytes() for path in plans] == [
        PLAN + b"# theirs\n" if number == changed else PLAN for number in (0, 1)
    ]
    assert [left_in(path.parent) for path in plans] == [["deeper", "one.yaml"], ["two.yaml"]]


def test_of_several_files_none_stays_new_if_one_cannot_take_its_place(
    plans: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    take = Path.replace

    def fail(beside: Path, target: Path) -> Path:
        if target == plans[1]:
            raise OSError(28, "no space left")
        return take(beside, target)

    monkeypatch.setattr(Path, "replace", fail)
    plans[0].chmod(0o640)
    with pytest.raises(SsetrackError, match="cannot write"):
        replace_sources([(source(path), b"ours\n") for path in plans])
    assert [path.read_bytes() for path in plans] == [PLAN, PLAN]
    assert plans[0].stat().st_mode & 0o777 == 0o640
    assert [left_in(path.parent) for path in plans] == [["deeper", "one.yaml"], ["two.yaml"]]


def test_a_file_that_is_gone_is_not_made_again(plan: Path):
    old = source(plan)
    plan.unlink()
    with pytest.raises(SsetrackError, match="cannot write"):
        replace_source(old, b"ours\n")
    assert left_in(plan.parent) == []


def test_a_new_file_takes_nobodys_place(plan: Path):
    with pytest.raises(SsetrackError, match="already exists"):
        create_file(plan, b"x")
    assert plan.read_bytes() == PLAN
    create_file(plan.parent / "deep" / "er.yaml", b"x")
    assert (plan.parent / "deep" / "er.yaml").read_bytes() == b"x"


def test_what_is_no_file_is_written_to_not_replaced(tmp_path: Path):
    write_file(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    write_file(pipe, b"through\n")
    assert reader.communicate()[0] == b"through\n"
    assert pipe.is_fifo()


@pytest.fixture
def as_a_user() -> Iterator[Path]:
    """A folder of somebody who is no administrator, and this process as theirs."""
    folder = Path(tempfile.mkdtemp())
    administrator = os.geteuid() == 0
    try:
        if administrator:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        yield folder
    finally:
        if administrator:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_read_only_file(as_a_user: Path):
    plan = as_a_user / "plan.yaml"
    plan.write_bytes(PLAN)
    plan.chmod(0o444)
    with pytest.raises(SsetrackError, match="the file is read-only"):
        replace_source(source(plan), b"x")
    assert plan.read_bytes() == PLAN
    assert left_in(as_a_user) == ["plan.yaml"]


def test_a_read_only_folder(as_a_user: Path):
    plan = as_a_user / "plan.yaml"
    plan.write_bytes(PLAN)
    as_a_user.chmod(0o555)
    with pytest.raises(SsetrackError, match="cannot write"):
        replace_source(source(plan), b"x")
    assert plan.read_bytes() == PLAN
    assert left_in(as_a_user) == ["plan.yaml"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB. Mounting one takes an administrator, or `sudo` without a password, as CI has it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = as_administrator("mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "tmpfs", str(folder))
    if mounted.returncode:
        pytest.skip(f"no disk may be mounted here: {mounted.stderr.decode()}")
    try:
        yield folder
    finally:
        as_administrator("umount", "-l", str(folder))


def as_administrator(*command: str) -> subprocess.CompletedProcess[bytes]:
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    return subprocess.run([*prefix, *command], capture_output=True, check=False)


@pytest.mark.needs("mount")
def test_a_full_disk_loses_nothing(small_disk: Path):
    plan = small_disk / "plan.yaml"
    plan.write_bytes(PLAN)
    (small_disk / "ballast").write_bytes(b"x" * 40_000)
    with pytest.raises(SsetrackError, match=r"cannot write .*No space left"):
        replace_source(source(plan), b"y" * 60_000)
    assert plan.read_bytes() == PLAN
    assert left_in(small_disk) == ["ballast", "plan.yaml"]


@pytest.mark.needs("mount")
def test_a_read_only_disk_loses_nothing(small_disk: Path):
    plan = small_disk / "plan.yaml"
    plan.write_bytes(PLAN)
    assert as_administrator("mount", "-o", "remount,ro", str(small_disk)).returncode == 0
    with pytest.raises(SsetrackError, match=r"cannot write .*[Rr]ead-only"):
        replace_source(source(plan), b"y")
    assert plan.read_bytes() == PLAN
    assert left_in(small_disk) == ["plan.yaml"]


def many_plans(folder: Path, count: int) -> dict[Path, bytes]:
    """Plans that `fmt` rewrites, and what it makes of each."""
    plans = {}
    for number in range(count):
        path = folder / f"plan-{number}.yaml"
        text = f"ssetrack: 1\nid: p{number}\ntitle: P\nactivities:\n"
        items = [f"  - {{id: {one}, title: T{one}, deadline: %s}}  # é\n" for one in range(40)]
        path.write_bytes((text + "".join(items) % (("15 mars 2004",) * 40)).encode())
        plans[path] = (text + "".join(items) % (("2004-03-15",) * 40)).encode()
    return plans


KILLED = 5 if ALL_EXAMPLES else 2
"""So many runs are to be killed while they write; where one was not, there is another try."""


@pytest.mark.slow
def test_a_killed_fmt_leaves_every_file_whole(tmp_path: Path):
    plans = many_plans(tmp_path, 60)
    old = {path: path.read_bytes() for path in plans}
    chance = random.Random(4)
    command = [sys.executable, "-m", "ssetrack", "fmt", str(tmp_path)]
    touched: set[int] = set()
    for _ in range(10):
        if len(touched - {0, len(plans)}) == KILLED:
            break
        for path, content in old.items():
            path.write_bytes(content)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not any(path.read_bytes() != old[path] for path in list(plans)[:3]):
            time.sleep(0.002)
        time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = 0
        for path, new in plans.items():
            now = path.read_bytes()
            assert now in (old[path], new), path
            done += now == new
        touched.add(done)
    assert touched - {0, len(plans)}, "no run was killed while it wrote"
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 0
    assert all(path.read_bytes() == new for path, new in plans.items())


# Several people at once

TOGETHER = b"ssetrack: 1\nid: p\ntitle: P\nowners: {ana: Ana}\nactivities:\n" + b"".join(
    b"  - {id: a%d, title: T%d, owners: [ana], deadline: 15 mars 2004}\n" % (number, number)
    for number in range(12)
)

EDITS = {
    "add": ("add b{0} B{0} owners=ana", "id: b{0}"),
    "set": ("set a{0} priority=high", "priority: high"),
    "done": ("done a{0} 2004-01-02", "done: 2004-01-02"),
    "move": ("move a{0} 2004-05-0{1}", "deadline: 2004-05-0{1}"),
    "assign": ("assign a{0} bo{0}", "bo{0}"),
}


@pytest.mark.slow
@pytest.mark.parametrize("command", EDITS if ALL_EXAMPLES else ["add", "move"])
def test_of_twelve_edits_at_once_none_is_lost(tmp_path: Path, command: str):
    words, mark = EDITS[command]
    owners = b"owners: {ana: Ana, " + b", ".join(b"bo%d: Bo" % number for number in range(12)) + b"}"
    (tmp_path / "plan.yaml").write_bytes(TOGETHER.replace(b"owners: {ana: Ana}", owners))
    codes = at_once([words.format(number, number % 9 + 1) for number in range(12)], tmp_path)
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    for number, code in enumerate(codes):
        line = next(
            one for one in text.splitlines() if f"{{id: {'b' if command == 'add' else 'a'}{number}," in one
        )
        assert code == 0
        assert mark.format(number, number % 9 + 1) in line
    assert left_in(tmp_path) == ["plan.yaml"]


@pytest.mark.slow
def test_edits_of_several_items_in_several_files_at_once(tmp_path: Path):
    """Each takes both folders' locks, in one order; each date is moved by every one of them, once."""
    (tmp_path / "deeper").mkdir()
    first, second = tmp_path / "one.yaml", tmp_path / "deeper" / "two.yaml"
    first.write_bytes(PLAN.replace(b"15 mars 2004", b"2004-03-15"))
    second.write_bytes(first.read_bytes().replace(b"id: p", b"id: q").replace(b"{id: 1,", b"{id: 2,"))
    files = "--in one.yaml --in deeper/two.yaml"
    orders = [f"move 1 2 +1d {files}", f"move 2 1 +1d {files}"] * 3 + ["move 1 +1d --in one.yaml"] * 3
    assert at_once(orders, tmp_path) == [0] * 9
    assert b"2004-03-24" in first.read_bytes()
    assert b"2004-03-21" in second.read_bytes()
    assert [left_in(path.parent) for path in (first, second)] == [["deeper", "one.yaml"], ["two.yaml"]]


@pytest.mark.slow
def test_edits_fixes_and_formatting_at_once(tmp_path: Path):
    (tmp_path / "plan.yaml").write_bytes(TOGETHER)
    edits = [f"set a{number} priority=high" for number in range(8)]
    assert at_once([*edits, "fmt", "lint --fix --exit-zero", "fmt"], tmp_path) == [0] * 11
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert text.count("priority: high") == 8
    assert "mars" not in text


IN_FORKS = """
import os, sys
from ssetrack.cli.run import run
run(["fmt", "--diff", "plan.yaml"])
run(["set", "a0", "title=T0", "--in", "plan.yaml", "--dry-run"])
ready, go = os.pipe()
children = []
for words in sys.argv[1:]:
    child = os.fork()
    if not child:
        os.close(go)
        os.read(ready, 1)
        os._exit(run(words.split()))
    children.append(child)
os.close(go)
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children], file=sys.stderr)
"""
"""Runs commands side by side, each in a process of its own; all wait until the last one is there."""


def at_once(commands: list[str], folder: Path) -> list[int]:
    """The exit codes of commands that run at the same time."""
    done = subprocess.run(
        [sys.executable, "-c", IN_FORKS, *commands],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stderr.splitlines()[-1])


def test_an_edit_is_done_again_on_what_is_there(plan: Path, monkeypatch: pytest.MonkeyPatch):
    """As if another editor, which knows no locks, saved the file just before it is replaced."""
    from ssetrack.cli.run import run
    from ssetrack.workspace import replacing

    theirs = [PLAN.replace(b"title: T", b"title: T%d" % number) for number in range(9)]
    keep = replacing.keep_rights

    def saved(new: Path, old: Path) -> None:
        keep(new, old)
        if theirs:
            plan.write_bytes(theirs.pop())

    monkeypatch.setattr(replacing, "keep_rights", saved)
    monkeypatch.chdir(plan.parent)
    edit = ["set", "1", "priority=high", "--in", "plan.yaml"]
    assert run(edit) == 2  # at some point it is enough
    assert b"priority" not in plan.read_bytes()
    del theirs[2:]
    assert run(edit) == 0
    assert plan.read_bytes() == PLAN.replace(b"title: T", b"title: T0").replace(
        b"2004}", b"2004, priority: high}"
    )
    assert left_in(plan.parent) == ["plan.yaml"]


def test_standard_input_is_there_again(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    from ssetrack.cli.run import run
    from ssetrack.workspace import replacing

    keep, waiting = replacing.keep_rights, [PLAN.replace(b"title: T", b"title: U")]

    def saved(new: Path, old: Path) -> None:
        keep(new, old)
        if waiting:
            plan.write_bytes(waiting.pop())

    monkeypatch.setattr(replacing, "keep_rights", saved)
    monkeypatch.chdir(plan.parent)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.replace(b"id: p", b"id: q"))))
    assert run(["fmt", "plan.yaml", "-"]) == 0
    assert "id: q" in capsys.readouterr().out
    assert b"title: U, deadline: 2004-03-15" in plan.read_bytes()


def test_a_lock_is_waited_for_but_not_for_ever(plan: Path, monkeypatch: pytest.MonkeyPatch):
    fcntl = pytest.importorskip("fcntl")
    from ssetrack.workspace import locking

    old = source(plan)
    handle = os.open(plan.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        monkeypatch.setattr(locking, "PATIENCE", 0.1)
        with pytest.raises(SsetrackError, match="another program is writing in"):
            replace_source(old, b"ours\n")
        assert plan.read_bytes() == PLAN
    finally:
        os.close(handle)
    replace_source(old, b"ours\n")
    assert left_in(plan.parent) == ["plan.yaml"]


def test_where_there_are_no_locks_the_bytes_are_compared(plan: Path, monkeypatch: pytest.MonkeyPatch):
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    old = source(plan)
    replace_source(old, b"ours\n")
    with pytest.raises(SsetrackError, match="somebody else changed"):
        replace_source(old, b"again\n")
    assert plan.read_bytes() == b"ours\n"


# Rights

ACCESS = "system.posix_acl_access"
SHARED_WITH = bytes.fromhex(
    "0200000001000600ffffffff02000400d204000004000400ffffffff10000400ffffffff20000000ffffffff"
)
"""An access list: the owner writes, user 1234 and the group read, others nothing."""


def test_attributes_stay(plan: Path):
    try:
        os.setxattr(plan, "user.origin", b"https://example.org/")
        os.setxattr(plan, ACCESS, SHARED_WITH)
    except (OSError, AttributeError):
        pytest.skip("this file system has no attributes")
    plan.chmod(0o640)
    replace_source(source(plan), b"new\n")
    assert os.getxattr(plan, "user.origin") == b"https://example.org/"
    assert os.getxattr(plan, ACCESS) == SHARED_WITH
    assert plan.stat().st_mode & 0o777 == 0o640


def test_a_folders_own_list_gives_nobody_more_rights(plan: Path):
    plan.chmod(0o600)
    try:
        os.setxattr(plan.parent, "system.posix_acl_default", SHARED_WITH)
    except (OSError, AttributeError):
        pytest.skip("this file system has no attributes")
    replace_source(source(plan), b"new\n")
    assert ACCESS not in os.listxattr(plan)
    assert plan.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "said"), [(ACCESS, r"the access list \(ACL\)"), ("user.origin", "the attribute user.origin")]
)
def test_what_would_be_lost_is_a_reason_to_refuse(
    plan: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
):
    old = source(plan)
    there = {str(plan): {name: b"x"}}
    monkeypatch.setattr(os, "listxattr", lambda path: list(there.get(str(path), {})), raising=False)
    monkeypatch.setattr(os, "getxattr", lambda path, one: there[str(path)][one], raising=False)

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "setxattr", refuse, raising=False)
    with pytest.raises(SsetrackError, match=f"cannot write .*{said} of the file would be lost|{said}"):
        replace_source(old, b"new\n")
    assert plan.read_bytes() == PLAN
    assert left_in(plan.parent) == ["plan.yaml"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only an administrator is anybody"
)
@pytest.mark.parametrize(("groups", "is_kept"), [([2000], True), ([], False)])
def test_the_group_of_a_file_that_somebody_else_edits(as_a_user: Path, groups: list[int], is_kept: bool):
    """A member edits what another member owns; the group stays, or the edit is refused."""
    os.seteuid(0)
    plan = as_a_user / "plan.yaml"
    plan.write_bytes(PLAN)
    plan.parent.chmod(0o777)
    os.chown(plan, 1001, 2000)
    plan.chmod(0o666)
    script = (
        "import fcntl, os, sys; from pathlib import Path; from ssetrack.diagnostic import SsetrackError;"
        "from ssetrack.source import read; from ssetrack.workspace.writing import replace_source;"
        "import ssetrack.workspace.journal;"
        "os.setgroups(eval(sys.argv[2])); os.setegid(1002); os.seteuid(1002)\n"
        "path = Path(sys.argv[1])\n"
        "try: replace_source(read(path.read_bytes(), 'plan.yaml'), b'new\\n')\n"
        "except SsetrackError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "plan.yaml", str(groups)],
        cwd=plan.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (plan.read_bytes() == b"new\n") == is_kept
    assert ("belongs to the group 2000" in done.stdout) != is_kept
    assert (plan.stat().st_gid, plan.stat().st_mode & 0o777) == (2000, 0o666)
    assert left_in(plan.parent) == ["plan.yaml"]
