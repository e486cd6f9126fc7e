"""Draw the pictures of the documents: docs/status.svg, docs/timeline.svg and docs/page.png.

    python scripts/pictures.py          all that can be drawn here
    python scripts/pictures.py --check  exit code 1 where an SVG is not what it would be now

The SVGs are screens of the VISION plan on a fixed day. The screenshot of the page needs Chromium, and depends
on the fonts of the machine, so it is not compared; without Chromium it stays as it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

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
WIDTH, HEIGHT = 1280, 1480


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


def screenshot(target: Path) -> None:
    """The top of the page, as a browser shows it."""
    sys.path.insert(0, str(ROOT / "tests"))
    from pages.browser import browser

    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        plan = shutil.copy(PLAN, folder)  # not kept with git: what changed is another thing with each commit
        command = ["export", "html", plan, "--today", TODAY.isoformat(), "-o", page]
        subprocess.run([sys.executable, "-m", "ssetrack", *map(str, command)], check=True)
        found = (shutil.which("chromium") or "", shutil.which("chromedriver") or "")
        with browser(*found, Path(folder) / "profile") as begun:
            begun.look(page, width=WIDTH, height=HEIGHT)
            begun.screenshot(target, whole=False)


def main(job: str) -> int:
    """Draw, or compare."""
    drawn = screens()
    if job == "--check":
        kept = {path: path.read_text(encoding="utf-8") for path in drawn if path.exists()}
        return int(kept != drawn)
    for path, svg in drawn.items():
        path.write_text(svg, encoding="utf-8")
    if shutil.which("chromium") and shutil.which("chromedriver"):
        screenshot(DOCS / "page.png")
    else:
        sys.stderr.write("no Chromium here: docs/page.png stays as it is\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or [""]))
