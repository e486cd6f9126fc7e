"""The table that all of this is for: the plan of the Workshop on VISION, as its Word file has it."""

# ruff: noqa: E501  (rows of a table)

from __future__ import annotations

from datetime import date

from conftest import ROOT
from importing.proposing import dates, proposed, sections, written
from snapshots import snapshot_of
from ssetrack.plan.items import walk

TABLE = """
# VISION Work Plan 2004-2005

|  | ACTIVITY | Responsible | Deadline |
| MEETINGS, RESEARCH AND DEBATE |  |  |  |
|  | 1. Meetings |  |  |
|  | 1.1 MUMBAI - Meeting during the WSF-04 Goals:⏎(1) discuss the plan | Marcos, Chilo, Ben and Humberto | January 2004 |
|  | 1.2 Meeting of the CORE GROUP. Goals:⏎(1) Discuss | Marcos, Chilo, Ben and Humberto | April 8-9, 2004 in Rio de Janeiro⏎or April 26-27, 2004 in Paris |
|  | 1.3 Final meeting of the Workshop on VISION Goals:⏎(1) Gather | CORE GROUP | October 2005 |
|  | 2. Research and debate workshops | | |
|  | 2.1 First workshop: Nature and reach⏎Is the vision?⏎2.2 Second workshop : Development⏎How to?⏎2.3 Third workshop : SSE⏎In what?⏎2.4 Fourth workshop : SSE - wealth⏎Social responsibility.⏎* Note : Workshop preparation should involve others | Who will take the responsibility:⏎* for each workshop?⏎* for each preparatory working document?⏎* for each meeting report? | September 2004⏎November 2004⏎March 2005⏎May 2005 |
|  | 3. Research and Writing | | |
|  | 3.1 15 WSSE Proposal Notebooks: drawing | Create a team responsible to facilitate this process and prepare a summary working document | September 2004 |
|  | 3.2 Conceptual cartography: Mapping | Create a team responsible to facilitate this process and prepare a summary working document | September 2005 |
|  | 3.3 Interviews: with grassroots | Each Workshop on VISION participant is responsible for three interviews, based on questionnaire already sent out.⏎CORE GROUP responsible for facilitation and final document | June 2004 |
|  | 3.4 Connections between | Create a team responsible to facilitate this process and prepare a summary working document | June 2005 |
|  | 4. Participation at international conferences | | |
|  | 4.1 WSF Mumbai | Marcos, Chilo, Ben and Humberto | January 2004 |
|  | 4.2 Americas Social Forum Quito | Needs planning | March 2004 |
|  | 4.3 European Social Forum | Needs planning | ? |
|  | 4.4 WSF Porto Alegre | Needs planning | January 2005 |
| COMMUNICATION ACTIVITIES | | | |
|  | 5. Electronic forum, website and publications, | | |
|  | 5.1 Coordination electronic forum and linking other websites | Marcos, Jaerson, Chilo, Ben, Humberto, (African), (North American) | Ongoing |
|  | 5.2 Coordination VISION page in WSSE website | Jaerson with Franck | February 2004 |
|  | 5.3 Thematic workshop reports and interviews document | Special teams. CORE GROUP coordinates final products. | June 2004 |
|  | 5.4 Collective research and discussion: writing of a 15-page text | All VISION participants. CORE GROUP responsible for draft and final text. | Draft: December 2004⏎Final: October 2005 |
|  | 6. COFUNDING | | |
|  | Collaboration with Oriol and the EGA in the Cofunding effort | CORE GROUP | Ongoing |
"""

TRUTH = "plans/vision-2004-2005.yaml"


def test_it_has_the_twenty_activities_of_the_plan():
    truth = snapshot_of((ROOT / TRUTH).read_text(encoding="utf-8"))
    ids = [activity.id for _, _, activity in walk(truth.portfolio.files[0].plan)]
    assert len(ids) == 20
    assert [item.id for item in proposed(TABLE).items] == ids


def test_every_date_is_that_of_the_plan():
    truth = _days((ROOT / TRUTH).read_text(encoding="utf-8"))
    ours = _days(written(proposed(TABLE)))
    assert ours == truth


def _days(text: str) -> dict[str, tuple[date | None, date | None]]:
    plans = snapshot_of(text)
    return {one.item.id: (one.due.period.earliest, one.due.period.latest) for one in plans.statuses}


def test_sections_and_owners():
    proposal = proposed(TABLE)
    assert len(proposal.sections) == 8
    assert sections(proposal)["6"] == "COMMUNICATION ACTIVITIES / COFUNDING"
    assert sections(proposal)["2.3"] == "MEETINGS, RESEARCH AND DEBATE / Research and debate workshops"
    items = {item.id: item for item in proposal.items}
    assert items["1.1"].owners == ("marcos", "chilo", "ben", "humberto")
    assert items["5.1"].owner_names[-2:] == ("(African)", "(North American)")
    assert items["5.2"].owners == ("jaerson",)
    assert items["5.2"].contributors == ("franck",)
    assert items["1.3"].owners == ("core-group",)
    seats = {owner.slug for owner in proposal.owners if owner.vacant}
    assert {"african-seat", "north-american-seat", "needs-planning-seat"} <= seats
    assert {"marcos", "core-group", "franck"}.isdisjoint(seats)


def test_what_is_doubtful():
    proposal = proposed(TABLE)
    assert {doubt.about for doubt in proposal.doubts} == {"owner"}
    assert len(proposal.doubts) == 10
    assert proposal.counts.cells == proposal.counts.read + 10


def test_alternatives_and_stages():
    items = {item.id: item for item in proposed(TABLE).items}
    assert dates(items["1.2"]) == {
        "when": "2004-04-08/2004-04-09 Rio de Janeiro | 2004-04-26/2004-04-27 Paris"
    }
    assert dates(items["5.4"]) == {"draft": "deadline 2004-12", "final": "deadline 2005-10"}
    assert dates(items["4.3"]) == {"deadline": "?"}
    assert dates(items["6"]) == {"deadline": "ongoing"}
