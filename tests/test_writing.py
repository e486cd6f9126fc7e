"""Files are written whole or not at all: modes, links, full disks, killed processes, other people's work."""

from __future__ import annotations

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

from ssetrack.diagnostic import SsetrackError
from ssetrack.source import read
from ssetrack.workspace.writing import create_file, replace_source, write_file

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
    with pytest.raises(SsetrackError, match="changed by somebody else meanwhile"):
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


def test_a_file_that_is_gone_is_not_made_again(plan: Path):
    old = source(plan)
    plan.unlink()
    with pytest.raises(SsetrackError, match="cannot write"):
        replace_source(old, b"ours\n")
    assert left_in(plan.parent) == []


def test_a_new_file_takes_nobodys_place(plan: Path):
    with pytest.raises(SsetrackError, match="is there already"):
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


@pytest.mark.slow
def test_a_killed_fmt_leaves_every_file_whole(tmp_path: Path):
    plans = many_plans(tmp_path, 200)
    old = {path: path.read_bytes() for path in plans}
    chance = random.Random(4)
    command = [sys.executable, "-m", "ssetrack", "fmt", str(tmp_path)]
    touched: set[int] = set()
    for _ in range(8):
        for path, content in old.items():
            path.write_bytes(content)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not any(path.read_bytes() != old[path] for path in list(plans)[:3]):
            time.sleep(0.002)
        time.sleep(chance.random() * 0.25)
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = 0
        for path, new in plans.items():
            now = path.read_bytes()
            assert now in (old[path], new), path
            done += now == new
        touched.add(done)
    assert touched - {0, 200}, "no run was killed while it wrote"
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 0
    assert all(path.read_bytes() == new for path, new in plans.items())
