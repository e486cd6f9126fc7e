"""`export csv`: a file that a spreadsheet opens as it is, and a stream for programs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from conftest import ROOT
from ssetrack.cli.run import run
from ssetrack.language.words import LANGUAGES

VISION = str(ROOT / "plans/vision-2004-2005.yaml")
DAY = ("--today", "2004-10-01")
PLAN = """\
ssetrack: 1
id: p
title: Plan
language: {language}
activities:
  - {{id: a, title: "=1+1; „é, ñ“", deadline: 2027-03, tags: ["＝x", b]}}
"""


def exported(tmp_path: Path, *options: str, plan: str = VISION) -> str:
    """The file that is written, its octets as UTF-8."""
    target = tmp_path / "out.csv"
    assert run(["export", "csv", plan, *DAY, *options, "-o", str(target)]) == 0
    return target.read_bytes().decode("utf-8")


def rows(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=separator))


SEPARATORS = {"en": ",", "fr": ";", "es": ";", "pt": ";", "fr-CA": ";", "en-GB": ",", "de": ";", "ja": ","}


@pytest.mark.parametrize(("language", "separator"), SEPARATORS.items())
def test_the_separator_is_that_of_the_language(tmp_path: Path, language: str, separator: str):
    text = exported(tmp_path, "--lang", language)
    assert text[0] == "\ufeff"
    assert len({len(row) for row in rows(text[1:], separator)}) == 1
    assert len(rows(text[1:], separator)[0]) > 20


@pytest.mark.parametrize(("language", "separator"), SEPARATORS.items())
def test_without_lang_it_is_that_of_the_plan(tmp_path: Path, language: str, separator: str):
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.format(language=language), encoding="utf-8")
    header, row = rows(exported(tmp_path, plan=str(plan))[1:], separator)
    assert header[:3] == ["plan", "id", "title"]
    assert row[2] == "'=1+1; „é, ñ“"
    assert row[header.index("tags")] == "'＝x; b"


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_in_the_language_asked_for(tmp_path: Path, language: str):
    header = rows(exported(tmp_path, "--lang", language)[1:], SEPARATORS[language])[0]
    wanted = {"en": "Title", "fr": "Titre", "es": "Título", "pt": "Título"}[language]
    assert header[2] == wanted
    assert len(set(header)) == len(header)


def test_the_stream_is_for_programs(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert run(["export", "csv", VISION, *DAY, "--lang", "fr"]) == 0
    stream = capsys.readouterr().out
    assert stream.startswith("plan,id,title,")
    assert (
        exported(tmp_path, "--no-bom", "--separator", ",", "--lang", "en").split("\n")[1:]
        == (stream.split("\n")[1:])
    )


@pytest.mark.parametrize(("asked", "sign"), [(",", ","), (";", ";"), ("tab", "\t"), ("|", "|")])
def test_a_separator_can_be_chosen(tmp_path: Path, asked: str, sign: str):
    text = exported(tmp_path, "--separator", asked, "--lang", "es-MX")
    assert len(rows(text[1:], sign)[0]) > 20


@pytest.mark.parametrize("asked", ["x", ";;", "", '"', "\n"])
def test_what_cannot_separate_is_refused(tmp_path: Path, asked: str, capsys: pytest.CaptureFixture[str]):
    assert run(["export", "csv", VISION, "--separator", asked, "-o", str(tmp_path / "x.csv")]) == 2
    assert "cannot separate cells" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_can_be_imported_again(tmp_path: Path, language: str):
    exported(tmp_path, "--lang", language)
    assert run(["import", str(tmp_path / "out.csv"), "--look"]) == 0
