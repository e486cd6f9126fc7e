"""The tables of a configuration, as values: what each setting is called and what it is without one.

Comes in: nothing. Goes out: a value for each table; `configuration` fills them.
"""

from collections.abc import Mapping
from typing import NamedTuple


class ExportConfiguration(NamedTuple):
    """What a repository says about its calendar feeds (docs/configuration.md)."""

    name: str | None = None
    domain: str | None = None
    url: str | None = None
    refresh: str | None = None


class SiteConfiguration(NamedTuple):
    """What a repository says about its website (docs/configuration.md)."""

    url: str | None = None
    languages: tuple[str, ...] = ()


class AgendaConfiguration(NamedTuple):
    """Which activity is the call that `agenda` prepares (docs/agenda.md)."""

    call: str | None = None


class LintConfiguration(NamedTuple):
    """Which rules run where, and how much they matter (docs/configuration.md). `select` None means all."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of a rule or a family that is written there, each once."""
        in_files = (name for names in self.per_file_ignores.values() for name in names)
        return tuple(dict.fromkeys((*(self.select or ()), *self.ignore, *self.severity, *in_files)))
