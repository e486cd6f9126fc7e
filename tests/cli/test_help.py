"""`--help` and what is said of a command that was mistyped: in the reader's language, whole, and true."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer

from commands import COMMANDS
from conftest import ROOT
from ssetrack.cli.application import EXPORTS, Commands, application
from ssetrack.cli.command import CONTEXT
from ssetrack.cli.help import OF_TYPER, paragraphs, summary
from ssetrack.cli.run import run
from ssetrack.language.words import LANGUAGES

sys.path.insert(0, str(ROOT / "scripts"))
import catalogues

LONGEST_SUMMARY = 60


def groups_and_commands() -> Iterator[tuple[str, Any]]:
    """Every command by what is typed, and `ssetrack` itself."""
    top = typer.main.get_command(application())
    yield "", top
    for name in COMMANDS:
        command = top.get_command(None, name)  # type: ignore[attr-defined]
        yield name, command
        for below in getattr(command, "list_commands", lambda _: ())(None):
            yield f"{name} {below}", command.get_command(None, below)


EVERY = dict(groups_and_commands())


@cache
def extracted() -> set[str]:
    """All texts that catalogues hold."""
    return {text.one for text in catalogues.texts_of()} | {*OF_TYPER}


@cache
def catalogue_of(language: str) -> Any:
    return catalogues.read_catalogue(language)


def help_of(words: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> str:
    monkeypatch.setenv("SSETRACK_LANG", language)
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*words.split(), "--help"]) == 0
    return capsys.readouterr().out


def test_every_command_is_here():
    assert {*EVERY} == {"", *COMMANDS, *(f"export {name}" for name in EXPORTS)}


def context_of(command: Any) -> typer.Context:
    """As the program has it."""
    return typer.Context(command, **CONTEXT)


@pytest.mark.parametrize("words", EVERY)
def test_every_text_of_help_can_be_translated(words: str):
    command = EVERY[words]
    texts = [*paragraphs(command.help)]
    for parameter in command.get_params(context_of(command)):
        texts += [
            text
            for text in (parameter.help, parameter.metavar, getattr(parameter, "rich_help_panel", ""))
            if text
        ]
        assert parameter.help or parameter.hidden, parameter.name
    assert [text for text in texts if text not in extracted()] == []


@pytest.mark.parametrize("words", EVERY)
def test_no_summary_is_longer_than_a_line(words: str):
    if words:
        assert len(summary(EVERY[words])) <= LONGEST_SUMMARY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", EVERY)
def test_help_is_whole_and_fits(
    words: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    command = EVERY[words]
    catalogue = None if language == "en" else catalogue_of(language)
    shown = help_of(words, language, capsys, monkeypatch)
    assert max(len(line) for line in shown.splitlines()) <= 80
    flat = " ".join(shown.split())
    for parameter in command.get_params(context_of(command)):
        if parameter.hidden:
            continue
        text = str(OF_TYPER.get(parameter.help, parameter.help))
        said = text if catalogue is None else catalogue[text].string
        assert " ".join(str(said).split()) in flat
        assert all(name in flat for name in parameter.opts if name.startswith("-"))


def test_help_has_four_parts(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    shown = help_of("", "en", capsys, monkeypatch)
    headings = [line for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Look at plans:", "Check plans:", "Share plans:", "Change plans:", "Options:"]
    assert "…" not in shown


def test_other_names_lead_to_commands_that_there_are():
    for group in (Commands, type(EVERY["export"])):
        for meant in group.named_elsewhere.values():
            assert meant.split()[0] in {*COMMANDS, *EXPORTS, "--help"}
            assert meant not in group.named_elsewhere


MISTYPED = [
    ("stauts", "there is no command `stauts`", "did you mean `ssetrack status`?"),
    ("list", "there is no command `list`", "did you mean `ssetrack status`?"),
    ("Help", "there is no command `Help`", "did you mean `ssetrack --help`?"),
    ("xyzzy", "there is no command `xyzzy`", "`ssetrack --help` lists what can be typed"),
    ("export excel", "there is no command `excel`", "did you mean `ssetrack export xlsx`?"),
    ("--foo", "there is no option `--foo`", "`ssetrack --help` lists the options"),
    ("status --qqq", "there is no option `--qqq`", "`ssetrack status --help` lists the options"),
    ("status --onwer ana", "there is no option `--onwer`", "did you mean `--owner`?"),
    ("status --form json", "there is no option `--form`", "did you mean `--format`?"),
    ("status -q", "there is no option `-q`", "`ssetrack status --help` lists the options"),
    ("status --owner", "`--owner` needs a value", "NAME: Only items of this person or team."),
    ("status --all=3", "`--all` does not take a value", None),
    ("status --soon x", "`x` is not a value of `--soon`", "`--soon` needs a number of days, 0 or more"),
    ("status --soon=-1", "`-1` is not a value of `--soon`", "`--soon` needs a number of days, 0 or more"),
    ("status --format xml", "`xml` is not a value of `--format`", "choose: table, json, csv, markdown"),
    ("lint --fail-on bad", "`bad` is not a value of `--fail-on`", "choose: error, warning, note, never"),
    ("schema a", "`ssetrack schema` does not take `a`", None),
    ("set", "`ssetrack set` needs [ID]… FIELD=VALUE…", None),
    ("note", "`ssetrack note` needs ID", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "problem", "help_"), MISTYPED, ids=[row[0] for row in MISTYPED])
def test_what_was_mistyped_is_said(
    words: str, problem: str, help_: str | None, capsys: pytest.CaptureFixture[str]
):
    assert run(words.split()) == 2
    shown = capsys.readouterr()
    first, *rest = shown.err.splitlines()
    assert shown.out == ""
    assert first == f"ssetrack: {problem}"
    if help_ is not None:
        assert rest == [f"  {help_}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", [row[0] for row in MISTYPED])
def test_what_was_mistyped_is_said_in_the_readers_language(
    words: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSETRACK_LANG", language)
    assert run(words.split()) == 2
    shown = capsys.readouterr().err
    english = {"there is", "needs", "does not", "did you mean", "is not a", "lists"}
    assert any(word in shown for word in english) == (language == "en")


def test_the_language_of_help_is_that_of_lang(capsys: pytest.CaptureFixture[str]):
    assert run(["status", "--lang", "es", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Uso: ssetrack status [OPCIONES]")


def test_a_group_without_a_command_says_what_there_is(capsys: pytest.CaptureFixture[str]):
    assert run(["export"]) == 2
    assert capsys.readouterr().err.startswith("Usage: ssetrack export [OPTIONS] COMMAND\n")


@pytest.mark.parametrize(("words", "command"), [(["--"], "ssetrack"), (["export", "--"], "ssetrack export")])
def test_no_command_at_all(words: list[str], command: str, capsys: pytest.CaptureFixture[str]):
    assert run(words) == 2
    assert f"`{command}` needs a command" in capsys.readouterr().err
