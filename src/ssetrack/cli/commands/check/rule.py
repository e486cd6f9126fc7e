"""`ssetrack rule`: the page of one rule, or the list of all."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.completion import rule_names


class RuleFormat(StrEnum):
    """How rules are written."""

    TEXT = "text"
    JSON = "json"


def rule(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A rule or a family. Default: list all.",
            autocompletion=rule_names,
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the option is called --format)
        RuleFormat, typer.Option("--format", help="Format of the answer.")
    ] = RuleFormat.TEXT,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
    ] = None,
) -> None:
    """Explain a rule of lint with examples, or list all rules."""
    from ssetrack.cli.printing import write_result

    write_result(_output(name, format), output)


def _output(name: str | None, format: RuleFormat) -> str:  # noqa: A002
    from ssetrack.lint import RULES, rule_named
    from ssetrack.terminal.rule_page import rule_data, rule_list, rule_page
    from ssetrack.wording.printable import json_text

    chosen = list(RULES.values()) if name is None else [rule_named(name)]
    match format:
        case RuleFormat.JSON:
            data = {"version": 1, "rules": [rule_data(one) for one in chosen]}
            return json_text(data, indent=2) + "\n"
        case RuleFormat.TEXT:
            return rule_list(chosen) if name is None else rule_page(chosen[0])
