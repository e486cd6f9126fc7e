"""Write the plan of a benchmark with a past into a git repository: `python bench/past.py FOLDER COMMITS`.

Each commit moves the deadline of one activity by a day, so that every version is another text.
"""

from __future__ import annotations

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
}  # fmt: skip


def moved(text: str, number: int) -> str:
    """The plan with the deadline of one activity a day later, another activity each time."""
    found = list(DEADLINE.finditer(text))
    one = found[number % len(found)]
    later = date.fromisoformat(one[1]) + timedelta(days=1)
    return f"{text[: one.start(1)]}{later}{text[one.end(1) :]}"


def main() -> None:
    """Make the repository."""
    folder, commits = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=folder, env=os.environ | WHO, check=True)

    generated = subprocess.run(
        [sys.executable, HERE / "generate.py", str(ACTIVITIES)], stdout=subprocess.PIPE, check=True
    )
    text = generated.stdout.decode()
    git("init", "-q", "-b", "main", ".")
    for number in range(commits):
        (folder / "plan.yaml").write_text(text, encoding="utf-8")
        git("add", "plan.yaml")
        git("commit", "-q", "-m", str(number))
        text = moved(text, number)


if __name__ == "__main__":
    main()
