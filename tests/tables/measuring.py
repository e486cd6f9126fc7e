"""Read documents, each in a process of its own with limits, and say what each took.

A program that `test_packages.py` starts and talks to. It imports the readers before, has no threads, and
forks for each document: what is measured is the reading, without the time in which Python starts.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables import excel, opendocument, word

READERS = {"word": word.document, "excel": excel.document, "opendocument": opendocument.document}

SECONDS = 20
"""Of CPU, after which the system stops a reader."""


class Measure(NamedTuple):
    """What a reader said, and took: CPU seconds, and MB beyond what the process had."""

    said: str
    seconds: float
    megabytes: float


def measure(reader: str, octets: bytes) -> Measure:
    """What reading takes in this process."""
    before, began = _peak(), time.process_time()
    try:
        said = f"read: {len(READERS[reader](octets).tables)}"
    except SsetrackError as refusal:
        said = f"refused: {refusal.message} / {refusal.help}"
    except BaseException as error:
        said = f"failed: {type(error).__name__}: {error}"
    return Measure(said[:2000], time.process_time() - began, (_peak() - before) / 2**20)


def _peak() -> int:
    """The most memory that this process has had, in octets."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Answer each request, a line with the reader and the size and then the octets, by a line of JSON."""
    while line := sys.stdin.buffer.readline():
        reader, size = line.split()
        octets = sys.stdin.buffer.read(int(size))
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            os.write(1, f"{json.dumps(measure(reader.decode(), octets))}\n".encode())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            os.write(1, f"{json.dumps(Measure(f'stopped: {status}', SECONDS, 0))}\n".encode())


if __name__ == "__main__":
    main()
