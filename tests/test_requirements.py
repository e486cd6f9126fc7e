"""What requirements/ pins is what pyproject.toml asks for, each with hashes, from no named place."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import ROOT

FOLDER = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [
    *PROJECT["project"]["dependencies"],
    *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
]
BUILD = PROJECT["build-system"]["requires"]
GROUPS = PROJECT["dependency-groups"]

WANTED = {
    "run": RUN,
    "build": BUILD,
    "test": [*RUN, *BUILD, *GROUPS["dev"]],
    "lowest": [*RUN, *BUILD, *GROUPS["dev"]],
    "khal": GROUPS["khal"],
    "todoman": GROUPS["todoman"],
    "expansion": GROUPS["expansion"],
    "lock": GROUPS["lock"],
}
every_file = pytest.mark.parametrize("name", WANTED)

NEEDS_LOCK = "run: make lock"


def pins(name: str) -> Iterator[tuple[Requirement, list[str]]]:
    """The pinned packages of a file, and their hashes."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.startswith(("#", "--only-binary")):
            package, *hashes = re.split(r"\s+--hash=", line.strip())
            yield Requirement(package), hashes


def versions(name: str) -> dict[str, str]:
    """The pinned version of each package of a file."""
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin, _ in pins(name)}


def test_no_file_is_forgotten():
    assert {path.stem for path in FOLDER.glob("*.txt")} == WANTED.keys()


@every_file
def test_everything_is_pinned_by_hash(name: str):
    for pin, hashes in pins(name):
        assert [one.operator for one in pin.specifier] == ["=="], pin
        assert hashes, pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), pin


@every_file
def test_the_ranges_are_kept(name: str):
    """Somebody who changes a range, or adds a library, pins anew."""
    pinned = versions(name)
    for wanted in map(Requirement, WANTED[name]):
        version = pinned.get(canonicalize_name(wanted.name))
        assert version is not None, f"{wanted} is not pinned in {name}.txt; {NEEDS_LOCK}"
        assert wanted.specifier.contains(version, prereleases=True), f"{wanted}: {version}; {NEEDS_LOCK}"


@pytest.mark.parametrize("name", ["run", "build"])
def test_what_is_tested_is_what_runs(name: str):
    assert versions(name).items() <= versions("test").items(), NEEDS_LOCK


def test_every_range_begins_somewhere():
    """Otherwise the lowest version that it allows is a museum piece, and cannot be tried."""
    for wanted in map(Requirement, [*WANTED["test"], *WANTED["khal"], *WANTED["lock"]]):
        assert any(one.operator == ">=" for one in wanted.specifier), wanted


def test_the_lowest_are_the_lowest():
    pinned = versions("lowest")
    for wanted in map(Requirement, RUN):
        [least] = [one.version for one in wanted.specifier if one.operator == ">="]
        version = pinned[canonicalize_name(wanted.name)]
        assert (version + ".0").startswith(least + "."), f"{wanted}: {version}; {NEEDS_LOCK}"


def test_npm_packages_are_pinned_by_hash():
    lock = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert lock[""]["dependencies"] == wanted, NEEDS_LOCK
    for name in wanted:
        assert lock[f"node_modules/{name}"]["integrity"].startswith("sha512-")


def test_no_file_names_a_place():
    """Packages come from the index that pip and npm are set up for, wherever that is."""
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"://|\bresolved\b|index-url|find-links", text), path.name
