"""What shells offer at the tab key: asked as shells ask, and typed into real ones."""

from __future__ import annotations

import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ALL_EXAMPLES
from forks import Forks
from ssetrack.cli.run import run
from test_rules import HEAD

PLAN = """\
ssetrack: 1
id: net
title: Plan [of] the $(touch oops) network
owners:
  marcos: {name: "Marcos `touch oops` [/b] 'A' \\"B\\" \\\\$(touch oops)"}
  core-group: {name: Core group, members: [marcos]}
  "bad word; touch oops": {name: X}
goals: {A: Meet, B: {title: Learn}}
activities:
  - {id: "1.1", title: {en: Hall, fr: Salle}, tags: [travel]}
sections:
  - title: Communication
    activities:
      - id: "5.4"
        title: Summary
        tags: [paper, travel]
        milestones: [{id: draft, title: Draft}, {title: Without}]
    sections:
      - {id: web, title: The web, activities: [{id: "5.5", title: Site}]}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one plan, in which some names mean harm to a shell."""
    folder = tmp_path / "repository"
    (folder / "plans").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "plans" / "a.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def offered(repository: Path, capsys, monkeypatch):
    """What is offered for a line that ends where the cursor is, as bash asks for it."""

    def ask(line: str) -> list[str]:
        words = shlex.split(line)
        number = len(words) if line.endswith(" ") else len(words) - 1
        for name, value in (
            ("COMP_WORDS", line),
            ("COMP_CWORD", str(number)),
            ("_SSETRACK_COMPLETE", "complete_bash"),
        ):
            monkeypatch.setenv(name, value)
        assert run([]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        return told.out.split()

    return ask


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ssetrack show ", "1.1 5.4 5.4/draft 5.5"),
        ("ssetrack done 5.", "5.4 5.4/draft 5.5"),
        ("ssetrack move 5.4/", "5.4/draft"),
        ("ssetrack set 1", "1.1"),
        ("ssetrack assign 1.1 m", "marcos"),
        ("ssetrack brief --owner m", "marcos"),
        ("ssetrack brief --since y", "yesterday"),
        ("ssetrack diff --since 7", "7d"),
        ("ssetrack br", "brief"),
        ("ssetrack status --mi", "--mine"),
        ("ssetrack export html --mi", "--mine"),
        ("ssetrack assign 1.1 marcos c", "core-group"),
        ("ssetrack assign 1.1 --with c", "core-group"),
        ("ssetrack add 7 Title --section ", "Communication web"),
        ("ssetrack status --owner ", "marcos core-group"),
        ("ssetrack status --goal ", "A B"),
        ("ssetrack goals --section w", "web"),
        ("ssetrack owners --tag ", "travel paper"),
        ("ssetrack status --plan ", "net"),
        ("ssetrack status --state o", "overdue ongoing on-hold"),
        ("ssetrack status --flag un", "unassigned undecided"),
        ("ssetrack status --role c", "consulted"),
        ("ssetrack export ics --owner m", "marcos"),
        ("ssetrack rule unknown-ow", "unknown-owner"),
        ("ssetrack lint --select cov", "coverage"),
        ("ssetrack lint --ignore overdue,unused", "overdue,unused-ignore"),
        ("ssetrack lint --output-format s", "sarif"),
        ("ssetrack sta", "status"),
        ("ssetrack status --own", "--owner"),
        ("ssetrack show x", ""),
    ],
)
def test_what_is_offered(offered, line: str, expected: str):
    assert offered(line) == expected.split()


def test_the_same_id_in_two_plans(offered, repository: Path):
    (repository / "plans" / "b.yaml").write_text(
        HEAD + 'activities: [{id: "1.1", title: Hall}]\n', encoding="utf-8"
    )
    assert offered("ssetrack show ") == ["1.1", "net:1.1", "5.4", "5.4/draft", "5.5", "b:1.1"]
    assert offered("ssetrack show b:") == ["b:1.1"]
    assert offered("ssetrack done --in plans/b.yaml ") == ["1.1"]


@pytest.mark.parametrize(
    "text",
    [
        "x: [\n",
        "",
        "- a\n",
        "ssetrack: 1\nowners: 3\nactivities: {a: b}\n",
        "ssetrack: 1\nactivities: [1, [2]]\n",
    ],
)
def test_nothing_is_said_of_broken_plans(offered, repository: Path, text: str):
    (repository / "plans" / "a.yaml").write_text(text, encoding="utf-8")
    for line in ("ssetrack show ", "ssetrack status --owner ", "ssetrack status --tag "):
        assert offered(line) == []


def test_nothing_is_said_without_plans(offered, repository: Path):
    (repository / "plans" / "a.yaml").unlink()
    assert offered("ssetrack show ") == []
    assert offered("ssetrack show x nowhere ") == []
    (repository / "ssetrack.toml").write_text("plnas = 1\n", encoding="utf-8")
    assert offered("ssetrack show ") == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_meanings_are_harmless_to_shells(repository: Path, shell: str, monkeypatch, capsys):
    for line in ("ssetrack status --owner ", "ssetrack status --plan ", "ssetrack show "):
        monkeypatch.setenv("_SSETRACK_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        run([])
        told = capsys.readouterr()
        assert told.err == ""
        assert not set("$`\\[];<>|") & set(told.out)
        assert "bad word" not in told.out


def test_the_models_stay_out_of_it(repository: Path):
    """Between two keystrokes there is no time for them."""
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from ssetrack.__main__ import main\n"
        "main()\n"
    )
    asked = {"COMP_WORDS": "ssetrack show 5.", "COMP_CWORD": "2", "_SSETRACK_COMPLETE": "complete_bash"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["5.4", "5.4/draft", "5.5"]
    assert not {"pydantic", "rich", "dateutil", "ssetrack.plan.definition"} & set(done.stderr.split())


# In real shells

TOOLS = Path(sys.executable).parent
INSTALLED = {
    "bash": ['eval "$(_SSETRACK_COMPLETE=source_bash ssetrack)"', "bash", "--noprofile", "--norc", "-i"],
    "zsh": [
        'autoload -Uz compinit; compinit -u; eval "$(_SSETRACK_COMPLETE=source_zsh ssetrack)"',
        *("zsh", "-f", "-i"),
    ],
    "fish": ["_SSETRACK_COMPLETE=source_fish ssetrack | source", "fish", "--no-config", "-i"],
}


class Shell:
    """A shell in a terminal of its own, to type into; what it shows is waited for, for 20 s at most."""

    def __init__(self, command: list[str], folder: Path, home: Path, programs: Path) -> None:
        self.shown = b""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            surroundings = {
                "HOME": str(home),
                "PATH": f"{programs}:{os.environ['PATH']}",
                "TERM": "xterm",
                "LC_ALL": "C.UTF-8",
            }
            os.execvpe(command[0], command, surroundings)

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)

    def type(self, text: str, until: str) -> None:
        """Type, and wait until something new appears."""
        os.write(self.terminal, text.encode())
        begin, end = len(self.shown), time.monotonic() + 20
        while until.encode() not in self.shown[begin:]:
            left = end - time.monotonic()
            assert left > 0, (until, self.shown.decode(errors="replace"))
            if select.select([self.terminal], [], [], left)[0]:
                news = os.read(self.terminal, 65536)
                self.shown += news
                if b"\x1b[0c" in news or b"\x1b[c" in news:  # fish asks what terminal this is
                    os.write(self.terminal, b"\x1b[?1;2c")


LINES = {
    "show 5.4/": "draft",
    "status --owner mar": "cos",
    "rule unknown-ow": "ner",
    "lint --select cove": "rage",
}
"""What is typed, and what the tab key puts behind it."""


@pytest.mark.slow
@pytest.mark.parametrize("shell", [pytest.param(name, marks=pytest.mark.needs(name)) for name in INSTALLED])
def test_a_tab_in_a_real_shell(repository: Path, tmp_path: Path, shell: str, forks: Forks):
    """The word is completed, and what the shell then runs has the whole of it."""
    set_up, *command = INSTALLED[shell]
    programs = TOOLS if ALL_EXAMPLES or shell == "bash" else forks.programs
    with Shell(command, repository, tmp_path, programs) as typed:
        typed.type(f"{set_up}; echo rea''dy\r", until="ready")  # so it is not there before it is run
        for line, rest in LINES.items():
            typed.type(f"ssetrack {line}\t", until=rest)
            # An `echo` is put before the line, and it is run.
            typed.type("\x01echo '<' \x05 '>'\r", until=f"< ssetrack {line}{rest} >")
    assert not (repository / "oops").exists()


@pytest.mark.slow
@pytest.mark.parametrize("shell", [pytest.param(name, marks=pytest.mark.needs(name)) for name in INSTALLED])
def test_completion_installs_itself(repository: Path, tmp_path: Path, shell: str):
    done = subprocess.run(
        [shell, "-c", "ssetrack --install-completion; true"], cwd=repository, capture_output=True, text=True,
        env={"HOME": str(tmp_path), "PATH": f"{TOOLS}:{os.environ['PATH']}"}, check=False,
    )  # fmt: skip
    assert f"{shell} completion installed" in done.stdout
    assert done.stderr == ""
    assert any(
        "_SSETRACK_COMPLETE" in path.read_text() for path in tmp_path.rglob("*ssetrack*") if path.is_file()
    )
