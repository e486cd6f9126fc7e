"""Who gets which language, and what is said where a catalogue lacks a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import console
from conftest import ROOT
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker, supported_language, wanted_language

WANTED = [
    # asked (--lang), environment, the tag that is wanted
    (None, {}, None),
    ("pt", {"SSETRACK_LANG": "es", "LANG": "fr_FR.UTF-8"}, "pt"),
    (None, {"SSETRACK_LANG": "es", "LANGUAGE": "fr", "LC_ALL": "pt_BR"}, "es"),
    (None, {"LANGUAGE": "fr:es", "LC_ALL": "pt_BR.UTF-8"}, "fr"),
    (None, {"LANGUAGE": "de:es", "LANG": "de_DE.UTF-8"}, "es"),
    (None, {"LANGUAGE": "de", "LANG": "fr_FR.UTF-8"}, "de"),
    (None, {"LANGUAGE": "", "LANG": "fr_FR.UTF-8"}, "fr-FR"),
    (None, {"LANGUAGE": "fr", "LC_ALL": "C"}, None),
    (None, {"LANGUAGE": "fr", "LC_ALL": "C.UTF-8", "LANG": "fr_FR"}, None),
    (None, {"LANGUAGE": "fr", "LANG": "POSIX"}, None),
    (None, {"LANGUAGE": "fr"}, None),
    (None, {"LC_ALL": "pt_BR.UTF-8", "LC_MESSAGES": "es_ES", "LANG": "fr_FR"}, "pt-BR"),
    (None, {"LC_ALL": "", "LC_MESSAGES": "es_ES", "LANG": "fr_FR"}, "es-ES"),
    (None, {"LC_MESSAGES": "C", "LANG": "fr_FR"}, None),
    (None, {"LANG": "fr_FR.UTF-8@euro"}, "fr-FR"),
]

SPOKEN = [
    (None, "en"), ("en-GB", "en"), ("fr-CA", "fr"), ("fr", "fr"), ("PT-br", "pt"), ("es-419", "es"),
    ("de", "en"), ("french", "en"), ("", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "environment", "wanted"), WANTED)
def test_the_language_that_is_wanted(asked: str | None, environment: dict[str, str], wanted: str | None):
    assert wanted_language(asked, environment) == wanted


@pytest.mark.parametrize(("wanted", "language"), SPOKEN)
def test_the_language_that_is_spoken(wanted: str | None, language: str):
    assert supported_language(wanted) == language


def test_a_message_within_a_message_is_said_too():
    inner = message("a list")
    outer = message(
        "`{field}` needs {wanted}, but {found} is written here", field="goals", wanted=inner, found="x"
    )
    assert Speaker("fr").say(outer) == "`goals` demande une liste, mais on trouve ici x"


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 0, "0 days"), ("en", 1, "1 day"), ("en", 2, "2 days"),
        ("fr", 0, "0 jour"), ("fr", 1, "1 jour"), ("fr", 2, "2 jours"),
    ],
)  # fmt: skip
def test_plurals_follow_the_language(language: str, number: int, said: str):
    assert Speaker(language).count("{number} day", "{number} days", number) == said


@pytest.mark.parametrize("language", ["en", "fr", "xx"])
def test_what_no_catalogue_has_is_said_in_english(language: str):
    speaker = Speaker(language)
    assert speaker.say(Message("brand new: {word}", {"word": "plan"})) == "brand new: plan"
    assert speaker.count("{number} elephant", "{number} elephants", 2) == "2 elephants"


@pytest.mark.parametrize(
    "command", ["status", "goals --by quarter", "open", "owners", "timeline", "show 2.1"]
)
def test_a_translated_plan_shows_no_title_in_another_language(command: str, tmp_path: Path):
    plan = ROOT / "plans" / "ripess-2021-2023.yaml"
    titles = re.findall(r"\ben: (\S+ \S+ \S+)", plan.read_text(encoding="utf-8"))
    assert len(titles) > 5
    name, *options = command.split()
    code, shown = console.run_here([name, *options, str(plan), "--lang", "fr"], tmp_path, {"COLUMNS": "200"})
    assert code == 0
    assert not [title for title in titles if title in shown]
    assert "[en]" not in shown


MACHINE = [
    "status {} --format json", "status {} --format csv", "open {} --format json", "goals {} --format json",
    "owners {} --format csv", "timeline {} --format json", "show 1.2 {} --format json",
    "lint {} --output-format json", "lint {} --output-format github", "lint {} --output-format sarif",
    "lint {} --output-format gitlab", "lint {} --output-format junit", "export ics {}", "export csv {}",
    "export json {}", "export mermaid {}", "date 2004-06~ soon --format json", "rule --format json",
]  # fmt: skip


@pytest.mark.parametrize("command", MACHINE)
def test_what_programs_read_is_the_same_for_every_reader(command: str, tmp_path: Path):
    words = command.format(ROOT / "plans" / "vision-2004-2005.yaml").split()
    english = console.run_here(words, tmp_path, {})
    french = console.run_here(words, tmp_path, {"LC_ALL": "fr_FR.UTF-8", "SSETRACK_LANG": "fr"})
    assert english[0] in {0, 1}, english
    assert french == english


@pytest.mark.parametrize(
    ("lang", "title", "part"),
    [("fr", "Réunion", "Projet"), ("pt", "Réunion", "Projet"), ("en", "Meeting", "Draft")],
)
def test_a_milestone_is_shown_in_the_language_of_its_activity(
    tmp_path: Path, lang: str, title: str, part: str
):
    (tmp_path / "p.yaml").write_text(
        "ssetrack: 1\ntitle: P\nlanguage: fr\nactivities:\n"
        "- id: a\n  title: {en: Meeting, fr: Réunion}\n  deadline: 2027-05\n"
        "  milestones: [{id: m, title: {en: Draft, fr: Projet}, deadline: 2027-04}]\n",
        encoding="utf-8",
    )
    words = ["show", "a", "p.yaml", "--lang", lang, "--today", "2027-01-01"]
    code, output = console.run_here(words, tmp_path, {})
    assert code == 0
    assert output.startswith(f"a  {title}")
    assert f"a/m  {part}\n" in output
