"""Pages for tests, made by the command line as a user would."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from conftest import ROOT

VISION = ROOT / "plans" / "vision-2004-2005.yaml"
RIPESS = ROOT / "plans" / "ripess-2021-2023.yaml"
HOSTILE = Path(__file__).parent / "hostile.yaml"
DAY = "2004-10-01"


def page_of(*arguments: str | Path, day: str = DAY) -> str:
    """The page that `ssetrack export html` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "ssetrack", "export", "html", *map(str, arguments), "--today", day],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


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
