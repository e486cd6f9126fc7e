"""Every transcript in tests/cli, README.md and docs/ shows what the commands really print."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

import console
from conftest import ALL_EXAMPLES, ROOT, TESTS
from forks import Forks

FILES = [
    *sorted((TESTS / "cli").glob("*.console")),
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
WITH_COMMANDS = [path for path in FILES if any(transcript.steps for transcript in console.read(path))]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture
def play_folder(tmp_path: Path):
    """A copy of what users have, with the files that belong to a transcript."""

    def prepare(path: Path) -> Path:
        for own in ("plans", "examples"):
            if (ROOT / own).is_dir():
                shutil.copytree(ROOT / own, tmp_path / own)
        files = path.with_suffix("")
        if path.suffix == ".md":
            files = TESTS / "docs" / str(files.relative_to(ROOT)).removeprefix("docs/")
        if files.is_dir():
            shutil.copytree(files, tmp_path, dirs_exist_ok=True)
        return tmp_path

    return prepare


@pytest.fixture
def programs(forks: Forks) -> Path:
    """The `ssetrack` of shells: a fork, which does the same in a quarter of the time, unless all is tried."""
    return console.STARTED if ALL_EXAMPLES else forks.programs


@pytest.mark.parametrize("path", WITH_COMMANDS, ids=name)
def test_transcript(path: Path, play_folder, programs: Path, update_golden: bool):
    transcripts = console.read(path)
    folder = play_folder(path)
    played = [console.play(transcript, folder, programs) for transcript in transcripts]
    for step in (step for transcript in played for step in transcript.steps):
        assert "Traceback (most recent" not in step.output, str(step)
    if update_golden:
        text = console.rewritten(path, played)
        if text != path.read_bytes().decode():
            path.write_bytes(text.encode())
        return
    for expected, now in zip(transcripts, played, strict=True):
        for wanted, got in zip(expected.steps, now.steps, strict=True):
            assert str(got) == str(wanted), f"{name(path)}:{wanted.line}: if that is right, run `make golden`"


def first_uses() -> dict[str, tuple[Path, console.Transcript, console.Step]]:
    """For each command of ssetrack, the first plain use of it in a transcript."""
    found: dict[str, tuple[Path, console.Transcript, console.Step]] = {}
    for path in WITH_COMMANDS:
        for transcript in console.read(path):
            for step in transcript.steps:
                words = shlex.split(step.command, comments=True)
                if words[:1] == ["ssetrack"] and len(words) > 1:
                    found.setdefault(words[1], (path, transcript, step))
    return found


FIRST_USES = first_uses()

STARTED = list(FIRST_USES)[:: 1 if ALL_EXAMPLES else 12]
"""What is different in a process is so for all: streams, locale, the way out. Every command runs in a fork
of a process in `tests/cli/test_streams.py`."""


@pytest.mark.parametrize("command", STARTED)
def test_as_a_process(command: str, play_folder, programs: Path, update_golden: bool):
    """What runs inside the tests is what a shell runs. The steps before it only set the stage."""
    if update_golden:
        return
    path, transcript, step = FIRST_USES[command]
    folder = transcript.place(play_folder(path))
    for earlier in transcript.steps[: transcript.steps.index(step)]:
        console.play_step(earlier, folder, transcript.environment(), programs)
    code, output = console.run_in_shell(step.command, folder, transcript.environment())
    assert (code, console.trimmed(output)) == (step.code, step.output)


def test_a_transcript_is_read_and_written_alike():
    text = (
        "# What a comment says\n# width: 60\n\n"
        "$ ssetrack date ?\nunknown\n\n  indented # no comment\n\n"
        "$ # a remark\n\n"
        "$ ssetrack date never\nno\n[exit 1]\n"
    )
    transcript = console.parse(text)
    assert transcript.width == 60
    assert [step.code for step in transcript.steps] == [0, 0, 1]
    assert transcript.steps[0].output == "unknown\n\n  indented # no comment\n"
    assert str(transcript) == text


def test_blocks_of_a_page_are_replaced_alone(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(
        "Before\n```console width=60 today=2004-10-01\n$ echo one\nold\n```\n"
        "Between\n```yaml\n$ not a command\n```\n"
        "```console lang=fr folder=new\n$ echo $SSETRACK_LANG; ls; exit 3\n```\nAfter\n",
        encoding="utf-8",
    )
    transcripts = console.read(page)
    assert transcripts[0].environment() == {"COLUMNS": "60", "SSETRACK_TODAY": "2004-10-01"}
    assert transcripts[0].steps[0].line == 3
    played = [console.play(transcript, tmp_path) for transcript in transcripts]
    assert console.rewritten(page, played) == (
        "Before\n```console width=60 today=2004-10-01\n$ echo one\none\n```\n"
        "Between\n```yaml\n$ not a command\n```\n```console lang=fr folder=new\n"
        "$ echo $SSETRACK_LANG; ls; exit 3\nfr\n[exit 3]\n```\nAfter\n"
    )
