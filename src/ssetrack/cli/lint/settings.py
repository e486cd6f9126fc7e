"""Which rules a run of `lint` asks for by name, and what holds for it as a configuration that would say so.

Comes in: names as given, the session, and the settings of the check. Goes out: names of rules, and a text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from ssetrack.lint import RULES, Settings, is_never_silenced, rules_for
from ssetrack.workspace.session import Session


def rules_in(names: Iterable[str], *, every: bool = False) -> frozenset[str]:
    """The rules that some names of rules and families mean; all rules for `every`."""
    meant = set(names)
    return frozenset(rule.name for rule in RULES.values() if every or meant & {rule.name, rule.family})


def settings_text(session: Session, settings: Settings) -> str:
    """What holds for this run, as a configuration that would say so: `--show-settings`."""
    config, limits = session.configuration, session.configuration.limits
    lines = [
        f"# configuration: {config.path or 'none'}",
        f"# day: {session.snapshot.today.isoformat()} ({session.snapshot.timezone})",
        "# files:",
        *(f"#   {one.source.path}" for one in session.snapshot.portfolio.all_files),
        "",
        "[lint]",
        f"file-size = {limits.file_size}",
        f"nesting = {limits.nesting}",
        f"expansion = {limits.expansion}",
        "select = [",
        *(f"  {json.dumps(name)}," for name in rules_for(settings)),
        "]",
        "",
        "[lint.severity]",
    ]
    for name, rule in rules_for(settings).items():
        severity = settings.severity.get(name) or settings.severity.get(rule.family) or rule.severity
        if not is_never_silenced(rule):
            lines.append(f"{name} = {json.dumps(severity.value)}")
    if config.lint.per_file_ignores:
        lines += ["", "[lint.per-file-ignores]"]
        for pattern, ignored in config.lint.per_file_ignores.items():
            lines.append(f"{json.dumps(pattern)} = {json.dumps(list(ignored))}")
    return "\n".join(lines) + "\n"
