"""Keep the catalogues of translations in src/ssetrack/locale: what is to be said, and how it is said.

    python scripts/catalogues.py update   take new texts of the source into every catalogue, drop old ones
    python scripts/catalogues.py compile  write the .mo files that ssetrack reads
    python scripts/catalogues.py missing  list what is not translated yet

Comes in: the templates that are literals in the source, in `message(…)`, `Message(…)` and
`speaker.count(…)`, the texts of `--help`, the pages of rules, and the .po files. Goes out: .po files in the
order of their texts, with the files that say them and without line numbers, so that a diff shows translations
only; and .mo files, which git does not keep. How many plural forms a language has is written in its .po file,
and taken from there: libraries change their minds about it. Neither file names a library or a day: the same
texts give the same bytes. Needs Babel, which only builds and developers have.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ssetrack"
LOCALE = SOURCE / "locale"
LANGUAGES = tuple(sorted(path.name for path in LOCALE.iterdir() if path.is_dir()))
"""Whoever has a folder here. The build runs this before ssetrack can be imported; a test compares the two."""

SAYING = {"message": 1, "Message": 1, "count": 2}
"""Functions whose first arguments are texts to be translated, and how many these are."""

HELPING = {"Option": ("help", "metavar"), "Argument": ("help", "metavar")}
"""Functions of typer whose texts are printed by `--help`, by the names of these arguments."""

TABLE = "cli/application.py"
"""The module that names every command as `module:function`; the docstrings of these functions are help."""

RULE = "rule"
"""What marks a function as a rule, whose docstring is its page."""

MAKERS = {"language/message.py", "language/speaker.py"}
"""Modules that define those functions, and pass on what others wrote."""

REWORDED = 0.8
"""How alike two texts are, from 0 to 1, when one is the other reworded."""

Texts = dict[tuple[str, ...], set[str]]
"""Singular, or singular and plural, and the files in which they stand."""


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


def texts_of(folder: Path = SOURCE) -> Texts:
    """Every text that the package can say."""
    found: Texts = {}
    commands = commands_in((folder / TABLE).read_text(encoding="utf-8"))
    for path in sorted(folder.rglob("*.py")):
        if path.relative_to(folder).as_posix() not in MAKERS:
            code, name = path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix()
            for text in (*texts_in(code), *help_in(code, commands.get(name, ())), *pages_in(code)):
                found.setdefault(text, set()).add(name)
    for one in [text for text in found if len(text) == 2]:
        found[one] |= found.pop(one[:1], set())  # a plural says its singular, too
    return found


def texts_in(code: str) -> Iterator[tuple[str, ...]]:
    """The texts that one module says."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        given = node.args[: SAYING.get(called, 0)]
        texts = tuple(
            text.value for text in given if isinstance(text, ast.Constant) and isinstance(text.value, str)
        )
        if texts and len(texts) == SAYING[called]:
            yield texts


def commands_in(code: str) -> dict[str, list[str]]:
    """The functions that are commands, by the path of their module, as the table of commands names them."""
    found: dict[str, list[str]] = {}
    for module, function in re.findall(r'"ssetrack\.([\w.]+):(\w+)"', code):
        found.setdefault(f"{module.replace('.', '/')}.py", []).append(function)
    return found


def help_in(code: str, commands: Collection[str]) -> Iterator[tuple[str, ...]]:
    """The texts of help in one module: of options and arguments, and of the functions that are commands."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            wanted = HELPING.get(node.func.attr, ())
            for given in node.keywords:
                if given.arg in wanted and isinstance(given.value, ast.Constant) and given.value.value:
                    yield (str(given.value.value),)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in commands:
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                yield (" ".join(paragraph.split()),)


def pages_in(code: str) -> Iterator[tuple[str, ...]]:
    """The paragraphs of the pages of rules in one module: docstrings of functions marked `@rule(…)`.

    Examples, which are indented, are the same in every language.
    """
    for node in ast.parse(code).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        marks = (ast.unparse(one.func) for one in node.decorator_list if isinstance(one, ast.Call))
        if RULE in marks:
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                if not paragraph.startswith(" "):
                    yield (" ".join(paragraph.split()),)


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
    keys = {text[0]: text for text in texts}
    dropped = [one(old) for old in catalogue if old.id and one(old) not in keys and all(strings(old))]
    for text in sorted(texts):
        plural = len(text) == 2
        similar = get_close_matches(text[0], dropped, 1, REWORDED) if text[0] not in catalogue else []
        old = catalogue.get(similar[0] if similar else text[0])
        if old and isinstance(old.id, tuple) != plural:
            old = None
        new.add(
            text if plural else text[0],
            old.string if old else (("",) * new.num_plurals if plural else ""),
            locations=[(name, 0) for name in sorted(texts[text])],
            flags={"fuzzy"} if similar or (old and old.fuzzy) else (),
            user_comments=old.user_comments if old else (),
        )
    return new


def one(entry: Message) -> str:
    """The text of an entry, in its singular."""
    return str(entry.id[0] if isinstance(entry.id, tuple | list) else entry.id)


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
        lines = [f"{language}: {len(missing)} to translate", *(f"  {one(entry)}" for entry in missing)]
        sys.stdout.write("\n".join(lines if job == "missing" else lines[:1]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:2] or [""])
