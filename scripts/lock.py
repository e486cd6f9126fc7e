"""Pin all that this checkout installs: write requirements/ anew, from the ranges in pyproject.toml.

    python scripts/lock.py    (make lock)

Comes in: pyproject.toml, and what the package index has today. Goes out: one file for each purpose, each
pin with the hashes of its files, for every Python that ssetrack supports. No file names an index: pip asks
the one that it is set up for. Only wheels are taken: building a source distribution would fetch what
nobody pinned. The ranges of the two npm packages that tests use stand in requirements/package.json. Needs
uv, which requirements/lock.txt pins, and npm.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

OLDEST = PROJECT["project"]["requires-python"].removeprefix(">=")
BUILD = "\n".join(PROJECT["build-system"]["requires"])
EVERYTHING = ("pyproject.toml", "--all-extras", "--group=dev", "-")

FILES = {
    "test": EVERYTHING,
    "run": ("pyproject.toml", "--all-extras", "--constraints=requirements/test.txt"),
    "build": ("-", "--constraints=requirements/test.txt"),
    "lowest": (*EVERYTHING, "--resolution=lowest-direct"),
    "khal": ("--group=khal",),
    "todoman": ("--group=todoman",),
    "expansion": ("--group=expansion",),
    "lock": ("--group=lock",),
}
"""What each file pins: the arguments of uv, which reads the requirements of the build where `-` stands."""

COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--upgrade"),
    *("--universal", f"--python-version={OLDEST}", "--only-binary=:all:", "--generate-hashes"),
    *("--emit-build-options", "--no-annotate", "--custom-compile-command=make lock"),
)


NPM = (
    *("npm", "install", "--package-lock-only", "--omit-lockfile-registry-resolved"),
    *("--ignore-scripts", "--no-fund", "--no-audit", "--prefix=requirements"),
)


def main() -> None:
    """Write all files; the first ones bind the later ones."""
    for name, sources in FILES.items():
        command = [sys.executable, "-m", *COMPILE, f"--output-file=requirements/{name}.txt", *sources]
        subprocess.run(command, cwd=ROOT, input=BUILD, text=True, check=True)
    (ROOT / "requirements" / "package-lock.json").unlink(missing_ok=True)  # npm would keep what is in it
    subprocess.run(NPM, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
