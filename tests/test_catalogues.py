"""Every text that a person reads is there in every language, and says the same with the same gaps."""

from __future__ import annotations

import ast
import gettext
import re
import string
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo

from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import catalogues

from ssetrack.language import speaker
from ssetrack.language.message import count_of, message
from ssetrack.language.speaker import Speaker

file_of = cache(catalogues.read_catalogue)
"""The translations into a language."""

texts_of_source = cache(catalogues.texts_of)
"""The texts to be translated; what takes a second is not done where tests are only collected."""

every_language = pytest.mark.parametrize("language", catalogues.LANGUAGES)

KEPT = re.compile(r"-*[a-z-]+:?|\{\w+\}")
"""Names of fields and options, and gaps."""

NEEDS_UPDATE = "run: make catalogues"


def gaps(text: str) -> list[str]:
    """The names of its gaps, sorted: a translation may say them in another order."""
    return sorted(gap for _, gap, _, _ in string.Formatter().parse(text) if gap is not None)


def keys(catalogue: Catalog) -> set[catalogues.Text]:
    """Singular, plural and context of all entries."""
    return {
        catalogues.Text(
            *((entry.id,) if isinstance(entry.id, str) else entry.id), context=entry.context or ""
        )
        for entry in catalogue
        if entry.id
    }


@every_language
def test_nothing_lacks_a_translation(language: str):
    assert not [catalogues.one(entry) for entry in catalogues.untranslated(file_of(language))]


@every_language
def test_the_entries_are_the_texts_of_the_source(language: str):
    there = keys(file_of(language))
    assert sorted(texts_of_source().keys() - there) == [], NEEDS_UPDATE
    assert sorted(there - texts_of_source().keys()) == [], NEEDS_UPDATE
    assert not file_of(language).obsolete, NEEDS_UPDATE


@every_language
def test_gaps_are_those_of_the_text(language: str):
    wrong = {
        said: gaps(catalogues.one(entry))
        for entry in file_of(language)
        for said in catalogues.strings(entry)
        if entry.id and said and gaps(said) != gaps(catalogues.one(entry))
    }
    assert not wrong


@every_language
def test_what_stands_in_backticks_is_not_translated(language: str):
    """Words after which a reader will look in the plan, or which they will type."""
    wrong = []
    for entry in file_of(language):
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
    for entry in file_of(language):
        text = catalogues.one(entry) if entry.id else ""
        for said in catalogues.strings(entry) if text else ():
            assert not said or (said[:1].isspace(), said[-1:].isspace()) == (
                text[:1].isspace(),
                text[-1:].isspace(),
            )


def told_use(entry: Message) -> tuple[str, str]:
    """The text and context of a compiled entry; older versions of Babel leave a context in octets."""
    text, context = catalogues.use(entry)
    return text, context.decode() if isinstance(context, bytes) else context


@every_language
def test_the_catalogue_is_compiled(language: str):
    """A stale .mo would let all other tests lie."""
    with catalogues.catalogue_path(language).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    told = {told_use(entry): catalogues.strings(entry) for entry in compiled if entry.id}
    untranslated = catalogues.untranslated(file_of(language))
    assert told == {
        catalogues.use(entry): catalogues.strings(entry)
        for entry in file_of(language)
        if entry.id and entry not in untranslated
    }, NEEDS_UPDATE


@every_language
def test_an_update_changes_nothing(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is said, that is: how Babel lays out a file is its own affair."""
    before = catalogues.read_catalogue(language)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.write_catalogue(language, catalogues.updated(before, texts_of_source()))
    after = catalogues.read_catalogue(language)
    assert content(after) == content(before), NEEDS_UPDATE
    assert after.header_comment == before.header_comment
    assert after.plural_forms == before.plural_forms


def content(catalogue: Catalog) -> list[tuple[object, ...]]:
    """The entries in their order, without the files that use a text: code moves."""
    return [
        (entry.id, entry.context, entry.string, entry.fuzzy, entry.user_comments)
        for entry in catalogue
        if entry.id
    ]


PLURALS = [
    ("nplurals=1; plural=0;", {0: 0, 1: 0, 2: 0}),
    ("nplurals=2; plural=(n != 1);", {0: 1, 1: 0, 2: 1}),
    ("nplurals=2; plural=(n > 1);", {0: 0, 1: 0, 2: 1}),
    (
        "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
        {0: 0, 1: 0, 2: 2, 2_000_000: 1},
    ),
    (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>1 && n%10<5 && (n%100<12 || n%100>14) ? 1 : 2);",
        {0: 2, 1: 0, 3: 1, 13: 2, 21: 0},
    ),
    (
        "nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : n==0 || (n%100>2 && n%100<11) ? 2 : 3);",
        {0: 2, 1: 0, 2: 1, 12: 3},
    ),
]
"""What a catalogue may say of its language's plurals, and the form for some numbers."""


@pytest.mark.parametrize(
    ("rule", "forms"), PLURALS, ids=["one", "two", "two of French", "millions", "Slavic", "four"]
)
@every_language
def test_the_catalogue_decides_on_plurals(
    language: str, rule: str, forms: dict[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Neither an update nor the compiled file takes what Babel thinks of the language instead."""
    said = [f"{{number}} form {form}" for form in range(int(rule[9]))]
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    monkeypatch.setattr(catalogues, "LANGUAGES", (language,))
    monkeypatch.setattr(
        catalogues, "texts_of", lambda: {catalogues.Text("{number} c", "{number} cs"): {"a.py"}}
    )
    path = catalogues.catalogue_path(language)
    path.parent.mkdir(parents=True)
    path.write_text(
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Plural-Forms: {rule}\\n"\n\n'
        'msgid "{number} c"\nmsgid_plural "{number} cs"\n'
        + "".join(f'msgstr[{form}] "{text}"\n' for form, text in enumerate(said)),
        encoding="utf-8",
    )
    catalogues.update_all()
    catalogues.compile_all()
    assert f'"Plural-Forms: {rule}\\n"' in path.read_text(encoding="utf-8")
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {number: compiled.ngettext("{number} c", "{number} cs", number) for number in forms} == {
        number: said[form] for number, form in forms.items()
    }


@every_language
def test_no_file_names_a_library_or_a_day(language: str):
    """The same texts give the same bytes, whoever makes them and when."""
    path = catalogues.catalogue_path(language)
    for octets in (path.read_bytes(), path.with_suffix(".mo").read_bytes()):
        assert not re.search(rb"(?i)babel|CLDR|Generated-By|-Date:", octets)


def is_plural(function: str) -> bool:
    """Whether that is called which makes a plural: `count_of`, and not `account_of`."""
    return function == "count_of" or function.endswith(("speaker.count", ".count_of"))


@pytest.mark.slow
def test_every_plural_is_found():
    """`speaker.count` and `count_of` with computed texts would say English in every language."""
    makers = {catalogues.SOURCE / name for name in catalogues.MAKERS}
    for path in set(catalogues.SOURCE.rglob("*.py")) - makers:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "count" in text else ():
            if isinstance(node, ast.Call) and is_plural(ast.unparse(node.func)):
                assert next(catalogues.texts_in(ast.unparse(node)), None), f"{path}:{node.lineno}"


def test_a_reworded_text_keeps_its_translation_until_somebody_looks():
    old = Catalog(locale="fr")
    old.add("nobody called `{name}` in `owners`", "personne ne s'appelle `{name}` dans `owners`")
    text = catalogues.Text("nobody is called `{name}` in `owners`")
    new = catalogues.updated(old, {text: {"rules/references.py"}})
    assert [(entry.fuzzy, entry.string) for entry in new if entry.id] == [
        (True, "personne ne s'appelle `{name}` dans `owners`")
    ]


def test_texts_are_found_in_code():
    code = (
        "message('a {gap}', gap=1); Message('b'); speaker.count('{number} c', '{number} cs', 2); other('d');"
        "message('a {gap}', context='flag', gap=1); count_of('{number} e', '{number} es', 2, context='goals')"
    )
    assert list(catalogues.texts_in(code)) == [
        ("a {gap}", "", ""),
        ("b", "", ""),
        ("{number} c", "{number} cs", ""),
        ("a {gap}", "", "flag"),
        ("{number} e", "{number} es", "goals"),
    ]


def test_a_computed_context_is_refused():
    """No catalogue could know it."""
    with pytest.raises(ValueError, match="literal"):
        list(catalogues.texts_in("message('a', context=kind)"))


USES = {
    "flag": ("approximatif", ("{number} exact", "{number} exacts")),
    "certainty": ("approximative", ("{number} exacte", "{number} exactes")),
}
"""By context, what is said for "approximate", and for so many that are exact."""


@pytest.fixture
def two_uses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue of French in which one text has several uses, as a .po and as a .mo file."""
    texts = {
        text: {"a.py"}
        for context in ("", *USES)
        for text in (
            catalogues.Text("approximate", context=context),
            catalogues.Text("{number} exact", "{number} exact ones", context),
        )
    }
    head = catalogues.Kept(file_of("fr"))
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    monkeypatch.setattr(catalogues, "LANGUAGES", ("fr",))
    monkeypatch.setattr(catalogues, "texts_of", lambda: texts)
    catalogues.write_catalogue("fr", head)
    catalogues.update_all()
    catalogue = catalogues.read_catalogue("fr")
    for context, (one, several) in {"": ("environ", ("{number} juste", "{number} justes")), **USES}.items():
        catalogue.get("approximate", context or None).string = one
        catalogue.get("{number} exact", context or None).string = several
    catalogues.write_catalogue("fr", catalogues.updated(catalogue, texts))
    catalogues.compile_all()
    return tmp_path


def test_one_text_in_two_contexts_is_two_entries(two_uses: Path):
    catalogue = catalogues.read_catalogue("fr")
    assert catalogues.untranslated(catalogue) == []
    assert {catalogues.use(entry) for entry in catalogue if entry.id} == {
        (text, context) for text in ("approximate", "{number} exact") for context in ("", "flag", "certainty")
    }


def test_a_speaker_looks_contexts_up(two_uses: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(speaker, "LOCALE", two_uses)
    said = Speaker("fr")
    assert said.say(message("approximate")) == "environ"
    assert said.say(message("approximate", context="flag")) == "approximatif"
    assert said.say(message("approximate", context="certainty")) == "approximative"
    assert said.say(message("approximate", context="never heard of")) == "approximate"
    for context, (_, forms) in USES.items():
        for number, form in ((0, forms[0]), (1, forms[0]), (2, forms[1]), (1_000_000, forms[1])):
            counted = count_of("{number} exact", "{number} exact ones", number, context=context)
            assert said.say(counted) == form.format(number=number)


def test_a_text_gets_a_context_with_its_old_translation_until_somebody_looks():
    old = Catalog(locale="fr")
    old.add("approximate", "approximatif")
    new = catalogues.updated(old, {catalogues.Text("approximate", context="flag"): {"a.py"}})
    assert [(entry.context, entry.fuzzy, entry.string) for entry in new if entry.id] == [
        ("flag", True, "approximatif")
    ]


def test_english_reads_no_catalogue():
    code = (
        "import sys; from pathlib import Path; from ssetrack.language.speaker import Speaker;"
        "sys.addaudithook(lambda name, found: print(found[0]) if name == 'open' else None); Speaker('en')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ""


SET_APART = re.compile(r"[^\u00a0](?:[;!?](?=\W|$)|:(?=\s|$)|»)|«[^\u00a0]")
"""In French: a sign with another space than U+00A0 before it, or « without one behind it."""


FOR_EDITORS = {"{path}:{line}: {what}", "{path}:{line}:{column}: {problem}"}
"""What editors take apart to find the place."""


def test_french_signs_have_one_kind_of_space():
    """What is quoted as code is as it is typed."""
    wrong = [
        text
        for entry in catalogues.read_catalogue("fr")
        if entry.id
        for text in catalogues.strings(entry)
        if text not in FOR_EDITORS and SET_APART.search(re.sub(r"`[^`]*`", "`", text))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["a ;", "a\u202f? b", "a?", "« a\u00a0»", "«\u00a0a »", "a : b", "a\u202f: b"]
)
def test_another_space_is_seen(text: str):
    assert SET_APART.search(text)
