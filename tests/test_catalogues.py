"""Every text that a person reads is there in every language, and says the same with the same gaps."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo

from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import catalogues

TEXTS = catalogues.texts_of()
FILES = {language: catalogues.read_catalogue(language) for language in catalogues.LANGUAGES}
every_language = pytest.mark.parametrize("language", catalogues.LANGUAGES)

KEPT = re.compile(r"-*[a-z-]+:?|\{\w+\}")
"""Names of fields and options, and gaps."""

NEEDS_UPDATE = "run: make catalogues"


def gaps(text: str) -> list[str]:
    """The names of its gaps, sorted: a translation may say them in another order."""
    return sorted(gap for _, gap, _, _ in string.Formatter().parse(text) if gap is not None)


def keys(catalogue: Catalog) -> set[tuple[str, ...]]:
    """Singular, or singular and plural, of all entries."""
    return {entry.id if isinstance(entry.id, tuple) else (entry.id,) for entry in catalogue if entry.id}


@every_language
def test_nothing_lacks_a_translation(language: str):
    assert not [catalogues.one(entry) for entry in catalogues.untranslated(FILES[language])]


@every_language
def test_the_entries_are_the_texts_of_the_source(language: str):
    there = keys(FILES[language])
    assert sorted(TEXTS.keys() - there) == [], NEEDS_UPDATE
    assert sorted(there - TEXTS.keys()) == [], NEEDS_UPDATE
    assert not FILES[language].obsolete, NEEDS_UPDATE


@every_language
def test_gaps_are_those_of_the_text(language: str):
    wrong = {
        said: gaps(catalogues.one(entry))
        for entry in FILES[language]
        for said in catalogues.strings(entry)
        if entry.id and said and gaps(said) != gaps(catalogues.one(entry))
    }
    assert not wrong


@every_language
def test_what_stands_in_backticks_is_not_translated(language: str):
    """Words after which a reader will look in the plan, or which they will type."""
    wrong = []
    for entry in FILES[language]:
        for said in catalogues.strings(entry) if entry.id else ():
            kept = {
                code for code in quoted(catalogues.one(entry)) if re.fullmatch(r"-*[a-z-]+:?|\{\w+\}", code)
            }
            if said and not kept <= quoted(said):
                wrong.append(said)
    assert not wrong


def quoted(text: str) -> set[str]:
    """What stands in backticks."""
    return set(re.findall(r"`([^`]+)`", text))


@every_language
def test_blanks_at_the_ends_are_kept(language: str):
    for entry in FILES[language]:
        text = catalogues.one(entry) if entry.id else ""
        for said in catalogues.strings(entry) if text else ():
            assert not said or (said[:1].isspace(), said[-1:].isspace()) == (
                text[:1].isspace(),
                text[-1:].isspace(),
            )


@every_language
def test_the_catalogue_is_compiled(language: str):
    """A stale .mo would let all other tests lie."""
    with catalogues.catalogue_path(language).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    told = {catalogues.one(entry): catalogues.strings(entry) for entry in compiled if entry.id}
    assert told == {
        catalogues.one(entry): catalogues.strings(entry)
        for entry in FILES[language]
        if entry.id and entry not in catalogues.untranslated(FILES[language])
    }, NEEDS_UPDATE


@every_language
def test_an_update_changes_nothing(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    written = meat(catalogues.catalogue_path(language))
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.write_catalogue(language, catalogues.updated(FILES[language], TEXTS))
    assert meat(catalogues.catalogue_path(language)) == written, NEEDS_UPDATE


def meat(path: Path) -> list[str]:
    """The lines of a catalogue without those that say which files use a text: code moves."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#:")]


def test_every_plural_is_found():
    """`speaker.count` with computed texts would say English in every language."""
    for path in catalogues.SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("speaker.count"):
                assert next(catalogues.texts_in(ast.unparse(node)), None), f"{path}:{node.lineno}"


def test_a_reworded_text_keeps_its_translation_until_somebody_looks():
    old = Catalog(locale="fr")
    old.add("nobody called `{name}` in `owners`", "personne ne s'appelle `{name}` dans `owners`")
    new = catalogues.updated(old, {("nobody is called `{name}` in `owners`",): {"rules/references.py"}})
    assert [(entry.fuzzy, entry.string) for entry in new if entry.id] == [
        (True, "personne ne s'appelle `{name}` dans `owners`")
    ]


def test_texts_are_found_in_code():
    code = (
        "message('a {gap}', gap=1); Message('b'); speaker.count('{number} c', '{number} cs', 2); other('d')"
    )
    assert list(catalogues.texts_in(code)) == [("a {gap}",), ("b",), ("{number} c", "{number} cs")]


def test_english_reads_no_catalogue():
    code = (
        "import sys; from pathlib import Path; from ssetrack.language.speaker import Speaker;"
        "sys.addaudithook(lambda name, found: print(found[0]) if name == 'open' else None); Speaker('en')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ""
