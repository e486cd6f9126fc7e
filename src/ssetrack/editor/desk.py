"""What an editor has open over what the disk has: plans as values, read again only where they changed.

Comes in: open texts, open folders, and word that files may have changed. Goes out: a document and the plans
that it is among, as they stand now. The disk is asked through `workspace`; no file is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from ssetrack.dates import today_in
from ssetrack.diagnostic import SsetrackError
from ssetrack.editor.addresses import key_of, name_of, path_of, uri_of
from ssetrack.editor.document import Document, open_document, read_document
from ssetrack.editor.open_texts import OpenText, OpenTexts
from ssetrack.editor.plans import Plans
from ssetrack.language.speaker import Speaker, supported_language
from ssetrack.lint import Settings
from ssetrack.status import snapshot
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.files import load_file
from ssetrack.workspace.recognition import HEAD, FileKind, kind_of
from ssetrack.workspace.scope.plan_folder import NO_FOLDER, FileMark, PlanFolder, mark, plan_folder, real_path
from ssetrack.workspace.scope.rule_choice import Choice, rule_choice
from ssetrack.workspace.session import now, reader_of, with_doubt


@dataclass(frozen=True)
class Preferences:
    """What was asked for when the server was started, and what the editor says of its reader.

    `language` is that of `--lang`, `locale` the editor's own. `day` gives the day that it is in a zone.
    """

    language: str | None = None
    locale: str | None = None
    day: Callable[[str], date] | None = None


class _Listing(NamedTuple):
    """A folder as it was looked through, how its configuration was then, its files by their real paths."""

    folder: PlanFolder
    configured: FileMark | None
    files: dict[str, str]


class _Reading(NamedTuple):
    """A document, and what it was read of: a text that is open, or a file as it was then."""

    of: object
    document: Document


class Desk:
    """What an editor has open, and what is read of it."""

    def __init__(self, preferences: Preferences = Preferences(), clock: Callable[[], datetime] = now) -> None:
        self.preferences = preferences
        self.texts = OpenTexts()
        self._clock = clock
        self._roots: dict[str, Path] = {}
        self._listings: dict[Path, _Listing] = {}
        self._real_paths: dict[str, str] = {}
        self._readings: dict[str, _Reading] = {}
        self._plans: dict[str, tuple[PlanFolder, Plans]] = {}
        self._known: set[str] = set()
        """The keys of the open texts that are plans: such a text stays one, whatever is typed."""

    def greet(self, locale: str | None) -> None:
        """The editor says which language it speaks itself."""
        self.preferences = replace(self.preferences, locale=locale)

    def add_root(self, uri: str) -> None:
        """A folder is open in the editor."""
        path = path_of(uri)
        if path is not None:
            self._roots[key_of(uri.rstrip("/"))] = Path(path)
            self.forget_folders()

    def remove_root(self, uri: str) -> None:
        """A folder is open no longer."""
        self._roots.pop(key_of(uri.rstrip("/")), None)
        self.forget_folders()

    def forget_folders(self) -> None:
        """Files may have come or gone, or a configuration: folders are looked through again, once asked."""
        self._listings.clear()
        self._real_paths.clear()

    def forget_text(self, uri: str) -> None:
        """A text was closed: what the disk has of it counts, and whether it is a plan is asked anew."""
        key = key_of(uri)
        self._known.discard(key)
        self._plans.pop(key, None)
        self._readings.pop(key, None)  # of a text that was never saved; a file is read again by its path
        self.forget_folders()

    def view(self, uri: str) -> tuple[Document, Plans] | None:
        """An open text and the plans that it is among, as of now; None where it is not open, or no plan."""
        text = self.texts.get(uri)
        if text is None:
            return None
        if text.path is None:
            return self._alone(text, NO_FOLDER) if self._is_plan(text) else None
        listing = self._listing(Path(text.path))
        if self._real(text.path) in listing.files:
            self._known.add(key_of(uri))
        elif not self._is_plan(text):
            return None
        plans = self._together(listing)
        own = self._path_of(text, listing)
        document = plans.documents.get(own)
        if document is not None and document.uri == text.uri:
            return document, plans
        return self._alone(text, listing.folder)  # of no folder, or open twice, by a link

    def all_plans(self) -> Iterator[Plans]:
        """The plans of every folder that is open, and the open texts that are alone; each plans once."""
        found: dict[int, Plans] = {}
        for root in self._roots.values():
            listing = self._listing(root / "-")
            if listing.folder.path is not None:
                plans = self._together(listing)
                found[id(plans)] = plans
        views = (self.view(text.uri) for text in self.texts)
        found |= {id(view[1]): view[1] for view in views if view is not None}
        yield from found.values()

    def uri_of(self, path: str) -> str:
        """What the editor calls a file: as it has it open, else by way of the folder that it has open."""
        text = self.texts.get(uri_of(path))
        if text is not None:
            return text.uri
        for root in self._roots.values():
            real = Path(self._real(str(root)))
            if not Path(path).is_relative_to(root) and Path(path).is_relative_to(real):
                return uri_of(str(root / Path(path).relative_to(real)))
        return uri_of(path)

    def speaker(self, configuration: Configuration = NO_FOLDER.configuration) -> Speaker:
        """Who speaks: in the language asked for, configured, or of the environment; else in the editor's."""
        wanted, speaker = reader_of(configuration, self.preferences.language)
        return speaker if wanted is not None else Speaker(supported_language(self.preferences.locale))

    def _real(self, path: str) -> str:
        """What all paths of one file have in common; asked of each open text each time."""
        if path not in self._real_paths:
            self._real_paths[path] = real_path(path)
        return self._real_paths[path]

    def _is_plan(self, text: OpenText) -> bool:
        """Whether a text is a plan by its beginning, or was one since it was opened."""
        key = key_of(text.uri)
        if key not in self._known and _kind(text) is not FileKind.OTHER:
            self._known.add(key)
        return key in self._known

    def _listing(self, file: Path) -> _Listing:
        """The folder whose plans a file is among: looked through once, unless its configuration changed."""
        known = self._listings.get(file.parent)
        if known is not None and known.configured == _mark_of_configuration(known.folder):
            return known
        others = [
            one for one in self._listings.values() if one.configured == _mark_of_configuration(one.folder)
        ]
        folder = plan_folder(file, self._roots.values(), [one.folder for one in others])
        listing = next((one for one in others if one.folder is folder), None)
        if listing is None:
            files = {self._real(path): path for path in reversed(folder.paths)}
            listing = _Listing(folder, _mark_of_configuration(folder), files)
        self._listings[file.parent] = listing
        return listing

    def _path_of(self, text: OpenText, listing: _Listing) -> str:
        """The path by which a text is read: as `lint` finds the file, else as the editor calls it."""
        if text.path is None:
            return name_of(text.uri)
        return listing.files.get(self._real(text.path), text.path)

    def _together(self, listing: _Listing) -> Plans:
        """The plans of a folder as of now, with the texts that are open in place of the files."""
        folder = listing.folder
        texts = {
            self._path_of(text, listing): text
            for text in self.texts
            if text.path is not None and (self._real(text.path) in listing.files or self._joins(text, folder))
        }
        documents: dict[str, Document] = {}
        refusals = [*folder.refusals]
        for path in dict.fromkeys((*folder.paths, *texts)):
            try:
                documents[path] = self._document(path, texts.get(path), folder)
            except SsetrackError as error:
                refusals.append(error)
        return self._on_its_day(str(folder.path), documents, folder, refusals, whole=True)

    def _joins(self, text: OpenText, folder: PlanFolder) -> bool:
        """Whether a text that is not among the files would be, once it is saved."""
        if text.path is None or not self._is_plan(text):
            return False
        return folder.claims(text.path) or folder.claims(self._real(text.path))

    def _alone(self, text: OpenText, folder: PlanFolder) -> tuple[Document, Plans]:
        """A text without others: one that was never saved, or of no folder."""
        path = name_of(text.uri) if text.path is None else text.path
        document = self._document(path, text, folder)
        plans = self._on_its_day(key_of(text.uri), {path: document}, folder, [*folder.refusals], whole=False)
        return document, plans

    def _document(self, path: str, text: OpenText | None, folder: PlanFolder) -> Document:
        """A plan, read again if it is not what it was. Raises `SsetrackError` for an unreadable file."""
        limits = folder.configuration.limits
        key = path if text is None or text.path is not None else key_of(text.uri)
        of = (mark(path) if text is None else text, limits)
        known = self._readings.get(key)
        if known is not None and known.of == of:
            return known.document
        before = None if known is None else known.document
        if text is not None:
            doubtful = _kind(text) is FileKind.DOUBTFUL
            document = open_document(text.uri, path, text.text, text.version, before=before, limits=limits)
        else:
            doubtful = path in folder.found.doubtful
            document = read_document(self.uri_of(path), load_file(path, limits), before=before)
        if doubtful:
            document = document.with_loaded(with_doubt(document.loaded))
        self._readings[key] = _Reading(of, document)
        return document

    def _on_its_day(
        self,
        key: str,
        documents: dict[str, Document],
        folder: PlanFolder,
        refusals: list[SsetrackError],
        *,
        whole: bool,
    ) -> Plans:
        """Documents together as of now: what was made of them before, if nothing is different."""
        of, known = self._plans.get(key, (None, None))
        is_same = known is not None and of is folder and [*known.documents] == [*documents]
        if known is not None and is_same and _all_same(known, documents) and self._is_day_of(known):
            return known
        config = folder.configuration
        if known is not None and is_same:
            choice = known.choice
        else:
            choice, refused = _choice(config, [*documents], whole=whole)
            refusals += refused
        loaded = (one.loaded for one in documents.values())
        on_day = snapshot(loaded, self._today_in, config.soon)
        plans = Plans(documents, on_day, choice, self.speaker(config), config, tuple(refusals))
        self._plans[key] = folder, plans
        return plans

    def _is_day_of(self, plans: Plans) -> bool:
        return self._today_in(plans.snapshot.timezone) == plans.snapshot.today

    def _today_in(self, zone: str) -> date:
        """The day that it is now in a zone, or that was asked for."""
        return today_in(self._clock(), zone) if self.preferences.day is None else self.preferences.day(zone)


def _kind(text: OpenText) -> FileKind:
    return kind_of(text.text[:HEAD].encode("utf-8", "surrogatepass"))


def _mark_of_configuration(folder: PlanFolder) -> FileMark | None:
    path = folder.configuration.path
    return None if path is None else mark(str(path))


def _all_same(plans: Plans, documents: dict[str, Document]) -> bool:
    return all(plans.documents[path] is one for path, one in documents.items())


def _choice(
    config: Configuration, paths: Sequence[str], *, whole: bool
) -> tuple[Choice, list[SsetrackError]]:
    """Which rules are checked: all, where the configuration cannot be heeded."""
    try:
        return rule_choice(config, paths, whole=whole), []
    except SsetrackError as error:
        return Choice(Settings(whole=whole), ()), [error]
