"""Plans that an editor has open, given as text: what tests of its answers begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conftest import TODAY
from ssetrack.editor.document import Document, open_document
from ssetrack.editor.plans import Plans
from ssetrack.language.speaker import Speaker
from ssetrack.lint import Settings
from ssetrack.status import snapshot
from ssetrack.workspace.scope.rule_choice import Choice

PATH = "plan.yaml"


def plans_of(
    texts: str | Mapping[str, str],
    today: date = TODAY,
    *,
    before: Mapping[str, str] | None = None,
    language: str = "en",
) -> Plans:
    """One text, at `plan.yaml`, or several by their paths; `before` holds what was read there earlier."""
    files = texts if isinstance(texts, Mapping) else {PATH: texts}
    documents: dict[str, Document] = {}
    for path, text in files.items():
        uri = f"file:///{path}"
        earlier = open_document(uri, path, before[path], 1) if before and path in before else None
        documents[path] = open_document(uri, path, text, 2, before=earlier)
    plans = snapshot((one.loaded for one in documents.values()), today)
    return Plans(documents, plans, Choice(Settings(whole=True), ()), Speaker(language))
