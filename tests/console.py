"""Console transcripts: commands with what they print, kept in files that people read.

    $ ssetrack date "janvier 2004"
    (what it prints, remarks on stderr included, in the order in which a terminal shows it)
    [exit 1]

* A transcript is a file `tests/cli/*.console`, or a block marked `console` in README.md or a page below
  docs/. A block in an HTML comment is run, too, and readers do not see it: it does what they do in an editor.
* `[exit N]` follows the output where the exit code is not 0.
* Blank lines at the end of an output do not count; all else is compared character by character.
* `$ # a remark` is a command that prints nothing. Comments of the file stand before its first command,
  where `# width: 60` and `# today: 2004-10-01` set columns and day for all of them; a block in a page says
  the same as ```console width=60 today=2004-10-01. Otherwise: 80 columns, and the real day. `lang=fr` has
  messages in French, `folder=network` runs the block in that folder, which is made empty the first time,
  `screen=terminal` shows what a terminal without colours does.
* Commands run in a copy of plans/ and examples/, to which a folder beside the transcript with its name
  adds files: `tests/cli/broken/` for `tests/cli/broken.console`, and `tests/docs/import/` for docs/import.md.
* A line of the form `[VARIABLE=value …] ssetrack …` runs inside this process, which is fast; with a pipe,
  a redirection or another program it is a shell's.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

EXIT = re.compile(r"\[exit (\d+)\]")
FENCE = re.compile(r"^```console *(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"[|<>;&`$]")
WIDTH = 80
STARTED = Path(sys.executable).parent
"""Where `ssetrack` is that is started as users start it."""
SCREEN = "NO_COLOR"
"""The variable that says so where a block is shown as on a terminal (`screen=terminal`)."""


@dataclass(frozen=True)
class Step:
    """A command and what it prints."""

    command: str
    output: str = ""
    code: int = 0
    line: int = 0

    def __str__(self) -> str:
        parts = [f"$ {self.command}\n", self.output]
        if self.code:
            parts.append(f"[exit {self.code}]\n")
        return "".join(parts)


@dataclass(frozen=True)
class Transcript:
    """Comments and settings, then commands in their order."""

    head: str
    steps: tuple[Step, ...]
    width: int = WIDTH
    today: str | None = None
    lang: str | None = None
    folder: str = ""
    screen: str = ""

    def __str__(self) -> str:
        gap = "\n" if self.head and not self.head.endswith("\n\n") else ""
        return self.head + gap + "\n".join(map(str, self.steps))

    def environment(self) -> dict[str, str]:
        """The variables that its settings stand for."""
        said = {"SSETRACK_TODAY": self.today, "SSETRACK_LANG": self.lang, SCREEN: self.screen}
        return {"COLUMNS": str(self.width)} | {name: value for name, value in said.items() if value}

    def place(self, folder: Path) -> Path:
        """The folder in which it runs, below the one that was prepared for its file."""
        place = folder / self.folder
        place.mkdir(exist_ok=True)
        return place


def parse(text: str, settings: str = "", first_line: int = 1) -> Transcript:
    """Read a transcript; `settings` is what follows the word `console` in a page."""
    head: list[str] = []
    steps: list[Step] = []
    output: list[str] = []

    def close() -> None:
        if steps:
            steps[-1] = replace(steps[-1], output=trimmed("".join(output)))
            output.clear()

    for number, line in enumerate(text.splitlines(keepends=True), first_line):
        if line.startswith("$ "):
            close()
            steps.append(Step(line[2:].rstrip("\n"), line=number))
        elif not steps:
            head.append(line)
        elif found := EXIT.fullmatch(line.rstrip("\n")):
            steps[-1] = replace(steps[-1], code=int(found[1]))
        else:
            output.append(line)
    close()
    said = dict(re.findall(r"^# *(width|today): *(\S+)", "".join(head), re.MULTILINE))
    said |= dict(re.findall(r"\b(width|today|lang|folder|screen)=(\S+)", settings))
    width = int(said.get("width", WIDTH))
    return Transcript(
        "".join(head),
        tuple(steps),
        width,
        said.get("today"),
        said.get("lang"),
        said.get("folder", ""),
        said.get("screen", ""),
    )


def trimmed(output: str) -> str:
    """An output without blank lines at its end, and with a line end unless it is empty."""
    kept = output.rstrip("\n")
    return kept + "\n" if kept else ""


def blocks(page: str) -> Iterator[tuple[re.Match[str], Transcript]]:
    """The transcripts in a Markdown page, each with the match of its whole block."""
    for found in FENCE.finditer(page):
        line = page.count("\n", 0, found.start()) + 2
        yield found, parse(found[2], found[1], line)


def read(path: Path) -> list[Transcript]:
    """The transcripts of a file: one of a `.console` file, any number of a page."""
    text = path.read_bytes().decode()
    if path.suffix == ".md":
        return [transcript for _, transcript in blocks(text)]
    return [parse(text)]


def rewritten(path: Path, played: list[Transcript]) -> str:
    """The text of the file with other transcripts in place of its own."""
    if path.suffix != ".md":
        return str(played[0])
    text = path.read_bytes().decode()
    replay = iter(played)
    return FENCE.sub(lambda found: f"```console{found[1] and ' ' + found[1]}\n{next(replay)}```", text)


def play(transcript: Transcript, folder: Path, programs: Path = STARTED) -> Transcript:
    """The same commands with what they print now, run in a folder; shells have the `ssetrack` of another."""
    place = transcript.place(folder)
    steps = (play_step(step, place, transcript.environment(), programs) for step in transcript.steps)
    return replace(transcript, steps=tuple(steps))


def play_step(step: Step, folder: Path, environment: Mapping[str, str], programs: Path = STARTED) -> Step:
    """One command with what it prints now: in this process where that is possible."""
    if step.command.startswith("#"):
        return replace(step, output="", code=0)
    words = [] if SHELL.search(step.command) else shlex.split(step.command)
    variables = dict(environment)
    while words and re.match(r"[A-Z_]+=", words[0]):
        name, _, value = words.pop(0).partition("=")
        variables[name] = value
    if words[:1] == ["ssetrack"]:
        code, output = run_here(words[1:], folder, variables)
    else:
        code, output = run_in_shell(step.command, folder, environment, programs)
    return replace(step, output=trimmed(output), code=code)


class Terminal(io.TextIOWrapper):
    """An output that says that it is a terminal; of one without colours (`NO_COLOR`)."""

    def isatty(self) -> bool:
        return True


def run_here(
    arguments: list[str], folder: Path, variables: Mapping[str, str], stdin: str = ""
) -> tuple[int, str]:
    """Exit code and output of `ssetrack` with these arguments, run inside this process."""
    from ssetrack.cli.run import run

    output = io.BytesIO()
    before = Path.cwd(), dict(os.environ), sys.stdin, sys.stdout, sys.stderr
    os.chdir(folder)
    os.environ.update(variables)
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    on = Terminal if variables.get(SCREEN) else io.TextIOWrapper
    sys.stdout, sys.stderr = (on(output, encoding="utf-8", newline="", write_through=True) for _ in range(2))
    streams = sys.stdout, sys.stderr  # kept, because a wrapper that nobody holds closes what it wraps
    try:
        code = run(arguments)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
    finally:
        for stream in streams:
            stream.flush()
        os.chdir(before[0])
        os.environ.clear()
        os.environ.update(before[1])
        sys.stdin, sys.stdout, sys.stderr = before[2:]
    text = output.getvalue().decode(errors="backslashreplace")  # a workbook is no text
    return int(code or 0), text


def run_in_shell(
    command: str, folder: Path, variables: Mapping[str, str], programs: Path = STARTED
) -> tuple[int, str]:
    """Exit code and output of a command line as a shell runs it, with the `ssetrack` of a folder."""
    # Unbuffered, so that both streams come in the order in which they were written.
    environment = os.environ | dict(variables) | {"PYTHONUNBUFFERED": "1"}
    environment["PATH"] = os.pathsep.join((str(programs), os.environ.get("PATH", os.defpath)))
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=environment, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.returncode, done.stdout.decode()
