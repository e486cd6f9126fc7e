"""What `export ics` was asked for, as settings: stamps, reminders, `[export]`; and plans it refuses.

Comes in: texts of options and of the configuration. Goes out: values, or a `SsetrackError` that says what to
write instead.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from ssetrack.calendar.calendar import Publishing
from ssetrack.calendar.events import Alarms
from ssetrack.cli.usage_errors import cannot_be
from ssetrack.dates import days_before
from ssetrack.diagnostic import Finding, Kind, Severity, SsetrackError
from ssetrack.language.message import Message, count_of, message
from ssetrack.wording.punctuation import message_behind_label
from ssetrack.workspace.configuration_tables import ExportConfiguration, SiteConfiguration
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session

MOST_ERRORS = 10
"""Named before an export is refused."""

_STAMP = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T([0-9]{2}):?([0-9]{2}):?([0-9]{2})Z)?")
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,98}[A-Za-z0-9])?")
_URL = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")
_LOGIN = re.compile(r"(?<=://)[^/?#]*@")
_REFRESH = re.compile(r"([1-9][0-9]{0,3})(m|h|d|w)")


def _not_exported(number: int) -> Message:
    return count_of("{number} error: nothing was exported", "{number} errors: nothing was exported", number)


def refuse_errors(
    session: Session, refusal: Callable[[int], Message] = _not_exported, *, names_conflicts: bool = True
) -> None:
    """Name the errors in the plans; raise `SsetrackError` if there is one that is no planning conflict.

    What a run has said of conflicts once it need not say again.

    A feed made of half a plan would take dates out of people's calendars. Dates that do not fit together are
    known all the same: people see them, and are told.
    """
    from ssetrack.lint import RULES, Settings, check

    rules = frozenset(
        name for name, rule in RULES.items() if rule.severity is Severity.ERROR or rule.kind is Kind.CONFLICT
    )
    findings = check(session.snapshot, Settings(select=rules))
    conflicts = [finding for finding in findings if finding.kind is Kind.CONFLICT]
    errors = [
        finding
        for finding in findings
        if finding.severity is Severity.ERROR and finding.kind is not Kind.CONFLICT
    ]
    _name(errors or (conflicts if names_conflicts else ()), session)
    if not errors:
        return
    raise SsetrackError(refusal(len(errors)), message("`ssetrack lint` says what to write instead"))


def _name(findings: Sequence[Finding], session: Session) -> None:
    """Name the first of them, and count the others."""
    for one in findings[:MOST_ERRORS]:
        where = f"{one.path}:{one.region.line}:{one.region.column}"
        remark(message_behind_label(where, one.message), session.speaker)
    more = len(findings) - MOST_ERRORS
    if more > 0:
        remark(message("and {number} more: `ssetrack lint` lists them", number=more), session.speaker)


def publishing_of(
    export: ExportConfiguration,
    *,
    stamp: datetime | None,
    since: date | None,
    alarms: Alarms | None,
    tasks: bool,
    kind: str,
) -> Publishing:
    """The settings of `[export]` with what was asked for. Raises `SsetrackError` for one that cannot be."""
    usual = Publishing()
    domain = export.domain or usual.domain
    if not _DOMAIN.fullmatch(domain):
        raise cannot_be("export.domain", domain, "plans.example.org")
    url = _url(export.url, "export.url", "https://example.org/calendars")
    refresh = usual.refresh
    if export.refresh is not None:
        found = _REFRESH.fullmatch(export.refresh)
        if found is None:
            raise cannot_be("export.refresh", export.refresh, "12h")
        number, unit = found[1], found[2].upper()
        refresh = f"PT{number}{unit}" if unit in "HM" else f"P{number}{unit}"
    return Publishing(domain, url, refresh, stamp, since, alarms, tasks, kind)


def site_url(site: SiteConfiguration) -> str | None:
    """Where a site will be, without a slash at the end. Raises `SsetrackError` for what is no address."""
    url = _url(site.url, "site.url", "https://plans.example.org")
    return None if url is None else url.rstrip("/")


def _url(text: str | None, name: str, example: str) -> str | None:
    """The address of a folder, without user or password: it is published, and names are put behind it."""
    if text is not None and not (text.isprintable() and _URL.fullmatch(text)):
        raise cannot_be(name, _LOGIN.sub("…@", text), example)
    return text


def alarms_of(asked: str | None) -> Alarms | None:
    """`7d,1d` as days. Raises `SsetrackError` for anything else."""
    if asked is None:
        return None
    days = [days_before(one) for one in asked.split(",")]
    if any(day is None for day in days):
        raise cannot_be("--alarms", asked, "7d,1d")
    return tuple(day for day in days if day is not None)


def stamp_of(asked: str | None, epoch: str | None) -> datetime | None:
    """The time of this revision: as asked for, else SOURCE_DATE_EPOCH (seconds since 1970), else none."""
    if asked is None:
        if not epoch:
            return None
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise cannot_be("SOURCE_DATE_EPOCH", epoch, "1075593600") from None
    found = _STAMP.fullmatch(asked)
    try:
        if found is not None:
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        pass  # no such day or hour
    raise cannot_be("--stamp", asked, "2004-01-05T09:00:00Z")
