"""Is a password kept so that nobody can read it?"""

from __future__ import annotations

from argon2 import extract_parameters, profiles

from services.directory.hashing import HASHER, NOBODY, hash_of, is_right


def test_a_password_is_kept_as_rfc_9106_advises_and_told_from_others() -> None:
    hashed = hash_of("thistle lantern harbour")
    assert extract_parameters(hashed) == profiles.RFC_9106_LOW_MEMORY
    assert "thistle" not in hashed
    assert is_right("thistle lantern harbour", hashed)
    assert not is_right("thistle lantern harbours", hashed)


def test_the_same_password_is_never_kept_alike() -> None:
    assert hash_of("thistle lantern harbour") != hash_of("thistle lantern harbour")


def test_what_looks_the_same_is_the_same_password() -> None:
    assert is_right("cafe\u0301 in the rain", hash_of("caf\u00e9 in the rain"))


def test_nobodys_password_costs_as_much_and_is_never_right() -> None:
    assert extract_parameters(NOBODY) == extract_parameters(HASHER.hash("any"))
    assert not is_right("correct horse battery", None)
