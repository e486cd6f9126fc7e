"""Plans whose parts name each other, in every style that YAML has."""

from __future__ import annotations

from generated_plans import COMMENTS, OWN_LINES, quoted
from hypothesis import strategies as st

OWNERS = ["ana", "ben", "seat", "team"]
GOALS = ["A", "B"]
IDS = ["1", "1.1", "two"]
PARTS = ["a", "b"]
REFERENCES = ["1", "1.1", "two", "1/a", "two/b", "p:1.1", "p:1/a"]
DATES = ["2004-05", "2 weeks after 1.1", "3 days before 1/a", "1 month after p:1.1", "2 semaines après two"]

# Made once: to make a strategy takes longer than to draw from it.
EITHER = st.booleans()
QUARTER = st.integers(0, 3)
FORMS = st.sampled_from(["flow", "block"])
FORMS_ALONE = st.sampled_from(["text", "flow", "block"])
A_DATE = st.sampled_from(DATES)
PEOPLE = st.lists(st.sampled_from(OWNERS), min_size=1, max_size=3, unique=True)
SOME_GOALS = st.lists(st.sampled_from(GOALS), max_size=2, unique=True)
SOME_REFERENCES = st.lists(st.sampled_from(REFERENCES), max_size=2, unique=True)


def listed(draw, name: str, values: list[str], lead: str) -> str:
    """A list on one line or on several."""
    if draw(EITHER):
        inside = ", ".join(quoted(draw, one, flow=True) for one in values)
        return f"{lead}{name}: [{inside}]{draw(COMMENTS)}"
    lines = [f"{lead}{name}:{draw(COMMENTS)}"]
    lines += [f"{lead}  - {quoted(draw, one, flow=False)}{draw(COMMENTS)}" for one in values]
    return "\n".join(lines)


def declared(draw, key: str, field: str, text: str, more: dict[str, str], indent: str) -> str:
    """An owner or a goal: a text alone, in braces, or with a line for each field."""
    written = quoted(draw, key, flow=False)
    match draw(FORMS if more else FORMS_ALONE):
        case "text":
            gap = draw(st.sampled_from([" ", "   "]))
            return f"{indent}{written}:{gap}{quoted(draw, text, flow=False)}{draw(COMMENTS)}"
        case "flow":
            inside = ", ".join(
                f"{name}: {value}" for name, value in {field: quoted(draw, text, flow=True), **more}.items()
            )
            return f"{indent}{written}: {{{inside}}}{draw(COMMENTS)}"
        case _:
            lines = [f"{indent}{written}:{draw(COMMENTS)}"]
            entries = {field: quoted(draw, text, flow=False), **more}
            lines += [f"{indent}  {name}: {value}{draw(COMMENTS)}" for name, value in entries.items()]
            return "\n".join(lines)


@st.composite
def connected_plans(draw) -> str:
    """A plan `p` with owners, goals, sections and three activities that refer to each other."""
    lines = ["# the head", "ssetrack: 1", "id: p", "title: A plan", f"owners:{draw(COMMENTS)}"]
    names = {"seat": {"vacant": "true"}, "team": {"members": "[seat, ana]"}}
    for key in OWNERS:
        lines += [f"  {own}" for own in [draw(OWN_LINES)] if own.startswith("#")]
        lines.append(declared(draw, key, "name", f"The {key}", names.get(key, {}), "  "))
    lines.append("goals:")
    for key in GOALS:
        text = draw(st.sampled_from(["Meet", "Meet, greet", "it's: {so}", "a # b"]))
        lines.append(declared(draw, key, "title", text, {}, "  "))
    lines += ["sections:", f"  - id: {quoted(draw, 'web', flow=False)}{draw(COMMENTS)}", "    title: Web"]
    lines += ["    lead: [seat]", "    activities:"]
    for own in IDS:
        if draw(EITHER):
            lines += ["", f"      # about {own}"]
        lines.append(draw(activities(own)))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n# the end\n"]))
    if draw(EITHER):
        text = text.replace("\n", "\r\n")
    return ("\ufeff" if draw(EITHER) else "") + text


@st.composite
def activities(draw, own: str) -> str:
    """An activity in block style or in braces."""
    people = draw(PEOPLE)
    goals = draw(SOME_GOALS)
    after = draw(SOME_REFERENCES)
    date = draw(A_DATE)
    parts = draw(EITHER)
    if draw(QUARTER) == 0:
        flow = [f"id: {quoted(draw, own, flow=True)}", "title: T", f"owners: [{', '.join(people)}]"]
        flow += [f"after: [{', '.join(after)}]"] if after else []
        flow += [f"goals: {goals[0]}"] if goals else []
        flow += (
            ["milestones: [{id: a, title: A, when: 2004-05}, {id: b, title: B, after: [1/a]}]"]
            if parts
            else []
        )
        flow += [] if parts else [f"when: {quoted(draw, date, flow=True)}"]
        return f"      - {{{draw(st.sampled_from([', ', ' , '])).join(flow)}}}{draw(COMMENTS)}"
    lines = [f"      - id: {quoted(draw, own, flow=False)}{draw(COMMENTS)}"]
    lines += [f"        {own}" for own in [draw(OWN_LINES)] if own.startswith("#")]
    lines += ["        title: T", listed(draw, "owners", people, "        ")]
    lines += [listed(draw, "after", after, "        ")] if after else []
    lines += [listed(draw, "goals", goals, "        ")] if goals else []
    if parts:
        lines.append("        milestones:")
        for part in PARTS:
            form = draw(FORMS)
            if form == "flow":
                lines.append(
                    f"          - {{id: {part}, title: P, with: [ana], when: 2004-06}}{draw(COMMENTS)}"
                )
            else:
                lines += [f"          - id: {quoted(draw, part, flow=False)}", "            title: P"]
    else:
        form = draw(st.sampled_from(["text", "list", "mapping"]))
        entry = f"{{date: {quoted(draw, date, flow=True)}, where: Rio}}"
        lines.append(
            f"        when: {quoted(draw, date, flow=False)}" if form == "text"
            else f"        when: {entry}{draw(COMMENTS)}" if form == "mapping"
            else f"        when:\n          - {entry}\n          - 2005-06"
        )  # fmt: skip
    return "\n".join(lines)
