"""Does the desk record problems and known errors on pages, and a school read them?"""

from __future__ import annotations

import re

from tests.services.gateway.api import Api
from tests.services.gateway.incident_routes import JAM, OUTAGE, TROUBLE, troubled
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD

AT = f"/console/tickets/{TROUBLE}/incident"
PORTAL = f"/portal/{ASHGROVE}"
HELPS = "Fan the paper first."


def test_what_helps_stands_on_the_incident_for_the_desk_and_the_school(
    api: Api, olu: Reader, priya: Reader
) -> None:
    troubled(api.town)
    said = {"workaround": HELPS, "root_cause": "Worn rollers", "version": "0"}
    assert olu.sends(f"{AT}/problem", **said).status_code == 303
    assert HELPS in olu.reads(f"/console/tickets/{JAM}")
    assert HELPS not in priya.reads(f"{PORTAL}/tickets/{JAM}")
    olu.sends(f"{AT}/problem", **said | {"version": "1"}, shown="true")
    page = priya.reads(f"{PORTAL}/tickets/{JAM}")
    assert HELPS in page
    assert "Worn rollers" not in page


def test_what_is_refused_is_kept_as_it_was_typed(api: Api, olu: Reader) -> None:
    troubled(api.town)
    wrong = {"root_cause": "Worn rollers", "workaround": " ", "shown": "true"}
    refused = olu.sends(f"{AT}/problem", **wrong)
    assert refused.status_code == 422
    assert "Say what helps, if the school is to read it." in refused.text
    assert "Worn rollers" in refused.text


def test_the_incidents_that_are_ticked_are_resolved_and_told_one_by_one(
    api: Api, olu: Reader
) -> None:
    troubled(api.town)
    nothing = olu.sends(f"{AT}/resolve", picked=str(JAM), note=" ")
    assert (nothing.status_code, "Say what was done." in nothing.text) == (422, True)
    done = olu.sends(f"{AT}/resolve", picked=str(JAM), note="New rollers.")
    assert "1 of 1 resolved" in done.text
    assert "not resolved" not in olu.reads(AT)


def test_what_recurs_becomes_a_problem_at_one_press(api: Api, olu: Reader) -> None:
    for _ in range(3):
        api.olu.opens(category="printing")
    page = olu.reads("/console/recurring")
    form = page[page.index("/console/recurring/problem") :]
    typed = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    typed.pop("csrf")
    opened = olu.sends("/console/recurring/problem", **typed).location
    assert "3 of 3 not resolved" in olu.reads(opened)
    again = olu.sends("/console/recurring/problem", **typed | {"key": "another"})
    assert again.status_code == 422
    assert "There is a problem about it already" in again.text


def test_a_known_error_is_read_by_the_schools_that_it_names_while_they_type(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    troubled(api.town)
    new = olu.reads(f"/console/known-errors/new?problem={TROUBLE}")
    assert ">The printer jams</textarea>" in new
    said = {"title": "Kiln too cold", "workaround": "Wait **an hour**."}
    nobody = olu.sends("/console/known-errors/new", **said)
    assert "Name the schools that are to read it." in nobody.text
    olu.sends("/console/known-errors/new", **said, schools=str(BECKFIELD))
    typed = {"act": "look", "subject": "The kiln is cold", "description": ""}
    assert "Wait <strong>an hour" in ben.sends(f"/portal/{BECKFIELD}/new", **typed).text
    assert "an hour" not in priya.sends(f"{PORTAL}/new", **typed).text
    [at] = re.findall(
        r'href="(/console/known-errors/[0-9a-f-]{36})">Kiln',
        olu.reads("/console/known-errors"),
    )
    assert olu.sends(f"{at}/end", reason=" ", version="1").status_code == 422
    assert olu.sends(f"{at}/end", reason="It is mended", version="1").status_code == 303
    assert "Ended: It is mended" in olu.reads("/console/known-errors")
    assert "an hour" not in ben.sends(f"/portal/{BECKFIELD}/new", **typed).text


def test_a_major_incident_is_led_on_its_page_and_read_in_the_portal(
    api: Api, olu: Reader, priya: Reader
) -> None:
    troubled(api.town)
    at = f"/console/tickets/{OUTAGE}/incident"
    declared = {"lead": olu.person.caller.actor, "update_minutes": "60"}
    assert olu.sends(f"{at}/declare", **declared, reason=" ").status_code == 422
    olu.sends(f"{at}/declare", **declared, reason="All is **down**.")
    api.town.settle()
    assert "every 60 minutes" in olu.reads(at)
    olu.sends(f"{at}/update", version="1", text="Switch 3 is dead.")
    olu.sends(f"{at}/note", version="2", text="It smells.", happened_at="")
    page = priya.reads(f"{PORTAL}/tickets/{OUTAGE}")
    assert "Switch 3 is dead." in page
    assert "It smells." not in page
    olu.sends(f"{at}/over", version="3", text="It is up.")
    assert "Review it" in olu.reads(at)
    review = {"version": "4", "what_happened": "It died.", "causes": "Age"}
    wrong = olu.sends(f"{at}/review", **review, **{"what-2": "Buy one"})
    assert wrong.status_code == 422
    action = {"what-2": "Buy one", "owner-2": "Olu", "due_on-2": "2020-01-31"}
    assert olu.sends(f"{at}/review", **review, **action).status_code == 303
    assert '<strong class="wrong">late</strong>' in olu.reads(at)
    olu.sends(f"{at}/done", version="5", number="1")
    olu.sends(f"{at}/close", version="6")
    assert "It is a major incident" not in olu.reads(at)
    assert "it is over and was reviewed" in priya.reads(f"{PORTAL}/tickets/{OUTAGE}")
