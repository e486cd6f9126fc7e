"""Plans as people write them: every style that YAML has, with comments wherever one may stand."""

from __future__ import annotations

import json

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["Réunion", "Ω 🌍", "a # b", "it's", 'say "yes"', "x: y", "- dash", "tab\there", "NO", "1.10", "~"]
)
ALTERNATIVES = [
    {"date": "2004-04-08/2004-04-09", "where": "Rio, de Janeiro"},
    {"id": "eu", "date": "26 avril 2004"},
    {"date": "2004-06"},
]
"""Three dates of which one may be chosen."""

COMMENTS = st.sampled_from(["", "", "  # why", "  # é 🌱: [a, 'b", "\t# tab"])
OWN_LINES = st.sampled_from(["", "", "", "# a line of its own", '  # deeper, with "quotes" and \'more'])
NAMES = st.sampled_from(["marcos", "chilo", "ben", "ana-🌍", "o'neil"])


# Made once: to make a strategy takes longer than to draw from it.
EITHER = st.booleans()
STYLES = st.sampled_from(["double", "single", "plain"])


def quoted(draw, text: str, *, flow: bool) -> str:
    """The text in one of the styles that can hold it there."""
    style = draw(STYLES)
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    plain = not any(sign in text for sign in "#:\"'\t~[]{},") and not text.startswith("-") and text != "NO"
    if style == "plain" and plain:
        return text
    return json.dumps(text, ensure_ascii=False)


@st.composite
def fields(draw, own_id: str) -> list[tuple[str, object]]:
    """The fields of an item in some order: texts, lists of texts, lists of mappings, and nothing."""
    found: list[tuple[str, object]] = [("title", draw(WORDS))]
    if draw(EITHER):
        found.append(("owners", draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))))
    if draw(EITHER):
        found.append(("status", draw(st.sampled_from(["planned", "in-progress"]))))
    dated = draw(st.sampled_from(["deadline", "when", "milestones", None]))
    if dated == "deadline":
        dates = st.sampled_from(["2004", "December 2004", "2004-06~", None])
        found.append(("deadline", draw(dates)))
    elif dated == "when":
        found.append(("when", ALTERNATIVES[: draw(st.integers(1, 3))]))
    elif dated == "milestones":
        ids = ["a", "b", "c"][: draw(st.integers(1, 3))]
        found.append(("milestones", [{"id": one, "title": draw(WORDS)} for one in ids]))
    if draw(EITHER):
        found.append(("notes", draw(st.sampled_from(["long", "multi", "block", "folded", "keep"]))))
    if draw(EITHER):
        found.append(("x-own", draw(WORDS)))
    return [("id", own_id), *draw(st.permutations(found))]


@st.composite
def block_item(draw, own_id: str, indent: str) -> str:
    lines: list[str] = []
    for name, value in draw(fields(own_id)):
        comment = draw(COMMENTS)
        lead = indent + ("- " if not lines else "  ")
        if name == "notes":
            lines += notes(str(value), lead, indent, comment)
        elif value is None:
            lines.append(f"{lead}{name}:{draw(st.sampled_from(['', ' ~', ' null']))}{comment}")
        elif isinstance(value, list):
            lines += draw(listed(name, value, lead, indent, comment))
        else:
            lines.append(f"{lead}{name}: {quoted(draw, str(value), flow=False)}{comment}")
        own = draw(OWN_LINES)
        if own and not (name == "notes" and value in ("block", "folded", "keep")):
            lines.append(own)
    return "\n".join(lines)


def notes(kind: str, lead: str, indent: str, comment: str) -> list[str]:
    deep = indent + "    "
    if kind == "long":
        return [f"{lead}notes: one line that goes on{comment}"]
    if kind == "multi":
        return [f'{lead}notes: "first line', f"{deep}second # no comment", "", f'{deep}third"{comment}']
    sign = {"block": "|", "folded": ">-", "keep": "|+"}[kind]
    header = sign + comment.replace("\t", " ")  # ruamel's own parser refuses a tab there
    return [f"{lead}notes: {header}", f"{deep}text with # sign 🌍", f"{deep}and\ta tab", ""]


def in_braces(draw, entry: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {quoted(draw, text, flow=True)}" for name, text in entry.items()) + "}"


def in_brackets(draw, values: list) -> str:
    write = {dict: in_braces, str: lambda draw, text: quoted(draw, text, flow=True)}
    words = [write[type(one)](draw, one) for one in values]
    return f"[{', '.join(words)}]"


@st.composite
def listed(draw, name: str, values: list, lead: str, indent: str, comment: str) -> list[str]:
    if draw(EITHER):
        return [f"{lead}{name}: {in_brackets(draw, values)}{comment}"]
    dash = indent + draw(st.sampled_from(["  - ", "    - ", "    -   "]))
    lines = [f"{lead}{name}:{comment}"]
    for one in values:
        own = draw(OWN_LINES)
        if own:
            lines.append(own)
        if isinstance(one, dict) and draw(EITHER):
            keys = [f"{key}: {quoted(draw, text, flow=False)}{draw(COMMENTS)}" for key, text in one.items()]
            lines += [dash + keys[0], *(" " * len(dash) + key for key in keys[1:])]
        elif isinstance(one, dict):
            lines.append(f"{dash}{in_braces(draw, one)}{draw(COMMENTS)}")
        else:
            lines.append(f"{dash}{quoted(draw, one, flow=False)}{draw(COMMENTS)}")
    return lines


@st.composite
def flow_item(draw, own_id: str, indent: str) -> str:
    parts = []
    for name, value in draw(fields(own_id)):
        if value is None:
            parts.append(f"{name}: {draw(st.sampled_from(['', '~', 'null']))}")
        elif isinstance(value, list):
            parts.append(f"{name}: {in_brackets(draw, value)}")
        else:
            parts.append(f"{name}: {quoted(draw, str(value), flow=True)}")
    between = draw(st.sampled_from([", ", " , ", f",  # flow\n{indent}   "]))
    end = draw(st.sampled_from(["", " ", ", "]))
    return f"{indent}- {{{between.join(parts)}{end}}}{draw(COMMENTS)}"


@st.composite
def anchored_items(draw, own_id: str, indent: str) -> str:
    """Two items that share things by anchor, alias and merge."""
    first, second = own_id, own_id + "0"
    kind = draw(st.sampled_from(["value", "merge", "list", "unused"]))
    deep = indent + "  "
    if kind == "value":
        one = [f"{indent}- id: {first}", f"{deep}title: &t Shared", f"{deep}deadline: &d 2004-01  # once"]
        return "\n".join([*one, f"{indent}- id: {second}", f"{deep}title: *t", f"{deep}deadline: *d"])
    if kind == "merge":
        one = [f"{indent}- &m", f"{deep}id: {first}", f"{deep}title: One", f"{deep}owners: [ben]"]
        return "\n".join([*one, f"{indent}- <<: *m", f"{deep}id: {second}", f"{deep}status: planned"])
    if kind == "list":
        one = [f"{indent}- {{id: {first}, title: One, owners: &o [ben, chilo]}}"]
        return "\n".join([*one, f"{indent}- {{id: {second}, title: Two, owners: *o}}"])
    return f"{indent}- &unused\n{deep}id: {first}\n{deep}title: &x One"


SECTIONS = {
    "sections:\n- title: S\n  activities:": "  ",
    "sections:\n  - title: S\n    sections:\n    - id: s\n      title: T\n      activities:": "      ",
}
"""What may stand round the activities, and how much deeper they stand then."""


@st.composite
def plan_texts(draw) -> tuple[str, list[str]]:
    """A plan and the ids of its activities."""
    indent = draw(st.sampled_from(["", "  ", "    "]))
    ids = [str(number) for number in range(1, draw(st.integers(1, 3)) + 1)]
    kinds = st.sampled_from([block_item, block_item, flow_item, anchored_items])
    items = [draw(draw(kinds)(own_id, indent)) for own_id in ids]
    holder = "activities:"
    if draw(EITHER):  # one section, or one within another
        holder, deeper = draw(st.sampled_from(list(SECTIONS.items())))
        items = ["\n".join(deeper + line if line else line for line in item.split("\n")) for item in items]
    head = f"# the head\nssetrack: 1{draw(COMMENTS)}\ntitle: A plan\n{holder}{draw(COMMENTS)}\n"
    between = draw(st.sampled_from(["\n", "\n\n", "\n# between items\n"]))
    tail = draw(st.sampled_from(["", "\n", "\n\n# the end", "\nx-tail: |\n  text\n\n"]))
    text = head + between.join(items) + tail
    if draw(EITHER):
        text = text.replace("\n", "\r\n")
    return ("\ufeff" if draw(EITHER) else "") + text, ids
