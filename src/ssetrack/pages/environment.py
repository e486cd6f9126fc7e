"""How templates are read and filled: everything is escaped, and made safe to show before that.

Comes in: what the pages tell, and who speaks. Goes out: an environment of Jinja for them; the files of ours
that go in as they are.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pkgutil import get_data
from types import CodeType

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from ssetrack.language.speaker import Speaker
from ssetrack.pages.disclosure import Disclosure
from ssetrack.pages.measures import is_long, pieces


class _Compiled(BytecodeCache):
    """What templates were compiled to in this process: all languages fill the same ones."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def environment(disclosure: Disclosure, speaker: Speaker) -> Environment:
    """The environment in which the templates of a language are filled."""
    public = disclosure.text_of(speaker)
    made = Environment(
        loader=PackageLoader("ssetrack.pages"),
        autoescape=True,
        finalize=public,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=60,
        bytecode_cache=_COMPILED,
    )
    made.tests["long"] = is_long
    made.filters["pieces"] = lambda text: pieces(str(public(text)))  # an address is hidden as a whole
    return made


@cache
def template_file(name: str) -> str:
    """A style or a script of ours, as it stands between its tags."""
    content = get_data(__package__, f"templates/{name}")
    assert content is not None
    return f"\n{content.decode()}\n"


def hash_source(text: str) -> str:
    """A style or script as a policy names it (CSP Level 3, hash-source)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
