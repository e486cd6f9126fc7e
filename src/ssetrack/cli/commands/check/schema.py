"""`ssetrack schema`: what a plan may hold, for editors."""

from ssetrack.cli.options import PlainFileOption


def schema(
    output: PlainFileOption = None,
) -> None:
    """Print the JSON Schema of a plan, for editors."""
    from ssetrack.cli.printing import write_result
    from ssetrack.plan.schema import plan_schema
    from ssetrack.wording.printable import json_text

    write_result(json_text(plan_schema(), indent=2) + "\n", output)
