"""Files made to exhaust time or memory: a finding or a tree, soon and in little memory.

Each is read in a process of its own, forked of one that has imported what reads, so that its CPU time and its
peak of memory are its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from conftest import ALL_EXAMPLES

MEASURE = """
import gc, json, os, pathlib, re, resource, sys, time
from ssetrack.source import read
gc.disable()  # as the program does

def measure(data, pure, part):
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    data = eval(data, {"PART": part})
    began = time.process_time()
    source = read(data, "plan.yaml", pure=pure)
    spent = time.process_time() - began
    status = pathlib.Path("/proc/self/status")
    if status.exists():  # the peak of this program alone; getrusage counts what it was started from, too
        memory = int(re.search(r"VmHWM:\\s*([0-9]+) kB", status.read_text())[1]) // 1024
    else:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)
    first = source.problems[0].rule if source.problems else ""
    print(json.dumps([spent, memory, source.broken, first]), flush=True)

for pure in (False, True):
    read(b"a: b", "plan.yaml", pure=pure)
for line in sys.stdin:
    if child := os.fork():
        if status := os.waitpid(child, 0)[1]:
            print(json.dumps(f"ended with {status}"), flush=True)
        continue
    measure(*json.loads(line))
    os._exit(0)
"""

NINEFOLD = """"".join(f"a{i}: &a{i} [{','.join([f'*a{i-1}'] * 9)}]\\n" for i in range(1, 30))"""
BOMB = f'"a0: &a0 [x,x,x,x,x,x,x,x,x]\\n" + {NINEFOLD}'

PART = 1 if ALL_EXAMPLES else 2
"""Of what is long and read to its end only that part is tried, in that part of the time."""

HOSTILE = {
    "alias bomb": (f"({BOMB}).encode()", "over-limit"),
    "alias of itself": ('b"a: &a [*a]"', "over-limit"),
    "merge of itself": ('b"a: &a {<<: *a}"', "over-limit"),
    "10,000 brackets": ('b"a: " + b"[" * 10_000', "over-limit"),
    "10,000 closed brackets": ('b"a: " + b"[" * 10_000 + b"]" * 10_000', "over-limit"),
    "3,000 blocks": ('"".join(" " * i + "a:\\n" for i in range(3000)).encode()', "over-limit"),
    "10,000 dashes": ('b"- " * 10_000', "over-limit"),
    "20 MB": ('b"a: b\\n" * 4_000_000', "over-limit"),
    "NUL": ('b"a: \\0\\n" * 100_000', "control-character"),
    "Latin-1": ('b"titre: R\\xe9union\\n" * (100_000 // PART)', "not-utf8"),
    "UTF-16": ('("a: b\\n" * 300_000).encode("utf-16")', "not-utf8"),
    "binary": ("bytes(range(256)) * 4000", "not-utf8"),
    "empty": ('b""', ""),
    "a line of 2 MB": ('b"a: " + b"xyz " * (500_000 // PART)', ""),
    "a word of 2 MB": ('b"a: " + b"x" * (2_000_000 // PART)', ""),
    "blanks of 2 MB": ('b"a: b" + b" " * (2_000_000 // PART) + b"c"', ""),
    "a text of 100 kB": ('b"a: \\"" + b"y" * 100_000 + b"\\""', ""),
    "an open quote over 1 MB": ('b"a: \\"" + b"xyz " * (250_000 // PART)', "yaml-syntax"),
    "one key 100,000 times": ('b"a: b\\n" * (100_000 // PART)', "duplicate-key"),
    "a plan that breaks at its end": ('b"- {a: b, c: d}\\n" * (30_000 // PART) + b"x\\n"', "yaml-syntax"),
    "100,000 tabs": ('b"a:\\n" + b"\\tb\\n" * (100_000 // PART)', "tab-indentation"),
}


LONGEST = {"one key 100,000 times", "a plan that breaks at its end"}
"""What ruamel's own parser reads to its end, for seconds: done where all is tried."""

PURE = [name for name in HOSTILE if ALL_EXAMPLES or name not in LONGEST]
CASES = [*((name, False) for name in HOSTILE), *((name, True) for name in PURE)]


@pytest.fixture(scope="module")
def measured() -> Iterator[Callable[[str, bool], tuple[float, int, bool, str]]]:
    """CPU seconds and MB that reading takes, whether the file is broken, and the first rule it breaks."""
    with subprocess.Popen(
        [sys.executable, "-c", MEASURE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        questions, answers = process.stdin, process.stdout

        def measured(data: str, pure: bool) -> tuple[float, int, bool, str]:
            print(json.dumps([data, pure, PART]), file=questions, flush=True)
            seconds, megabytes, is_broken, first = json.loads(answers.readline())
            return seconds, megabytes, is_broken, first

        yield measured
        questions.close()


@pytest.mark.parametrize(("name", "pure"), CASES)
def test_hostile(measured, name, pure):
    data, rule = HOSTILE[name]
    seconds, megabytes, is_broken, first = measured(data, pure)
    assert first == rule
    assert is_broken == (rule not in ("", "duplicate-key"))
    assert seconds < (10 if pure else 5) / PART
    assert megabytes < 300
