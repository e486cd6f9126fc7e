"""What may stand where in the source: read with `ast`, reported as sentences.

The rules are data at the top: which layer a module belongs to, through which door a library comes in, and
what only `cli` may touch. `ARCHITECTURE.md` tells why. `breaches(folder)` gives one sentence for each
breach, beginning with file and line.
"""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

PACKAGE = "ssetrack"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("sync",),
    ("editor",),
    ("publish",),
    ("importing",),
    ("tables",),
    ("terminal",),
    ("edit",),
    ("calendar",),
    ("formats",),
    ("letters",),
    ("pages",),
    ("workspace",),
    ("lint",),
    ("wording",),
    ("rules",),
    ("query",),
    ("status",),
    ("schedule",),
    ("portfolio",),
    ("load",),
    ("outline",),
    ("plan", "source"),
    ("limits",),
    ("diagnostic",),
    ("merge",),
    ("dates",),
    ("language",),
)
"""From the top down. A module may import what stands in a lower layer, never beside it or above it."""

STRANGERS = {("source", "dates"): "a tree holds raw text; what a date means is the plan's affair"}
"""Downward imports that are refused all the same, and why."""

DOORS = {
    "_ruamel_yaml": ("source",),
    "dateutil": ("dates",),
    "email": ("letters", "tables"),
    "gettext": ("language",),
    "ics": ("calendar",),
    "jinja2": ("pages",),
    "lsprotocol": ("editor/protocol",),
    "lxml": ("tables", "sync"),
    "markdown_it": ("tables",),
    "markupsafe": ("pages",),
    "openpyxl": ("tables",),
    "pygls": ("editor/protocol",),
    "pydantic": ("plan/definition", "load"),
    "pydantic_core": ("plan/definition", "load"),
    "requests": ("sync",),
    "rich": ("terminal",),
    "ruamel": ("source",),
    "segno": ("pages",),
    "smtplib": ("publish",),
    "ssl": ("publish",),
    "subprocess": ("workspace",),
    "typer": ("cli",),
    "zoneinfo": ("dates",),
}
"""Where a library may be imported: to replace it, one place changes."""

NEVER = {
    "arrow": "slow, and only ics needs it",
    "babel": "for development: what it knows is generated into data",
    "click": "typer brings its own",
    "dateutil.parser": "it guesses",
    "tatsu": "slow, and only ics needs it",
    "yaml": "positions and raw texts are lost",
}
"""What no module of the package imports, and why."""

OUTSIDE = ("cli", "publish", "workspace", "__main__")
"""The modules that may print, exit, and ask for the time, the environment and the current folder."""

CLOCK_CALLS = {"today", "now", "utcnow", "cwd", "home", "expanduser"}
WORLD_NAMES = {
    "os": {"environ", "getenv", "getcwd", "get_terminal_size"},
    "sys": {"argv", "exit", "stdin", "stdout", "stderr"},
}
WORLD_FUNCTIONS = {"print", "input", "exit", "quit", "breakpoint"}

CANONICAL_ROOM = "dates"
"""Where the canonical form of a date is made and read; elsewhere it is printed and compared as a whole."""

TAKING_APART = {"finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn"}
"""Functions and methods of `re`, which look into the text that they are given."""

SOLE_MAKERS = {"Snapshot": "status/snapshot.py"}
"""Classes that one file makes, so that nobody forgets a part; elsewhere there is `dataclasses.replace`."""

MEANINGLESS = {"base", "common", "core", "helpers", "manager", "misc", "tools", "util", "utils"}
MOST_LINES = 350
MOST_FILES = 30
"""In one folder; beyond, nobody finds a file without searching."""

NO_PARTICIPLES = {"feed", "need", "seed", "speed", "exceed", "proceed"}
"""Words that end like a participle and are none."""

PARTICIPLES = {
    "begun", "bound", "broken", "built", "caught", "chosen", "drawn", "found", "given", "gone", "held",
    "hidden", "kept", "known", "left", "lost", "made", "meant", "misspelt", "said", "seen", "sent", "shown",
    "sought", "spelt",
    "spoken", "stood", "struck", "taken", "taught", "thought", "told", "torn", "understood", "undone", "worn",
    "written",
}  # fmt: skip
"""Participles that do not end in -ed."""

OVERSIZE: dict[str, str] = {}
"""Files that may be longer, each with its reason."""


def breaches(folder: Path) -> list[str]:
    """All that is wrong in the package in that folder."""
    found: list[str] = []
    imported_names: dict[Path, list[str]] = {}
    types: list[tuple[Path, int, str]] = []
    for path in sorted(folder.rglob("*.py")):  # each tree is made once, and no two are kept
        where = path.relative_to(folder)
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        sentences = breaches_in(where, text, tree)
        found += dict.fromkeys(f"{where}:{sentence}" for sentence in sentences)  # each once
        imported_names[where] = [name for _, name, _ in imported(tree)]
        types += [(where, node.lineno, name) for node in tree.body if (name := type_name(node))]
    return [*found, *circles(imported_names), *crowds(folder), *namesakes(types)]


def breaches_in(where: Path, text: str, tree: ast.Module) -> Iterator[str]:
    """What is wrong in one file: `12: sentence` each."""
    part = where.parts[0].removesuffix(".py")
    name = where.stem if where.stem != "__init__" else where.parent.name
    if name in MEANINGLESS:
        yield f"1: the name {name} says nothing"
    lines = len(text.splitlines())
    if lines > MOST_LINES and where.as_posix() not in OVERSIZE:
        yield f"1: {lines} lines: more than one thought? (at most {MOST_LINES})"
    if part != "__init__" and layer_of(part) is None:
        yield f"1: {part} has no layer: give it one in tests/architecture.py and ARCHITECTURE.md"
    yield from imports(where, tree)
    yield from docstrings(tree)
    yield from participles(tree)
    if part not in OUTSIDE:
        yield from world(tree)
    if part != CANONICAL_ROOM:
        yield from canonical_forms(tree)
    if where.as_posix() != "language/message.py":
        yield from messages(tree)
    yield from makers(where, tree)


@lru_cache(maxsize=1)
def _nodes_by_kind(tree: ast.AST) -> Mapping[type[ast.AST], list[ast.AST]]:
    kinds: dict[type[ast.AST], list[ast.AST]] = {}
    for node in ast.walk(tree):
        kinds.setdefault(type(node), []).append(node)
    return kinds


def nodes(tree: ast.AST, *kinds: type[ast.AST]) -> Iterator[Any]:
    """The nodes of some kinds, wherever they stand: few of a tree are what a rule asks for."""
    known = _nodes_by_kind(tree)
    return chain.from_iterable(known.get(kind, ()) for kind in kinds)


def layer_of(part: str) -> int | None:
    """The layer of a module or folder of the package, counted from the top."""
    return next((number for number, layer in enumerate(LAYERS) if part in layer), None)


def imported(tree: ast.AST) -> Iterator[tuple[int, str, int]]:
    """Line, dotted name and level of every import, wherever it stands."""
    for node in nodes(tree, ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, 0) for alias in node.names)
        else:
            module = node.module or ""
            yield from ((node.lineno, f"{module}.{alias.name}", node.level) for alias in node.names)


def imports(where: Path, tree: ast.AST) -> Iterator[str]:
    """Imports that point up or sideways, go round a door, or are refused altogether."""
    part = where.parts[0].removesuffix(".py")
    inside = {part, *(folder.as_posix() for folder in where.parents)}
    for line, name, level in imported(tree):
        if level:
            yield f"{line}: a relative import: write it from {PACKAGE} on"
            continue
        library, _, rest = name.partition(".")
        refused = next((key for key in NEVER if name == key or name.startswith(f"{key}.")), None)
        if library == PACKAGE:
            yield from inner_import(line, part, rest.partition(".")[0])
        elif refused:
            yield f"{line}: {refused} is never imported: {NEVER[refused]}"
        elif library in DOORS:
            if inside.isdisjoint(DOORS[library]):
                yield f"{line}: {library} comes in through {' and '.join(DOORS[library])} only"
        elif library not in sys.stdlib_module_names:
            yield f"{line}: {library} has no door: name one in tests/architecture.py and ARCHITECTURE.md"
        elif library == "time" and part not in OUTSIDE:
            yield f"{line}: time is asked for in the rooms that touch the world"


def inner_import(line: int, part: str, target: str) -> Iterator[str]:
    """What is wrong when a part of the package imports another."""
    if target in {part, "__version__"} or part == "__init__":
        return
    ours, theirs = layer_of(part), layer_of(target)
    if theirs is None:
        yield f"{line}: {part} imports {target}, which has no layer"
    elif ours is not None and theirs <= ours:
        yield f"{line}: {part} imports {target}, which is not below it"
    elif (part, target) in STRANGERS:
        yield f"{line}: {part} imports {target}: {STRANGERS[part, target]}"


def circles(imported_names: Mapping[Path, Iterable[str]]) -> Iterator[str]:
    """Files that import each other, directly or through others, wherever the imports stand."""
    paths = {_dotted(path): path for path in imported_names}
    below = {
        name: {
            inner
            for imported_name in imported_names[path]
            for inner in _files_of(imported_name, paths)
            if inner != name
        }
        for name, path in paths.items()
    }
    # What imports nothing that is left stands in no circle, and neither does what nothing left imports.
    waiting = dict(below)
    while done := [name for name, targets in waiting.items() if waiting.keys().isdisjoint(targets)]:
        for name in done:
            del waiting[name]
    while done := [name for name in waiting if not any(name in targets for targets in waiting.values())]:
        for name in done:
            del waiting[name]
    for name in sorted(waiting):
        targets = sorted(target for target in waiting[name] if target in waiting)
        yield f"{paths[name]}:1: imports in a circle: {', '.join(targets)}"


def _dotted(path: Path) -> str:
    """`cli/run.py` as `cli.run`, a folder's face as the folder."""
    return ".".join(path.with_suffix("").parts).removesuffix("__init__").rstrip(".")


def _files_of(name: str, paths: Mapping[str, Path]) -> Iterator[str]:
    """The file of the package that an import reads: the name as a file, else what it is taken from."""
    package, _, inner = name.partition(".")
    if package == PACKAGE:
        parent = inner.rpartition(".")[0]
        yield from (one for one in ([inner] if inner in paths else [parent]) if one and one in paths)


def namesakes(types: Iterable[tuple[Path, int, str]]) -> Iterator[str]:
    """Classes and names of types that one folder has twice: who reads one file takes it for the other's."""
    seen: dict[tuple[Path, str], Path] = {}
    for path, line, name in types:
        first = seen.setdefault((path.parent, name), path)
        if first != path:
            yield f"{path}:{line}: {first.name} has a class {name}, too"


def type_name(node: ast.stmt) -> str | None:
    """The name of a class, or of a type that is put together of others (`Answer = Stored | Refused`)."""
    match node:
        case ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp(op=ast.BitOr())) if name[0].isupper():
            return None if name.isupper() else name
        case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")):
            return name
        case _:
            return None


def crowds(folder: Path) -> Iterator[str]:
    """Folders with more files than anybody reads through."""
    for room in sorted({path.parent for path in folder.rglob("*.py")}):
        number = len(list(room.glob("*.py")))
        if number > MOST_FILES:
            yield f"{room.relative_to(folder)}:1: {number} files in one folder (at most {MOST_FILES})"


def world(tree: ast.AST) -> Iterator[str]:
    """Printing, exiting, and asking for the time, the environment or the current folder."""
    for node in nodes(tree, ast.Attribute, ast.ImportFrom, ast.Call):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in WORLD_NAMES.get(node.value.id, ()):
                yield f"{node.lineno}: {node.value.id}.{node.attr} is for the rooms that touch the world"
        elif isinstance(node, ast.ImportFrom) and node.module in WORLD_NAMES:
            for alias in node.names:
                if alias.name in WORLD_NAMES[node.module]:
                    yield f"{node.lineno}: {node.module}.{alias.name} is for the rooms that touch the world"
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in WORLD_FUNCTIONS:
                yield f"{node.lineno}: {node.func.id}() is for the rooms that touch the world"
            elif isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS:
                yield f"{node.lineno}: {node.func.attr}() is for the rooms that touch the world"


def canonical_forms(tree: ast.AST) -> Iterator[str]:
    """Places that look into the canonical form of a date instead of asking its period."""
    aliases = {
        target.id
        for node in nodes(tree, ast.Assign)
        if is_canonical(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes(tree, *LOOKING):
        if any(is_canonical(part, aliases) for part in _looked_into(node)):
            line = getattr(node, "lineno", None) or node.iter.lineno  # of a comprehension
            yield f"{line}: canonical is taken apart: ask the period, or let dates answer"


LOOKING = (ast.Attribute, ast.Subscript, ast.Compare, ast.For, ast.comprehension, ast.Call)
"""The nodes that `_looked_into` knows."""


def is_canonical(node: ast.AST | None, aliases: Iterable[str] = ()) -> bool:
    """Whether an expression is the canonical form of a date, or a local name for one."""
    if isinstance(node, ast.Attribute):
        return node.attr == "canonical"
    return isinstance(node, ast.Name) and node.id in aliases


def _looked_into(node: ast.AST) -> Iterator[ast.AST]:
    """The expressions whose inside a node looks at: methods, pieces, `in`, loops, patterns."""
    match node:
        case ast.Attribute(value=value) | ast.Subscript(value=value):
            yield value
        case ast.Compare(ops=ops, comparators=comparators):
            yield from (
                right
                for op, right in zip(ops, comparators, strict=True)
                if isinstance(op, ast.In | ast.NotIn)
            )
        case ast.For(iter=looped) | ast.comprehension(iter=looped):
            yield looped
        case ast.Call(func=ast.Attribute(attr=name), args=arguments) if name in TAKING_APART:
            yield from arguments
        case ast.Call(func=ast.Name(id="len" | "list" | "sorted" | "set"), args=arguments):
            yield from arguments
        case ast.Call(func=ast.Name(id="parse") | ast.Attribute(attr="parse"), args=arguments):
            yield from arguments
        case _:
            return


def participles(tree: ast.AST) -> Iterator[str]:
    """Functions with a participle for a name: `found` is what everybody calls a result, and says not which.

    A property may have one: it is an adjective there (`ticked`).
    """
    for node in nodes(tree, ast.FunctionDef):
        if node.name.startswith("__"):
            continue
        if any("property" in ast.unparse(one) for one in node.decorator_list):
            continue
        word = node.name.strip("_")
        if word in PARTICIPLES or (word.endswith("ed") and "_" not in word and word not in NO_PARTICIPLES):
            yield f"{node.lineno}: {node.name} is a participle: name what the function gives, or does"


TEMPLATES = {"message": 1, "Message": 1, "count_of": 2}
"""What makes a message, and how many templates it is given. (A speaker's `count` is a name of lists, too.)"""


def makers(where: Path, tree: ast.AST) -> Iterator[str]:
    """Values put together by hand that one function makes."""
    for node in nodes(tree, ast.Call):
        if isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if SOLE_MAKERS.get(called, where.as_posix()) != where.as_posix():
                yield f"{node.lineno}: a {called} is made in {SOLE_MAKERS[called]} only"


def messages(tree: ast.AST) -> Iterator[str]:
    """Templates of messages that are not literal, or whose gaps are not what fills them."""
    for node in nodes(tree, ast.Call):
        if not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if called not in TEMPLATES or not node.args:
            continue
        template = node.args[0]
        if isinstance(template, ast.Attribute) and template.attr == "template":
            continue  # another message's, which is checked where it is made
        templates = node.args[: TEMPLATES[called]]
        texts = [
            one.value for one in templates if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if len(texts) < len(templates):
            yield f"{node.lineno}: the template of a message is written out, so that it can be translated"
        elif called != "Message" and node.keywords and all(keyword.arg for keyword in node.keywords):
            given = {keyword.arg for keyword in node.keywords} - {"context"}
            gaps = {
                gap for text in texts for _, gap, _, _ in string.Formatter().parse(text) if gap is not None
            }
            given |= {"number"} & gaps if called == "count_of" else set()
            if gaps != given:
                yield f"{node.lineno}: the message has the gaps {listed(gaps)} and is given {listed(given)}"


def listed(names: Iterable[str | None]) -> str:
    """Names in their order, or the word none."""
    return ", ".join(sorted(map(str, names))) or "none"


def docstrings(tree: ast.Module) -> Iterator[str]:
    """Public modules, classes and functions that do not say what they are."""
    if tree.body and not ast.get_docstring(tree):
        yield "1: the module does not say what comes in and what goes out"

    def look(body: list[ast.stmt]) -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                if node.name.startswith("_"):
                    continue
                if not ast.get_docstring(node):
                    yield f"{node.lineno}: {node.name} has no docstring"
                if isinstance(node, ast.ClassDef):
                    yield from look(node.body)

    yield from look(tree.body)
