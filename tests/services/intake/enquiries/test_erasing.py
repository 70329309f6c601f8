"""Is an enquirer forgotten on their day, or when they wish, for good and provably?"""

from __future__ import annotations

from uuid import uuid4

import pytest

from contracts.enquiries import (
    CloseEnquiry,
    EnquiryChannel,
    EnquiryErased,
    EnquiryState,
    EnterEnquiry,
    ErasedBecause,
    WithdrawEnquiry,
)
from contracts.refusals import Refused
from contracts.values import PROVIDER
from services.intake.enquiries import erasing, rows
from services.intake.enquiries.privacy import STANDARD
from shared.chain import GENESIS, first_break
from tests.services.intake.enquiries.asking import (
    SAID,
    TOLD,
    ask,
    erase,
    kept,
    logged,
    view_of,
)
from tests.support.rebuilding import compared, switched
from tests.support.town import Town


def told(said: str) -> set[str]:
    return {word for word in TOLD if word in said}


def test_an_enquiry_is_erased_after_its_last_day_and_not_before(town: Town) -> None:
    enquiry_id = ask(town)
    erase(town, days=STANDARD.keep_days)
    assert told(kept(town)) == told(logged(town)) == TOLD
    erase(town, days=1)
    assert told(kept(town)) == told(logged(town)) == set()
    view = view_of(town, enquiry_id)
    assert (view.state, view.entries[-1].detail) == (EnquiryState.ERASED, "due")
    assert view.keep_until < town.clock.now.date()


def test_whoever_withdraws_is_forgotten_at_once(town: Town) -> None:
    enquiry_id, other = ask(town), ask(town, name="Dora", email="dora@other.example")
    close = CloseEnquiry(
        school_id=PROVIDER, enquiry_id=enquiry_id, reason="Cedric left"
    )
    town.execute(close)
    town.execute(WithdrawEnquiry(school_id=PROVIDER, enquiry_id=enquiry_id))
    assert not {"Cedric", "cedarfield.example"} & told(kept(town))
    erase(town)
    assert not {"Cedric", "cedarfield.example"} & told(logged(town))
    assert view_of(town, other).name == "Dora"
    last = town.events("intake", PROVIDER)[-1]
    because = ErasedBecause.WITHDRAWN
    assert last == EnquiryErased(enquiry_id=enquiry_id, because=because)


def test_without_destroying_its_key_the_log_would_still_tell(town: Town) -> None:
    """The twin: the rows have lost it, and the log has not."""
    enquiry_id = ask(town)
    town.execute(WithdrawEnquiry(school_id=PROVIDER, enquiry_id=enquiry_id))
    assert told(kept(town)) == set()
    assert told(logged(town)) == TOLD


def test_without_emptying_them_the_rows_would_still_tell(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(rows, "_NOTHING", {})
    ask(town)
    erase(town, days=STANDARD.keep_days + 1)
    assert told(kept(town)) == TOLD


def test_the_proof_holds_and_a_rebuild_comes_to_the_same(town: Town) -> None:
    enquiry_id = ask(town, news=True)
    erase(town, days=STANDARD.keep_days + 1)
    log = town.log("intake", PROVIDER)
    assert first_break(log, GENESIS, 0) is None
    assert compared(town, "intake").tables == set()
    switched(town, "intake")
    assert view_of(town, enquiry_id).name == ""


def test_whoever_ends_between_the_two_leaves_what_the_next_one_does(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(town)
    with monkeypatch.context() as broken:
        broken.setattr(erasing, "RecordEnquiryErased", None)
        with pytest.raises(TypeError):
            erase(town, days=STANDARD.keep_days + 1)
    erase(town)
    before = len(town.log("intake", PROVIDER))
    erase(town)
    assert len(town.log("intake", PROVIDER)) == before
    assert told(kept(town)) == told(logged(town)) == set()


def test_an_enquiry_that_is_sent_again_after_all_is_another_one(town: Town) -> None:
    first = ask(town)
    erase(town, days=STANDARD.keep_days + 1)
    again = EnterEnquiry(
        school_id=PROVIDER, enquiry_id=uuid4(), channel=EnquiryChannel.EMAIL, **SAID
    )
    town.execute(again)
    assert view_of(town, again.enquiry_id).name == "Cedric Marlow"
    close = CloseEnquiry(school_id=PROVIDER, enquiry_id=first, reason="Cedric")
    with pytest.raises(Refused):
        town.execute(close)
