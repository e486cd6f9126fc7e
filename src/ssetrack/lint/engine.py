"""All rules over all files: problems in, findings in order out.

Comes in: plans as they stand on a day, and which rules are asked for. Goes out: findings, sorted by file,
line, column and rule. What comments silence is left out here; what a baseline knows, `baseline` takes out
later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ssetrack.diagnostic import Finding, Location, Range, Severity, SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import nearest
from ssetrack.lint.placing import Placer
from ssetrack.lint.registry import FAMILIES, RULES
from ssetrack.rules.context import Context, Settings, SharedContext
from ssetrack.rules.rule import Rule
from ssetrack.rules.silencing import Known, Silencing
from ssetrack.status import Snapshot


def run(plans: Snapshot, settings: Settings) -> tuple[Finding, ...]:
    """What the chosen rules find in the plans. Raises `SsetrackError` for a name that no rule has."""
    by_place: dict[tuple[str, Range, str], list[Finding]] = {}
    for one in _findings(rules_for(settings), plans, settings):
        by_place.setdefault(one.sort_key(), []).append(one)
    return tuple(one for place in sorted(by_place) for one in _distinct(by_place[place]))


def _distinct(findings: list[Finding]) -> Iterable[Finding]:
    """What one rule finds in one place, in the order of what it says.

    What several aliases repeat is found at each of them, and stands in one place.
    """
    if len(findings) == 1:
        return findings
    return (one for _, one in sorted({str(one.message): one for one in findings}.items()))


def rules_for(settings: Settings) -> dict[str, Rule]:
    """The rules that are selected and not ignored, by name, with those that nothing silences."""
    for name in sorted((settings.select or frozenset()) | settings.ignore):
        if not is_known(name):
            raise no_such_rule(name)
    return {
        name: rule
        for name, rule in RULES.items()
        if is_never_silenced(rule)
        or (
            (settings.select is None or name in settings.select or rule.family in settings.select)
            and name not in settings.ignore
            and rule.family not in settings.ignore
        )
    }


def _for_file(rules: Mapping[str, Rule], path: str, settings: Settings) -> Mapping[str, Rule]:
    """The chosen rules without those that are ignored in this file."""
    ignored = settings.ignore_in.get(path)
    if not ignored:
        return rules
    return {
        name: rule
        for name, rule in rules.items()
        if is_never_silenced(rule) or (name not in ignored and rule.family not in ignored)
    }


def is_known(name: str) -> bool:
    """Whether a rule or a family has that name."""
    return name in RULES or name in FAMILIES


def is_never_silenced(rule: Rule) -> bool:
    """Whether a rule says that the file was not read as it stands: then no other finding can be trusted."""
    return rule.family == "yaml" and rule.severity is Severity.ERROR


@cache
def known_rules() -> Known:
    """What comments may name: all rules and their families, and which of them no comment silences."""
    return Known(
        {name: rule.family for name, rule in RULES.items()},
        frozenset(name for name, rule in RULES.items() if is_never_silenced(rule)),
    )


def no_such_rule(name: str) -> SsetrackError:
    """There is no rule and no family of that name."""
    return SsetrackError(message("unknown rule `{name}`", name=name), _advice(name))


def no_such_rule_in(where: Location, name: str) -> Finding:
    """There is no rule and no family of that name, and the configuration names it there."""
    rule = RULES["unknown-rule"]
    what = message("unknown rule `{name}`", name=name)
    return Finding(where, rule.severity, rule.name, rule.family, what, _advice(name), field=name)


def _advice(name: str) -> Message:
    meant = nearest(name, (*RULES, *FAMILIES))
    if meant is not None:
        return message("did you mean `{name}`?", name=meant)
    families = ", ".join(f"`{family}`" for family in FAMILIES)
    return message("`ssetrack rule` lists the rules; the families are {names}", names=families)


def _findings(rules: Mapping[str, Rule], plans: Snapshot, settings: Settings) -> Iterator[Finding]:
    portfolio = plans.portfolio
    sources = {loaded.source.path: loaded.source for loaded in portfolio.all_files}
    for loaded in portfolio.broken:
        placer = Placer(loaded.source, sources)
        for problem in loaded.problems:
            # Nothing else can be known of such a file, so this is said whatever was asked for.
            yield placer.finding(problem, RULES[problem.rule])
    shared = SharedContext(portfolio, plans.schedule, settings)
    known = known_rules()
    for file in portfolio.files:
        here = _for_file(rules, file.path, settings)
        silencing = Silencing(file.source, known, here)
        placer, context = Placer(file.source, sources), Context(file, shared, silencing)
        # In this order: the last rules judge the comments, by what these have silenced.
        for rule in here.values():
            for problem in rule.find(context):
                finding = placer.finding(problem, rule)
                if is_never_silenced(rule) or not silencing.silences(finding):
                    yield _with_severity(finding, rule, settings)


def _with_severity(finding: Finding, rule: Rule, settings: Settings) -> Finding:
    """The finding with the severity that the rule, or else its family, has in this place."""
    if not settings.severity or is_never_silenced(rule):
        return finding
    severity = settings.severity.get(rule.name) or settings.severity.get(rule.family)
    return finding if severity is None else finding._replace(severity=severity)
