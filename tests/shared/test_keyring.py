"""Does a box open for those who may, and for nobody once a key is destroyed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_wrap
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from shared import keyring as module
from shared.database import Database
from shared.keyring import KEYS, Forgotten, Keyring, subject_keys
from tests.support.cast import ASHGROVE, BECKFIELD, PRIYA, TICKET
from tests.support.databases import Databases, behind, create
from tests.support.scenario import at
from tests.support.town import MASTER
from tests.support.waiting import until_it_waits

PERSON = PRIYA.person_id
ABOUT = b"where it belongs"
TEXT = b"The projector in 4B hums."


@pytest.fixture
def keys(databases: Databases) -> Iterator[Database]:
    database = Database(databases("keys"), KEYS, kernel=False)
    create(database)
    yield database
    database.close()


@pytest.fixture
def keyring(keys: Database) -> Keyring:
    return Keyring(keys, MASTER)


def sealed(keyring: Keyring, subjects: Sequence[UUID] = (PERSON,)) -> bytes:
    return keyring.seal(ASHGROVE, subjects, TEXT, ABOUT)


def opened(keyring: Keyring, box: bytes, subjects: Sequence[UUID] = (PERSON,)) -> bytes:
    return keyring.open(ASHGROVE, subjects, box, ABOUT)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.lists(st.uuids(), min_size=1, max_size=3))
def test_what_is_sealed_opens(
    keyring: Keyring, content: bytes, subjects: list[UUID]
) -> None:
    box = keyring.seal(ASHGROVE, subjects, content, ABOUT)
    assert keyring.open(ASHGROVE, subjects, box, ABOUT) == content


def test_a_box_does_not_show_what_is_in_it_and_is_never_the_same(
    keyring: Keyring,
) -> None:
    boxes = [sealed(keyring), sealed(keyring)]
    assert boxes[0] != boxes[1]
    assert all(b"projector" not in box for box in boxes)


def test_a_box_opens_only_where_it_was_sealed(keyring: Keyring) -> None:
    box = sealed(keyring)
    for school in (ASHGROVE, BECKFIELD):
        keyring.seal(school, [PERSON, TICKET], b"", b"")
    with pytest.raises(ValueError, match="seal is broken"):
        keyring.open(ASHGROVE, [PERSON], box, b"elsewhere")
    with pytest.raises(ValueError, match="seal is broken"):
        keyring.open(BECKFIELD, [PERSON], box, ABOUT)
    with pytest.raises(ValueError, match="seal is broken"):
        keyring.open(ASHGROVE, [TICKET], box, ABOUT)


@pytest.mark.parametrize("at_byte", [0, 11, 12, -1])
def test_a_box_that_was_changed_does_not_open(keyring: Keyring, at_byte: int) -> None:
    box = bytearray(sealed(keyring))
    box[at_byte] ^= 1
    with pytest.raises(ValueError, match="seal is broken"):
        opened(keyring, bytes(box))


@pytest.mark.parametrize("box", [b"", b"short", bytes(12), bytes(27)])
def test_what_is_no_box_does_not_open(keyring: Keyring, box: bytes) -> None:
    sealed(keyring)
    with pytest.raises(ValueError):  # noqa: PT011  # cryptography has its own words
        opened(keyring, box)


def test_nobody_opens_for_a_subject_that_never_had_a_key(keyring: Keyring) -> None:
    with pytest.raises(Forgotten):
        opened(keyring, b"")


def test_once_its_key_is_destroyed_a_subject_is_forgotten(keyring: Keyring) -> None:
    box = sealed(keyring)
    keyring.destroy(ASHGROVE, PERSON, at("tue 09:00"))
    with pytest.raises(Forgotten):
        opened(keyring, box)
    with pytest.raises(Forgotten):
        sealed(keyring)


def test_a_subject_may_be_forgotten_before_anything_was_sealed(
    keyring: Keyring,
) -> None:
    keyring.destroy(ASHGROVE, PERSON, at("tue 09:00"))
    with pytest.raises(Forgotten):
        sealed(keyring)
    keyring.seal(BECKFIELD, [PERSON], TEXT, ABOUT)


@pytest.mark.parametrize("forgotten", [PERSON, TICKET])
def test_of_several_subjects_any_one_forgets(keyring: Keyring, forgotten: UUID) -> None:
    box = sealed(keyring, [PERSON, TICKET])
    assert opened(keyring, box, [PERSON, TICKET]) == TEXT
    keyring.destroy(ASHGROVE, forgotten, at("tue 09:00"))
    with pytest.raises(Forgotten):
        opened(keyring, box, [PERSON, TICKET])


def test_a_destroyed_key_is_nowhere_any_more(keyring: Keyring, keys: Database) -> None:
    sealed(keyring)
    keyring.destroy(ASHGROVE, PERSON, at("tue 09:00"))
    with keys.provider() as connection:
        row = connection.execute(select(subject_keys)).one()
    assert (row.wrapped, row.destroyed_at) == (None, at("tue 09:00"))
    assert keyring._known == {}


def test_another_process_hears_within_a_minute_that_a_key_is_destroyed(
    keyring: Keyring, keys: Database
) -> None:
    other = Keyring(keys, MASTER)
    box = sealed(keyring)
    assert opened(other, box) == TEXT
    keyring.destroy(ASHGROVE, PERSON, at("tue 09:00"))
    other._known_since -= module._REMEMBERED
    with pytest.raises(Forgotten):
        opened(other, box)


def test_keys_are_kept_wrapped_by_the_master_key(
    keyring: Keyring, keys: Database
) -> None:
    box = sealed(keyring)
    with keys.provider() as connection:
        wrapped = bytes(connection.execute(select(subject_keys.c.wrapped)).scalar_one())
    assert keyring._known[ASHGROVE, PERSON] not in wrapped
    with pytest.raises(InvalidUnwrap):
        opened(Keyring(keys, bytes(32)), box)


def test_a_key_that_another_process_makes_meanwhile_is_the_one(
    postgresql: Databases,
) -> None:
    keys = Database(postgresql("keys"), KEYS, kernel=False)
    create(keys)
    keyring, key = Keyring(keys, MASTER), bytes(32)
    row = {"school": ASHGROVE, "subject": PERSON, "wrapped": aes_key_wrap(MASTER, key)}
    with ThreadPoolExecutor(1) as pool, keys.school(ASHGROVE) as first:
        first.execute(insert(subject_keys), row)
        box = pool.submit(sealed, keyring)
        until_it_waits(keys, box)
        first.exec_driver_sql("commit")
    assert opened(Keyring(keys, MASTER), box.result()) == TEXT
    assert keyring._known == {(ASHGROVE, PERSON): key}
    keys.close()


class Forgetful(Keyring):
    """A keyring of which another thread forgets everything at the worst moment."""

    def _fetch(self, *arguments: object, **options: object) -> dict[UUID, bytes]:
        fetched: dict[UUID, bytes] = super()._fetch(*arguments, **options)  # type: ignore[arg-type]
        self._known.clear()
        return fetched


def test_keys_that_another_thread_forgets_meanwhile_are_at_hand(
    keys: Database,
) -> None:
    keyring = Forgetful(keys, MASTER)
    sealed(keyring, [PERSON])
    keyring._known[ASHGROVE, PERSON] = Keyring(keys, MASTER)._keys(
        ASHGROVE, [PERSON], make=False
    )[0]
    box = sealed(keyring, [PERSON, TICKET])
    assert opened(Keyring(keys, MASTER), box, [PERSON, TICKET]) == TEXT


def test_a_fingerprint_is_equal_for_equal_content_at_one_school(
    keyring: Keyring,
) -> None:
    ours = keyring.fingerprint(ASHGROVE, TEXT)
    assert ours == keyring.fingerprint(ASHGROVE, TEXT)
    assert ours != keyring.fingerprint(ASHGROVE, b"other")
    assert ours != keyring.fingerprint(BECKFIELD, TEXT)


def test_a_person_is_known_by_their_address_however_it_is_written(
    keyring: Keyring,
) -> None:
    known = keyring.pseudonym(ASHGROVE, PRIYA.email)
    assert known == keyring.pseudonym(ASHGROVE, f" {PRIYA.email.upper()} ")
    assert known != keyring.pseudonym(BECKFIELD, PRIYA.email)
    assert known.version == 4


def test_without_the_place_in_the_seal_a_box_opens_anywhere(
    keyring: Keyring,
) -> None:
    box = keyring.seal(ASHGROVE, [PERSON], TEXT, b"")
    assert keyring.open(ASHGROVE, [PERSON], box, b"") == TEXT


def test_without_a_tombstone_a_forgotten_subject_starts_afresh(
    keyring: Keyring, keys: Database
) -> None:
    keyring.destroy(ASHGROVE, PERSON, at("tue 09:00"))
    with behind(keys) as connection:
        connection.execute(subject_keys.delete())
    assert opened(keyring, sealed(keyring)) == TEXT


def test_school_keys_of_two_subjects_do_not_stand_for_each_other(
    keyring: Keyring,
) -> None:
    one, other = uuid4(), uuid4()
    box = sealed(keyring, [one, other])
    with pytest.raises(ValueError, match="seal is broken"):
        opened(keyring, box, [other, one])
