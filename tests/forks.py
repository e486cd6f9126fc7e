"""Run ssetrack in processes of its own that do not each begin with starting Python.

A program that has imported what commands import, and forks for each run: what is forked has a folder, an
environment and streams of its own, runs `ssetrack.__main__.main` and ends as it does. What a run leaves in
memory no other run sees. For tests in which the process matters, but not its start, which takes 0.1 s of
CPU time. `tests/test_forks.py` compares with real starts.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from pkgutil import walk_packages
from types import TracebackType
from typing import NamedTuple, Self

FULL = "/dev/full"
"""A stream on which nothing can be written."""
CLOSED = "closed"
"""No stream at all, as `>&-` in a shell."""


class Done(NamedTuple):
    """How a run ended: its exit code, and the octets on both streams."""

    returncode: int
    stdout: bytes
    stderr: bytes


class Forks:
    """The program and what is asked of it; `surroundings` are those in which its Python starts.

    `modules` are imported before; None for all of ssetrack, with what they need.
    """

    def __init__(self, surroundings: Mapping[str, str], modules: Iterable[str] | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [sys.executable, __file__, self._folder.name, *(modules or ())],
            env=os.environ | dict(surroundings), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate()
        self._folder.cleanup()

    def run(
        self,
        arguments: Iterable[str],
        folder: Path,
        variables: Mapping[str, str] = {},
        stdout: str = "",
        seconds: float = 0,
    ) -> Done:
        """What the command does in a folder, with more variables; `stdout` is another than a file.

        After so many `seconds` of CPU time, if any are said, a signal ends it wherever it is.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = [list(arguments), str(folder), dict(variables), stdout, seconds]
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        out, err = (Path(self._folder.name, name).read_bytes() for name in ("out", "err"))
        return Done(code, out, err)

    def imported(self) -> set[str]:
        """The modules that were there at the end of the last run, those imported before it included."""
        return set(json.loads(Path(self._folder.name, "modules").read_text(encoding="utf-8")))


@cache
def shared() -> Forks:
    """Forks of all of ssetrack for whoever asks in this process, ended with it."""
    forks = Forks({})
    atexit.register(forks.__exit__, None, None, None)
    return forks


def begin(
    streams: Path,
    arguments: list[str],
    folder: str,
    variables: Mapping[str, str],
    stdout: str,
    seconds: float,
) -> None:
    """Make of this fork what a process is that a shell has just started, and run the command."""
    for number, path in enumerate((os.devnull, streams / "out", streams / "err")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(path, flags), number)
    os.closerange(3, 64)
    if stdout == CLOSED:
        os.close(1)
        vars(sys).update(stdout=None, __stdout__=None)  # as Python does where it starts without it
    elif stdout:
        os.dup2(os.open(stdout, os.O_WRONLY), 1)
        os.closerange(3, 64)
    os.chdir(folder)
    os.environ.update(variables)
    time.tzset()
    zoneinfo.reset_tzpath()
    sys.argv[:] = ["ssetrack", *arguments]
    from ssetrack.__main__ import main

    vars(os).update(fsync=lambda _: None)  # as in the tests themselves (conftest.py)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    main()


def serve(streams: Path) -> None:
    """Fork for each line of JSON on standard input, and tell how that ended."""
    answers = os.fdopen(os.dup(1), "w")
    while line := sys.stdin.buffer.readline():
        child = os.fork()
        if child:
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)
            continue
        code = 0
        try:
            begin(streams, *json.loads(line))
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        except BaseException:
            sys.excepthook(*sys.exc_info())
            code = 1
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        (streams / "modules").write_text(json.dumps(sorted(sys.modules)), encoding="utf-8")
        os._exit(code)  # to take apart what it was forked with would take longer than to run


def import_all() -> None:
    """Import all of ssetrack, and compile the templates of its pages."""
    import ssetrack
    from ssetrack.language.speaker import ENGLISH
    from ssetrack.pages.disclosure import Disclosure
    from ssetrack.pages.environment import environment

    templates = environment(Disclosure(), ENGLISH)
    for name in templates.list_templates(extensions=["atom", "html"]):
        templates.get_template(name)
    for module in walk_packages(ssetrack.__path__, "ssetrack."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


if __name__ == "__main__":
    del sys.path[0]  # the folder of the tests is nobody's who starts ssetrack
    names = sys.argv[2:]
    for name in names:
        importlib.import_module(name)
    if not names:
        import_all()
    serve(Path(sys.argv[1]))
