"""What a folder of feeds says of itself: which files are ours, how each was made, and what was left out.

Comes in: the text of the manifest, which may be anybody's. Goes out: a `Manifest`, and its text again. Only
names in it are ever removed, and a name leads nowhere but into the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple, Self

FILE = ".ssetrack-feeds.json"
VERSION = 1

Filters = Mapping[str, list[str]]
"""What was left out of feeds: options by name, with their values in order."""

_NAME = re.compile(r"[^./\\\x00-\x1f][^/\\\x00-\x1f]*\.ics")


class FeedKind(NamedTuple):
    """How a feed is made (`owner-tasks.fr`), and of which plans, by id."""

    how: str
    plans: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """The kind as a feed names it: `owner-tasks.fr:vision+other`."""
        how, _, plans = text.partition(":")
        return cls(how, frozenset(plans.split("+")))

    @property
    def way(self) -> str:
        """How it is made, in whatever language."""
        return self.how.partition(".")[0]

    @property
    def language(self) -> str:
        """The language that was asked for; empty where none was."""
        return self.how.partition(".")[2]

    def __str__(self) -> str:
        return f"{self.how}:{'+'.join(sorted(self.plans))}"

    def takes_over(self, other: FeedKind) -> bool:
        """Whether a run of this kind makes all feeds of the other again, as far as there are any left."""
        return self.how == other.how and other.plans <= self.plans


class Manifest(NamedTuple):
    """Feeds by file name, and the filters of each way of making them."""

    feeds: Mapping[str, FeedKind] = {}
    filters: Mapping[str, Filters] = {}

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The manifest in a file; None where it is damaged."""
        try:
            data = json.loads(text)
            if data["version"] != VERSION:
                return None
            feeds = {
                name: FeedKind.parse(kind) for name, kind in data["feeds"].items() if _NAME.fullmatch(name)
            }
            filters = {
                how: {str(option): [str(value) for value in values] for option, values in found.items()}
                for how, found in data["filters"].items()
            }
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return cls(feeds, filters)

    def text(self) -> str:
        """The manifest as it is kept: JSON, one feed a line, the same bytes for the same feeds."""

        def rows(table: Mapping[str, object]) -> str:
            lines = (
                f"  {json.dumps(key)}: {json.dumps(table[key], sort_keys=True)}" for key in sorted(table)
            )
            inner = ",\n".join(lines)
            return f"{{\n{inner}\n }}" if inner else "{}"

        feeds = rows({name: str(kind) for name, kind in self.feeds.items()})
        return f'{{"version": {VERSION},\n "feeds": {feeds},\n "filters": {rows(self.filters)}}}\n'
