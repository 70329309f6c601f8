"""Is an event sealed, canonical and digested before the log is locked?"""

from __future__ import annotations

import json
from uuid import uuid4

from shared.chain import digest
from shared.recordable import recordable
from shared.store import New
from shared.work import Fresh
from tests.support.cast import ASHGROVE, OLU
from tests.support.sample_messages import BED, GARDENER, BedPlanted
from tests.support.scenario import at
from tests.support.town import Town

CAUSE = uuid4()
FRESH = Fresh(
    event=BedPlanted(
        bed_id=BED, crop="beans", gardener_id=GARDENER, note="in the shade", label=None
    ),
    school=ASHGROVE,
    event_id=uuid4(),
    stream_version=3,
    happened_at=at("mon 09:00"),
    actor=OLU.caller.actor,
    on_behalf_of=None,
    correlation_id=uuid4(),
)


def made(town: Town) -> New:
    return recordable(town.keyring, "garden", f"bed-{BED}", FRESH, CAUSE)


def test_what_is_personal_is_sealed_and_the_rest_stands_as_it_is(
    sample_town: Town,
) -> None:
    new = made(sample_town)
    body = json.loads(new.body)
    assert (body["crop"], body["label"]) == ("beans", None)
    assert list(body["note"]) == ["sealed"]
    assert b"shade" not in new.body


def test_it_keeps_what_was_decided_and_its_cause(sample_town: Town) -> None:
    new = made(sample_town)
    assert (new.type, new.stream, new.stream_version) == (
        *("garden.bed_planted", f"bed-{BED}", 3),
    )
    assert (new.event_id, new.causation_id) == (FRESH.event_id, CAUSE)
    assert (new.happened_at, new.actor) == (FRESH.happened_at, FRESH.actor)


def test_its_digest_covers_what_will_be_stored(sample_town: Town) -> None:
    new = made(sample_town)
    assert new.digest == digest("garden", ASHGROVE, new)
    assert new.digest != digest("garden", ASHGROVE, made(sample_town)), "sealed anew"
