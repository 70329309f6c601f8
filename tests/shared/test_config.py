"""Does a process find its databases, its broker and its master key?"""

from __future__ import annotations

import stat
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.config import labelled_schools, settings, write_secret
from shared.rabbitmq.connecting import connect

GIVEN = {
    "CARETAKER_MASTER_KEY": "ab" * 32,
    "CARETAKER_DATABASE_URL": "postgresql://db/caretaker_{service}?sslmode=require",
    "CARETAKER_BROKER_URL": "amqp://broker",
}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_the_environment_says_is_taken(tmp_path: Path) -> None:
    found = settings(GIVEN, tmp_path)
    assert found.master == b"\xab" * 32
    intake = "postgresql+psycopg2://db/caretaker_intake?sslmode=require"
    assert found.database("intake") == intake
    assert found.broker_url == "amqp://broker"
    assert not (tmp_path / "master.key").exists()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db/{service}",
        "/var/{service}",
        "postgresql://db/caretaker",
        "{service}",
    ],
)
def test_databases_that_could_not_be_told_apart_are_refused(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(ValueError, match=r"postgresql://|\{service\}"):
        settings({"CARETAKER_DATABASE_URL": url}, tmp_path)


@pytest.mark.parametrize("password", ["s3cr/et", "12/34", "s3cr?et", "1#2", "s3cr#et"])
def test_a_password_that_cuts_the_brokers_url_short_is_refused_and_not_named(
    tmp_path: Path, password: str
) -> None:
    url = f"amqp://first;amqp://caretaker:{password}@second:5672/desk"
    with pytest.raises(ValueError, match="%2F") as refused:
        settings({"CARETAKER_BROKER_URL": url}, tmp_path)
    told = "".join(traceback.format_exception(refused.value))
    assert password[:2] not in told


def test_without_looking_at_it_first_a_part_of_the_password_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.config._check_place", lambda _: None)
    url = "amqp://caretaker:s3cr/et@broker:5672/desk"
    found = settings({"CARETAKER_BROKER_URL": url}, tmp_path)
    with pytest.raises(ValueError, match="s3cr"):
        connect(str(found.broker_url))


def test_a_password_with_its_signs_escaped_is_taken(tmp_path: Path) -> None:
    url = "amqp://caretaker:s3cr%2Fet%40@broker:5672/desk;amqps://broker"
    assert settings({"CARETAKER_BROKER_URL": url}, tmp_path).broker_url == url


def test_without_an_environment_everything_is_under_the_data(tmp_path: Path) -> None:
    found = settings({}, tmp_path / "new" / "var")
    assert found.database("sla") == f"sqlite:///{tmp_path}/new/var/sla.db"
    assert found.broker_url is None


def test_a_master_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = settings({}, tmp_path), settings({}, tmp_path)
    assert first.master == second.master
    assert len(first.master) == 32
    assert mode(tmp_path / "master.key") == 0o600


@pytest.mark.parametrize("key", ["ab" * 31, "ab" * 33, "no hex"])
def test_a_master_key_of_another_kind_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # bytes.fromhex has its own words
        settings({"CARETAKER_MASTER_KEY": key}, tmp_path)


def test_processes_that_start_at_once_share_one_master_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: settings({}, tmp_path).master, range(8)))
    assert set(made) == {settings({}, tmp_path).master}


def test_a_master_key_that_another_process_makes_meanwhile_is_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = "cd" * 32

    def meanwhile(length: int) -> str:
        (tmp_path / "master.key").write_text(theirs)
        return "ef" * length

    monkeypatch.setattr("shared.config.secrets.token_hex", meanwhile)
    assert settings({}, tmp_path).master == bytes.fromhex(theirs)
    assert settings({}, tmp_path).master == bytes.fromhex(theirs)


def test_a_secret_is_written_whole_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("the one before, which everybody could read")
    path.chmod(0o644)
    write_secret(path, "secret")
    assert path.read_text() == "secret"
    assert mode(path) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_draft_that_everybody_reads_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "token.new").touch(mode=0o644)
    write_secret(tmp_path / "token", "secret")
    assert mode(tmp_path / "token") == 0o600


def test_only_its_owner_looks_into_a_new_data_directory(tmp_path: Path) -> None:
    settings({}, tmp_path / "var")

    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_how_many_schools_have_a_label_of_their_own_is_a_whole_number(
    tmp_path: Path,
) -> None:
    assert labelled_schools({}) == 1_000
    assert labelled_schools({"CARETAKER_LABELLED_SCHOOLS": "0"}) == 0
    for wrong in ("-1", "many", "٣"):
        with pytest.raises(ValueError, match="whole number"):
            settings({"CARETAKER_LABELLED_SCHOOLS": wrong}, tmp_path)
