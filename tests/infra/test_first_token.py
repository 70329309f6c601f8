"""Is the operator let in by the first token, until somebody revokes it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.access import Role, platform
from contracts.directory import CheckToken, RevokeToken
from contracts.refusals import NotFound
from contracts.values import PROVIDER
from infra import first_token
from infra.first_token import _digest
from tests.support.town import Town

SECRET = "ct_given-by-the-environment"


def check(town: Town, secret: str) -> Role:
    checked = town.ask(CheckToken(digest=_digest(secret)), platform("directory"))
    role: Role = checked.role
    return role


def test_a_token_is_made_once_and_again_where_it_no_longer_counts(
    town: Town, tmp_path: Path
) -> None:
    first_token.ensure(town.link, tmp_path)
    first = (tmp_path / first_token.FILE).read_text()
    first_token.ensure(town.link, tmp_path)
    assert (tmp_path / first_token.FILE).read_text() == first
    assert check(town, first) is Role.MSP_ADMINISTRATOR

    (tmp_path / first_token.FILE).write_text("ct_of-other-data")
    first_token.ensure(town.link, tmp_path)
    assert check(town, (tmp_path / first_token.FILE).read_text())


def test_a_token_that_is_given_counts_and_is_recorded_once(town: Town) -> None:
    first_token.accept(town.link, SECRET)
    first_token.accept(town.link, SECRET)
    assert check(town, SECRET) is Role.MSP_ADMINISTRATOR
    assert len(town.log("directory", PROVIDER)) == 1


def test_a_token_that_was_revoked_does_not_come_back_with_the_next_start(
    town: Town,
) -> None:
    first_token.accept(town.link, SECRET)
    [created] = town.events("directory", PROVIDER)
    revoke = RevokeToken(school_id=PROVIDER, token_id=created.token_id)
    town.execute(revoke, platform("directory"))
    first_token.accept(town.link, SECRET)
    with pytest.raises(NotFound):
        check(town, SECRET)
