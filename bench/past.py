"""Write the plan of a benchmark with a past into a git repository: `python bench/past.py FOLDER COMMITS`.

Each commit moves the deadline of one activity by a day, so that every version is another text.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
ACTIVITIES = 200
DEADLINE = re.compile(r"deadline: (\d{4}-\d\d-\d\d)$", re.MULTILINE)

WHO = {
    "GIT_AUTHOR_NAME": "Bench", "GIT_AUTHOR_EMAIL": "bench@example.org",
    "GIT_COMMITTER_NAME": "Bench", "GIT_COMMITTER_EMAIL": "bench@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_DATE": "2025-06-01T12:00:00Z", "GIT_COMMITTER_DATE": "2025-06-01T12:00:00Z",
}  # fmt: skip


def moved(text: str, number: int) -> str:
    """The plan with the deadline of one activity a day later, another activity each time."""
    found = list(DEADLINE.finditer(text))
    one = found[number % len(found)]
    later = date.fromisoformat(one[1]) + timedelta(days=1)
    return f"{text[: one.start(1)]}{later}{text[one.end(1) :]}"


def all_moved(text: str) -> str:
    """The plan with every fifth deadline a day later."""

    def later(one: re.Match[str]) -> str:
        day = date.fromisoformat(one[1])
        return f"deadline: {day + timedelta(days=1) if day.toordinal() % 5 == 0 else day}"

    return DEADLINE.sub(later, text)


def generated(activities: int) -> str:
    """The plan of a benchmark."""
    command = [sys.executable, str(HERE / "generate.py"), str(activities)]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()


def main() -> None:
    """Make the repository."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("commits", type=int)
    options.add_argument("--activities", type=int, default=ACTIVITIES)
    options.add_argument("--changed", action="store_true", help="leave a changed plan beside the last commit")
    chosen = options.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=chosen.folder, env=os.environ | WHO, check=True)

    plan, text = chosen.folder / "plan.yaml", generated(chosen.activities)
    git("init", "-q", "-b", "main", ".")
    for number in range(chosen.commits):
        plan.write_text(text, encoding="utf-8")
        git("add", "plan.yaml")
        git("commit", "-q", "-m", str(number))
        text = moved(text, number)
    if chosen.changed:
        plan.write_text(all_moved(text), encoding="utf-8")


if __name__ == "__main__":
    main()
