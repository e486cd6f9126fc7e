"""A table by the members of an enum has them all, or is one of those that mean to have some.

mypy misses a case in a `match`; it is silent about a table, which would be a `KeyError` for somebody else.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from conftest import ROOT
from ssetrack.tables.opening import READERS, REFUSALS
from ssetrack.tables.signatures import Form

SOURCE = ROOT / "src" / "ssetrack"

SOME = {
    ("dates/project_time.py", "_MARKS"): "the other certainties have no mark",
    ("importing/again/table_side.py", "_SPOKEN"): "doubts are about these fields only",
    ("importing/readings/parts.py", "_ABOUT"): "the other columns raise no question",
    (
        "importing/spreadsheet/edits.py",
        "_EDITS",
    ): "the other cells are not edited by themselves",
    ("importing/spreadsheet/edits.py", "_NAMES"): "only these hold names",
    ("importing/spreadsheet/returning.py", "_ABOUT"): "doubts are about these cells only",
    ("importing/spreadsheet/sheet.py", "_HOLDS"): "all others hold text",
    ("pages/site/words.py", "LISTS"): "the others have a list of another kind",
    ("tables/opening.py", "REFUSALS"): "the others are read",
    ("tables/opening.py", "READERS"): "the others are refused",
    ("terminal/changes_list.py", "STYLES"): "the others are plain",
    ("wording/brief.py", "FATES"): "of the others the change itself says it",
}
"""Tables that hold some members on purpose, and why."""


@cache
def tree_of(path: Path) -> ast.Module:
    """A file of the source."""
    return ast.parse(path.read_text(encoding="utf-8"))


def enums_in(path: Path) -> dict[str, frozenset[str]]:
    """The enums that a file defines, with their members."""
    return {
        node.name: frozenset(ast.unparse(one.targets[0]) for one in node.body if isinstance(one, ast.Assign))
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and any(ast.unparse(one).endswith("Enum") for one in node.bases)
    }


@cache
def enums() -> dict[tuple[str, str], frozenset[str]]:
    """All enums by module and name."""
    return {
        (module_of(path), name): members
        for path in SOURCE.rglob("*.py")
        if "Enum" in path.read_text(encoding="utf-8")
        for name, members in enums_in(path).items()
    }


def module_of(path: Path) -> str:
    """`ssetrack.dates.period`."""
    parts = ("ssetrack", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def known_in(path: Path) -> dict[str, frozenset[str]]:
    """The enums by the names that a file has for them: its own, and those that it imports at its top."""
    known = enums_in(path)
    for node in tree_of(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ssetrack"):
            for alias in node.names:
                members = members_of(str(node.module), alias.name)
                if members:
                    known[alias.asname or alias.name] = members
    return known


@cache
def members_of(module: str, name: str) -> frozenset[str] | None:
    """The members of what a module has under a name: its own enum, or one that its face hands on."""
    if (module, name) in enums():
        return enums()[module, name]
    face = SOURCE.joinpath(*module.split(".")[1:], "__init__.py")
    for node in tree_of(face).body if face.is_file() else ():
        if isinstance(node, ast.ImportFrom) and any(one.name == name for one in node.names):
            return members_of(str(node.module), name)
    return None


def tables_in(path: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Name, enum and members of each table in a file whose keys are members of one enum."""
    for node in tree_of(path).body:
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Dict(keys=keys)):
                pass
            case ast.AnnAssign(target=ast.Name(name), value=ast.Dict(keys=keys)):
                pass
            case _:
                continue
        members = [ast.unparse(key).rpartition(".")[::2] for key in keys if isinstance(key, ast.Attribute)]
        if len(members) == len(keys) > 0 and len({enum for enum, _ in members}) == 1:
            yield name, members[0][0], {member for _, member in members}


A_TABLE = re.compile(r"^\S.*= \{", re.MULTILINE)
"""Without such a line a file has no table, and need not be parsed."""


def tables() -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    """File and name of each table by members of an enum, and which it lacks."""
    for path in sorted(SOURCE.rglob("*.py")):
        several = list(tables_in(path)) if A_TABLE.search(path.read_text(encoding="utf-8")) else []
        known = known_in(path) if several else {}
        for name, enum, members in several:
            if enum in known:
                yield (path.relative_to(SOURCE).as_posix(), name), known[enum] - members


def test_a_table_has_every_member():
    found = dict(tables())
    assert len(found) > 30
    assert {key: sorted(lacks) for key, lacks in found.items() if lacks and key not in SOME} == {}
    assert SOME.keys() == {key for key, lacks in found.items() if lacks}


def test_every_form_of_a_file_is_read_or_refused():
    assert READERS.keys() | REFUSALS.keys() == set(Form)
    assert READERS.keys() & REFUSALS.keys() == set()
