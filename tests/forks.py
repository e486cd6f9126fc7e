"""Run ssetrack in processes of its own that do not each begin with starting Python.

A program that has imported what commands import, and forks for each run: what is forked has a folder, an
environment and streams of its own, runs `ssetrack.__main__.main` and ends as it does. What a run leaves in
memory no other run sees. For tests in which the process matters, but not its start, which takes 0.1 s of
CPU time. Shells get a program `ssetrack` that asks for a fork (`fork_client.py`). `tests/test_forks.py`
compares with real starts.
"""

from __future__ import annotations

import atexit
import importlib
import io
import json
import marshal
import os
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
from functools import cache, cached_property, partial
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
        with socket.socket(socket.AF_UNIX) as door:  # a shell may knock before all is imported
            door.bind(f"{self._folder.name}/door")
            door.listen()
            self._process = subprocess.Popen(
                [sys.executable, __file__, self._folder.name, str(door.fileno()), *(modules or ())],
                env=os.environ | dict(surroundings), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                pass_fds=[door.fileno()],
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
    def programs(self) -> Path:
        """The folder of a program `ssetrack` that runs in a fork, to be put before others in PATH."""
        folder = Path(self._folder.name, "programs")
        folder.mkdir()
        program = folder / "ssetrack"
        client = [sys.executable, "-IS", str(Path(__file__).with_name("fork_client.py"))]
        words = shlex.join([*client, f"{self._folder.name}/door"])
        program.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
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
    os.environ.update(variables)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    run(arguments, folder)


def begin_for_a_shell(connection: socket.socket) -> None:
    """Make of this fork what the shell has started, and run the command."""
    size, streams, _, _ = socket.recv_fds(connection, 8, 3)
    with connection.makefile("rb") as file:
        arguments, folder, variables, numbers = marshal.loads(file.read(int.from_bytes(size, "big")))
    os.environb.clear()
    os.environb.update(variables)
    os.closerange(0, 3)
    for number, stream in zip(numbers, streams, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        vars(sys)[name] = vars(sys)[f"__{name}__"] = stream_of(number) if number in numbers else None
    run(arguments, folder)


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


def run(arguments: list[str], folder: str) -> None:
    """Run the command in a folder, and end as it does."""
    os.chdir(folder)
    time.tzset()
    zoneinfo.reset_tzpath()
    sys.argv[:] = ["ssetrack", *arguments]
    from ssetrack.__main__ import main

    vars(os).update(fsync=lambda _: None)  # as in the tests themselves (conftest.py)
    main()


def code_of(begin: Callable[[], None]) -> int:
    """The exit code of what ends this process, all written."""
    code = 0
    try:
        begin()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    return code


def serve(streams: Path, door: socket.socket) -> None:
    """Fork for each line of JSON on standard input and tell how that ended, and for each that knocks."""
    answers = os.fdopen(os.dup(1), "w")
    of_shells: set[int] = set()
    while True:
        asking, _, _ = select.select([0, door.fileno()], [], [])
        of_shells = {child for child in of_shells if not os.waitpid(child, os.WNOHANG)[0]}
        if door.fileno() in asking:
            connection, _ = door.accept()
            child = os.fork()
            if not child:
                code = code_of(partial(begin_for_a_shell, connection))
                connection.sendall(b"%d" % code)
                os._exit(code)
            of_shells.add(child)
            connection.close()
        if 0 in asking:
            line = sys.stdin.buffer.readline()
            if not line:
                return
            child = os.fork()
            if not child:
                code = code_of(partial(begin, streams, *json.loads(line)))
                (streams / "modules").write_text(json.dumps(sorted(sys.modules)), encoding="utf-8")
                os._exit(code)  # to take apart what it was forked with would take longer than to run
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


def import_all() -> None:
    """Import all of ssetrack, and compile the templates of its pages.

    But for the server of editors, which no fork is: the types of its protocol are half a thousand classes.
    """
    import ssetrack
    from ssetrack.language.speaker import ENGLISH
    from ssetrack.pages.disclosure import Disclosure
    from ssetrack.pages.environment import environment

    templates = environment(Disclosure(), ENGLISH)
    for name in templates.list_templates(extensions=["atom", "html"]):
        templates.get_template(name)
    for module in walk_packages(ssetrack.__path__, "ssetrack."):
        if not module.name.endswith("__main__") and not module.name.startswith("ssetrack.editor."):
            importlib.import_module(module.name)


if __name__ == "__main__":
    del sys.path[0]  # the folder of the tests is nobody's who starts ssetrack
    names = sys.argv[3:]
    for name in names:
        importlib.import_module(name)
    if not names:
        import_all()
    serve(Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])))
    os._exit(0)  # to take apart all that was imported would take half a second
