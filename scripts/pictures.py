"""Draw the pictures of the documents: two screens, a page, and the cheat sheet on paper.

    python scripts/pictures.py          all that can be drawn here
    python scripts/pictures.py --check  exit code 1 where an SVG says something else than it would now

The SVGs are screens of the VISION plan on a fixed day. How they are drawn is the affair of the library's
version, so what is compared is the text. The screenshot of the page, and the cheat sheet on one
sheet of A4, need Chromium and depend on the fonts of the machine, so they are not compared; without Chromium
they stay as they are.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from ssetrack.language.speaker import ENGLISH
from ssetrack.load import load
from ssetrack.query.columns import View
from ssetrack.query.report import Question, report
from ssetrack.query.timeline import timeline
from ssetrack.source import read
from ssetrack.status import snapshot
from ssetrack.terminal.gantt import print_timeline
from ssetrack.terminal.picture import picture
from ssetrack.terminal.status_table import print_status

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PLAN = ROOT / "plans" / "vision-2004-2005.yaml"
TODAY = date(2004, 10, 1)

STATUS_COLUMNS, TIMELINE_COLUMNS = 124, 100
WIDTH, HEIGHT = 1280, 800

SHEET = """\
<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>ssetrack on one page</title><style>
@page { size: A4; margin: 11mm 12mm }
body { font: 8.6pt/1.35 "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif; margin: 0 }
h1 { font-size: 15pt; margin: 0 0 4pt } p { margin: 4pt 0 }
code { font: 8pt "Noto Sans Mono", "Liberation Mono", "DejaVu Sans Mono", monospace }
td code { white-space: nowrap }
pre { background: #f3f4f6; padding: 4pt 7pt; margin: 3pt 0 6pt; line-height: 1.2; white-space: pre-wrap }
table { border-collapse: collapse; width: 100%; margin: 0 0 7pt }
th { text-align: left; border-bottom: 1pt solid #222; padding: 1.5pt 0 }
td { border-bottom: .4pt solid #bbb; padding: 1.5pt 8pt 1.5pt 0; vertical-align: top }
td:last-child { width: 38%; padding-right: 0 }
</style>
"""
"""The print of the cheat sheet: what it is before its text."""


def screens() -> dict[Path, str]:
    """The screens as SVG, by the files in which they are kept."""
    plans = snapshot([load(read(PLAN.read_bytes(), PLAN.name))], TODAY)
    answer = report(plans, Question(closed=False), View(plans.portfolio, None, ENGLISH))
    return {
        DOCS / "status.svg": picture(lambda to: print_status(answer, to), STATUS_COLUMNS),
        DOCS / "timeline.svg": picture(
            lambda to: print_timeline(timeline(answer), to, links=False), TIMELINE_COLUMNS
        ),
    }


def said(svg: str) -> list[str]:
    """The texts of a picture, in their order."""
    return [
        "".join(one.itertext()) for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("}text")
    ]


def cheat_sheet() -> str:
    """The cheat sheet as a page for print."""
    text = (DOCS / "cheat-sheet.md").read_text(encoding="utf-8")
    return f"{SHEET}{MarkdownIt('commonmark').enable('table').render(text)}"


PROGRAM = re.compile(rb"/(?:Creator|Producer) \((?:[^()\\]|\\.)*\)")
"""A text of a PDF that names a program and its version; brackets in it stand behind a backslash."""


def neutral(pdf: bytes) -> bytes:
    """A PDF that does not say when it was made, nor by which version of which program.

    All that stands in it keeps its place: the table at its end counts octets.
    """
    undated = re.sub(rb"(?<=Date \(D:)\d{14}", b"20000101000000", pdf)
    return PROGRAM.sub(lambda found: b" " * len(found[0]), undated)


@contextmanager
def chromium(folder: Path) -> Iterator[Any]:
    """A browser with its profile in a folder."""
    sys.path.insert(0, str(ROOT / "tests"))
    from pages.browser import browser

    found = (shutil.which("chromium") or "", shutil.which("chromedriver") or "")
    with browser(*found, folder / "profile") as begun:
        yield begun


def print_sheet(target: Path) -> None:
    """The cheat sheet on paper."""
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder)) as begun:
        page = Path(folder) / "sheet.html"
        page.write_text(cheat_sheet(), encoding="utf-8")
        begun.look(page)
        target.write_bytes(neutral(begun.paper()))


def screenshot(target: Path) -> None:
    """The top of the page, as a browser shows it."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        plan = shutil.copy(PLAN, folder)  # not kept with git: what changed is another thing with each commit
        command = ["export", "html", plan, "--today", TODAY.isoformat(), "-o", page]
        subprocess.run([sys.executable, "-m", "ssetrack", *map(str, command)], check=True)
        with chromium(Path(folder)) as begun:
            begun.look(page, width=WIDTH, height=HEIGHT)
            begun.screenshot(target, whole=False)


def main(job: str) -> int:
    """Draw, or compare."""
    drawn = screens()
    if job == "--check":
        kept = {path: path.read_text(encoding="utf-8") for path in drawn if path.exists()}
        return int(
            {path: said(svg) for path, svg in kept.items()}
            != {path: said(svg) for path, svg in drawn.items()}
        )
    for path, svg in drawn.items():
        path.write_text(svg, encoding="utf-8")
    if shutil.which("chromium") and shutil.which("chromedriver"):
        screenshot(DOCS / "page.png")
        print_sheet(DOCS / "cheat-sheet.pdf")
    else:
        sys.stderr.write("no Chromium here: docs/page.png and docs/cheat-sheet.pdf stay as they are\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or [""]))
