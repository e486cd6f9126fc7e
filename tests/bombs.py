"""Plans made to exhaust time or memory, by name: each is small to write and grows with one number.

Comes in: a name of `BOMBS` and, for growth, a factor. Goes out: the text of a plan, or of several by their names.
The size of each is such that work in proportion to it is soon done, and work in proportion to its square is not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple

HEAD = "ssetrack: 1\nid: p\ntitle: A plan\n"

TARGET = '  - {id: target, title: The one that commands are about, deadline: "2004-12-01"}\n'
"""An item that every bomb has, so that commands about one item find it."""

Plans = str | dict[str, str]


class Bomb(NamedTuple):
    """What makes the plan of a size, and the size at which it is tried."""

    make: Callable[[int], Plans]
    size: int

    def plans(self, factor: float = 1) -> dict[str, str]:
        """The texts by file name; a plan alone is `p.yaml`."""
        made = self.make(max(1, int(self.size * factor)))
        return {"p.yaml": made} if isinstance(made, str) else made


def plan(activities: Iterable[str] = (), head: str = "") -> str:
    """A plan of these activities, each in braces, and the target."""
    return HEAD + head + "activities:\n" + TARGET + "".join(f"  - {{{one}}}\n" for one in activities)


def activities(size: int, more: str = "", head: str = "") -> str:
    """So many activities; in `more`, `{n}` is the number of each, `{m}` that of the next."""
    return plan(
        (f"id: a{n}, title: T{n}" + (f", {more.format(n=n, m=n + 1)}" if more else "") for n in range(size)),
        head,
    )


def listed(names: Iterable[object]) -> str:
    """A list in brackets."""
    return f"[{', '.join(map(str, names))}]"


def goals_by_sections(size: int) -> str:
    goals = "goals:\n" + "".join(f"  g{n}: G{n}\n" for n in range(size))
    sections = "".join(
        f"  - {{title: S{n}, activities: [{{id: a{n}, title: T, goals: [g{n}]}}]}}\n" for n in range(size)
    )
    return plan(head=goals + "sections:\n" + sections)


def owners_by_quarters(size: int) -> str:
    owners = "owners:\n" + "".join(f"  o{n}: O{n}\n" for n in range(size))
    return plan(
        (
            f'id: a{n}, title: T, owners: [o{n}], deadline: "{2005 + n % 200}-{n % 12 + 1:02}"'
            for n in range(size)
        ),
        owners,
    )


def teams(size: int, members: Callable[[int], list[int]]) -> str:
    lines = (f"  t{n}: {{name: T{n}, members: {listed(f't{m}' for m in members(n))}}}\n" for n in range(size))
    return activities(min(size, 300), "owners: [t{n}]", "owners:\n" + "".join(lines))


def nested_sections(size: int) -> str:
    """As deep as is allowed, and again, so many times."""
    deep = 20
    inner = "{title: S, activities: [{id: a%d, title: T, goals: [g]}]}"
    one = "{title: S, sections: [" * deep + inner + "]}" * deep
    return plan(head="goals: {g: G}\nsections:\n" + "".join(f"  - {one % n}\n" for n in range(size)))


def nested_agenda(size: int) -> str:
    one = "{title: P, items: [" * 20 + "{title: P}" + "]}" * 20
    return plan([f"id: a, title: T, agenda: [{', '.join([one] * size)}]"])


def aliased(size: int) -> str:
    """One list of owners, repeated by every activity."""
    names = listed(f"o{n}" for n in range(50))
    return plan(
        [
            f"id: first, title: T, owners: &o {names}",
            *(f"id: a{n}, title: T, owners: *o" for n in range(size)),
        ]
    )


def aliased_items(size: int) -> str:
    """One activity, repeated by each section."""
    item = "  - {title: S, activities: [&a {id: a, title: T, tags: [x, y], after: [a]}]}\n"
    return plan(
        head="sections:\n" + item + "".join(f"  - {{title: S{n}, activities: [*a]}}\n" for n in range(size))
    )


def one_line_json(size: int) -> str:
    items = [{"id": f"a{n}", "title": f"Title {n}", "deadline": "2004-12"} for n in range(size)]
    target = {"id": "target", "title": "T", "deadline": "2004-12-01"}
    return json.dumps({"ssetrack": "1", "id": "p", "title": "T", "activities": [target, *items]})


def many_plans(size: int) -> dict[str, str]:
    """One that has the target, and the rest with references to each other and ids that clash."""
    rest = {
        f"p{n}.yaml": f"ssetrack: 1\nid: p{n % (size - size // 10 or 1)}\ntitle: T\nowners: {{o: O{n}}}\nactivities:\n"
        f"  - {{id: a, title: T, owners: [o], after: ['p{n + 1}:a'], deadline: 2 days after p{n + 2}:a}}\n"
        for n in range(size)
    }
    return {"p.yaml": plan(), **rest}


def cycle(size: int) -> str:
    return plan(f"id: a{n}, title: T, after: [a{(n + 1) % size}]" for n in range(size))


def counted_cycle(size: int) -> str:
    return plan(f"id: a{n}, title: T, deadline: 1 day after a{(n + 1) % size}" for n in range(size))


def layers(size: int) -> str:
    """Layers of 20 that each wait for all of the layer below: many ways, few items."""
    width = 20
    return plan(
        f"id: l{at}-{n}, title: T, after: {listed(f'l{at - 1}-{m}' for m in range(width) if at)}"
        for at in range(size)
        for n in range(width)
    )


def dense(size: int) -> str:
    """Each waits for each: one knot."""
    return plan(
        f"id: a{n}, title: T, after: {listed(f'a{m}' for m in range(size) if m != n)}" for n in range(size)
    )


def milestones(size: int) -> str:
    ones = listed(f"{{id: m{n}, title: M{n}, deadline: 2004-12}}" for n in range(size))
    return plan([f"id: a, title: T, milestones: {ones}", "id: b, title: T, after: [a]"])


def milestones_waiting(size: int) -> str:
    """Activities that wait for all milestones of one."""
    ones = listed(f"{{id: m{n}, title: M, after: [a]}}" for n in range(size))
    return plan(
        [f"id: a, title: T, milestones: {ones}", *(f"id: b{n}, title: T, after: [a]" for n in range(size))]
    )


def done_milestones_waiting(size: int) -> str:
    """Activities that wait for two of each other and for all milestones of one, of which only the last is to do."""
    ones = listed(
        f"{{id: m{n}, title: M, status: {'planned' if n == size - 1 else 'done'}}}" for n in range(size)
    )
    return plan(
        [
            f"id: a, title: T, milestones: {ones}",
            *(f"id: b{n}, title: T, after: [a, b{n + 1}, a/m{n}], deadline: 2004-12" for n in range(size)),
        ]
    )


def long_activity(size: int) -> str:
    """Long texts of an activity with many milestones, each of which might repeat them."""
    ones = listed(f"{{id: m{n}, title: M{n}, deadline: 2004-12}}" for n in range(size))
    return plan([f"id: a, title: {'T ' * size * 5}, notes: {'word ' * size * 5}, milestones: {ones}"])


def long_section(size: int) -> str:
    """A long title of a section with many items, each of which might repeat it."""
    ones = "".join(f"      - {{id: i{n}, title: I{n}, deadline: 2004-12}}\n" for n in range(size))
    return plan(head=f"sections:\n  - title: {'T ' * size * 10}\n    activities:\n{ones}")


def team_with_addresses(size: int) -> str:
    people = "".join(f"  o{n}: {{name: Owner {n}, email: o{n}@example.org}}\n" for n in range(size))
    head = f"owners:\n{people}  team: {{name: T, members: {listed(f'o{n}' for n in range(size))}}}\n"
    title = "A title of some length, as people write them, " * 3
    work = f'title: "{title}", owners: [team], deadline: 2004-01'
    own = [f'id: b{n}, title: "{title}", owners: [o{n}], deadline: 2004-02' for n in range(size)]
    return plan([f"id: a{n}, {work}" for n in range(min(size, 30))] + own, head)


def one_team_for_all(size: int) -> str:
    people = "".join(f"  t{n}: Person {n}\n" for n in range(size))
    team = f"  team: {{name: Team, members: {listed(f't{n}' for n in range(size))}}}\n"
    return activities(size, "owners: [team], deadline: 2004-12", f"owners:\n{team}{people}")


def ignores(size: int) -> str:
    return (
        HEAD
        + "activities:\n"
        + TARGET
        + "".join(
            f"  - {{id: a{n}, title: T, deadline: tomorow}}  # ssetrack: ignore[invalid-date]\n"
            for n in range(size)
        )
    )


BOMBS: dict[str, Bomb] = {
    # tables and people
    "goals × sections": Bomb(goals_by_sections, 3000),
    "owners × quarters": Bomb(owners_by_quarters, 1000),
    "a ring of teams": Bomb(lambda size: teams(size, lambda n: [(n + 1) % size]), 3000),
    "nested teams": Bomb(lambda size: teams(size, lambda n: [n + 1] if n < size - 1 else []), 3000),
    "a knot of teams": Bomb(lambda size: teams(size, lambda n: [m for m in range(size) if m != n]), 150),
    "teams of teams": Bomb(
        lambda size: teams(size, lambda n: [m for m in (2 * n + 1, 2 * n + 2, 3 * n + 3) if m < size]), 3000
    ),
    "one team of many": Bomb(lambda size: teams(size, lambda n: [] if n else list(range(1, size))), 2000),
    "one team for all items": Bomb(one_team_for_all, 600),
    "people who get letters": Bomb(team_with_addresses, 1000),
    "many owners of one item": Bomb(
        lambda size: plan([f"id: a, title: T, owners: {listed(f'o{n}' for n in range(size))}"]), 5000
    ),
    "items of many": Bomb(lambda size: activities(size, "owners: [a, b, c], with: [d, e], goals: [g]"), 1000),
    "tags": Bomb(
        lambda size: (
            activities(size // 10, f"tags: {listed(f't{n}' for n in range(10))}")
            + f"  - {{id: y, title: T, tags: {listed(f'y{n}' for n in range(size))}}}\n"
        ),
        2000,
    ),
    # ids
    "equal ids": Bomb(lambda size: plan(["id: a, title: T"] * size), 1500),
    "equal ids of milestones": Bomb(
        lambda size: plan([f"id: a, title: T, milestones: {listed(['{id: m, title: M}'] * size)}"]), 4000
    ),
    "equal section ids": Bomb(lambda size: plan(head="sections:\n" + "  - {id: s, title: S}\n" * size), 5000),
    "equal titles": Bomb(lambda size: plan(f"id: a{n}, title: The same title" for n in range(size)), 1500),
    "near-duplicate ids": Bomb(lambda size: plan(f"id: Item {n:05}, title: T" for n in range(size)), 1000),
    "ids that differ by case": Bomb(
        lambda size: plan(f"id: {'a' if n % 2 else 'A'}{n // 2}, title: T" for n in range(size)), 4000
    ),
    "a long id": Bomb(lambda size: plan([f"id: {'ab-' * size}, title: T"]), 30_000),
    "missing ids": Bomb(lambda size: plan(f"title: T{n}" for n in range(size)), 1000),
    # names that nothing has
    "unknown keys": Bomb(lambda size: plan(head="".join(f"unknown{n}: x\n" for n in range(size))), 2000),
    "unknown keys of items": Bomb(lambda size: activities(size, "unknwon{n}: x"), 1000),
    "misspelt owners": Bomb(
        lambda size: activities(
            size, "owners: [ownre{n}]", "owners:\n" + "".join(f"  owner{n}: O\n" for n in range(size))
        ),
        1000,
    ),
    "misspelt references": Bomb(lambda size: activities(size, "after: [aa{n}]"), 1000),
    "misspelt references in dates": Bomb(lambda size: activities(size, "deadline: 2 days after aa{n}"), 1000),
    "misspelt goals": Bomb(
        lambda size: activities(
            size, "goals: [gaol{n}]", "goals:\n" + "".join(f"  goal{n}: G\n" for n in range(size))
        ),
        1000,
    ),
    "misspelt leads": Bomb(
        lambda size: plan(
            head="owners:\n"
            + "".join(f"  owner{n}: O\n" for n in range(size))
            + f"lead: {listed(f'ownre{n}' for n in range(size))}\n"
        ),
        1000,
    ),
    "misspelt members": Bomb(
        lambda size: plan(
            head="owners:\n" + "".join(f"  owner{n}: {{name: O, members: [ownre{n}]}}\n" for n in range(size))
        ),
        1000,
    ),
    "misspelt plans": Bomb(lambda size: activities(size, "after: ['pp{n}:a']"), 1000),
    "unknown zones": Bomb(
        lambda size: activities(
            size, "when: {{date: 2004-12-01, time: '10:00', timezone: Europe/Pariss{n}}}"
        ),
        1000,
    ),
    "misspelt choices": Bomb(lambda size: activities(size, "status: plnaned{n}"), 1000),
    "misspelt languages": Bomb(lambda size: activities(size, "language: frr{n}"), 1000),
    "dates that are none": Bomb(lambda size: activities(size, "deadline: 3{n} Janaury 20044"), 1000),
    "one date with hour 24": Bomb(
        lambda size: plan(["id: a, title: T, deadline: '1999-05-32T24:00Z'"] * size), 1
    ),
    "dates that count from words": Bomb(
        lambda size: activities(size, "deadline: before the big assembly{n}"), 1000
    ),
    "wrong types": Bomb(lambda size: activities(size, "owners: {{a: b}}, progress: many, done: [x]"), 2000),
    # comments
    "names in one ignore": Bomb(
        lambda size: plan() + f"# ssetrack: ignore[{', '.join(f'rule-{n}' for n in range(size))}]\n", 5000
    ),
    "ignores": Bomb(ignores, 1000),
    "ignores of nothing": Bomb(lambda size: plan() + "# ssetrack: ignore[invalid-date]\n" * size, 2000),
    "comments": Bomb(lambda size: plan() + "# a comment of its own\n" * size, 50_000),
    "cuts by # signs": Bomb(
        lambda size: plan(f"id: a{n}, title: T #{n}\n    , tags: [x]" for n in range(size)), 1000
    ),
    "cuts by # in one text": Bomb(lambda size: plan() + "    notes: a" + " #b" * size + "\n", 10_000),
    "# in texts": Bomb(
        lambda size: plan() + "".join(f"  - id: a{n}\n    title: Room #{n} #b\n" for n in range(size)), 1000
    ),
    # dates
    "alternatives": Bomb(
        lambda size: activities(
            size // 100, f"when: {listed(f'{2005 + n // 12}-{n % 12 + 1:02}' for n in range(100))}"
        ),
        2000,
    ),
    "alternatives of one item": Bomb(
        lambda size: activities(
            2,
            f"when: {listed(f'{2005 + n // 300}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}' for n in range(size))}",
        ),
        2000,
    ),
    "alternatives in one text": Bomb(
        lambda size: plan(
            ["id: a, title: T, when: '{" + ",".join(f"2005-{n % 12 + 1:02}-01" for n in range(size)) + "}'"]
        ),
        2000,
    ),
    "repeats since long ago": Bomb(
        lambda size: activities(size, "when: {{date: 1004-03-02, repeat: FREQ=DAILY}}"), 200
    ),
    "repeats of the 13th of a Friday": Bomb(
        lambda size: activities(
            size, "when: {{date: 1004-03-13, repeat: FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13}}"
        ),
        20,
    ),
    "a chain of counted dates": Bomb(lambda size: activities(size, "deadline: 1 day after a{m}"), 3000),
    "a cycle of counted dates": Bomb(counted_cycle, 3000),
    "dates counted from one": Bomb(lambda size: activities(size, "deadline: 1 day after target"), 3000),
    "dates counted from many milestones": Bomb(
        lambda size: plan(
            [
                f"id: a, title: T, milestones: {listed(f'{{id: m{n}, title: M, deadline: 2004-12}}' for n in range(size))}",
                *(f"id: b{n}, title: T, deadline: 1 day after a" for n in range(size)),
            ]
        ),
        1500,
    ),
    "working days": Bomb(lambda size: activities(size, "deadline: 99999 working days after target"), 300),
    "distant dates": Bomb(
        lambda size: plan([f"id: a{n}, title: T, deadline: '{n * 9 + 1:04}'" for n in range(size)]), 1000
    ),
    # who waits for whom
    "prerequisites of one item": Bomb(
        lambda size: (
            activities(size) + f"  - {{id: z, title: T, after: {listed(f'a{n}' for n in range(size))}}}\n"
        ),
        3000,
    ),
    "a chain": Bomb(lambda size: activities(size, "after: [a{m}], deadline: 2004-12"), 1500),
    "a cycle": Bomb(cycle, 1500),
    "layers": Bomb(layers, 40),
    "a knot": Bomb(dense, 60),
    "items that wait for many milestones": Bomb(milestones_waiting, 300),
    "items that wait for done milestones": Bomb(done_milestones_waiting, 1000),
    "items that wait for themselves": Bomb(lambda size: activities(size, "after: [a{n}, a{n}]"), 1000),
    # shapes
    "nested sections": Bomb(nested_sections, 150),
    "nested agenda": Bomb(nested_agenda, 200),
    "sections": Bomb(
        lambda size: plan(head="sections:\n" + "".join(f"  - {{title: S{n}}}\n" for n in range(size))), 2000
    ),
    "milestones": Bomb(milestones, 1500),
    "milestones of a long activity": Bomb(long_activity, 2400),
    "items of a long section": Bomb(long_section, 2400),
    "a JSON plan on one line": Bomb(one_line_json, 1500),
    "aliases of a list": Bomb(aliased, 1500),
    "aliases of an item": Bomb(aliased_items, 1500),
    "plans": Bomb(many_plans, 300),
    # long texts
    "a long word as title": Bomb(lambda size: plan([f"id: a, title: {'x' * size}"]), 50_000),
    "a long title": Bomb(lambda size: plan([f"id: a, title: {'word ' * size}"]), 20_000),
    "a wide title": Bomb(lambda size: plan([f"id: a, title: {'日本' * size}"]), 20_000),
    "a title of signs": Bomb(lambda size: plan([f"id: a, title: '{'*_[x](y)`<b>&|' * size}'"]), 10_000),
    "a title of joined signs": Bomb(lambda size: plan([f"id: a, title: '{'👩‍🌾é' * size}'"]), 10_000),
    "an address without end": Bomb(
        lambda size: plan([f"id: a, title: T, notes: '{'a' * size}@{'b' * size}'"]), 50_000
    ),
    "addresses": Bomb(lambda size: plan([f"id: a, title: T, notes: '{'a@b.org http://x.y ' * size}'"]), 2000),
    "dots and at signs": Bomb(
        lambda size: plan([f"id: a, title: '{'a.@' * size}', notes: '{'://' * size}'"]), 30_000
    ),
    "a long date": Bomb(lambda size: plan([f"id: a, title: T, deadline: '{'1 ' * size}'"]), 20_000),
    "a long date in words": Bomb(
        lambda size: plan([f"id: a, title: T, deadline: '{'mid ' * size}January'"]), 10_000
    ),
    "a long remark on a date": Bomb(
        lambda size: plan([f"id: a, title: T, deadline: '2004 ({'x (' * size}'"]), 10_000
    ),
    "a long reference": Bomb(lambda size: plan([f"id: a, title: T, after: ['{'a:/' * size}']"]), 30_000),
    "a long name": Bomb(lambda size: plan([f"id: a, title: T, owners: ['{'Ana B ' * size}']"]), 20_000),
    "a text of lines": Bomb(lambda size: plan() + "    notes: |\n" + "      line\n" * size, 50_000),
    "control characters": Bomb(lambda size: plan(['id: a, title: "' + "\\u202e\\x1b" * size + '"']), 2000),
    # lists
    "languages of a text": Bomb(
        lambda size: plan([f"id: a, title: {{{', '.join(f'l{n}: T' for n in range(size))}}}"]), 5000
    ),
    "languages of texts": Bomb(lambda size: activities(size, "notes: {{en: A, fr: B, es: C, pt: D}}"), 2000),
    "links": Bomb(
        lambda size: plan(
            [
                f"id: a, title: T, links: {listed(f'{{url: https://e.org/{n}, title: L}}' for n in range(size))}"
            ]
        ),
        3000,
    ),
    "deliverables": Bomb(lambda size: plan([f"id: a, title: T, deliverables: {listed(['D'] * size)}"]), 2000),
    "participants": Bomb(
        lambda size: plan([f"id: a, title: T, participants: {listed(['{name: N, role: R}'] * size)}"]), 3000
    ),
    "reminders": Bomb(
        lambda size: plan(
            [f"id: a, title: T, deadline: 2004-12, remind: {listed(f'{n + 1}d' for n in range(size))}"]
        ),
        3000,
    ),
    "items": Bomb(lambda size: activities(size, "owners: [ana], deadline: December 2004"), 3000),
    # broken files
    "keys twice": Bomb(lambda size: plan(head="x-a: b\n" * size), 10_000),
    "tabs": Bomb(lambda size: plan() + "\tx\n" * size, 10_000),
    "brackets": Bomb(lambda size: plan() + "x: " + "[" * size, 10_000),
    "an open quote": Bomb(lambda size: plan() + 'x-a: "' + "word\n" * size, 10_000),
    "colons": Bomb(lambda size: plan() + "x-a: b: c\n" * size, 10_000),
}
