"""The source keeps to its architecture, and the checker notices when it does not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import architecture
from conftest import ROOT


@pytest.mark.slow
def test_the_source_keeps_to_its_architecture():
    assert architecture.breaches(ROOT / "src" / "ssetrack") == []


def test_no_exception_outlives_its_reason():
    for name in architecture.OVERSIZE:
        lines = (ROOT / "src" / "ssetrack" / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) > architecture.MOST_LINES


def test_the_documents_name_the_doors():
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for library in architecture.DOORS:
        known_as = {"_ruamel_yaml": "ruamel", "pydantic_core": "pydantic"}.get(library, library)
        assert f"`{known_as}`" in page


def test_the_map_has_every_room_from_the_top_down():
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (`.*?) \| ", page.partition("## Map")[2].partition("## Invariants")[0], re.MULTILINE
    )
    mapped = [tuple(re.findall(r"`(\w+)(?:/|\.py)?`", row)) for row in rows]
    assert mapped == list(architecture.LAYERS)


NAMED_FILE = re.compile(
    r"(?<![\w/.-])(?:tests|scripts|docs|bench|requirements)/[\w./-]*\w\.(?:py|md|txt|toml|json)\b"
)


def test_files_that_the_source_names_are_there():
    """A docstring or a comment that leads nowhere is worse than none."""
    named = [
        (path.relative_to(ROOT).as_posix(), name)
        for folder in ("src", "scripts", "bench")
        for path in (ROOT / folder).rglob("*.py")
        for name in NAMED_FILE.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(named) > 50
    assert [one for one in named if not (ROOT / one[1]).is_file()] == []


def test_every_format_is_matched():
    """One that nothing writes would be written as another; where it is matched, mypy misses the case."""
    formats: dict[str, set[str]] = {}
    matched: dict[str, set[str]] = {}
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src" / "ssetrack").rglob("*.py")]
    for text in texts:
        for node in ast.walk(ast.parse(text)) if "Format" in text else ():
            match node:
                case ast.ClassDef(name=name, bases=[ast.Name("StrEnum")]) if name.endswith("Format"):
                    members = (one.targets[0] for one in node.body if isinstance(one, ast.Assign))
                    formats.setdefault(name, set()).update(ast.unparse(one) for one in members)
                case ast.MatchValue(ast.Attribute(value=ast.Name(name), attr=member)):
                    matched.setdefault(name, set()).add(member)
                case _:
                    pass
    assert len(formats) > 10
    assert {name for name, members in formats.items() if members - matched.get(name, set())} == set()


HEAD = '"""What comes in."""\n'


@pytest.mark.parametrize(
    ("where", "text", "sentence"),
    [
        ("status.py", "from ssetrack import rules", "status imports rules, which is not below it"),
        ("status.py", "import ssetrack.rules.dates", "status imports rules, which is not below it"),
        ("plan/model.py", "from ssetrack.source.tree import Text", "plan imports source, which is not below"),
        ("dates/word.py", "def _f():\n    from ssetrack.load import load", "dates imports load"),
        ("rules/a.py", "if TYPE_CHECKING:\n    from ssetrack.cli.run import run", "rules imports cli"),
        ("source/tree.py", "from ssetrack.dates import period", "source imports dates: a tree"),
        ("status.py", "from . import query", "a relative import"),
        ("gadget.py", "", "gadget has no layer"),
        ("status.py", "def _found() -> None:\n    pass", "_found is a participle"),
        ("status.py", "def _joined() -> None:\n    pass", "_joined is a participle"),
        ("status.py", "from ssetrack import gadget", "imports gadget, which has no layer"),
        ("load.py", "from ruamel.yaml import YAML", "ruamel comes in through source only"),
        ("status.py", "import pydantic", "pydantic comes in through plan/definition and load only"),
        ("cli/look.py", "from rich.console import Console", "rich comes in through terminal only"),
        ("rules/zone.py", "from zoneinfo import ZoneInfo", "zoneinfo comes in through dates only"),
        ("dates/read.py", "import dateutil.parser", "dateutil.parser is never imported: it guesses"),
        ("dates/read.py", "from dateutil import parser", "dateutil.parser is never imported: it guesses"),
        ("source/read.py", "import yaml", "yaml is never imported"),
        ("terminal/table.py", "import jinja2", "jinja2 comes in through pages only"),
        ("terminal/table.py", "import tabulate", "tabulate has no door"),
        ("status.py", "day = date.today()", "today() is for the rooms that touch the world"),
        ("status.py", "day = datetime.datetime.now(UTC)", "now() is for the rooms that touch the world"),
        ("status.py", "import time", "time is asked for in the rooms that touch the world"),
        ("load.py", "import os\nzone = os.environ['TZ']", "os.environ is for the rooms that touch the world"),
        ("load.py", "from os import getenv", "os.getenv is for the rooms that touch the world"),
        ("load.py", "here = Path.cwd()", "cwd() is for the rooms that touch the world"),
        ("terminal/table.py", "print('x')", "print() is for the rooms that touch the world"),
        ("rules/a.py", "import sys\nsys.exit(1)", "sys.exit is for the rooms that touch the world"),
        (
            "rules/a.py",
            "import sys\nsys.stderr.write('')",
            "sys.stderr is for the rooms that touch the world",
        ),
        ("status.py", "x = period.canonical.split('/')", "canonical is taken apart"),
        ("status.py", "x = '~' in due.period.canonical", "canonical is taken apart"),
        ("status.py", "x = any(sign in period.canonical for sign in '~?%')", "canonical is taken apart"),
        ("rules/a.py", "x = period.canonical[:4]", "canonical is taken apart"),
        ("rules/a.py", "x = DAYS.fullmatch(period.canonical)", "canonical is taken apart"),
        ("rules/a.py", "x = re.sub('~', '', period.canonical)", "canonical is taken apart"),
        ("calendar/a.py", "x = DAYS.fullmatch(period.canonical.rstrip('~'))", "canonical is taken apart"),
        ("calendar/a.py", "x = [sign for sign in period.canonical]", "canonical is taken apart"),
        ("calendar/a.py", "text = period.canonical\nfor sign in text: pass", "canonical is taken apart"),
        ("query/a.py", "x = parse(period.canonical)", "canonical is taken apart"),
        ("query/a.py", "x = len(period.canonical)", "canonical is taken apart"),
        ("edit/a.py", "x = Snapshot(plans, dates, 'UTC')", "a Snapshot is made in status/snapshot.py only"),
        ("edit/a.py", "x = status.Snapshot(plans, dates, 'UTC')", "a Snapshot is made in status/snapshot.py"),
        ("formats/utils.py", "", "the name utils says nothing"),
        ("formats/helpers/__init__.py", "", "the name helpers says nothing"),
        ("status.py", "a = 1\n" * 350, "351 lines"),
        ("rules/a.py", "message(f'no {x}')", "the template of a message is written out"),
        ("rules/a.py", "diagnostic.Message(TEMPLATE, {})", "the template of a message is written out"),
        ("rules/a.py", "message('no {x}', y=1)", "the message has the gaps x and is given y"),
        ("rules/a.py", "message('no {x}', x=1, z=2)", "the message has the gaps x and is given x, z"),
        ("rules/a.py", "def rule():\n    pass", "rule has no docstring"),
        ("rules/a.py", "class A:\n    'x'\n    def f(self):\n        pass", "f has no docstring"),
    ],
)
def test_a_planted_breach_is_reported(tmp_path: Path, where: str, text: str, sentence: str):
    path = tmp_path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    found = architecture.breaches(tmp_path)
    assert len(found) == 1, found
    assert found[0].startswith(f"{where}:")
    assert sentence in found[0]


@pytest.mark.parametrize(
    "texts",
    [
        {"rules/a.py": "from ssetrack.rules.b import x", "rules/b.py": "from ssetrack.rules import a"},
        {
            "rules/a.py": "from ssetrack.rules.b import x",
            "rules/b.py": "def _f():\n    import ssetrack.rules.c",
            "rules/c.py": "if TYPE_CHECKING:\n    from ssetrack.rules.a import y",
        },
        {"rules/__init__.py": "from ssetrack.rules.a import x", "rules/a.py": "from ssetrack.rules import y"},
    ],
)
def test_a_circle_inside_a_room_is_reported(tmp_path: Path, texts: dict[str, str]):
    (tmp_path / "rules").mkdir()
    for where, text in texts.items():
        (tmp_path / where).write_text(HEAD + text, encoding="utf-8")
    (tmp_path / "rules" / "user.py").write_text(HEAD + "from ssetrack.rules import a", encoding="utf-8")
    (tmp_path / "rules" / "used.py").write_text(HEAD, encoding="utf-8")
    found = architecture.breaches(tmp_path)
    assert [sentence.partition(":")[0] for sentence in found] == sorted(texts)
    assert all("imports in a circle" in sentence for sentence in found)


def test_a_crowded_folder_is_reported(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    for number in range(architecture.MOST_FILES + 1):
        (tmp_path / "rules" / f"rule_{number}.py").write_text(HEAD, encoding="utf-8")
    assert architecture.breaches(tmp_path) == ["rules:1: 31 files in one folder (at most 30)"]


def test_two_classes_of_one_name_in_a_folder_are_reported(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    for name in ("one", "two"):
        (tmp_path / "rules" / f"{name}.py").write_text(
            f'{HEAD}\n\nclass Line:\n    """A line."""\n', encoding="utf-8"
        )
    (tmp_path / "status.py").write_text(f'{HEAD}\n\nclass Line:\n    """A line."""\n', encoding="utf-8")
    (sentence,) = architecture.breaches(tmp_path)
    assert sentence.endswith(": one.py has a class Line, too")


@pytest.mark.parametrize("alias", ["Line = int | str", "Line: TypeAlias = int"])
def test_a_name_of_a_type_is_held_like_a_class(tmp_path: Path, alias: str):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "one.py").write_text(f"{HEAD}\n{alias}\nLONG = 1 | 2\n", encoding="utf-8")
    (tmp_path / "rules" / "two.py").write_text(
        f'{HEAD}\n\nclass Line:\n    """A line."""\n\nLONG = 1 | 4\n', encoding="utf-8"
    )
    (sentence,) = architecture.breaches(tmp_path)
    assert sentence.endswith(": one.py has a class Line, too")


def test_a_module_without_a_docstring_is_reported(tmp_path: Path):
    (tmp_path / "status.py").write_text("a = 1\n", encoding="utf-8")
    assert "does not say what comes in" in architecture.breaches(tmp_path)[0]


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("cli/options.py", "import os, typer\nfrom ssetrack.terminal import x\nday = date.today()\nprint(1)"),
        ("rules/a.py", "from ssetrack.status import Status\nfrom ssetrack import __version__"),
        ("rules/a.py", "message('no {name} ' 'here', name=1)\nmessage('no {x}', **values)"),
        ("rules/a.py", "message('no {x}')\nMessage(sentence.template, {'x': 1})"),
        ("status.py", "from datetime import date, time\nday = today\nclass _A:\n    def f(self): pass"),
        ("plan/dates.py", "from ssetrack.plan.model import Plan\nfrom ssetrack.dates.period import Period"),
        ("dates/__init__.py", ""),
        ("dates/display.py", "x = period.canonical.split('/')"),
        ("rules/a.py", "x = text != due.canonical\nmessage('{a}', a=period.canonical)\ny = {x.canonical: 1}"),
        ("rules/a.py", "x = due.canonical in names\ny = slug(period.canonical)\nz = f'{due.canonical}'"),
    ],
)
def test_what_is_allowed_is_not_reported(tmp_path: Path, where: str, text: str):
    path = tmp_path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    assert architecture.breaches(tmp_path) == []
