"""What may be decided about letters, by API?"""

from __future__ import annotations

from tests.services.gateway.api import Api, json_of, problem_of
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, TICKET
from tests.support.letters import LETTER, REFUSED, refused_letter


def test_a_letter_is_found_sent_again_and_decided_once(api: Api) -> None:
    api.town.execute(open_it)
    refused_letter(api.town)
    found = json_of(api.olu.get("/letters"))
    [one] = found["letters"]
    assert (one["letter_id"], one["answer"]) == (str(LETTER), REFUSED)
    assert found["hindrance"].startswith("No mail server is set")
    at = f"/schools/{ASHGROVE}/letters/{LETTER}"
    assert api.olu.post(f"{at}/resend", None).status_code == 204
    assert json_of(api.olu.get("/letters", school=str(ASHGROVE)))["waiting"] == 1
    problem_of(api.olu.post(f"{at}/drop", None), 422, "refused")
    shown = api.olu.sees(str(TICKET))
    assert [entry["letter"] for entry in shown["timeline"]] == [None]
