"""Run ssetrack in processes of its own that do not each begin with starting Python.

A program that has imported what commands import, and forks for each run: what is forked has a folder, an
environment and streams of its own, runs `ssetrack.__main__.main` and ends as it does. What a run leaves in
memory no other run sees. For tests in which the process matters, but not its start, which takes 0.1 s of
CPU time. What a shell or several at once are to start is the `program`: it hands over all that a process has
(`forked.py`). `tests/test_forks.py` compares with real starts.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import gc
import importlib
import io
import json
import marshal
import os
import resource
import select
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from pkgutil import walk_packages
from types import TracebackType
from typing import NamedTuple, Self

FULL = "/dev/full"
"""A stream on which nothing can be written."""
CLOSED = "closed"
"""No stream at all, as `>&-` in a shell."""

FORKED = Path(__file__).with_name("forked.py")
DOOR = "door"
"""The name of the socket at which it knocks."""
HIGH = 128
"""The numbers of files that forks keep for themselves; those of what they run are lower."""


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

    @cached_property
    def program(self) -> list[str]:
        """The words that start ssetrack in a fork wherever a program may be started."""
        self.run(["--version"], Path(os.curdir))  # from then on there is a door
        return [sys.executable, "-I", "-S", str(FORKED), str(Path(self._folder.name, DOOR))]

    @property
    def in_a_shell(self) -> str:
        """The same as a shell writes it."""
        return shlex.join(self.program)

    @cached_property
    def programs(self) -> Path:
        """The folder of a program `ssetrack` that is the same, to be put before others in PATH."""
        folder = Path(self._folder.name, "programs")
        folder.mkdir()
        program = folder / "ssetrack"
        program.write_text(f'#!/bin/sh\nexec {self.in_a_shell} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        return folder

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
    signal.setitimer(signal.ITIMER_PROF, seconds)
    run(arguments)


def take_over(connection: socket.socket) -> tuple[list[str], int]:
    """Make of this fork the process that `forked.py` was started as: its words, and where its code goes."""
    asked, files, _, _ = socket.recv_fds(connection, 1, HIGH)
    while more := connection.recv(1 << 20):
        asked += more
    numbers, arguments, environment, limit = marshal.loads(asked)
    *kept, folder, answer = (fcntl.fcntl(one, fcntl.F_DUPFD, HIGH) for one in (*files, connection.fileno()))
    os.closerange(0, HIGH)
    for number, file in zip(numbers, kept, strict=True):
        os.dup2(file, number)
        os.close(file)
    os.fchdir(folder)
    os.close(folder)
    os.environ.clear()
    os.environb.update(environment)
    resource.setrlimit(resource.RLIMIT_AS, limit)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        # Where it starts without one, Python has none.
        vars(sys)[name] = vars(sys)[f"__{name}__"] = stream_of(number) if number in numbers else None
    return [os.fsdecode(one) for one in arguments], answer


def stream_of(number: int) -> io.TextIOWrapper:
    """A stream as Python opens it where it starts."""
    raw = io.FileIO(number, "rw"[number > 0], closefd=False)
    is_unbuffered = bool(os.environ.get("PYTHONUNBUFFERED")) and number > 0
    octets = raw if is_unbuffered else io.BufferedWriter(raw) if number else io.BufferedReader(raw)
    return io.TextIOWrapper(
        octets,
        encoding="utf-8",
        errors="backslashreplace" if number == 2 else "surrogateescape",
        line_buffering=number == 2 or raw.isatty(),
        write_through=is_unbuffered,
    )


def run(arguments: Iterable[str]) -> None:
    """Run the command, in the time zone that the environment says."""
    time.tzset()
    zoneinfo.reset_tzpath()
    sys.argv[:] = ["ssetrack", *arguments]
    from ssetrack.__main__ import main

    vars(os).update(fsync=lambda _: None)  # as in the tests themselves (conftest.py)
    main()


def code_of(work: Callable[[], None]) -> int:
    """The code with which Python ends that does this, all of its output written."""
    code = 0
    try:
        work()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    return code


def serve(streams: Path) -> None:
    """Fork for each line of JSON on standard input, and tell how that ended; and for each knock at the door.

    A fork ends by itself: to take apart what it was forked with would take longer than to run.
    """
    answers = os.fdopen(os.dup(1), "w")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(streams / DOOR))
        door.listen(HIGH)
        while True:
            ready, _, _ = select.select([0, door.fileno()], [], [])
            if door.fileno() in ready:
                connection, _ = door.accept()
                if not os.fork():
                    arguments, answer = take_over(connection)
                    code = code_of(lambda words=arguments: run(words))
                    os.write(answer, bytes([code]))
                    os._exit(code)
                connection.close()
            if 0 in ready:
                line = sys.stdin.buffer.readline()
                if not line:
                    return
                child = os.fork()
                if not child:
                    code = code_of(lambda asked=line: begin(streams, *json.loads(asked)))
                    modules = json.dumps(sorted(sys.modules))
                    (streams / "modules").write_text(modules, encoding="utf-8")
                    os._exit(code)
                print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:  # those at the door, whose codes are told
                    pass


EDITOR = "ssetrack.editor."
"""What takes a third of the time to import, and only `lsp` needs: it speaks with an editor, not in a fork."""


def import_all() -> None:
    """Import all that commands need, and compile the templates of pages."""
    import ssetrack
    from ssetrack.language.speaker import ENGLISH
    from ssetrack.pages.disclosure import Disclosure
    from ssetrack.pages.environment import environment

    templates = environment(Disclosure(), ENGLISH)
    for name in templates.list_templates(extensions=["atom", "html"]):
        templates.get_template(name)
    for module in walk_packages(ssetrack.__path__, "ssetrack."):
        if not module.name.endswith("__main__") and not module.name.startswith(EDITOR):
            importlib.import_module(module.name)


if __name__ == "__main__":
    gc.disable()  # as the program does
    del sys.path[0]  # the folder of the tests is nobody's who starts ssetrack
    names = sys.argv[2:]
    for name in names:
        importlib.import_module(name)
    if not names:
        import_all()
    serve(Path(sys.argv[1]))
