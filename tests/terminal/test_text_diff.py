"""Diffs of our edits are such as `patch` and `git apply` take, whatever a file is called."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ssetrack.terminal.text_diff import text_diff

BEFORE, AFTER = "a\nb\n", "a\nc\n"
HUNK = "@@ -1,2 +1,2 @@\n a\n-b\n+c\n"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("p.yaml", "a/p.yaml", "b/p.yaml"),
        ("/x/p.yaml", "a/x/p.yaml", "b/x/p.yaml"),
        ("plan 2027.yaml", "a/plan 2027.yaml\t", "b/plan 2027.yaml\t"),
        ("my plans/p.yaml", "a/my plans/p.yaml\t", "b/my plans/p.yaml\t"),
        ("réunion.yaml", "a/réunion.yaml", "b/réunion.yaml"),
        ('a"b.yaml', 'a/a"b.yaml', 'b/a"b.yaml'),
        ('a "b\\c\n.yaml', r'"a/a \042b\134c\012.yaml"', r'"b/a \042b\134c\012.yaml"'),
    ],
)
def test_the_names(path: str, old: str, new: str):
    assert text_diff(BEFORE, AFTER, path) == f"--- {old}\n+++ {new}\n{HUNK}"


NAMES = [
    "p.yaml", "plan 2027.yaml", "my plans/p.yaml", " p", "réunion 2.yaml", "tab\there", "line\nfeed",
    'a"b c\\d.yaml', "a\\b", '"q"',
]  # fmt: skip


@pytest.mark.needs("git")
def test_git_applies_it(tmp_path: Path):
    diff = ""
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BEFORE, encoding="utf-8")
        diff += text_diff(BEFORE, AFTER, name)
    done = subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {name: (tmp_path / name).read_text("utf-8") for name in NAMES} == dict.fromkeys(NAMES, AFTER)


@pytest.mark.needs("patch")
def test_patch_applies_it(tmp_path: Path):
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BEFORE, encoding="utf-8")
    diff = "".join(text_diff(BEFORE, AFTER, name) for name in NAMES if "\n" not in name)
    subprocess.run(["patch", "-p1", "-s"], input=diff.encode(), cwd=tmp_path, check=True)
    left = {name for name in NAMES if (tmp_path / name).read_text("utf-8") != AFTER}
    assert left == {name for name in NAMES if "\n" in name}
