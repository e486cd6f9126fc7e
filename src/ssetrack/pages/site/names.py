"""File names for pages: what every file system and every web server takes.

Comes in: identities, which may be any texts. Goes out: a name without its ending for each, in lower case;
names that would be the same, or that Windows keeps for devices, get a number.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssetrack.plan.slug import is_device, slug
from ssetrack.query.section_paths import Identity

LONGEST = 100
"""Letters of a name."""


def file_names(identities: Sequence[Identity]) -> dict[Identity, str]:
    """A name for each identity. Who is called just so has the name before those whose name is made so."""
    plain = {one: _plain(one) for one in identities}
    taken: dict[str, int] = {}
    names: dict[Identity, str] = {}
    for one in sorted(plain, key=lambda one: one != (plain[one],)):
        names[one] = _free(plain[one], taken)
    return {one: names[one] for one in plain}


def _plain(identity: Identity) -> str:
    name = "-".join(filter(None, map(slug, identity)))
    return name[:LONGEST].strip(".-") or "x"


def _free(plain: str, taken: dict[str, int]) -> str:
    """The name, or the first free one with a number; `taken` says for each from where to look on."""
    if plain not in taken and not is_device(plain):
        taken[plain] = 1
        return plain
    beginning = plain.replace(".", "-") if is_device(plain) else plain
    number = taken.get(plain, 1) + 1
    while (name := f"{beginning}-{number}") in taken:
        number += 1
    taken[plain] = number
    taken.setdefault(name, 1)
    return name
