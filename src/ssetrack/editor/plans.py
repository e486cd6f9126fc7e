"""Plans together, as an editor has them open and as the disk has the rest, on a day.

Comes in: documents, the day, and what the configuration says. Goes out: a value, of which every answer to an
editor is made: a document is never looked at without the plans that it is among.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ssetrack.diagnostic import Finding, SsetrackError
from ssetrack.editor.document import Document
from ssetrack.language.speaker import Speaker
from ssetrack.limits import Limits
from ssetrack.lint import Settings, check
from ssetrack.portfolio import PlanFile
from ssetrack.status import Snapshot, snapshot
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.scope.rule_choice import Choice


@dataclass(frozen=True, eq=False)
class Plans:
    """The plans of a folder, or a text alone: `documents` has each by its path, in the order of `lint`.

    `snapshot` is what `lint` sees: a text that is broken now is among `snapshot.portfolio.broken`. `choice`
    says which rules are checked, and what is wrong with how the configuration says it; `speaker` says
    everything in the language of whoever sits at the editor. `refusals` say what could not be read.
    """

    documents: Mapping[str, Document]
    snapshot: Snapshot
    choice: Choice
    speaker: Speaker
    configuration: Configuration = field(default_factory=Configuration)
    refusals: tuple[SsetrackError, ...] = ()

    @property
    def settings(self) -> Settings:
        """Which rules are checked, where, and how much they matter."""
        return self.choice.settings

    @property
    def limits(self) -> Limits:
        """How much a plan may ask of the machine."""
        return self.configuration.limits

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All that `lint` finds in these plans and in their configuration, in its order."""
        return self.choice.with_strangers(check(self.snapshot, self.settings))

    def findings_in(self, document: Document) -> tuple[Finding, ...]:
        """What it finds in one of them."""
        return tuple(one for one in self.findings if one.path == document.path)

    @cached_property
    def good(self) -> Snapshot:
        """The same plans, with the latest text that could be read in place of one that is broken now.

        Its places are those of that text, which is not the one that the editor shows.
        """
        if all(one.good is one.loaded for one in self.documents.values()):
            return self.snapshot
        loaded = (one.good for one in self.documents.values())
        return snapshot(loaded, self.snapshot.today, self.snapshot.soon)

    def file_of(self, document: Document) -> PlanFile | None:
        """The plan of a document with its id and items; None where its text gives none now."""
        return self._files.get(document.path)

    @cached_property
    def _files(self) -> dict[str, PlanFile]:
        return {file.path: file for file in self.snapshot.portfolio.files}
