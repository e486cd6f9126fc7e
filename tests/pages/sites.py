"""Sites for tests, made by the command line as a user would, and what is in them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from forks import Done, shared
from pages.making import DAY, Outline

Files = dict[str, str]
"""The files of a site by their paths, as texts."""


def run_site(folder: Path, *words: str | Path, day: str = DAY) -> Done:
    """`ssetrack export site`, run in a folder."""
    return shared().run(["export", "site", *map(str, words), "--today", day], folder, os.environ)


def make_site(target: Path, plans: Path, *words: str, day: str = DAY, config: str = "") -> Files:
    """The site of copies of plans that no git knows, made in `public` of a folder that may have one."""
    target.mkdir(parents=True, exist_ok=True)
    here = target / "plans"
    if here.exists():
        shutil.rmtree(here)
    if plans.is_dir():
        shutil.copytree(plans, here)
    else:
        here.mkdir(parents=True)
        shutil.copy(plans, here)
    (target / "ssetrack.toml").write_text(config, encoding="utf-8")
    done = run_site(target, "-o", "public", *words, day=day)
    assert done.returncode == 0, done.stderr.decode()
    return files_of(target / "public")


def files_of(folder: Path) -> Files:
    """All files below a folder, hidden ones too."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def pages_of(files: Files) -> Files:
    """The pages among the files."""
    return {name: text for name, text in files.items() if name.endswith(".html")}


def different(before: Files, after: Files) -> list[str]:
    """The paths of what is not the same in both."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def dead_links(files: Files) -> list[str]:
    """Links and sources that lead to no file of the site, or to no place in it."""
    outlines = {name: Outline(text) for name, text in pages_of(files).items()}
    places = {
        name: {found["id"] for _, found in outline.elements if "id" in found}
        for name, outline in outlines.items()
    }
    dead = []
    for name, outline in outlines.items():
        for tag, found in outline.elements:
            to = found.get("src" if tag == "script" else "href")
            if to is None or ":" in to.partition("/")[0].partition("#")[0]:
                continue
            path, _, place = to.partition("#")
            whole = os.path.normpath(Path(name).parent / path) if path else name
            if whole not in files or (place and whole in places and place not in places[whole]):
                dead.append(f"{name}: {to}")
    return dead
