"""Plans together, as an editor has them open and as the disk has the rest, on a day.

Comes in: documents, the day, and what the configuration says. Goes out: a value, of which every answer to an
editor is made: a document is never looked at without the plans that it is among.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ssetrack.diagnostic import Finding
from ssetrack.editor.document import Document
from ssetrack.language.speaker import Speaker
from ssetrack.limits import Limits
from ssetrack.lint import Settings, check
from ssetrack.portfolio import PlanFile
from ssetrack.status import Snapshot, snapshot


@dataclass(frozen=True, eq=False)
class Plans:
    """The plans of a folder, or a text alone: `documents` has each by its path, in the order of `lint`.

    `snapshot` is what `lint` sees: a text that is broken now is among `snapshot.portfolio.broken`. `settings`
    are those of `lint`, and `speaker` says everything in the language of whoever sits at the editor.
    """

    documents: Mapping[str, Document]
    snapshot: Snapshot
    settings: Settings
    speaker: Speaker
    limits: Limits

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All that `lint` finds in these plans, in its order."""
        return check(self.snapshot, self.settings)

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

    def good_file_of(self, document: Document) -> PlanFile | None:
        """The same in `good`."""
        return next((one for one in self.good.portfolio.files if one.path == document.path), None)

    @cached_property
    def _files(self) -> dict[str, PlanFile]:
        return {file.path: file for file in self.snapshot.portfolio.files}
