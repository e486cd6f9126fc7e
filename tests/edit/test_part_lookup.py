"""What a name means in `set`, `rename` and `remove`: one thing, or a refusal with the spellings."""

from __future__ import annotations

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.whole_plan.part_lookup import parts_named, target_named
from ssetrack.source import read

FORUM = """\
ssetrack: 1
id: forum
title: Forum
owners:
  ana: Ana Sow
  both: {name: Both, email: both@example.org}
  web: Web team
  site: Site
goals: {A: One, web: Two}
sections:
  - {id: web, title: The web}
  - {title: Texts}
  - {title: Texts}
activities: [{id: 1.1, title: T}, {id: ana2, title: T}, {id: plan2, title: T}]
"""
OTHER = """\
ssetrack: 1
id: owner
title: Other
owners:
  ana: Ana Diop
  both: {name: Somebody else, email: both@example.org}
goals: {A: One}
activities: [{id: 1.1, title: T}, {id: ana, title: T}, {id: plan, title: T}]
"""

FOUND = {
    "forum:1.1": "forum 1.1",
    "ana2": "forum ana2",
    "owner:ana2": None,
    "owner:forum:ana": "forum owner:ana",
    "owner:Ana Sow": "forum owner:ana",
    "owner:both": "forum owner:both, owner owner:both",
    "both": "forum owner:both, owner owner:both",
    "site": "forum owner:site",
    "section:web": "forum section:web",
    "section:The web": "forum section:web",
    "goal:forum:A": "forum goal:A",
    "plan:forum": "forum plan",
    "plan:owner": "owner plan",
    "plan2": "forum plan2",
    "owner:plan": None,
}

REFUSED = {
    "1.1": "`forum:1.1`, `owner:1.1`",
    "ana": "`owner:ana`",
    "owner:ana": "`owner:forum:ana`, `owner:owner:ana`",
    "web": "`owner:web`, `goal:web`, `section:web`",
    "A": "`goal:forum:A`, `goal:owner:A`",
    "goal:A": "`goal:forum:A`, `goal:owner:A`",
    "plan": "`plan:forum`, `plan:owner`",
    "section:Texts": "give the section an id first",
    "owner:An": "did you mean `owner:ana`?",
    "section:nowhere:web": "there are `forum`, `owner`",
    "nothing": "",
}


def said(asked: str) -> str:
    sources = [read(FORUM.encode(), "forum.yaml"), read(OTHER.encode(), "other.yaml")]
    target = target_named(sources, asked)
    if isinstance(target, ItemNode):
        return f"{target.plan} {target.id}"
    return ", ".join(f"{one.plan} {one}" for one in target)


@pytest.mark.parametrize("asked", [asked for asked, found in FOUND.items() if found is not None])
def test_what_is_found(asked: str):
    assert said(asked) == FOUND[asked]


@pytest.mark.parametrize("asked", [*REFUSED, *(asked for asked, found in FOUND.items() if found is None)])
def test_what_is_refused(asked: str):
    with pytest.raises(SsetrackError) as refused:
        said(asked)
    assert REFUSED.get(asked, "") in str(refused.value.help)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "text\n", "a: [\n"])
def test_what_has_no_fields_is_no_plan(text: str):
    other = read(text.encode(), "none.yaml")
    for asked in ("plan", "plan:none"):
        with pytest.raises(SsetrackError, match="none of the plans here can be read"):
            target_named([other], asked)
    (plan,) = parts_named([other, read(FORUM.encode(), "forum.yaml")], "plan")
    assert plan.plan == "forum"
    with pytest.raises(SsetrackError, match="no plan here has the id `none`"):
        parts_named([other, read(FORUM.encode(), "forum.yaml")], "plan:none")
