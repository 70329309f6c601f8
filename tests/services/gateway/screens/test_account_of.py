"""What is changed of somebody's account by whoever manages people there, and shown?"""

from __future__ import annotations

import re

from contracts.access import Role
from contracts.people import GetPerson, Person
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, PRIYA

AT = f"/console/schools/{ASHGROVE}/people/{PRIYA.person_id}"


def priya_now(api: Api) -> Person:
    question = GetPerson(school_id=ASHGROVE, person_id=PRIYA.person_id)
    found: Person = api.town.ask(question).person
    return found


def test_a_role_is_given_from_one_day_to_another(
    api: Api, olu: Reader, priya: Reader
) -> None:
    typed = {"role": "governor", "from_on": "2026-09-01", "until_on": "2027-07-21"}
    assert olu.sends(f"{AT}/roles", **typed).status_code == 303
    page = olu.reads(AT)
    assert "Governor from 01/09/2026 until 21/07/2027." in page
    assert "Governor, from 01/09/2026 until 21/07/2027" in page
    assert Role.GOVERNOR in {held.role for held in priya_now(api).roles}


def test_a_role_begins_today_unless_another_day_is_named(olu: Reader) -> None:
    make_known(olu.api, PRIYA, Role.STAFF, ASHGROVE)
    assert 'name="from_on" type="date" value="2026-06-08"' in re.sub(
        r"\s+", " ", olu.reads(AT)
    )


def test_a_role_ends_on_a_day_and_is_history_after_it(
    api: Api, olu: Reader, priya: Reader
) -> None:
    typed = {"role": "staff", "until_on": "2026-06-08"}
    assert olu.sends(f"{AT}/roles/end", **typed).status_code == 303
    page = olu.reads(AT)
    assert "Staff ends on 08/06/2026." in page
    assert "<h3>Before</h3>" not in page
    api.town.clock.advance(days=1)
    olu.signed_in()
    page = olu.reads(AT)
    assert "<h3>Before</h3>" in page
    assert "Staff, from 01/01/2020 until 08/06/2026" in page
    assert "None now" in page


def test_what_is_wrong_with_a_role_is_told_and_kept(olu: Reader, priya: Reader) -> None:
    answer = olu.sends(f"{AT}/roles", role="", from_on="2026-09-01")
    assert answer.status_code == 422
    assert "Role: Fill this in." in answer.text
    typed = {"role": "dsl", "from_on": "2026-09-01", "until_on": "2026-08-01"}
    answer = olu.sends(f"{AT}/roles", **typed)
    assert "Last day: Must not be before the first day." in answer.text
    assert 'href="#assign-until_on"' in answer.text
    assert '<option value="dsl" selected>' in answer.text
    answer = olu.sends(f"{AT}/roles", role="operator", from_on="2026-09-01")
    assert "is the provider's, not one of a school" in answer.text.replace("&#39;", "'")
    answer = olu.sends(f"{AT}/roles/end", role="staff", until_on="soon")
    assert 'href="#end-staff-until_on"' in answer.text
    assert olu.sends(f"{AT}/roles/end", role="x").status_code == 422


def test_a_password_is_made_and_shown_this_once(
    api: Api, olu: Reader, priya: Reader
) -> None:
    assert "Make a password" in olu.reads(AT)
    answer = olu.sends(f"{AT}/password")
    assert answer.headers["Cache-Control"] == "no-store"
    found = re.search(r"<code>([a-z0-9-]{19})</code>", answer.text)
    assert found
    assert found[1] not in olu.reads(AT)
    assert priya.client.get("/account").status_code == 303
    assert Reader(api, PRIYA).signs_in(found[1]).status_code == 303


def test_ones_own_password_is_not_made_here(api: Api) -> None:
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    assert "Make a password" not in head.reads(AT)
    answer = head.sends(f"{AT}/password")
    assert answer.status_code == 422
    assert "Your current password is not right." in answer.text


def test_somebody_is_signed_out_wherever_they_are(olu: Reader, priya: Reader) -> None:
    page = olu.reads(AT)
    assert "Firefox on Linux, since 08/06/2026 09:00" in page
    assert olu.sends(f"{AT}/sign-out").status_code == 303
    page = olu.reads(AT)
    assert "Priya is signed out." in page
    assert "Nowhere." in page
    assert "Sign out everywhere" not in page
    assert priya.client.get("/account").status_code == 303


def test_who_signs_themself_out_stays_here(api: Api) -> None:
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    elsewhere = Reader(api, PRIYA).signed_in()
    assert "Sign out everywhere" not in head.reads(AT)
    assert head.sends(f"{AT}/sign-out").status_code == 303
    head.reads(AT)
    assert elsewhere.client.get("/account").status_code == 303
