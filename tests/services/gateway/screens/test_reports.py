"""Does who runs a school see whom to tell of an incident, and record that it did?"""

from __future__ import annotations

from contracts.access import Role
from tests.services.gateway.api import Api
from tests.services.gateway.incident_routes import OUTAGE, TROUBLE, troubled
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, PRIYA

REQUEST = f"/portal/{ASHGROVE}/tickets/{OUTAGE}"
AT = f"{REQUEST}/reports"
AWARE = {"aware_at": "2020-06-08T08:00", "personal_data": "true", "version": "0"}


def head(api: Api) -> Reader:
    return make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()


def test_the_school_is_shown_whom_to_tell_by_when_and_with_a_draft(api: Api) -> None:
    troubled(api.town)
    somebody = head(api)
    assert "Is it a cyber incident" in somebody.reads(REQUEST)
    assert somebody.sends(f"{AT}/begin", **AWARE).status_code == 303
    api.town.settle()
    page = somebody.reads(AT)
    assert "Information Commissioner's Office" in page
    assert "We report a breach of personal data." in page
    assert "Report Fraud" not in page
    assert "The governors have not been told yet." in page
    assert "UK GDPR, article 33(1), read 16/09/2026" in page


def test_what_was_reported_is_recorded_and_what_is_late_says_so(api: Api) -> None:
    troubled(api.town)
    somebody = head(api)
    somebody.sends(f"{AT}/begin", **AWARE)
    api.town.settle()
    made = {"body": "ico", "reference": "IC-1", "version": "1"}
    wrong = somebody.sends(f"{AT}/made", **made, reported_at="yesterday")
    assert wrong.status_code == 422
    assert "Not a moment such as" in wrong.text
    somebody.sends(f"{AT}/made", **made, reported_at="2020-06-12T08:00")
    told = {"who": "The head", "how": "By phone", "version": "2"}
    somebody.sends(f"{AT}/governors", **told, told_at="2020-06-08T09:00")
    somebody.sends(f"{AT}/waived", body="insurer", reason="None", version="3")
    api.town.settle()
    page = somebody.reads(AT)
    assert "reference IC-1" in page
    assert "Late: done 12/06/2020 08:00" in page
    assert "by The head: By phone" in page
    assert "Not needed: None" in page


def test_the_desk_prepares_it_and_staff_see_nothing_of_it(
    api: Api, olu: Reader, priya: Reader
) -> None:
    troubled(api.town)
    at = f"/console/tickets/{OUTAGE}/incident"
    nothing = olu.sends(f"{at}/begin", aware_at="", version="0")
    assert nothing.status_code == 422
    assert olu.sends(f"{at}/begin", **AWARE).status_code == 303
    assert "A draft of the report" in olu.reads(at)
    priya.reads(AT, status=403)
    assert f"{AT}" not in priya.reads(REQUEST)


def test_a_problem_is_reported_to_nobody(api: Api) -> None:
    troubled(api.town)
    head(api).reads(f"/portal/{ASHGROVE}/tickets/{TROUBLE}/reports", status=404)
