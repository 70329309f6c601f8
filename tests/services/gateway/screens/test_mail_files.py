"""Does who may see a ticket get the files that came with it, and nobody else?"""

from __future__ import annotations

import pytest

from contracts.access import platform
from contracts.mail import MailOutcome
from contracts.scanning import WHOLE, RecordScan, Scanned
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE
from tests.support.incoming import WITH_FILE, deliver


@pytest.fixture
def carried(api: Api) -> MailOutcome:
    """A message of Priya's that carries a table and a program."""
    outcome = deliver(api.town, WITH_FILE)
    api.town.settle()
    return outcome


def desk(carried: MailOutcome) -> str:
    return f"/console/tickets/{carried.ticket_id}"


def portal(carried: MailOutcome) -> str:
    return f"/portal/{ASHGROVE}/tickets/{carried.ticket_id}"


def test_the_desk_and_the_school_get_a_file_to_keep(
    olu: Reader, priya: Reader, carried: MailOutcome
) -> None:
    for reader, at in ((olu, desk(carried)), (priya, portal(carried))):
        address = f"{at}/files/{carried.mail_id}/0"
        assert f'href="{address}"' in reader.reads(at)
        answer = reader.client.get(address)
        assert answer.data == b"room,lamp"
        assert answer.mimetype == "application/octet-stream"
        said = answer.headers["Content-Disposition"]
        assert said == "attachment; filename*=UTF-8''readings.csv"


def test_what_runs_is_named_and_not_handed_out(
    olu: Reader, carried: MailOutcome
) -> None:
    assert "repair.exe (kept, and not handed out)" in olu.reads(desk(carried))
    answer = olu.client.get(f"{desk(carried)}/files/{carried.mail_id}/1")
    assert answer.status_code == 404


def test_ben_gets_no_file_of_ashgroves(ben: Reader, carried: MailOutcome) -> None:
    for at in (desk(carried), portal(carried)):
        answer = ben.client.get(f"{at}/files/{carried.mail_id}/0")
        assert answer.status_code in {403, 404}
        assert b"lamp" not in answer.data


def judge(api: Api, carried: MailOutcome, outcome: Scanned, said: str) -> None:
    for place in (WHOLE, 0):
        record = RecordScan(
            school_id=ASHGROVE,
            mail_id=carried.mail_id,
            place=place,
            attempt=1,
            outcome=outcome,
            said=said,
            again_at=None,
        )
        api.town.execute(record, by=platform("intake"))


def test_what_is_infected_is_named_with_what_was_found_and_not_handed_out(
    api: Api, olu: Reader, priya: Reader, carried: MailOutcome
) -> None:
    judge(api, carried, Scanned.INFECTED, "Eicar-Test")
    for reader, at in ((olu, desk(carried)), (priya, portal(carried))):
        page = reader.reads(at)
        assert "readings.csv (kept, and not handed out)" in page
        assert "infected: Eicar-Test" in page
        answer = reader.client.get(f"{at}/files/{carried.mail_id}/0")
        assert answer.status_code == 404
        assert "The scanner found Eicar-Test in this file" in answer.text
        assert b"lamp" not in answer.data
    assert "for the scanner found" in olu.reads(desk(carried))
    assert "for our scanner found Eicar-Test" in priya.reads(portal(carried))
    mail = olu.reads(f"/console/mail/{ASHGROVE}/{carried.mail_id}")
    assert "The scanner found Eicar-Test in this message." in mail
    assert "/raw" not in mail


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [
        (None, "not scanned yet"),
        (Scanned.NOT_SCANNED, "not scanned yet: The scanner gave no whole answer."),
    ],
)
def test_what_is_not_scanned_says_so_and_is_had(
    api: Api, olu: Reader, carried: MailOutcome, outcome: Scanned | None, shown: str
) -> None:
    if outcome is not None:
        judge(api, carried, outcome, "The scanner gave no whole answer.")
    assert shown in olu.reads(desk(carried))
    assert olu.client.get(f"{desk(carried)}/files/{carried.mail_id}/0").data


def test_nothing_is_said_of_what_is_clean(
    api: Api, priya: Reader, carried: MailOutcome
) -> None:
    judge(api, carried, Scanned.CLEAN, "")
    page = priya.reads(portal(carried))
    assert page.count("not scanned yet") == 1, "of the program, which was not judged"
