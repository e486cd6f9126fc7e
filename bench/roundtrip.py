"""What changing one field costs where the whole file goes through ruamel.yaml: load, change, dump.

`python bench/roundtrip.py PLAN ID DAY > changed.yaml`; part of `make bench`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def activities(holder: Any) -> Iterator[Any]:
    """All activities below a plan or a section."""
    for section in holder.get("sections", ()):
        yield from activities(section)
    yield from holder.get("activities", ())


def main() -> None:
    """Mark one activity as done and write the whole plan to stdout."""
    path, own_id, day = sys.argv[1:]
    yaml = YAML()
    plan = yaml.load(Path(path).read_text(encoding="utf-8"))
    next(one for one in activities(plan) if str(one["id"]) == own_id)["done"] = day
    yaml.dump(plan, sys.stdout)


if __name__ == "__main__":
    main()
