"""Texts are compared and ordered alike everywhere: in filters, names, ids, paths, and what is sorted."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import console
from ssetrack.language.collation import fold, matching, nfc, sort_key


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Réunion", "reunion"), ("ÉLISE", nfd("élise")), ("São\u00a0Paulo", "sao paulo"), ("STRASSE", "straße"),
     ("a\u2013b", "a-b"), (" a  b ", "A B")],
)  # fmt: skip
def test_what_makes_no_difference(one: str, other: str):
    assert fold(one) == fold(other)


def test_another_letter_is_a_difference():
    assert len({fold(name) for name in ("ana", "anna", "ane", "an a")}) == 4


@given(st.text())
def test_folding_is_done_once_and_knows_no_form(text: str):
    assert fold(fold(text)) == fold(text)
    assert fold(nfc(text)) == fold(nfd(text))
    assert fold(" ".join(text.split())) == fold(text)


def test_an_exact_name_wins():
    assert matching("été", ["ete", "été", "Été"]) == ("été",)
    assert matching("ETE", ["ete", "été", "été!"]) == ("ete", "été")
    assert matching("été", [nfd("été")]) == (nfd("été"),)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["abc", "Écrire", "écrit", "eczéma", "île", "œuf", "ouf", "zèbre"]),
        ("en", ["1.9", "1.10", "cote", "coté", "côte", "Zebra"]),
        ("es", ["nz", "ñandú", "oca"]),
        ("fr", ["ñandú", "nz"]),
        ("pt-BR", ["ação", "acordo", "água"]),
    ],
)
def test_the_order_of_an_alphabet(language: str, words: list[str]):
    assert [*sorted([*words[1:], words[0]], key=lambda word: sort_key(word, language))] == words
    assert sorted(map(nfd, words), key=lambda word: sort_key(word, language)) == list(map(nfd, words))


PLAN = """\
ssetrack: 1
title: S
owners: {ana: Ana Sosa, eva: Éva Nagy, eva2: Eva Kovács, team: {name: Equipe, members: [ana]}}
sections:
  - title: Été à São Paulo
    activities:
      - {id: a, title: ten, owners: [ana], deadline: April 2026, priority: low, tags: [été],
         status: in-progress}
      - {id: b, title: nine, owners: [ana], deadline: 5 mars 2026, priority: high}
      - {id: c, title: Écrire, owners: [ana], deadline: December 2025, priority: normal, tags: [E_T_E_]}
  - title: Rest
    activities:
      - {id: d, title: zebra, owners: [eva], deadline: 2026-01-31/2026-02-15, status: on-hold}
      - {id: e, title: abc, owners: [eva2], deadline: "?"}
      - {id: f, title: week, owners: [team], when: 2026-02-01/2026-12-31, done: 2026-02-02}
      - {id: g, title: on, owners: [], deadline: ongoing, status: cancelled}
""".replace("E_T_E_", nfd("été"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def ids(folder: Path, *arguments: str) -> str:
    code, output = console.run_here(
        ["status", "plan.yaml", "--today", "2026-01-01", "--format", "json", *arguments], folder, {}
    )
    assert code == 0, output
    return "".join(item["id"] for item in json.loads(output)["items"])


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("due", "c f d b a eg"), ("-due", "a b d f c eg"),  # without a day that counts: last in both
        ("priority", "b c a defg"), ("-priority", "a c b defg"), ("status", "bce a d f g"),
        ("title", "e c b g a f d"), ("-title", "d f a g b c e"), ("owners", "abc f e d g"),
    ],
)  # fmt: skip
def test_sorting(folder: Path, by: str, order: str):
    """Between blanks stand items that are equal there, in whatever order."""
    found = ids(folder, "--sort", by)
    for equal in order.split():
        assert set(found[: len(equal)]) == set(equal), found
        found = found[len(equal) :]


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--tag", "été"], "ac"), (["--tag", nfd("ÉTÉ")], "ac"), (["--tag", "ete"], "ac"),
        (["--owner", "ana"], "abcf"), (["--owner", "ANA SOSA", "--no-teams"], "abc"),
        (["--owner", "équipe"], "f"),
        (["--owner", nfd("Éva Nagy")], "d"), (["--owner", "eva nagy"], "d"), (["--owner", "EVA"], "d"),
        (["--section", "ete a sao paulo"], "abc"), (["--section", nfd("Été à São Paulo")], "abc"),
        (["--text", "ECRIRE"], "c"), (["--text", nfd("écr")], "c"), (["--state", "ON-HOLD"], "d"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_filters(folder: Path, arguments: list[str], wanted: str):
    assert sorted(ids(folder, *arguments)) == sorted(wanted)


def test_a_first_name(tmp_path: Path):
    text = PLAN.replace("eva:", "n:").replace("eva2:", "k:").replace("[eva]", "[n]").replace("[eva2]", "[k]")
    text = text.replace("ana: Ana Sosa", "s: Ana Sosa").replace("[ana]", "[s]")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert sorted(ids(tmp_path, "--owner", "Ana")) == sorted("abcf")
    code, output = console.run_here(["status", "plan.yaml", "--owner", "Eva"], tmp_path, {})
    assert code == 2
    assert "several people are called `Eva`" in output


def test_free_names_in_both_forms_are_one_person(tmp_path: Path):
    items = "".join(
        f"  - {{id: {own}, title: {own}, owners: [{name}], deadline: 2026-03}}\n"
        for own, name in (("a", "Élise"), ("b", nfd("Élise")))
    )
    (tmp_path / "plan.yaml").write_text(f"ssetrack: 1\ntitle: T\nactivities:\n{items}", encoding="utf-8")
    assert ids(tmp_path, "--owner", "Élise") == "ab"
    assert ids(tmp_path, "--owner", nfd("elise")) == "ab"
    _, output = console.run_here(
        ["owners", "plan.yaml", "--today", "2026-01-01", "--format", "json"], tmp_path, {}
    )
    assert [owner["owner"] for owner in json.loads(output)["owners"]] == ["Élise"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("pattern", ["réunion.yaml", "*ité/*", "comité/réunion.yaml"])
@pytest.mark.parametrize(
    "setting", ['exclude = ["{}"]', '[lint.per-file-ignores]\n"{}" = ["unassigned-activity"]']
)
def test_patterns_of_the_configuration(tmp_path: Path, form: str, pattern: str, setting: str):
    """A path is spelt as the disk has it, in the one form or the other; a pattern as it was typed."""
    place = tmp_path / nfd("comité")
    place.mkdir()
    text = "ssetrack: 1\ntitle: T\nactivities:\n  - {id: a, title: A, deadline: 2026-03}\n"
    (place / nfd("réunion.yaml")).write_text(text, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "ssetrack.toml").write_text(
        setting.format(unicodedata.normalize(form, pattern)), encoding="utf-8"
    )
    code, output = console.run_here(["lint", ".", "--select", "unassigned-activity"], tmp_path, {})
    assert code < 2
    assert "union.yaml" not in output, output
    assert "other.yaml" in output, output


def test_declared_and_named_in_another_form(tmp_path: Path):
    text = (
        "ssetrack: 1\ntitle: T\nowners: {Élise: Élise Roy}\nactivities:\n"
        f"  - {{id: a, title: A, owners: [{nfd('Élise')}], deadline: 2026-03}}\n"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    code, output = console.run_here(["lint", "plan.yaml", "--select", "unknown-owner"], tmp_path, {})
    assert code == 0, output
    assert ids(tmp_path, "--owner", "elise roy") == "a"


@pytest.mark.parametrize("on_disk", [nfc, nfd], ids=["composed", "decomposed"])
@pytest.mark.parametrize("typed", [nfc, nfd], ids=["composed", "decomposed"])
@pytest.mark.parametrize("path", ["réunions/été.yaml", "réunions", "./réunions/../réunions/été.yaml"])
def test_paths(tmp_path: Path, on_disk, typed, path: str):
    (tmp_path / on_disk("réunions")).mkdir()
    (tmp_path / on_disk("réunions") / on_disk("été.yaml")).write_text(PLAN, encoding="utf-8")
    (tmp_path / "ssetrack.toml").write_text(f'plans = ["{typed(path)}"]\n', encoding="utf-8")
    asked = (["status", typed(path)], ["status"], ["show", "a", typed(path)], ["lint", typed(path)])
    for arguments in asked:
        _, output = console.run_here([*arguments, "--today", "2026-01-01"], tmp_path, {})
        assert "ten" in output or "été" in nfc(output), output
        assert "there is no file" not in output


def test_ids_without_case(folder: Path):
    code, output = console.run_here(["show", "A", "plan.yaml", "--today", "2026-01-01"], folder, {})
    assert code == 0
    assert "ten" in output
    code, output = console.run_here(["done", "A", "--in", "plan.yaml", "--today", "2026-01-01"], folder, {})
    assert code == 0, output
