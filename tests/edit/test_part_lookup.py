"""What a name means in `set`, `rename` and `remove`: one thing, or a refusal with the spellings."""

from __future__ import annotations

import pytest

from snapshots import snapshot_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.item_lookup import ItemNode
from ssetrack.edit.whole_plan.part_lookup import parts_named, target_named
from ssetrack.language.speaker import ENGLISH
from ssetrack.query.columns import View
from ssetrack.query.part_detail import PartDetail, part_detail
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


LANGUAGES = """\
ssetrack: 1
id: forum
title: Forum
language: fr
owners:
  ana: {name: {en: "Ana, chair", fr: "Ana, présidente"}, aliases: [Anita]}
goals: {A: {en: One, fr: Un}}
sections:
  - {title: {en: First, fr: Premier}}
  - {id: web, title: {en: The web, fr: La toile}}
activities: [{id: 1.1, title: T, deadline: 2027}]
"""
SPELLINGS = {
    "plan": "plan:forum",
    "plan:forum": "plan:forum",
    "owner:ana": "owner:forum:ana",
    "owner:forum:ana": "owner:forum:ana",
    "owner:Ana, chair": "owner:forum:ana",
    "owner:forum:ana, Présidente": "owner:forum:ana",
    "owner:anita": "owner:forum:ana",
    "goal:A": "goal:forum:A",
    "goal:forum:a": "goal:forum:A",
    "section:first": "section:forum:First",
    "section:Premier": "section:forum:First",
    "section:forum:premier": "section:forum:First",
    "section:La toile": "section:forum:web",
    "section:forum:the web": "section:forum:web",
    "ana": "owner:forum:ana",
    "web": "section:forum:web",
}
NOT = ["plan:other", "owner:other:ana", "owner:forum:bo", "goal:Two", "section:Zweite", "owner:"]


def shown(asked: str, plans: dict[str, str]) -> PartDetail | None:
    plan = snapshot_of(plans)
    return part_detail(asked, plan, View(plan.portfolio, None, ENGLISH))


@pytest.mark.parametrize("asked", SPELLINGS)
def test_what_is_shown_is_what_is_set(asked: str):
    meant = target_named([read(LANGUAGES.encode(), "forum.yaml")], asked)
    assert not isinstance(meant, ItemNode)
    assert [one.spelling for one in meant] == [SPELLINGS[asked]]
    detail = shown(asked, {"forum.yaml": LANGUAGES})
    assert detail is not None
    kind, _, name = SPELLINGS[asked].partition(":")
    own = name.removeprefix("forum:")
    assert (detail.part, detail.id) == (kind, None if own == "First" else own)


@pytest.mark.parametrize("asked", NOT)
def test_what_is_not_shown_is_not_set(asked: str):
    with pytest.raises(SsetrackError) as of_set:
        target_named([read(LANGUAGES.encode(), "forum.yaml")], asked)
    with pytest.raises(SsetrackError) as of_show:
        shown(asked, {"forum.yaml": LANGUAGES})
    assert str(of_show.value.message) == str(of_set.value.message)
    assert str(of_show.value.help) == str(of_set.value.help)


SEVERAL = {
    "plan": "`plan:forum`, `plan:other`",
    "owner:ana": "`owner:forum:ana`, `owner:other:ana`",
    "goal:A": "`goal:forum:A`, `goal:other:A`",
    "A": "`goal:forum:A`, `goal:other:A`",
    "section:web": "`section:forum:web`, `section:other:web`",
    "section:Premier": "`section:forum:Premier`, `section:other:Premier`",
}


@pytest.mark.parametrize("asked", SEVERAL)
def test_what_is_proposed_for_one_of_several_is_shown(asked: str):
    plans = {"a.yaml": LANGUAGES, "b.yaml": LANGUAGES.replace("id: forum", "id: other")}
    with pytest.raises(SsetrackError) as refused:
        shown(asked, plans)
    assert SEVERAL[asked] in str(refused.value.help)
    for plan, spelling in zip(("forum", "other"), SEVERAL[asked].split(", "), strict=True):
        detail = shown(spelling.strip("`"), plans)
        assert detail is not None
        assert detail.file.id == plan


def test_sections_of_one_title_need_ids():
    with pytest.raises(SsetrackError, match="several sections are called `Texts`"):
        shown("section:Texts", {"forum.yaml": FORUM})
