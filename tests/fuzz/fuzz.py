"""Plans and dates changed at random, until something breaks that never may.

    python tests/fuzz/fuzz.py --seconds 600        a run of ten minutes; `make fuzz` is one of a minute
    python tests/fuzz/fuzz.py --seed 7             the same inputs again

What breaks is made smaller, printed, and kept in `tests/fuzz/seeds/<target>/`, where `tests/test_fuzz.py`
tries it ever after, beside traps that are set by hand. What takes more than ten CPU seconds breaks as well.
Targets: `dates`, `plans` (reading, checking, fixing), `edits`, `feeds`.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent
ROOT = TESTS.parent
SEEDS = HERE / "seeds"
sys.path[:0] = [str(TESTS), str(TESTS / "feeds")]

from snapshots import snapshot_of  # noqa: E402
from ssetrack import dates  # noqa: E402
from ssetrack.dates import DateProblem, Period  # noqa: E402
from ssetrack.diagnostic import Severity, SsetrackError  # noqa: E402
from ssetrack.edit.change import Change, source_after  # noqa: E402
from ssetrack.edit.fields import field_removal, field_setting  # noqa: E402
from ssetrack.edit.fixes import outcome_of_fixes  # noqa: E402
from ssetrack.edit.item_lookup import ItemNode, item_named  # noqa: E402
from ssetrack.lint import Settings, check  # noqa: E402
from ssetrack.load import load  # noqa: E402
from ssetrack.source import read  # noqa: E402

TODAY = date(2004, 10, 1)
LARGEST = 20_000
"""Letters of a plan that are tried: many small plans find more than few large ones."""


def octets(text: str) -> bytes:
    """The text as a file has it; half a character becomes what is no UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def plain(node: object) -> object:
    """A tree as plain data."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(one) for one in node]
    return None if node is None else str(node)


def try_dates(text: str) -> None:
    """No text raises; the standard form of a date reads as the same date, and is its own standard form."""
    for language in ("en", "fr", "es", "pt"):
        found = dates.parse(text, language=language, start=TODAY)
        if isinstance(found, DateProblem) or not isinstance(found, Period):
            continue
        again = dates.parse(found.canonical, language=language, start=TODAY)
        assert isinstance(again, Period), (text, language, found.canonical, again)
        assert (again.canonical, again.earliest, again.latest) == (
            found.canonical,
            found.earliest,
            found.latest,
        ), (text, language, found, again)


def try_plans(text: str) -> None:
    """Reading, checking and fixing never raise; a plan stays one by its fixes, with as many items."""
    there = snapshot_of(octets(text), TODAY)
    for finding in check(there):
        assert finding.region.line >= 1
    sources = [loaded.source for loaded in there.portfolio.all_files]
    before = len(there.statuses)
    if any(load(source).problems for source in sources):
        sources = [read(octets(text), "plan.yaml")]
    for unsafe in (False, True):
        outcome = outcome_of_fixes(sources, TODAY, Settings(), unsafe=unsafe)
        if there.portfolio.files:
            assert outcome.snapshot.portfolio.files, outcome.files[0].after.text
            assert len(outcome.snapshot.statuses) >= before, outcome.files[0].after.text


def try_edits(text: str) -> None:
    """An edit is refused, or changes the field that is meant and nothing else."""
    source = read(octets(text), "plan.yaml")
    if source.broken:
        return
    there = snapshot_of(octets(text), TODAY)
    for status in there.statuses[:3]:
        for name, change in _edits():
            try:
                target = item_named([source], status.item.id)
                if target.node.get(name) == WORDS:
                    continue
                made = change(target)
                after = source_after(source, [] if made is None else [made])
            except SsetrackError:
                continue
            expected = plain(source.root)
            item: object = expected
            for step in target.route:
                item = item[step]
            assert isinstance(item, dict)
            if made is None:
                pass
            elif name == "removed":
                item.pop("owners", None)
            else:
                item[name] = WORDS
            assert plain(after.root) == expected, (name, after.text)


WORDS = 'it\'s: a # "word" 🌍'


def _edits() -> Iterator[tuple[str, Callable[[ItemNode], Change | None]]]:
    yield "title", lambda target: field_setting(target.source, target.route, "title", WORDS)
    yield "where", lambda target: field_setting(target.source, target.route, "where", WORDS)
    yield "removed", lambda target: field_removal(target.source, target.route, "owners")


def try_feeds(text: str) -> None:
    """A feed of any plan is one that a reader reads; of a plan without errors each UID stands once."""
    from icalendar import Calendar
    from making import feed_of

    feed = feed_of(text, today=TODAY) if "\ud800" not in text else None
    if feed is None:
        return
    events = list(Calendar.from_ical(feed).walk("VEVENT"))
    for event in events:
        assert event.errors == [], event.errors
    if any(finding.severity is Severity.ERROR for finding in check(snapshot_of(octets(text), TODAY))):
        return  # nothing is exported then
    known = Counter((str(event["UID"]), str(event.get("RECURRENCE-ID", ""))) for event in events)
    assert all(number == 1 for number in known.values()), known.most_common(1)


TARGETS: dict[str, Callable[[str], None]] = {
    "dates": try_dates,
    "plans": try_plans,
    "edits": try_edits,
    "feeds": try_feeds,
}


def corpus() -> list[str]:
    """The plans that there are: real ones, examples, and the bad ones of the tests."""
    files = [*ROOT.glob("plans/*.yaml"), *ROOT.glob("examples/*.yaml"), *TESTS.rglob("*.yaml")]
    texts = (path.read_bytes().decode("utf-8", "replace") for path in sorted(files))
    return [text for text in texts if len(text) < LARGEST]


def date_corpus(plans: list[str]) -> list[str]:
    """What stands behind the date fields of the plans."""
    found: dict[str, None] = {}
    for text in plans:
        for line in text.splitlines():
            for field in ("deadline:", "when:", "date:", "done:", "start:", "period:"):
                _, there, rest = line.partition(field)
                if there:
                    found[rest.split("#")[0].split("}")[0].split(", ")[0].strip(" \"'[{")] = None
    return [
        *found,
        "2004-06~",
        "../2004",
        "2004/..",
        "{2004-01,2004-02}",
        "M3/M6",
        "W2",
        "5 working days after a",
    ]


SIGNS = "-:,#&*!|>'\"%@`{}[]?~ \t\n\r\0\x85\u2028\ufeff\ud800é日🌍0129./T+ZX"
PIECES = (
    "- ",
    ": ",
    " #",
    "{}",
    "[]",
    "<<: *a",
    "&a ",
    "*a",
    "!!str ",
    "---\n",
    "...\n",
    "|\n",
    ">-\n",
    "~",
    "null",
    "id: a",
    "after: [a]",
    "deadline: 2 days after a",
    "when: {date: 2004-03-02, repeat: every week}",
    "done: 2004",
    "milestones: [{id: m, title: M}]",
    "owners: [a, b]",
    "time: '25:00'",
    "timezone: AoE",
    "status: done",
    "9999-12-31",
    "0000",
    "-0001",
    "2004-W53",
    "2004-02-30",
    "99999999999999999999",
    "every 0 days",
    "FREQ=DAILY;COUNT=0",
    "# ssetrack: ignore[overdue]",
    "# ssetrack: ignore-file[",
    "x-own: {a: [b]}",
    "before",
    "mid ",
    "~",
    "?",
)


def changed(text: str, others: list[str], chance: random.Random) -> str:
    """The text with one to four changes, each of a kind that people, editors or attackers make."""
    for _ in range(chance.randint(1, 4)):
        lines = text.splitlines(keepends=True) or [""]
        at, line = chance.randrange(len(text) + 1), chance.randrange(len(lines))
        match chance.randrange(9):
            case 0:
                text = text[:at] + chance.choice(SIGNS) + text[at + chance.randint(0, 1) :]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 12) :]
            case 2:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 3:
                lines.insert(line, lines[chance.randrange(len(lines))])
                text = "".join(lines)
            case 4:
                del lines[line]
                text = "".join(lines)
            case 5:
                other = chance.choice(others).splitlines(keepends=True) or [""]
                first = chance.randrange(len(other))
                lines[line:line] = other[first : first + chance.randint(1, 4)]
                text = "".join(lines)
            case 6:
                lines[line] = " " * chance.randint(0, 6) + lines[line].lstrip(" ")
                text = "".join(lines)
            case 7:
                words = text.split(" ")
                one, two = chance.randrange(len(words)), chance.randrange(len(words))
                words[one], words[two] = words[two], words[one]
                text = " ".join(words)
            case _:
                text = (
                    text[:at] + text[chance.randrange(len(text) + 1) :][: chance.randint(1, 40)] + text[at:]
                )
    return text[:LARGEST]


LONGEST = 10.0
"""CPU seconds after which an input counts as one that hangs."""


def _too_long(*_: object) -> None:
    raise TimeoutError(f"more than {LONGEST:.0f} CPU seconds")


def failure(target: str, text: str) -> str | None:
    """What breaks, as a traceback; None where nothing does."""
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        TARGETS[target](text)
    except Exception:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def smaller(target: str, text: str) -> str:
    """A smaller text that breaks as well: pieces are left out while it still does."""
    size = max(1, len(text) // 2)
    ends = time.monotonic() + 20
    while size and time.monotonic() < ends:
        at = 0
        while at < len(text) and time.monotonic() < ends:
            shorter = text[:at] + text[at + size :]
            if failure(target, shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def kept(target: str, text: str) -> Path:
    """The file in which a text that broke something is kept."""
    data = octets(text)
    path = SEEDS / target / f"{hashlib.sha256(data).hexdigest()[:12]}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def run(seconds: float, seed: int, targets: list[str]) -> int:
    """Try inputs for so long; how many broke something."""
    chance = random.Random(seed)
    plans = corpus()
    texts = {"dates": date_corpus(plans)}
    tried: Counter[str] = Counter()
    seen: set[str] = set()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        target = chance.choice(targets)
        known = texts.get(target, plans)
        text = changed(chance.choice(known), known, chance)
        tried[target] += 1
        broken = failure(target, text)
        if broken is None:
            continue
        kind = "".join(broken.splitlines(keepends=True)[-4:-1])[:300]
        if (target + kind) in seen:
            continue
        seen.add(target + kind)
        small = smaller(target, text)
        print(f"{target}: {small!r}\n{failure(target, small)}\nkept in {kept(target, small)}\n", flush=True)
    print(
        f"seed {seed}: {', '.join(f'{number} {name}' for name, number in tried.items())}; {len(seen)} broke"
    )
    return len(seen)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--target", action="append", choices=TARGETS)
    asked = parser.parse_args()
    sys.exit(1 if run(asked.seconds, asked.seed, asked.target or list(TARGETS)) else 0)
