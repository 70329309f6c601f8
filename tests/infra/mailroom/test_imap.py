"""Is a password sent only to the server that it is for, where nobody can read it?"""

from __future__ import annotations

import socketserver
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from infra.mailroom import imap
from infra.mailroom.trouble import Kind
from tests.infra.mailroom.boxes import Box
from tests.infra.mailroom.scripted import scripted
from tests.support.dovecot import PASSWORD


@pytest.fixture
def trusted(box: Box, monkeypatch: pytest.MonkeyPatch) -> Box:
    """The mailbox, on a machine that trusts the certificate of its server."""
    monkeypatch.setenv("SSL_CERT_FILE", str(box.dovecot.certificate))
    return box


def test_a_mailbox_is_reached_by_tls(trusted: Box) -> None:
    trusted.changed(security="tls", port=trusted.dovecot.tls_port)
    trusted.gets(trusted.writes("the projector"))
    assert trusted.polls() == 1


def test_a_mailbox_is_reached_by_starttls(trusted: Box) -> None:
    trusted.changed(security="starttls")
    trusted.gets(trusted.writes("the projector"))
    assert trusted.polls() == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_nobody_vouches_for_gets_no_password(
    box: Box, security: str
) -> None:
    port = box.dovecot.tls_port if security == "tls" else box.dovecot.port
    box.changed(security=security, port=port)
    trouble = box.fails()
    assert trouble.kind is Kind.UNREACHABLE
    assert "certificate verify failed" in str(trouble)


def test_a_certificate_of_another_name_gets_no_password(trusted: Box) -> None:
    port = trusted.dovecot.tls_port
    trusted.changed(security="tls", host="localhost", port=port)
    trouble = trusted.fails()
    assert trouble.kind is Kind.UNREACHABLE
    assert "Hostname mismatch" in str(trouble)


def test_whoever_takes_starttls_out_of_the_way_gets_no_password(trusted: Box) -> None:
    with in_between() as (port, heard):
        trusted.changed(security="starttls", port=port)
        assert trusted.fails().kind is Kind.UNREACHABLE
    assert PASSWORD not in "".join(heard)


def test_without_asking_for_it_they_would_get_it(
    trusted: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "_hidden", lambda server, _: server)
    with in_between() as (port, heard):
        trusted.changed(security="starttls", port=port)
        trusted.fails()
    assert PASSWORD in "".join(heard)


ODD = 'pass"word\\1'
"""IMAP quotes it before it is sent."""


@pytest.mark.parametrize("said", [ODD, ODD.replace("\\", "\\\\").replace('"', '\\"')])
@pytest.mark.parametrize("command", ["LOGIN", "SELECT", "UID FETCH"])
@pytest.mark.parametrize("answer", ["* BYE you said {}", "TAG NO you said {}"])
def test_a_server_that_repeats_the_password_has_it_in_no_log(
    box: Box, answer: str, command: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    bye = answer.startswith("* BYE")
    told = answer.format(said)
    with scripted({command: (f"{told}\nTAG OK",) if bye else told}) as server:
        box.changed(port=server.port, password=box.secret(ODD))
        trouble = str(box.fails())
    assert "you said [secret]" in trouble
    assert said not in trouble + caplog.text


def test_a_password_that_is_sent_encoded_is_in_no_log_either(box: Box) -> None:
    coded = b64encode(f"\0{box.user}\0pässword".encode()).decode()
    with scripted({"AUTHENTICATE PLAIN": f"+ \n* BYE {coded}\nTAG OK"}) as server:
        box.changed(port=server.port, password=box.secret("pässword"))
        trouble = str(box.fails())
    assert "the connection broke" in trouble
    assert coded not in trouble


@pytest.mark.parametrize(
    ("user", "password"), [("ashgrove", "pässword"), ("schülerhilfe", "password")]
)
def test_whoever_has_no_ascii_name_or_password_is_let_in(
    box: Box, user: str, password: str
) -> None:
    with scripted({}) as server:
        box.changed(port=server.port, user=user, password=box.secret(password))
        assert box.polls() == 1
        assert b64encode(f"\0{user}\0{password}".encode()).decode() in server.heard
        assert server.count("LOGIN") == 0


@pytest.mark.parametrize("host", ["imap..example", "x" * 70])
def test_a_name_that_no_server_can_have_is_unreachable(box: Box, host: str) -> None:
    box.changed(host=host)
    assert box.fails().kind is Kind.UNREACHABLE


@contextmanager
def in_between() -> Iterator[tuple[int, list[str]]]:
    """Somebody who says that there is no TLS to be had, and listens."""
    heard: list[str] = []

    class Listener(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                said = line.decode()
                heard.append(said)
                tag = said.split()[0].encode()
                if "CAPABILITY" in said:
                    self.wfile.write(
                        b"* CAPABILITY IMAP4REV1\r\n" + tag + b" OK done\r\n"
                    )
                else:
                    self.wfile.write(tag + b" BAD no\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Listener) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield server.server_address[1], heard
        server.shutdown()
        serving.join()
