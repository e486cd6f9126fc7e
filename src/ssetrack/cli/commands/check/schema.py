"""`ssetrack schema`: what a plan may hold, for editors."""

from typing import Annotated

import typer


def schema(
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
    ] = None,
) -> None:
    """Print the JSON Schema of a plan, for editors."""
    from ssetrack.cli.printing import write_result
    from ssetrack.plan.schema import plan_schema
    from ssetrack.wording.printable import json_text

    write_result(json_text(plan_schema(), indent=2) + "\n", output)
