"""What editors call their texts: URIs as paths, and two spellings of one URI."""

from __future__ import annotations

import pytest

from ssetrack.editor.addresses import key_of, name_of, path_of, uri_of


@pytest.mark.parametrize(
    ("uri", "windows", "path"),
    [
        ("file:///home/ana/plan.yaml", False, "/home/ana/plan.yaml"),
        ("FILE:///a%20b/r%C3%A9union%3A1.yaml", False, "/a b/réunion:1.yaml"),
        ("file:///a b.yaml", False, "/a b.yaml"),
        ("file:///c:/a", False, "/c:/a"),
        ("file:///C%3A/Plans/A.yaml", True, "c:\\Plans\\A.yaml"),
        ("file:///c:/Plans/A.yaml", True, "c:\\Plans\\A.yaml"),
        ("file://server/share/a.yaml", True, "\\\\server\\share\\a.yaml"),
        ("untitled:Untitled-1", False, None),
        ("vscode-notebook-cell:/a", False, None),
        ("file:relative", False, None),
        ("file:///a%00b", False, None),
        ("file://[", False, None),
        ("", False, None),
    ],
)
def test_the_path_of_a_uri(uri: str, windows: bool, path: str | None):
    assert path_of(uri, windows=windows) == path


@pytest.mark.parametrize(
    ("path", "windows", "uri"),
    [
        ("/home/ana/a b/réunion.yaml", False, "file:///home/ana/a%20b/r%C3%A9union.yaml"),
        ("C:\\Plans\\a.yaml", True, "file:///c:/Plans/a.yaml"),
        ("\\\\server\\share\\a b.yaml", True, "file://server/share/a%20b.yaml"),
    ],
)
def test_the_uri_of_a_path(path: str, windows: bool, uri: str):
    assert uri_of(path, windows=windows) == uri
    assert (path_of(uri, windows=windows) or "").casefold() == path.casefold()


@pytest.mark.parametrize(
    ("one", "other", "windows", "same"),
    [
        ("file:///a%20b", "file:///a b", False, True),
        ("file:///c%3A/a", "file:///C:/A", True, True),
        ("file:///a", "file:///A", False, False),
        ("untitled:a%20b", "untitled:a b", False, True),
        ("untitled:a", "file:///a", False, False),
    ],
)
def test_two_spellings(one: str, other: str, windows: bool, same: bool):
    assert (key_of(one, windows=windows) == key_of(other, windows=windows)) is same


@pytest.mark.parametrize(
    ("uri", "name"),
    [("untitled:Untitled-1", "Untitled-1"), ("vscode-remote://x/a%20b.yaml", "a b.yaml"), ("", "untitled")],
)
def test_the_name_of_a_text_without_a_file(uri: str, name: str):
    assert name_of(uri) == name
