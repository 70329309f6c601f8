"""Is the newest server found, and does an installation start nothing?"""

import stat
from pathlib import Path

import pytest

from infra.postgres import programs


def a_server(place: Path, release: str) -> Path:
    """Put programs there that answer as a PostgreSQL server of this release does."""
    place.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        program = place / name
        program.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {release}'\n")
        program.chmod(0o755)
    return place


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory where this machine's packages put their servers."""
    monkeypatch.setattr(programs, "PLACES", (f"{tmp_path}/packages/*/bin",))
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    return tmp_path / "packages"


def test_the_newest_server_is_found_wherever_it_is(packages: Path) -> None:
    a_server(packages / "9" / "bin", "9.6.24")
    newest = a_server(packages / "16" / "bin", "16.4 (Debian 16.4-1)")
    a_server(packages.parent / "path", "15.18")
    assert programs.find_programs() == newest


def test_a_server_that_is_too_old_or_half_installed_is_none(packages: Path) -> None:
    assert programs.find_programs() is None
    a_server(packages / "14" / "bin", "14.9")
    (a_server(packages / "15" / "bin", "15.18") / "initdb").unlink()
    assert programs.find_programs() is None


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    return tmp_path / "policy-rc.d"


def test_nothing_starts_during_an_installation(policy: Path) -> None:
    with programs.nothing_starts(policy):
        assert "exit 101" in policy.read_text()
        assert stat.S_IMODE(policy.stat().st_mode) == 0o755
    assert not policy.exists()


def test_the_policy_that_stood_is_put_back_though_the_installation_fails(
    policy: Path,
) -> None:
    policy.write_text("theirs")
    policy.chmod(0o744)
    with pytest.raises(OSError, match="full"), programs.nothing_starts(policy):
        raise OSError("disk full")
    assert policy.read_text() == "theirs"
    assert stat.S_IMODE(policy.stat().st_mode) == 0o744
    assert list(policy.parent.iterdir()) == [policy]


def test_what_an_interrupted_installation_left_is_not_taken_for_their_policy(
    policy: Path,
) -> None:
    policy.write_text("theirs")
    interrupted = programs.nothing_starts(policy)
    interrupted.__enter__()
    with programs.nothing_starts(policy):
        assert "exit 101" in policy.read_text()
    assert policy.read_text() == "theirs"
