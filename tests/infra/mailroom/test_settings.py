"""Does a file of mailboxes say what is wrong with it, and keep secrets elsewhere?"""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.mailroom.settings import Secret, Settings, Unfit, read_settings

WHOLE = """
every_seconds = 15

[mailboxes.ashgrove]
address = "help@ashgrove.example"
host = "imap.example"
password_file = "/run/secrets/ashgrove"

[mailboxes.beckfield]
address = "help@beckfield.example"
host = "outlook.office365.com"
user = "desk@beckfield.example"
done_folder = "Taken"

[mailboxes.beckfield.oauth2]
token_url = "https://login.microsoftonline.com/beckfield/oauth2/v2.0/token"
client_id = "6731"
client_secret_variable = "BECKFIELD_SECRET"
scope = "https://outlook.office365.com/.default"
"""


def read(place: Path, text: str) -> Settings:
    file = place / "mailboxes.toml"
    file.write_text(text)
    return read_settings(file)


def refused(place: Path, text: str) -> str:
    with pytest.raises(Unfit) as told:
        read(place, text)
    line = str(told.value)
    assert "\n" not in line
    return line.partition(".toml")[2]


def test_a_file_names_mailboxes_with_what_is_usual_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE)
    ashgrove, beckfield = found.mailboxes
    assert found.every == 15
    assert (ashgrove.port, ashgrove.security, ashgrove.folder) == (993, "tls", "INBOX")
    assert ashgrove.user == ashgrove.address
    assert beckfield.user == "desk@beckfield.example"
    assert beckfield.oauth2 is not None
    assert beckfield.oauth2.refresh_token is None
    assert beckfield.done_folder == "Taken"


@pytest.mark.parametrize(
    ("said", "instead", "why"),
    [
        ("[mailboxes.ashgrove]", "[mailboxes.ashgrove", " is no TOML: "),
        ('host = "imap.example"', "", "ashgrove.host: Missing"),
        ('host = "imap.example"', 'hots = "imap.example"', "ashgrove.hots: Unknown"),
        ('host = "imap.example"', "host = 7", "ashgrove.host: Not a valid string"),
        ("help@ashgrove.example", "ashgrove", "ashgrove.address: Not a valid email"),
        ("every_seconds = 15", "every_seconds = 0", "every_seconds: Must be"),
        ("mailboxes.ashgrove", "mailboxes.Ashgrove", "Ashgrove: a name has small"),
        ('password_file = "/run/secrets/ashgrove"', "", "ashgrove: say password_file"),
        (
            'password_file = "/run/secrets/ashgrove"',
            'password_file = "x"\npassword_variable = "X"',
            "ashgrove.password_file: Say password_file or password_variable",
        ),
        ('host = "imap.example"', 'host = "x"\nsecurity = "none"', "without TLS"),
        ('host = "imap.example"', 'host = "x"\nsecurity = "ssl"', "security: Must be"),
        ('host = "imap.example"', 'host = "x"\nport = 0', "ashgrove.port: Must be"),
        ('host = "imap.example"', 'host = "x"\nport = "993"', "ashgrove.port: Not"),
        ("imap.example", "imap\\n.example", "ashgrove.host: It holds a character"),
        ('"Taken"', '"Ta\\rken"', "beckfield.done_folder: It holds a character"),
        (
            'done_folder = "Taken"',
            f'authserv_id = "{"x" * 201}"',
            "authserv_id: It is the name of no mail server",
        ),
        (
            'done_folder = "Taken"',
            'authserv_id = "mx example"',
            "authserv_id: It is the name of no mail server",
        ),
        ("every_seconds = 15", f"every_seconds = {'[' * 5_000}", "is no TOML"),
        ('"Taken"', '"INBOX"', "beckfield: done_folder is another than folder"),
        ("https://login", "http://login", "oauth2.token_url: It begins with https"),
        ("client_secret_variable", "# ", "beckfield.oauth2: say client_secret_file"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(
    tmp_path: Path, said: str, instead: str, why: str
) -> None:
    assert said in WHOLE
    assert why in refused(tmp_path, WHOLE.replace(said, instead))


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, WHOLE.replace('host = "', 'home = "'))
    assert told.count("host: Missing") == 2


def test_there_are_no_more_mailboxes_than_threads_and_labels(tmp_path: Path) -> None:
    one = '[mailboxes.m{n}]\naddress = "a@b.example"\nhost = "h"\npassword_file = "f"\n'
    many = "".join(one.replace("{n}", str(number)) for number in range(501))
    assert "501 mailboxes are more than 500" in refused(tmp_path, many)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match=r"mailboxes.toml cannot be read: No such file"):
        read_settings(tmp_path / "mailboxes.toml")


def test_a_secret_is_read_anew_each_time(tmp_path: Path) -> None:
    secret = Secret(file=tmp_path / "secret", variable=None)
    for said in ("first", "second"):
        (tmp_path / "secret").write_text(f"{said}\n")
        assert secret.read() == said


def test_a_secret_may_stand_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = Secret(file=None, variable="THE_SECRET")
    with pytest.raises(Unfit, match="THE_SECRET is empty"):
        secret.read()
    monkeypatch.setenv("THE_SECRET", "first")
    assert secret.read() == "first"


@pytest.mark.parametrize("end", ["\n", "\r", "\0"])
def test_a_secret_is_one_line(tmp_path: Path, end: str) -> None:
    secret = Secret(file=tmp_path / "secret", variable=None)
    (tmp_path / "secret").write_text(f"first{end}A1 DELETE INBOX\n", newline="")
    with pytest.raises(Unfit, match="holds more than one line"):
        secret.read()


def test_settings_can_be_shown_without_a_secret(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the-right-password")
    text = WHOLE.replace("/run/secrets/ashgrove", str(tmp_path / "secret"))
    assert "the-right-password" not in repr(read(tmp_path, text))


def test_a_service_account_needs_its_file_and_nothing_else(tmp_path: Path) -> None:
    whole = """
[mailboxes.ashgrove]
address = "help@ashgrove.example"
host = "imap.gmail.com"
user = "desk@ashgrove.example"
[mailboxes.ashgrove.oauth2]
service_account_file = "/run/mail/google.json"
"""
    file = tmp_path / "mailboxes.toml"
    file.write_text(whole)
    [mailbox] = read_settings(file).mailboxes
    assert mailbox.oauth2 is not None
    assert mailbox.oauth2.service_account == Path("/run/mail/google.json")
    assert mailbox.oauth2.user == "desk@ashgrove.example"
    told = refused(tmp_path, whole + 'client_id = "7"\n')
    assert "oauth2.client_id: It stands in the key of the account." in told


@pytest.mark.parametrize("name", ["token_url", "client_id"])
def test_without_a_service_account_it_is_said_where_and_as_whom_to_ask(
    tmp_path: Path, name: str
) -> None:
    told = refused(tmp_path, WHOLE.replace(f"{name} =", "# "))
    assert f"oauth2.{name}: Missing data" in told
