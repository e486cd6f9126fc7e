"""The plans as the engine of `sync` needs them: read from their files, edited as `done` and `set` edit them.

Comes in: the options of an edit and the settings of a task list. Goes out: `PlanFiles`. A plan that cannot be
read, or has errors, ends the run before anything is asked of a server: half a plan would take tasks away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import Wording
from ssetrack.cli.commands.change.carrying_out import carry_out
from ssetrack.cli.commands.change.edit_session import Workbench, workbench
from ssetrack.cli.commands.change.replies.trial import Certain, trial
from ssetrack.cli.commands.change.syncing.commands_of import Doing
from ssetrack.cli.commands.publish.feed_settings import publishing_of, refuse_errors
from ssetrack.cli.edit_options import EditOptions
from ssetrack.cli.options import FilterOptions
from ssetrack.cli.reading import name_problems
from ssetrack.cli.requests import filters_of, plan_language
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, count_of, message
from ssetrack.language.speaker import supported_language
from ssetrack.language.typesetting import PageSpeaker
from ssetrack.query.columns import View
from ssetrack.query.filters import matching
from ssetrack.sync.outgoing import Tasks, tasks
from ssetrack.sync.proposals import Kind, Proposal, Wish
from ssetrack.workspace.session import Session, reader_of
from ssetrack.workspace.sync_settings import SyncConfiguration


class PlanFiles:
    """The plans of a run of `sync` (`PlanSide`). `is_quiet`: a dry run prints no diff."""

    def __init__(self, editing: EditOptions, settings: SyncConfiguration, *, is_quiet: bool = False) -> None:
        self._editing = editing
        self._settings = settings
        self._is_quiet = is_quiet
        self._is_told = False
        self.bench: Workbench = workbench(editing)
        self.places: Sequence[str] = editing.in_ or ()

    @property
    def filters(self) -> Mapping[str, Sequence[str]]:
        """Which items are in the list."""
        return self._settings.filters

    def with_ids(
        self, proposals: Sequence[Proposal], chosen: Collection[int], tasks: Tasks
    ) -> tuple[Proposal, ...]:
        """The proposals, those that are `chosen` with the ids that their new items are to have."""
        doing = Doing(self.bench, tasks, self.bench.speaker, (), self.filters)
        found, taken = list[Proposal](), set[str]()
        for one in proposals:
            if one.wish.kind is Kind.ADD and one.number in chosen:
                wish = one.wish._replace(item="")
                wish = wish._replace(item=doing.new_id(wish, taken))
                taken.add(wish.item)
                one = one._replace(wish=wish)
            found.append(one)
        return tuple(found)

    def tasks(self, kept: Callable[[str], str], known: Collection[str]) -> Tasks:
        """What the plans say now.

        Raises `SsetrackError` where one cannot be read, or has errors.
        """
        bench = self.bench = workbench(self._editing)
        plans = bench.plans
        wanted_language, speaker = reader_of(bench.configuration)
        session = Session(bench.configuration, plans, wanted_language, speaker)
        if not self._is_told or plans.portfolio.broken:
            name_problems(plans, speaker)
        if plans.portfolio.broken:
            raise SsetrackError(
                message("a plan cannot be read, so its tasks are not known"),
                message("nothing was sent; `ssetrack lint` says what to write instead"),
            )
        refuse_errors(session, _not_sent, names_conflicts=not self._is_told)
        self._is_told = True
        language = plan_language(session) or "en"
        view = View(plans.portfolio, language, PageSpeaker(supported_language(language)))
        asked = filters_of(_filters(self._settings), plans)
        wanted = matching(plans.statuses, asked, plans.portfolio)
        publishing = publishing_of(
            bench.configuration.export, stamp=None, since=None, alarms=None, tasks=True, kind=""
        )
        wording = Wording(view, language, view.speaker, self._settings.contacts)
        return tasks(plans, wanted, wording, Uids(plans.portfolio, publishing.domain), kept, known)

    def carry_out(self, wishes: Sequence[Wish], tasks: Tasks) -> Mapping[Wish, Message]:
        """Edit the plans; which wishes were refused, and why. One that cannot be done holds up no other."""
        refused: dict[Wish, Message] = {}
        for several in _rounds(wishes, tasks):
            refused |= self._carry_out(several, tasks)
        return refused

    def _carry_out(self, wishes: Sequence[Wish], tasks: Tasks) -> dict[Wish, Message]:
        bench = self.bench = workbench(self._editing)
        doing = Doing(bench, tasks, bench.speaker, (), self.filters)
        refused: dict[Wish, Message] = {}
        certain: list[Certain] = []
        lines = {str(number): wish for number, wish in enumerate(wishes)}
        for line, wish in lines.items():
            try:
                certain.append(Certain(doing.order(wish), line))
            except SsetrackError as error:
                refused[wish] = _sentence(error)
        orders, impossible = trial(bench, certain)
        refused |= {lines[one.line]: _sentence(SsetrackError(one.why)) for one in impossible}
        if orders and not (bench.dry_run and self._is_quiet):
            carry_out(bench, orders)
        return refused


def _rounds(wishes: Sequence[Wish], tasks: Tasks) -> list[list[Wish]]:
    """The wishes in as many rounds as are needed so that none edits the activity that another edits."""
    rounds: list[list[Wish]] = []
    taken: list[set[object]] = []
    for wish in wishes:
        target = tasks.targets.get(wish.uid)
        about: object = "" if target is None else target.status.item.activity.id
        place = next((at for at, known in enumerate(taken) if about not in known), len(taken))
        if place == len(taken):
            rounds.append([])
            taken.append(set())
        rounds[place].append(wish)
        taken[place].add(about)
    return rounds


def _sentence(error: SsetrackError) -> Message:
    return error.message


def _not_sent(number: int) -> Message:
    return count_of("{number} error: nothing was sent", "{number} errors: nothing was sent", number)


def _filters(settings: SyncConfiguration) -> FilterOptions:
    chosen: dict[str, Any] = {name: list(values) for name, values in settings.filters.items()}
    return FilterOptions(**chosen)
