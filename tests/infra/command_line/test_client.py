"""Is the platform found where it is, and a no told in one line?"""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from infra.command_line import client
from tests.infra.command_line.answering import Answer, answering, problem
from tests.infra.command_line.desks import Desk


def ask(answer: Answer) -> client.Json:
    """What a command makes of an answer."""
    with answering(answer):
        return client.Client(answer.url, "ct_token").get("schools", limit=1)


def test_what_the_platform_answers_is_given(desk: Desk) -> None:
    platform = client.find(desk.url, desk.data, None)
    names = [school["name"] for school in platform.get("schools")["schools"]]
    assert names == ["Ashgrove Primary", "Beckfield Academy"]


def test_only_the_parameters_that_are_given_are_sent() -> None:
    answer = Answer(200, b"{}", "application/json")
    with answering(answer):
        asker = client.Client(answer.url, "ct_token")
        asker.get("tickets", search="a b&c", school=None)
        asker.delete("tokens", "../x")
    assert answer.asked == [
        "GET /api/v1/tickets?search=a+b%26c",
        "DELETE /api/v1/tokens/..%2Fx",
    ]


def test_a_problem_names_each_bad_field_in_one_line() -> None:
    errors = [
        {"field": "name", "messages": ["Too short.", "Not a name."]},
        {"field": "urn", "messages": ["Not a number."]},
    ]
    with pytest.raises(client.Problem) as raised:
        ask(problem(422, title="Some fields are not right", errors=errors))
    assert str(raised.value) == (
        "Some fields are not right: name: Too short. Not a name.; urn: Not a number."
    )
    assert raised.value.bad_fields.keys() == {"name", "urn"}


def test_a_problem_without_fields_tells_its_detail() -> None:
    with pytest.raises(client.Problem, match=r"^No: not this time$"):
        ask(problem(404))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(502, b"<h1>Bad gateway</h1>", "text/html"),
        Answer(404, b"{}", "application/json"),
        Answer(404, b"[", "application/problem+json"),
        Answer(200, b"<h1>Welcome to the hotel</h1>", "text/html"),
        Answer(200, b"[]", "application/json"),
        Answer(302, b"{}", "application/json"),
    ],
)
def test_what_is_not_the_platform_is_told_from_it(answer: Answer) -> None:
    with pytest.raises(client.Unreachable, match="is no Caretaker"):
        ask(answer)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("localhost:8000", "is not a URL such as"),
        ("file:///etc/passwd", "is not a URL such as"),
        ("http://127.0.0.1:none", "is not a URL such as"),
        ("http://no-such-host.invalid", "no platform answers at"),
        (f"http://{'a' * 64}.example", "no platform answers at"),
    ],
)
def test_a_url_that_leads_nowhere_is_told(url: str, why: str) -> None:
    with pytest.raises(client.Unreachable, match=why):
        client.Client(url, "ct_token").get("schools")


def test_a_port_where_nobody_listens_is_told() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(client.Unreachable, match="no platform answers"):
        client.Client(f"http://127.0.0.1:{port}", "ct_token").get("schools")


def test_a_token_is_the_one_given_or_else_the_one_in_the_data(tmp_path: Path) -> None:
    (tmp_path / "operator.token").write_text("ct_file\n")
    assert client.find(None, tmp_path, "ct_given").token == "ct_given"
    assert client.find(None, tmp_path, None).token == "ct_file"
    assert client.find(None, tmp_path, None).url == client.DEFAULT_URL


def test_a_token_that_is_not_there_or_no_token_is_told(tmp_path: Path) -> None:
    with pytest.raises(client.Unreachable, match="there is no token in"):
        client.find(None, tmp_path, None)
    for strange in ("ct_\nX-Other: 1", "ct_é", "two words"):
        with pytest.raises(client.Unreachable, match="characters that no token has"):
            client.find(None, tmp_path, strange)
    (tmp_path / "operator.token").write_bytes(b"\xff")
    with pytest.raises(client.Unreachable, match="there is no token in"):
        client.find(None, tmp_path, None)


def test_a_token_is_not_shown_with_the_platform() -> None:
    assert "ct_secret" not in repr(client.Client("http://there", "ct_secret"))
