"""Keep the catalogues of translations in src/ssetrack/locale: what is to be said, and how it is said.

    python scripts/catalogues.py update   take new texts of the source into every catalogue, drop old ones
    python scripts/catalogues.py compile  write the .mo files that ssetrack reads
    python scripts/catalogues.py missing  list what is not translated yet

Comes in: the templates that are literals in the source, in `message(…)`, `Message(…)`, `count_of(…)` and
`speaker.count(…)`, with their `context="…"`, the texts of `--help`, the pages of rules, and the .po files.
Goes out: .po files in the order of their texts, with the files that say them and without line numbers, so
that a diff shows translations only; and .mo files, which git does not keep. One text with two contexts is two
entries.
How many plural forms a language has is written in its .po file, and taken from there: libraries change their
minds about it. Neither file names a library or a day: the same texts give the same bytes. Needs Babel, which
only builds and developers have.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ssetrack"
LOCALE = SOURCE / "locale"
LANGUAGES = tuple(sorted(path.name for path in LOCALE.iterdir() if path.is_dir()))
"""Whoever has a folder here. The build runs this before ssetrack can be imported; a test compares the two."""

SAYING = {"message": 1, "Message": 1, "count": 2, "count_of": 2}
"""Functions whose first arguments are texts to be translated, and how many these are."""

HELPING = {"Option": ("help", "metavar"), "Argument": ("help", "metavar")}
"""Functions of typer whose texts are printed by `--help`, by the names of these arguments."""

TABLE = "cli/application.py"
"""The module that names every command as `module:function`; the docstrings of these functions are help."""

RULE = "rule"
"""What marks a function as a rule, whose docstring is its page."""

SPEAKING = re.compile(rf"\b(?:{'|'.join((*SAYING, *HELPING, RULE))})\s*\(")
"""A call of one of these: a module without it, and without a command, says nothing and is not parsed."""

MAKERS = {"language/message.py", "language/speaker.py"}
"""Modules that define those functions, and pass on what others wrote."""

REWORDED = 0.8
"""How alike two texts are, from 0 to 1, when one is the other reworded."""


class Text(NamedTuple):
    """What is said: a template, that of the plural, and which use of it is meant (`msgctxt`)."""

    one: str
    many: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """As Babel takes it: the text, or singular and plural."""
        return (self.one, self.many) if self.many else self.one

    @property
    def use(self) -> tuple[str, str]:
        """What is unique in a catalogue, by which a translation is looked up."""
        return self.one, self.context

    @property
    def forms(self) -> tuple[str, ...]:
        """The English templates: one, or singular and plural."""
        return (self.one, self.many) if self.many else (self.one,)


Texts = dict[Text, set[str]]
"""What is said, and the files that say it."""


class Kept(Catalog):
    """An empty catalogue with the language, comment and plural forms of another.

    Its header has no dates and no tools, which Babel adds and which would change with each run.
    """

    def __init__(self, other: Catalog) -> None:
        super().__init__(locale=other.locale, header_comment=other.header_comment, fuzzy=False)
        self.mime_headers = [("Plural-Forms", other.plural_forms)]

    def header(self) -> dict[str, str]:
        """The few fields that a reader needs."""
        return {
            "Language": self.locale_identifier or "",
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": self.plural_forms,
        }

    def __iter__(self) -> Iterator[Message]:
        """The header, then the entries."""
        _, *entries = super().__iter__()
        yield Message("", "".join(f"{name}: {value}\n" for name, value in self.header().items()))
        yield from entries


def catalogue_path(language: str) -> Path:
    """Where the translations into a language stand."""
    return LOCALE / language / "LC_MESSAGES" / "ssetrack.po"


@cache
def texts_of(folder: Path = SOURCE) -> Texts:
    """Every text that the package can say; looked for once, however many tests ask."""
    found: Texts = {}
    commands = commands_in((folder / TABLE).read_text(encoding="utf-8"))
    for path in sorted(folder.rglob("*.py")):
        code, name = path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix()
        if name not in MAKERS and (name in commands or SPEAKING.search(code)):
            for text in (*texts_in(code), *help_in(code, commands.get(name, ())), *pages_in(code)):
                found.setdefault(text, set()).add(name)
    for text in [text for text in found if text.many]:
        found[text] |= found.pop(text._replace(many=""), set())  # a plural says its singular, too
    return found


@lru_cache(maxsize=1)
def _calls_in(code: str) -> tuple[ast.Module, list[ast.Call]]:
    """A module as a tree, and the calls in it: the one module that is looked at just now."""
    tree = ast.parse(code)
    return tree, [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def texts_in(code: str) -> Iterator[Text]:
    """The texts that one module says."""
    for node in _calls_in(code)[1]:
        if not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        given = node.args[: SAYING.get(called, 0)]
        texts = tuple(
            text.value for text in given if isinstance(text, ast.Constant) and isinstance(text.value, str)
        )
        if texts and len(texts) == SAYING[called]:
            yield Text(texts[0], "".join(texts[1:]), _context(node))


def _context(call: ast.Call) -> str:
    """What the call says of the use that is meant: a literal, since a catalogue has to know it."""
    given = next((argument.value for argument in call.keywords if argument.arg == "context"), None)
    if given is None:
        return ""
    if not isinstance(given, ast.Constant):
        raise ValueError(f"the context of a message is a literal: {ast.unparse(call)}")
    return str(given.value)


def commands_in(code: str) -> dict[str, list[str]]:
    """The functions that are commands, by the path of their module, as the table of commands names them."""
    found: dict[str, list[str]] = {}
    for module, function in re.findall(r'"ssetrack\.([\w.]+):(\w+)"', code):
        found.setdefault(f"{module.replace('.', '/')}.py", []).append(function)
    return found


def help_in(code: str, commands: Collection[str]) -> Iterator[Text]:
    """The texts of help in one module: of options and arguments, and of the functions that are commands."""
    tree, calls = _calls_in(code)
    for call in calls:
        if isinstance(call.func, ast.Attribute):
            wanted = HELPING.get(call.func.attr, ())
            for given in call.keywords:
                if given.arg in wanted and isinstance(given.value, ast.Constant) and given.value.value:
                    yield Text(str(given.value.value))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in commands:
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                yield Text(" ".join(paragraph.split()))


def pages_in(code: str) -> Iterator[Text]:
    """The paragraphs of the pages of rules in one module: docstrings of functions marked `@rule(…)`.

    Examples, which are indented, are the same in every language.
    """
    for node in _calls_in(code)[0].body:
        if not isinstance(node, ast.FunctionDef):
            continue
        marks = (ast.unparse(one.func) for one in node.decorator_list if isinstance(one, ast.Call))
        if RULE in marks:
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                if not paragraph.startswith(" "):
                    yield Text(" ".join(paragraph.split()))


def read_catalogue(language: str) -> Catalog:
    """The translations into a language; where there are none yet, an empty catalogue, with CLDR's plurals."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, header_comment="")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(catalogue: Catalog, texts: Texts) -> Kept:
    """A catalogue of exactly these texts, with what the old one says of them.

    A text that was only reworded takes over its translation, marked as fuzzy until somebody has looked.
    """
    new = Kept(catalogue)
    uses = {text.use for text in texts}
    dropped = {one(old): old for old in catalogue if old.id and use(old) not in uses and all(strings(old))}
    for text in sorted(texts, key=lambda text: (text.one, text.context)):
        old, is_similar = catalogue.get(text.one, text.context or None), False
        if old is None:
            similar = get_close_matches(text.one, dropped, 1, REWORDED)
            old = dropped[similar[0]] if similar else catalogue.get(text.one)
            is_similar = old is not None
        if old and isinstance(old.id, tuple) != bool(text.many):
            old = None
        new.add(
            text.id,
            old.string if old else (("",) * new.num_plurals if text.many else ""),
            locations=[(name, 0) for name in sorted(texts[text])],
            flags={"fuzzy"} if is_similar or (old and old.fuzzy) else (),
            user_comments=old.user_comments if old else (),
            context=text.context or None,
        )
    return new


def one(entry: Message) -> str:
    """The text of an entry, in its singular."""
    return str(entry.id[0] if isinstance(entry.id, tuple | list) else entry.id)


def said(entry: Message) -> str:
    """The text of an entry with its context, for people."""
    return f"{one(entry)} [{entry.context}]" if entry.context else one(entry)


def use(entry: Message) -> tuple[str, str]:
    """Its text and its context, which together are unique."""
    return one(entry), entry.context or ""


def strings(entry: Message) -> tuple[str, ...]:
    """Its translations: one, or one for each plural form."""
    return tuple(entry.string) if isinstance(entry.string, tuple | list) else (entry.string or "",)


def write_catalogue(language: str, catalogue: Kept) -> None:
    """Write the .po file."""
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(head(catalogue).encode())
        write_po(file, catalogue, width=0, omit_header=True, include_lineno=False)


def head(catalogue: Kept) -> str:
    """The comment at the top, and the fields of the header."""
    comment = "".join(f"{line}\n" for line in catalogue.header_comment.splitlines() if line != "#")
    fields = "".join(f'"{name}: {value}\\n"\n' for name, value in catalogue.header().items())
    return f'{comment}msgid ""\nmsgstr ""\n{fields}\n'


def untranslated(catalogue: Catalog) -> list[Message]:
    """The entries that say nothing, not for every number, or what nobody has looked at."""
    return [entry for entry in catalogue if entry.id and (entry.fuzzy or not all(strings(entry)))]


def compile_all() -> list[Path]:
    """Write all .mo files; used by the build as well (hatch_build.py)."""
    written = []
    for language in LANGUAGES:
        catalogue = read_catalogue(language)
        missing = untranslated(catalogue)  # English is said instead
        compiled = Kept(catalogue)
        for entry in catalogue:
            if entry.id and entry not in missing:
                compiled[entry.id] = entry
        path = catalogue_path(language).with_suffix(".mo")
        with path.open("wb") as file:
            write_mo(file, compiled)
        written.append(path)
    return written


def update_all() -> None:
    """Bring every .po file to what the source says."""
    texts = texts_of()
    for language in LANGUAGES:
        write_catalogue(language, updated(read_catalogue(language), texts))


def main(job: str) -> None:
    """Do one job on all languages."""
    if job == "update":
        update_all()
    elif job == "compile":
        compile_all()
    elif job != "missing":
        sys.exit(__doc__)
    for language in LANGUAGES:
        missing = untranslated(read_catalogue(language))
        lines = [f"{language}: {len(missing)} to translate", *(f"  {said(entry)}" for entry in missing)]
        sys.stdout.write("\n".join(lines if job == "missing" else lines[:1]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:2] or [""])
