"""Is personal text in the log only sealed, and forgotten with its key?"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from contracts.declare import declaration_of
from contracts.intake import TicketOpened
from contracts.refusals import Refused
from shared.chain import GENESIS, first_break
from shared.sealing import FORGOTTEN, SEALED, cover, seal, unseal
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.sample_messages import (
    BED,
    GARDENER,
    OTHER_BED,
    BedPlanted,
    PlantBed,
)
from tests.support.scenario import at
from tests.support.town import Town

PLANTED = declaration_of(BedPlanted)
CANARY = "a canary that nobody may find"
PAYLOAD: dict[str, Any] = {
    "bed_id": str(BED),
    "crop": "beans",
    "gardener_id": str(GARDENER),
    "note": "Priya asked for shade.",
    "label": None,
}


def sealed(town: Town, **changed: Any) -> dict[str, Any]:
    return seal(town.keyring, ASHGROVE, PLANTED, PAYLOAD | changed)


def unsealed(town: Town, payload: dict[str, Any]) -> dict[str, Any]:
    return unseal(town.keyring, ASHGROVE, PLANTED, payload, 1)


def test_only_personal_fields_are_sealed_and_all_open_again(sample_town: Town) -> None:
    payload = sealed(sample_town)
    assert list(payload["note"]) == ["sealed"]
    assert payload | {"note": None} == PAYLOAD | {"note": None}
    assert unsealed(sample_town, payload) == PAYLOAD


def test_what_is_given_to_be_sealed_is_not_changed(sample_town: Town) -> None:
    before = dict(PAYLOAD)
    sealed(sample_town)
    assert before == PAYLOAD


def test_a_reader_without_the_keys_sees_that_it_is_sealed(sample_town: Town) -> None:
    assert cover(PLANTED, sealed(sample_town), 1) == PAYLOAD | {"note": SEALED}


def test_what_an_older_version_did_not_have_is_left_out(sample_town: Town) -> None:
    older = {name: PAYLOAD[name] for name in ("bed_id", "crop", "gardener_id")}
    assert unsealed(sample_town, older) == older
    assert cover(PLANTED, older, 1) == older


def test_a_forgotten_subject_takes_its_fields_along_and_no_others(
    sample_town: Town,
) -> None:
    payload = sealed(sample_town, label="the bed of a gardener")
    sample_town.keyring.destroy(ASHGROVE, BED, at("tue 09:00"))
    after = unsealed(sample_town, payload)
    assert after == PAYLOAD | {"label": FORGOTTEN}


def test_a_box_that_is_moved_opens_nowhere_else(sample_town: Town) -> None:
    payload = sealed(sample_town, label="another")
    moved = payload | {"note": payload["label"], "label": payload["note"]}
    with pytest.raises(ValueError, match="seal is broken"):
        unsealed(sample_town, moved)
    sample_town.keyring.seal(BECKFIELD, [GARDENER], b"", b"")
    with pytest.raises(ValueError, match="seal is broken"):
        unseal(sample_town.keyring, BECKFIELD, PLANTED, payload, 1)
    with pytest.raises(ValueError):  # noqa: PT011  # base64 has its own words
        unsealed(sample_town, payload | {"note": {"sealed": "é"}})


def plant(town: Town) -> None:
    town.execute(PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans", note=CANARY))


def found(place: Path, canary: str) -> list[str]:
    """The files under a place that hold the canary as it was written."""
    return [f.name for f in place.iterdir() if canary.encode() in f.read_bytes()]


def test_whoever_is_forgotten_is_gone_and_the_log_still_verifies(
    sample_town: Town, tmp_path: Path
) -> None:
    plant(sample_town)
    sample_town.settle()
    (planted,) = sample_town.events("garden", ASHGROVE)
    assert planted.note == CANARY
    sample_town.keyring.destroy(ASHGROVE, GARDENER, at("tue 09:00"))
    (planted,) = sample_town.events("garden", ASHGROVE)
    assert (planted.note, planted.label) == (FORGOTTEN, FORGOTTEN)
    log = sample_town.log("garden", ASHGROVE)
    assert first_break(log, GENESIS, 0) is None
    assert all(CANARY not in str(event) for event in log)
    assert found(tmp_path, CANARY) == []


def test_without_sealing_before_hashing_whoever_is_forgotten_stays(
    sample_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.recordable.seal", lambda *given: given[-1])
    plant(sample_town)
    sample_town.keyring.destroy(ASHGROVE, GARDENER, at("tue 09:00"))
    (planted,) = sample_town.log("garden", ASHGROVE)
    assert json.loads(planted.body)["note"] == CANARY


def test_nothing_is_recorded_of_somebody_who_was_forgotten(sample_town: Town) -> None:
    sample_town.keyring.destroy(ASHGROVE, GARDENER, at("tue 09:00"))
    with pytest.raises(Refused, match="forgotten"):
        plant(sample_town)
    sample_town.execute(
        PlantBed(school_id=ASHGROVE, bed_id=OTHER_BED, crop="peas", gardener_id=BED)
    )
    assert len(sample_town.log("garden", ASHGROVE)) == 1


OPENED = declaration_of(TicketOpened)
ASKED: dict[str, Any] = {
    "requester_id": str(GARDENER),
    "requester_name": "Priya",
    "requester_email": "priya@ashgrove.example",
    "ticket_id": str(BED),
    "text_id": str(OTHER_BED),
    "subject": CANARY,
    "description": CANARY,
    "form": CANARY,
}


def test_a_subject_that_is_not_given_is_nobody(sample_town: Town) -> None:
    """As in what was recorded before there was one: it opens as it was sealed."""
    keyring = sample_town.keyring
    for missing in (ASKED | {"text_id": None}, {**ASKED}):
        sealed_then = seal(keyring, ASHGROVE, OPENED, missing)
        if missing["text_id"] is None:
            sealed_then.pop("text_id")
        opened = unseal(keyring, ASHGROVE, OPENED, sealed_then, OPENED.version)
        assert opened["description"] == CANARY


def test_a_text_with_a_key_of_its_own_is_forgotten_alone(sample_town: Town) -> None:
    keyring = sample_town.keyring
    sealed_now = seal(keyring, ASHGROVE, OPENED, ASKED)
    keyring.destroy(ASHGROVE, OTHER_BED, at("tue 09:00"))
    opened = unseal(keyring, ASHGROVE, OPENED, sealed_now, OPENED.version)
    assert (opened["description"], opened["requester_name"]) == (FORGOTTEN, "Priya")
    assert opened["form"] == FORGOTTEN


def test_nothing_is_sealed_for_nobody(sample_town: Town) -> None:
    nobody = ASKED | {"requester_id": None, "ticket_id": None}
    with pytest.raises(ValueError, match="for somebody"):
        seal(sample_town.keyring, ASHGROVE, OPENED, nobody)


def test_without_anybody_to_seal_it_for_everybody_would_have_the_key(
    sample_town: Town,
) -> None:
    """The twin: what is sealed under no key opens without any."""
    box = sample_town.keyring.seal(ASHGROVE, [], CANARY.encode(), b"")
    opened = AESGCM(sha256(b"").digest()).decrypt(box[:12], box[12:], b"")
    assert opened.decode() == CANARY
