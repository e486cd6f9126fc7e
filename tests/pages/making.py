"""Pages for tests, made by the command line as a user would."""

from __future__ import annotations

import os
import shutil
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from conftest import ROOT
from forks import Done, shared
from repositories import Repository

VISION = ROOT / "plans" / "vision-2004-2005.yaml"
RIPESS = ROOT / "plans" / "ripess-2021-2023.yaml"
HOSTILE = Path(__file__).parent / "hostile.yaml"
LONG = Path(__file__).parent / "long.yaml"
DAY, MONDAY = "2004-10-01", "2026-11-30"


def page_of(*arguments: str | Path, day: str = DAY) -> str:
    """The page that `ssetrack export html` prints, of copies of the plans that no git knows.

    What changed since last week would be another thing with each commit to this repository.
    """
    with tempfile.TemporaryDirectory() as folder:
        words = [
            _copy(one, Path(folder)) if isinstance(one, Path) and one.exists() else one for one in arguments
        ]
        return page_in(ROOT, *words, day=day)


def page_in(folder: Path, *arguments: str | Path, day: str) -> str:
    """The page that `ssetrack export html` prints in a folder."""
    done = run_in(folder, *arguments, day=day)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def run_in(folder: Path, *arguments: str | Path, day: str) -> Done:
    """`ssetrack export html`, run in a folder, with the environment of this moment."""
    command = ["export", "html", *map(str, arguments), "--today", day]
    return shared().run(command, folder, os.environ)


def changed_network(root: Path) -> Path:
    """A folder of plans kept with git: fifty items that were changed within the week before `MONDAY`."""
    made, versions = Repository(root), ROOT / "tests" / "history" / "brief"
    for name, day in (("before", "2026-11-10"), ("after", "2026-11-26")):
        made.write("plans/congress.yaml", (versions / f"{name}.yaml").read_text(encoding="utf-8"))
        made.commit(day)
    return root


def _copy(path: Path, folder: Path) -> Path:
    if path.is_dir():
        return Path(shutil.copytree(path, folder / path.name))
    return Path(shutil.copy(path, folder / path.name)) if path.suffix == ".yaml" else path


class Outline(HTMLParser):
    """What a page is made of: its elements with their attributes, and its text by element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.within.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.append((self.within[-1] if self.within else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str) -> list[str]:
        """The texts that stand directly in elements of that name."""
        return [text for within, text in self.texts if within == tag and text.strip()]
