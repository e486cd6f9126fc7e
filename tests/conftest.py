"""What every test stands on: a fixed day and surroundings, golden files, and no silent skips.

make golden                     rewrites what golden files and transcripts expect
SSETRACK_EXAMPLES=all make test tries all of what `make test` tries a part of, as CI does at the end
make bombs                      tries still more: every command on every plan made to exhaust it, many kills
SSETRACK_NO_SKIPS=1 make test   turns each skip into a failure, as CI does
@pytest.mark.needs("git")       skips, by name, where a program outside Python is missing
@pytest.mark.slow               leaves a test out of the quick runs under other Pythons
@pytest.mark.rest               leaves a slow test out unless all is tried
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
import time
import zoneinfo
from collections import Counter
from collections.abc import Callable, Collection, Generator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from forks import Forks

TESTS = Path(__file__).parent
ROOT = TESTS.parent

TODAY = date(2004, 10, 1)
"""The day on which tests run: in the middle of the VISION plan."""

NO_SKIPS = bool(os.environ.get("SSETRACK_NO_SKIPS"))

SURROUNDINGS = {
    "COLUMNS": "100",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "PYTHONTZPATH": "",  # time zones are those of the pinned tzdata, not those of this system
    "TERM": "dumb",
    "TZ": "UTC",
    "XDG_CONFIG_HOME": os.path.join(os.devnull, "nowhere"),  # noqa: PTH118  (who the developer is)
}
"""What a developer's shell or a CI service must not decide."""

FOREIGN = (
    "CLICOLOR",
    "FORCE_COLOR",
    "GITHUB_",
    "GITLAB_",
    "LANGUAGE",
    "LC_",
    "LINES",
    "PYTHONUNBUFFERED",
    "SSETRACK_",
)
"""Beginnings of the names of variables that a test must not inherit."""


ASKED = ("SSETRACK_NO_SKIPS", "SSETRACK_BOMBS", "SSETRACK_EXAMPLES", "SSETRACK_KILLS")
"""What tests themselves are asked for, in the processes of xdist, too."""


def settle() -> None:
    """Give this process, and those that tests start, the fixed surroundings."""
    for name in list(os.environ):
        if name.startswith(FOREIGN) and name not in ASKED:
            del os.environ[name]
    os.environ.update(SURROUNDINGS)
    keep_to_memory()
    state = tempfile.TemporaryDirectory(prefix="ssetrack-state-")  # what tests edit, nobody can undo
    atexit.register(state.cleanup)
    os.environ["XDG_STATE_HOME"] = state.name
    if hasattr(time, "tzset"):
        time.tzset()
    zoneinfo.reset_tzpath()
    trust_the_power()


MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""

ROOM = 2**31
"""So many octets are to be free there; all tests leave a twentieth of that."""


def keep_to_memory() -> None:
    """Make temporary files in memory: on a disk, a small one takes ten times as long.

    Only where there is room and programs may run; whoever sets `TMPDIR` has decided.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    state = os.statvfs(MEMORY)
    if state.f_bavail * state.f_frsize >= ROOM and not state.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # it was asked for already


def trust_the_power() -> None:
    """Wait for no disk: tests look at the order of what is written, not at what a power cut leaves."""
    vars(os).update(fsync=lambda _: None)


ALL_EXAMPLES = os.environ.get("SSETRACK_EXAMPLES") == "all"
"""Whether all is tried of what `make test` tries a part of."""

ALL_BOMBS = os.environ.get("SSETRACK_BOMBS") == "all"
"""Whether all is tried that takes many minutes (`make bombs`)."""

FEWEST_EXAMPLES = 30
"""So many are tried in any case, or the whole number where that is less."""


def share(number: int) -> int:
    """How many of so many examples are tried: a fifth in `make test`, all in `make bombs` and once in CI."""
    return number if ALL_EXAMPLES else min(number, max(FEWEST_EXAMPLES, number // 5))


def examples(number: int, suppress: Collection[hypothesis.HealthCheck] = ()) -> hypothesis.settings:
    """The settings of a property that is to be tried with so many examples; else it is a hundred."""
    return hypothesis.settings(max_examples=share(number), suppress_health_check=suppress)


hypothesis.settings.register_profile("here", deadline=None, max_examples=share(100))
hypothesis.settings.register_profile(
    "ci", hypothesis.settings.get_profile("here"), derandomize=True, database=None
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite expected outputs (make golden)")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(program, ...): programs outside Python that the test runs")
    config.addinivalue_line("markers", "slow: left out of the quick runs under other Pythons")
    config.addinivalue_line("markers", "rest: left out unless SSETRACK_EXAMPLES=all")
    hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")
    settle()
    gc.disable()  # collecting tests makes a great many objects that all stay


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the files with most slow tests first, so that the processes of xdist end at about the same time."""
    if not ALL_EXAMPLES and (rest := [item for item in items if item.get_closest_marker("rest")]):
        config.hook.pytest_deselected(items=rest)
        items[:] = [item for item in items if not item.get_closest_marker("rest")]
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow[item.path])


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Octets are no name: the boundary of a mail, or the day in a zipped file, differs in each process."""
    return f"{argname} of {len(val)} octets" if isinstance(val, bytes) else None


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what stays until the end, and look at the rest less often."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    gc.enable()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if shutil.which(program) is None:
                pytest.skip(f"needs the program {program}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    return refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    return refuse_skip(report)


def refuse_skip(report):
    """The report, failed instead of skipped where skips are not allowed (an expected failure may stay)."""
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"{reason}\n(SSETRACK_NO_SKIPS is set: nothing may be skipped)"
    return report


@pytest.fixture(scope="session")
def forks() -> Forks:
    """Runs ssetrack in processes of their own, each forked of one that has imported it."""
    from forks import shared

    return shared()


@pytest.fixture
def today() -> date:
    """The day on which tests run."""
    return TODAY


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def golden(update_golden: bool) -> Callable[[str, str | Path], None]:
    """Compare a text with a file: `golden(text, "terminal/status.json")`, a path from `tests/`.

    Under `--update-golden` the file is written instead. One file belongs to one test, so tests may run
    side by side.
    """

    def compare(text: str, name: str | Path) -> None:
        path = TESTS / name
        if update_golden:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != text.encode():
                path.write_bytes(text.encode())
            return
        assert path.exists(), f"{path.relative_to(ROOT)} is missing: run `make golden` and read it"
        expected = path.read_bytes().decode()
        assert text == expected, f"{path.relative_to(ROOT)} differs: if that is right, run `make golden`"

    return compare
