"""The least that reading a plan takes: libyaml's events, each asked for and thrown away.

    python bench/yardstick_events.py plan.yaml

No tree, no model, no date. What ssetrack makes of a plan is compared with it, so that the figure does not
depend on how fast somebody else's models are.
"""

from __future__ import annotations

import sys
from pathlib import Path

from _ruamel_yaml import CParser


def main() -> None:
    """Ask for every event."""
    next_event = CParser(Path(sys.argv[1]).read_text(encoding="utf-8")).get_event
    number = 0
    while next_event() is not None:
        number += 1
    sys.stdout.write(f"{number} events\n")


if __name__ == "__main__":
    main()
