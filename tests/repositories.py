"""Git repositories made in a test: commits with fixed days and authors, so that figures can be worked out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


class Repository:
    """A repository in a folder; commits are dated by the caller."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        if not (root / ".git").exists():
            self.git("init", "-q", "--template=", "-b", "main", ".")

    def copy(self, root: Path) -> Repository:
        """The same in another folder, which takes a tenth of the time of making it again."""
        shutil.copytree(self.root, root, symlinks=True, dirs_exist_ok=True)
        return Repository(root)

    def git(self, *words: str, day: str = "2025-01-01", author: str = "Ann") -> str:
        """What git prints, run without the settings of whoever runs the tests."""
        surroundings = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_EMAIL": "someone@example.org",
            "GIT_COMMITTER_NAME": author,
            "GIT_COMMITTER_EMAIL": "someone@example.org",
            "GIT_AUTHOR_DATE": f"{day}T12:00:00+00:00",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00+00:00",
        }
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=os.environ | surroundings, check=True, capture_output=True
        )
        return done.stdout.decode()

    def write(self, path: str, text: str) -> None:
        """Write a file, its folder too."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def commit(self, day: str, author: str = "Ann") -> None:
        """Commit all that is there."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", f"of {day}", day=day, author=author)
