"""What one answer settles in many cells.

Comes in: why a text is not a date. Goes out: the doubt, with the question that the whole column, or the whole
document, shares, and where its answer is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.dates.refusals import quotation
from ssetrack.edit.values import yaml_text
from ssetrack.importing.layout.columns import Column
from ssetrack.importing.layout.tables import TableLayout, column_name
from ssetrack.importing.places import Spot, place_words
from ssetrack.importing.readings.dates import Undated
from ssetrack.importing.readings.reading import About, Doubt, Question
from ssetrack.language.message import message

MOST_NAMED = 6
"""Rows that are named where an answer may be for any of them."""


def doubt_of_date(
    layout: TableLayout,
    column: Column,
    spot: Spot,
    at: str,
    value: Undated,
    offered: Sequence[str],
    about: About = About.DATE,
) -> Doubt:
    """The doubt about a date, with the question that it shares."""
    question = question_of(layout.addresses.whole_column(column.number), column_name(column), value, offered)
    return Doubt(spot, at, about, value.text, "?" if about is About.DATE else "", value.help, "", question)


def question_of(where: str, name: str, value: Undated, offered: Sequence[str]) -> Question | None:
    """What an undated text shares with others; `where` is its column, or its table."""
    key = f"{where}: {value.lack}"
    match value.lack:
        case "year":
            ask = message("Which year is meant in {where}?", where=place_words(where))
            if offered:
                answer = message(
                    "`--year YEAR`, or `year:` in the mapping file (the document mentions {years})",
                    years=", ".join(offered),
                )
            else:
                answer = message("`--year YEAR`, or `year:` in the mapping file")
            return Question(key, ask, answer, "year")
        case "order":
            return Question(
                key,
                message("Is the first number the day or the month in {where}?", where=place_words(where)),
                message(
                    "`--date-order dmy` or `mdy`, or `{name}: {{order: dmy}}` in the mapping file", name=name
                ),
            )
        case "start":
            return Question(
                key,
                message("When does month 1 begin in {where}?", where=place_words(where)),
                message("`--start YEAR-MONTH`, or `start:` in the mapping file"),
                "start",
            )
        case "list":
            return Question(
                key,
                message("Is each day of a list in {where} a date of its own?", where=place_words(where)),
                message("`{name}: {{list: milestones}}` in the mapping file", name=name),
            )
        case "numbers":
            return Question(
                key,
                message("Are the numbers in {where} months of the project?", where=place_words(where)),
                message("`{name}: {{numbers: months}}` in the mapping file", name=name),
            )
        case "serials":
            return Question(
                key,
                message("Are the numbers in {where} days?", where=place_words(where)),
                message("give the column a date format in the spreadsheet, and import it again"),
            )
        case _:
            return None


def question_of_owner(text: str) -> Question:
    """Who is meant by a text that is not plainly a name, wherever it is written."""
    shown = quotation(text)
    return Question(
        f"owner: {shown}",
        message("Who is meant by `{text}`?", text=shown),
        message("`names: {{TEXT: short-name}}` or `{{TEXT: (vacant role)}}` in the mapping file"),
    )


def question_of_row(where: str, text: str, items: Sequence[str]) -> Question:
    """Which of the rows with one text an answer in the mapping is for; `items` are their names."""
    shown = quotation(text)
    ask = message(
        "Which row does the answer for `{text}` mean in {where}?", text=shown, where=place_words(where)
    )
    if items:
        answer = message(
            "add one of these to the answer in the mapping file: {items}", items=choice_of_items(items)
        )
    else:
        answer = message("give these rows ids or different titles")
    return Question(f"{where}: {shown}: item", ask, answer)


def choice_of_items(items: Sequence[str]) -> str:
    """The names of rows as each is written in an answer: `item: 3.1`."""
    shown = ", ".join(f"`item: {yaml_text(one, flow=True)}`" for one in items[:MOST_NAMED])
    return shown if len(items) <= MOST_NAMED else f"{shown}, …"


def question_of_mark(layout: TableLayout, kind: str) -> Question:
    """What a kind of mark or a colour means in a table."""
    where = layout.addresses.whole
    return Question(
        f"{where}: {kind}",
        message("What does `{kind}` mean in {where}?", kind=kind, where=place_words(where)),
        message("`marks: {{{kind}: on}}` or `off` in the mapping file", kind=kind),
    )
