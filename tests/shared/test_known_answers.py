"""Do we, and a stranger who read docs/log.md, find the same bytes and hashes?"""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from sqlalchemy import insert, update

from contracts.envelope import Recorded, from_wire
from contracts.intake import TicketReplied
from shared.canonical import canonical
from shared.chain import GENESIS, digest, first_break, link, microseconds
from shared.database import Database
from shared.keyring import KEYS, Keyring, subject_keys
from shared.log_tables import events as events_table
from shared.reading import read_event
from shared.store import New
from tests.shared import reference_verifier as stranger
from tests.support.appending import append, read
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases, behind, create
from tests.support.documents import blocks
from tests.support.town import MASTER

KNOWN = blocks("docs/log.md")
WIRE: list[dict[str, Any]] = json.loads(KNOWN["events"])
LOG = [from_wire(wire) for wire in WIRE]
SUBJECTS = ("requester_id", "ticket_id", "message_id")
KEYS_OF_SUBJECTS = [bytes.fromhex(line) for line in KNOWN["keys"].split()]


def known(name: str) -> bytes:
    return bytes.fromhex("".join(KNOWN[name].split()))


@pytest.mark.parametrize("number", [1, 2])
def test_a_stranger_finds_the_known_answers(number: int) -> None:
    event, previous = WIRE[number - 1], bytes.fromhex(WIRE[number - 1]["previous_hash"])
    preimage = stranger.digest_preimage(event)
    assert preimage == known(f"digest-preimage-{number}")
    assert sha256(preimage).digest() == known(f"digest-{number}")
    linked = stranger.link_preimage(event, previous, known(f"digest-{number}"))
    assert linked == known(f"link-preimage-{number}")
    assert sha256(linked).digest() == known(f"hash-{number}")


@pytest.mark.parametrize("number", [1, 2])
def test_we_find_the_known_answers(number: int) -> None:
    event = LOG[number - 1]
    content = digest(event.service, event.school, event)
    assert content == known(f"digest-{number}")
    recorded = microseconds(event.recorded_at)
    place = (event.previous_hash, event.position, recorded, event.epoch)
    assert link(*place, content) == known(f"hash-{number}")
    assert canonical(json.loads(event.body)) == event.body


def test_both_find_the_log_whole() -> None:
    stranger.verify(WIRE)
    assert first_break(LOG, GENESIS, 0) is None


def altered(name: str, value: object) -> list[dict[str, Any]]:
    return [WIRE[0], WIRE[1] | {name: value}]


@pytest.mark.parametrize("name", [name for name in WIRE[1] if name != "service"])
def test_a_stranger_finds_whatever_was_altered(name: str) -> None:
    value = WIRE[1][name]
    other = value + 1 if isinstance(value, int) else WIRE[0][name]
    if name == "actor":
        other = "operator:nobody"
    if value != other:
        with pytest.raises((AssertionError, ValueError)):
            stranger.verify(altered(name, other))


def test_either_database_records_the_known_hashes(databases: Databases) -> None:
    database = Database(databases("intake"))
    create(database)
    for event in LOG:
        append(database, _new(event), now=event.recorded_at)
    recorded = [event._replace(service="intake") for event in read(database)]
    assert recorded == LOG
    database.close()


def test_what_a_database_says_is_what_a_stranger_verifies(databases: Databases) -> None:
    database = Database(databases("intake"))
    create(database)
    for event in LOG:
        append(database, _new(event), now=event.recorded_at)
    told = [event._replace(service="intake").to_wire() for event in read(database)]
    stranger.verify(told)
    with behind(database) as connection:
        body = LOG[0].body.replace(b"operator", b"0perator")
        spoilt = update(events_table).where(events_table.c.position == 1)
        connection.execute(spoilt.values(body=body))
    told = [event._replace(service="intake").to_wire() for event in read(database)]
    with pytest.raises(AssertionError, match="1 was altered"):
        stranger.verify(told)
    database.close()


def test_both_open_what_is_sealed(sqlite: Databases) -> None:
    words = stranger.unseal(WIRE[1], "text", KEYS_OF_SUBJECTS)
    assert words == KNOWN["opened"].strip()
    keys = Database(sqlite("keys"), KEYS, kernel=False)
    create(keys)
    subjects = [UUID(json.loads(LOG[1].body)[name]) for name in SUBJECTS]
    rows = [
        {"school": ASHGROVE, "subject": subject, "wrapped": aes_key_wrap(MASTER, key)}
        for subject, key in zip(subjects, KEYS_OF_SUBJECTS, strict=True)
    ]
    with behind(keys) as connection:
        connection.execute(insert(subject_keys), rows)
    replied = read_event(LOG[1], Keyring(keys, MASTER))
    assert isinstance(replied, TicketReplied)
    assert replied.text == words
    keys.close()


def test_what_is_sealed_is_not_to_be_read() -> None:
    box = json.loads(LOG[1].body)["text"]["sealed"]
    assert KNOWN["opened"].strip().encode() not in b64decode(box)


def _new(event: Recorded) -> New:
    return New(
        event_id=event.event_id,
        type=event.type,
        version=event.version,
        stream=event.stream,
        stream_version=event.stream_version,
        happened_at=event.happened_at,
        actor=event.actor,
        on_behalf_of=event.on_behalf_of,
        correlation_id=event.correlation_id,
        causation_id=event.causation_id,
        body=event.body,
        digest=digest("intake", ASHGROVE, event),
    )
