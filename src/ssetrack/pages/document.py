"""The page as a whole: what is said once, and the templates into which everything goes.

Comes in: the answers of `query` to a question. Goes out: one HTML document, the same bytes for the same
answers. Templates escape whatever they are given; only the style and the script, which hold nothing of a
plan, go in as they are. A policy in the document forbids everything that is not in it, and knows those two by
their hashes: no other style or script counts, whoever manages to bring one in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ssetrack import __version__
from ssetrack.language.message import Message
from ssetrack.language.speaker import Speaker
from ssetrack.pages.anchors import Anchors
from ssetrack.pages.chart import Chart, chart
from ssetrack.pages.details import item_details, part_details
from ssetrack.pages.disclosure import Disclosure
from ssetrack.pages.environment import environment, hash_source, template_file
from ssetrack.pages.matrices import Matrix, helping, loads, owner_groups, plan_goals
from ssetrack.pages.measures import MOST_FOR_GOAL, MOST_FOR_ID, column_width, text_width
from ssetrack.pages.opening import left_out_plans, most_urgent, questions_to, what_changed
from ssetrack.pages.phrases import PHRASES
from ssetrack.pages.rows import ItemRow, Rows
from ssetrack.pages.tiles import Tile, tiles
from ssetrack.plan.prose import prose_in
from ssetrack.portfolio import PlanFile
from ssetrack.query.changes import Changes
from ssetrack.query.columns import View
from ssetrack.query.coverage import Coverage
from ssetrack.query.questions import Questions
from ssetrack.query.report import Report
from ssetrack.query.timeline import Timeline
from ssetrack.query.workload import Workload
from ssetrack.wording.filters import filter_words
from ssetrack.wording.languages import text_language
from ssetrack.wording.printable import one_line
from ssetrack.wording.punctuation import colon
from ssetrack.wording.views import question_counts
from ssetrack.wording.words import as_of, summary


class Answers(NamedTuple):
    """All views of the same items on the same day, what changed, and what of it the page tells.

    `changed` is None where there is no history; `unknown` says why, where there should be one.
    """

    report: Report
    timeline: Timeline
    coverage: Coverage
    workload: Workload
    questions: Questions
    changed: Changes | None = None
    unknown: Message | None = None
    disclosure: Disclosure = Disclosure()


class Title(NamedTuple):
    """A plan's title and aim, and their language where it is not the page's.

    `fallback` says that another one was asked for and is missing.
    """

    text: str
    aim: str
    lang: str | None
    fallback: bool


def page_html(answers: Answers) -> str:
    """The document."""
    report = answers.report
    view, speaker = report.view, report.view.speaker
    helps = helping(report)
    owners = dict.fromkeys((*(load.key for load in answers.workload.lines), *helps))
    anchors = Anchors(view, report.statuses, owners)
    rows = Rows(view, anchors)
    drawn = chart(answers.timeline, rows)
    titles = _titles(report)
    shares = tiles(report.counts, speaker)
    goals, numbers = tuple(plan_goals(answers.coverage)), tuple(loads(answers.workload, anchors))
    tables = [*(matrix for part in goals for matrix in part.matrices), *numbers]
    listed = [rows.of(status) for status in report.statuses]
    goal_ids = {goal for row in listed for goal in row.goals.split()}
    style = _style(_grid(drawn), shares, tables, listed, goal_ids, speaker)
    groups = tuple(questions_to(group, view, rows) for group in answers.questions.asked)
    below = any(text_width(goal) > MOST_FOR_GOAL for goal in goal_ids)
    urgent = most_urgent(groups, listed)
    disclosure = answers.disclosure
    return environment(disclosure, speaker).get_template("page.html").render(
        version=__version__,
        base="#",
        all_questions="#questions",
        lang=speaker.language,
        content_lang=_content_language(titles, speaker),
        say={name: speaker.say(words) for name, words in PHRASES.items()},
        titles=titles,
        as_of=one_line(as_of(speaker, report.today, report.timezone)),
        today=report.today.isoformat(),
        only=filter_words(report),
        summary=summary(speaker, report.counts),
        tiles=shares,
        style=style,
        style_hash=hash_source(style),
        script=template_file("page.js"),
        script_hash=hash_source(template_file("page.js")),
        unassigned=report.counts["unassigned"],
        rows=listed,
        long_ids={row.id for row in listed if text_width(row.id) > MOST_FOR_ID},
        parted=any(len(goal) > 2 for goal in goal_ids),
        below=below,
        with_goals=bool(goal_ids) and not below,
        colon=colon(speaker),
        chart=drawn,
        goals=goals,
        loads=numbers,
        kinds=tuple(owner_groups(answers.workload, helps, rows, anchors)),
        asked=question_counts(answers.questions, speaker),
        items=tuple(item_details(report, anchors, disclosure)),
        parts=tuple(part_details(report, owners, disclosure)),
        groups=groups,
        urgent=urgent,
        is_cut=urgent != groups,
        changes=what_changed(answers.changed, answers.unknown, rows, anchors, view, disclosure),
        unreadable=left_out_plans(view),
    )  # fmt: skip


def _style(
    grid: str, shares: Iterable[Tile], tables: Iterable[Matrix], listed: Iterable[ItemRow],
    goal_ids: Iterable[str], speaker: Speaker,
) -> str:  # fmt: skip
    """The style, with what depends on the plan: numbers and a word of ours, but no content.

    The policy admits no `style` attributes, so what would be one is a class here.
    """
    goals = f"{speaker.say(PHRASES['goals'])}{colon(speaker)}"
    word = goals.translate({ord(sign): f"\\{ord(sign):x} " for sign in "\\'<"})
    widths = sorted({_columns(table) for table in tables})
    ids = column_width((row.id for row in listed), 2, MOST_FOR_ID)
    wide = column_width(goal_ids, 5, MOST_FOR_GOAL)
    return "\n".join(
        (
            template_file("page.css").rstrip("\n"),
            f".track,.chart h3::after{{background:{grid}}}",
            f".items{{--goals:'{word}';--id:{max(ids, 2):.1f};--goal:{max(wide, 5):.1f}}}",
            *(f".proportions .s-{tile.state}{{flex-grow:{tile.number}}}" for tile in shares),
            *(f".columns-{width}{{--n:{width}}}" for width in widths),
            "",
        )
    )


def _columns(table: Matrix) -> int:
    return len(table.columns) + (table.total is not None)


def _titles(report: Report) -> tuple[Title, ...]:
    """The titles and aims of the plans that answer; of all of them where nothing does."""
    view = report.view
    answering = {status.file.path for status in report.statuses}
    files = [file for file in view.portfolio.files if file.path in answering] or view.portfolio.files
    return tuple(_title(view, file) for file in files)


def _title(view: View, file: PlanFile) -> Title:
    title = prose_in(file.plan.title, view.language, file.language)
    aim = prose_in(file.plan.aim, view.language, file.language)
    foreign = text_language(file.plan.title, file, view, view.speaker.language)
    return Title(one_line(title.text), one_line(aim.text), foreign, title.fallback is not None)


def _content_language(titles: tuple[Title, ...], speaker: Speaker) -> str:
    """The language of goals and sections: that of the titles, as far as they agree."""
    languages = {title.lang for title in titles}
    return (languages.pop() if len(languages) == 1 else None) or speaker.language


def _grid(drawn: Chart) -> str:
    """Today's line and those of the grid as layers of a background, so that no row draws them again."""
    layer = "linear-gradient(var(--{}),var(--{})) {}% 0/{}px 100% no-repeat"
    today = [] if drawn.today is None else [layer.format("accent", "accent", drawn.today, 2)]
    lines = (layer.format("line", "line", at, 1) for at in dict.fromkeys(tick.at for tick in drawn.ticks))
    return ",".join((*today, *lines))
