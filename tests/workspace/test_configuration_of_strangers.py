"""A configuration comes with the plans, from whoever wrote them: it is read, or refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

import console
from ssetrack.workspace.configuration import HIGHEST, LOWEST, SETTINGS

PLAN = "ssetrack: 1\nid: p\ntitle: P\nactivities:\n  - {id: a, title: A, deadline: 2027-03-01}\n"
DAY = {"SSETRACK_TODAY": "2027-01-20"}
BOM = b"\xef\xbb\xbf"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "p.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("name", "head"), [("ssetrack.toml", ""), ("pyproject.toml", "[tool.ssetrack]\n")])
@pytest.mark.parametrize("mark", [BOM, b""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_order_mark_is_no_mistake(here: Path, name: str, head: str, mark: bytes, end: str):
    (here / name).write_bytes(mark + f'{head}lang = "fr"\nlint.ignore = ["x"]\n'.replace("\n", end).encode())
    assert "1 élément" in console.run_here(["status"], here, DAY)[1]
    assert f"{name}:" in console.run_here(["lint"], here, DAY)[1]  # where the unknown rule is named


@pytest.mark.parametrize("mark", [BOM, b""])
def test_a_byte_order_mark_in_a_baseline(here: Path, mark: bytes):
    command = ["lint", "--strict", "--baseline", "b.json"]
    assert console.run_here([*command, "--write-baseline"], here, DAY)[0] == 0
    (here / "b.json").write_bytes(mark + (here / "b.json").read_bytes())
    assert console.run_here(command, here, DAY)[0] == 0
    assert console.run_here([*command, "--write-baseline"], here, DAY)[0] == 0


DEEP = 100_000
REFUSED = {
    "nested lists": "plans = " + "[" * DEEP,
    "nested tables": "a = " + "{a = " * DEEP,
    "dotted keys": ".".join("a" * DEEP) + " = 1",
    "dotted keys in quotes": ".".join(["'a'"] * DEEP) + " = 1",
    "dotted keys with blanks": " . ".join("a" * DEEP) + " = 1",
    "dotted tables": f"[{'.'.join('a' * DEEP)}]",
    "not UTF-8": 'lang = "\udcff"',
    "a number of 5,000 digits": "soon = " + "9" * 5000,
    "huge": "# " + "x" * 1024 * 1024,
    "no path": 'plans = ["a\\u0000b"]',
    "a long path": f'plans = ["{"x" * 5000}"]',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_one_line(here: Path, text: str):
    (here / "ssetrack.toml").write_bytes(text.encode(errors="surrogateescape"))
    for command in ("status", "lint", "set a priority=high"):
        code, output = console.run_here(command.split(), here, DAY)
        assert code == 2
        assert output.startswith("ssetrack: ")
        assert "Traceback" not in output
        assert len(output) < 6000


@pytest.mark.parametrize(
    "value", ["[" * DEEP, '{"version":1,"findings":[{"count":1e999}]}', "1", "null", "[]"]
)
def test_a_baseline_that_is_none(here: Path, value: str):
    (here / "b.json").write_text(value, encoding="utf-8")
    code, output = console.run_here(["lint", "--baseline", "b.json"], here, DAY)
    assert (code, "is not a baseline" in output) == (2, True)


NUMBERS = [key for key, (kind, _) in SETTINGS.items() if kind is int]


@pytest.mark.parametrize("key", NUMBERS)
@pytest.mark.parametrize("value", [99999999999999999999, 10_000_000_000, -1])
def test_no_configuration_goes_beyond_a_bound(here: Path, key: str, value: int):
    table, _, name = key.rpartition(".")
    (here / "ssetrack.toml").write_text((f"[{table}]\n" if table else "") + f"{name} = {value}\n")
    code, output = console.run_here(["status"], here, DAY)
    assert code == 2
    bound = f"highest possible value is {HIGHEST[key]}"
    if value < 0:
        bound = f"lowest possible value is {LOWEST.get(key, 0)}"
    assert f"`{key}` in `ssetrack.toml` is {value}, but the {bound}" in output


@pytest.mark.parametrize("key", NUMBERS)
def test_the_bound_itself_is_fine(here: Path, key: str):
    table, _, name = key.rpartition(".")
    (here / "ssetrack.toml").write_text((f"[{table}]\n" if table else "") + f"{name} = {HIGHEST[key]}\n")
    for command in ("status", "lint", "export html", "export ics", "timeline"):
        assert console.run_here(command.split(), here, DAY)[0] == 0


@pytest.mark.parametrize(
    "command", ["status", "lint", "fmt --check", "export json", "show a", "set a priority=high"]
)
@pytest.mark.parametrize("shape", [("[", "]"), ("{a: ", "}")])
def test_the_deepest_plan_that_may_be_read(here: Path, command: str, shape: tuple[str, str]):
    depth = HIGHEST["lint.nesting"]
    (here / "ssetrack.toml").write_text(f"[lint]\nnesting = {depth}\n")
    opening, closing = shape
    deep = f"x-deep: {opening * (depth - 1)}1{closing * (depth - 1)}\n"
    (here / "plans" / "p.yaml").write_text(PLAN + deep, encoding="utf-8")
    code, output = console.run_here(command.split(), here, DAY)
    assert "nested" not in output
    assert "Traceback" not in output
    assert code in (0, 1), output
