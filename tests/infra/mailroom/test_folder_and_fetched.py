"""Is each message taken for itself, whatever a server answers, and no other moved?"""

from __future__ import annotations

import os

import pytest

from infra.mailroom import folder, imap
from infra.mailroom.fetched import Declined, Fetched, read_fetched
from infra.mailroom.trouble import Kind
from tests.infra.mailroom.boxes import Box
from tests.infra.mailroom.scripted import BAD, NO, OK, fetched, scripted


def without(box: Box, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """The server of a mailbox with a `done_folder` says that it cannot do all."""
    told = imap._capabilities
    monkeypatch.setattr(
        imap, "_capabilities", lambda server: tuple({*told(server)} - {*names})
    )
    box.changed(done_folder="Taken")


def holds_deleted_mail(box: Box) -> None:
    """Somebody has marked a message as deleted, and may think better of it."""
    box.gets(box.writes("the party"))
    new = box.dovecot.home / "mail" / box.user / "new"
    [file] = new.iterdir()
    file.rename(new.with_name("cur") / f"{file.name}:2,T")
    box.gets(box.writes("the projector"))


def test_a_message_that_the_server_cannot_read_stays_and_the_others_go(
    box: Box,
) -> None:
    box.gets(*(box.writes(f"machine {number}") for number in range(3)))
    _, unreadable, _ = sorted((box.dovecot.home / "mail" / box.user / "new").iterdir())
    unreadable.chmod(0)
    if os.geteuid() == 0:
        os.chown(unreadable, 0, 0)
    assert box.fails().kind is Kind.BROKEN_OFF
    assert box.fails().kind is Kind.BROKEN_OFF
    assert box.subjects() == ["machine 0", "machine 2"]


def test_a_no_to_one_message_stops_no_other(box: Box) -> None:
    script = {
        "UID SEARCH": f"* SEARCH 6 7\n{OK}",
        "UID FETCH 6": f"{fetched(b'of another', 6).removesuffix(OK)}{NO}",
    }
    with scripted(script) as server:
        box.changed(port=server.port)
        assert box.fails().kind is Kind.LEFT_OVER
        assert server.count("UID STORE 7 +FLAGS") == 1
        assert server.count("UID STORE 6") == 0
    assert box.subjects() == ["the projector"]


def test_what_comes_before_a_no_is_not_taken_for_the_next_message(box: Box) -> None:
    left = fetched(box.writes("the printer"), 6).removesuffix(OK)
    script = {"UID SEARCH": f"* SEARCH 6 7\n{OK}", "UID FETCH 6": left + NO}
    with scripted(script | {"UID FETCH 7": fetched(box.writes("the film"))}) as server:
        box.changed(port=server.port)
        box.fails()
    assert box.subjects() == ["the film"]


@pytest.mark.parametrize("answer", [NO, BAD])
def test_a_message_that_cannot_be_moved_stays_and_is_told(
    box: Box, answer: str
) -> None:
    with scripted({"UID MOVE": answer}) as server:
        box.changed(port=server.port, done_folder="Taken")
        trouble = box.fails()
    assert trouble.kind is Kind.LEFT_OVER
    assert "1 messages cannot be taken, and stay: " in str(trouble)


def test_without_move_a_message_is_moved_and_deleted_mail_of_others_stays(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(box, monkeypatch, "MOVE")
    holds_deleted_mail(box)
    assert box.polls() == 1
    [left] = box.dovecot.looks(box.user)
    assert b"the party" in left
    [moved] = box.dovecot.looks(box.user, "Taken")
    assert b"the projector" in moved


def test_by_a_plain_expunge_it_would_be_gone(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(box, monkeypatch, "MOVE")
    holds_deleted_mail(box)
    ask = folder.Folder._ask

    def plain(self: folder.Folder, *words: str) -> list[object]:
        if words[0] == "EXPUNGE":
            return list(self._server.expunge())
        return ask(self, *words)

    monkeypatch.setattr(folder.Folder, "_ask", plain)
    box.polls()
    assert box.dovecot.looks(box.user) == []


def test_a_server_that_can_move_nothing_by_itself_is_told(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(box, monkeypatch, "MOVE", "UIDPLUS")
    holds_deleted_mail(box)
    trouble = box.fails()
    assert trouble.kind is Kind.NO_FOLDER
    assert "say no done_folder" in str(trouble)
    assert len(box.dovecot.looks(box.user)) == 2
    assert box.subjects() == []


def test_marking_takes_no_deleted_mail_of_others_away(box: Box) -> None:
    holds_deleted_mail(box)
    assert box.polls() == 1
    assert len(box.dovecot.looks(box.user)) == 2


def test_by_a_flag_of_imap_tools_they_would_be_gone(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flag(self: folder.Folder, uid: str) -> None:
        self._server.flag(uid, folder.TAKEN, True)

    monkeypatch.setattr(folder.Folder, "done", flag)
    holds_deleted_mail(box)
    box.polls()
    assert len(box.dovecot.looks(box.user)) == 1


# What a server can before it knows us, and then.
GREETED = {
    "CAPABILITY": (
        f"* CAPABILITY IMAP4REV1 AUTH=PLAIN\n{OK}",
        f"* CAPABILITY IMAP4REV1 MOVE\n{OK}",
    )
}


def test_what_a_server_can_is_asked_again_once_it_knows_us(box: Box) -> None:
    with scripted(GREETED) as server:
        box.changed(port=server.port, done_folder="Taken")
        assert box.polls() == 1
        assert server.count("UID MOVE 7") == 1


def test_without_asking_again_it_could_move_nothing(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "_capabilities", lambda it: it.client.capabilities)
    with scripted(GREETED) as server:
        box.changed(port=server.port, done_folder="Taken")
        assert box.fails().kind is Kind.NO_FOLDER


@pytest.mark.parametrize("kept", [r"\Deleted \Seen", ""])
def test_a_server_that_keeps_no_marks_of_ours_is_told_before_mail_is_taken(
    box: Box, kept: str
) -> None:
    marks = f"* OK [PERMANENTFLAGS ({kept})] kept\n{OK}"
    with scripted({"SELECT": marks}) as server:
        box.changed(port=server.port)
        trouble = box.fails()
        assert server.count("UID ") == 0
    assert trouble.kind is Kind.NO_FOLDER
    assert "say done_folder" in str(trouble)


@pytest.mark.parametrize("kept", [r"\Deleted \*", "$Junk caretakertaken"])
def test_one_that_keeps_ours_is_taken_from(box: Box, kept: str) -> None:
    with scripted({"SELECT": f"* OK [PERMANENTFLAGS ({kept})]\n{OK}"}) as server:
        box.changed(port=server.port)
        assert box.polls() == 1


def test_a_size_that_is_not_true_is_not_believed(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.mailroom.polling.LARGEST_MESSAGE", 1_000)
    film = box.writes("the long film") + b"x" * 3_000
    with scripted({"UID FETCH": fetched(film, size=10)}) as server:
        box.changed(port=server.port)
        assert box.polls() == 1
        [asked] = [one for one in server.heard if one.startswith("UID FETCH")]
    assert "BODY.PEEK[]<0.1001>" in asked
    ticket = box.platform.get("tickets", search="long film")["tickets"][0]
    told = str(box.platform.get("tickets", ticket["ticket_id"]))
    assert "too large to be taken in" in told
    assert "xxx" not in told


def test_a_message_without_content_is_no_message_that_is_gone(box: Box) -> None:
    nothing = f"* 1 FETCH (UID 7 RFC822.SIZE 90 BODY[]<0> NIL)\n{OK}"
    with scripted({"UID FETCH": nothing}) as server:
        box.changed(port=server.port)
        trouble = box.fails()
    assert trouble.kind is Kind.LEFT_OVER
    assert "the server gives no content of it" in str(trouble)


def test_a_message_that_is_gone_meanwhile_is_no_trouble(box: Box) -> None:
    with scripted({"UID FETCH": OK}) as server:
        box.changed(port=server.port)
        assert box.polls() == 0


@pytest.mark.parametrize(
    "found",
    [
        [(b"1 (UID 7 RFC822.SIZE 4 BODY[]<0> {4}", b"Dark"), b")"],
        [(b"1 (BODY[]<0> {4}", b"Dark"), b" UID 7 RFC822.SIZE 4)"],
        [(b"1 (body[] {4}", b"Dark"), b" rfc822.size 4 uid 7)"],
        [b'1 (UID 7 RFC822.SIZE 4 BODY[]<0> "Dark")'],
        [b"2 (FLAGS (\\Seen) UID 8)", (b"1 (UID 7 BODY[] {4}", b"Dark"), b")"],
    ],
)
def test_content_is_read_in_whatever_order_it_comes(
    found: list[bytes | tuple[bytes, bytes]],
) -> None:
    assert read_fetched(found, "7") == Fetched(raw=b"Dark", size=4)


def test_quoted_content_is_read_without_its_marks() -> None:
    found = [b'1 (UID 7 RFC822.SIZE 9 BODY[]<0> "a \\"b\\" \\\\")']
    assert read_fetched(found, "7") == Fetched(raw=b'a "b" \\', size=9)


def test_what_is_told_of_another_message_says_nothing_of_this_one() -> None:
    assert read_fetched([None], "7") is None
    assert read_fetched([b"1 (UID 77 FLAGS (\\Seen))"], "7") is None
    with pytest.raises(Declined):
        read_fetched([b"1 (UID 7 RFC822.SIZE 3)"], "7")
