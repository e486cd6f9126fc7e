"""Which rules of time zones are in use: those of the system before those of the package."""

from __future__ import annotations

import subprocess
import sys
import zoneinfo

import pytest
import tzdata

from ssetrack import __version__
from ssetrack.dates.zone_data import zone_data


@pytest.mark.parametrize(
    ("name", "content", "release"),
    [
        ("tzdata.zi", "# version 2025b\nR d 1916 o\n", "2025b"),
        ("+VERSION", "2024a\n", "2024a"),
        ("tzdata.zi", "", "?"),
        ("other", "", "?"),
    ],
)
def test_a_folder_says_its_release(tmp_path, monkeypatch, name, content, release):
    (tmp_path / "Etc").mkdir()
    (tmp_path / "Etc" / "UTC").touch()
    (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.setattr(zoneinfo, "TZPATH", ("/nowhere", str(tmp_path)))
    assert zone_data() == (release, str(tmp_path))


def test_without_a_folder_the_package_counts(monkeypatch):
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    assert zone_data() == (tzdata.IANA_VERSION, "tzdata")


@pytest.mark.parametrize("words", [["--version", "-v"], ["-v", "--version"], ["-V", "--verbose"]])
def test_the_version_names_them(words, forks, tmp_path):
    first, second = forks.run(words, tmp_path).stdout.decode().splitlines()
    assert first == f"ssetrack {__version__}"
    assert second.startswith("time zones ")


def test_without_that_the_version_is_one_line():
    command = [sys.executable, "-m", "ssetrack", "-V"]
    assert (
        subprocess.run(command, capture_output=True, check=True).stdout
        == f"ssetrack {__version__}\n".encode()
    )
