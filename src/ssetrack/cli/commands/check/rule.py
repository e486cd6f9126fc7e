"""`ssetrack rule`: the page of one rule, or the list of all."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.completion import rule_names
from ssetrack.cli.options import MessageLanguageOption, PlainFileOption


class RuleFormat(StrEnum):
    """How rules are written."""

    TEXT = "text"
    JSON = "json"


def rule(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A rule or a family of rules. Default: list all rules.",
            autocompletion=rule_names,
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the option is called --format)
        RuleFormat, typer.Option("--format", help="Format of the result.")
    ] = RuleFormat.TEXT,
    output: PlainFileOption = None,
    lang: MessageLanguageOption = None,
) -> None:
    """Explain a rule of `lint` with examples, or list the rules."""
    from ssetrack.cli.printing import columns_for_text, write_result

    write_result(_output(name, format, lang, columns_for_text(output)), output)


def _output(name: str | None, format: RuleFormat, lang: str | None, columns: int | None) -> str:  # noqa: A002
    from ssetrack.lint import FAMILIES, RULES, rule_named
    from ssetrack.terminal.rule_page import rule_data, rule_list, rule_page
    from ssetrack.wording.printable import json_text
    from ssetrack.workspace.remarks import reader

    if name is None or name in FAMILIES:
        chosen, page = [one for one in RULES.values() if name in (None, one.family)], None
    else:
        chosen = [page] = [rule_named(name)]
    match format:
        case RuleFormat.JSON:
            data = {"version": 1, "rules": [rule_data(one) for one in chosen]}
            return json_text(data, indent=2) + "\n"
        case RuleFormat.TEXT:
            speaker = reader(lang)
            if page is None:
                return rule_list(chosen, speaker, columns)
            return rule_page(page, speaker, columns)
