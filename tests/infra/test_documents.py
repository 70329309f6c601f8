"""Do the generated documents say what the code says, and notice when it changes?"""

from __future__ import annotations

from pathlib import Path

import pytest

from infra import documents


def test_an_event_has_its_line() -> None:
    lines = documents.list_events().splitlines()
    [line] = [one for one in lines if one.startswith("| `intake.ticket_opened` ")]
    for said in ("| 2 |", "`ticket-<ticket_id>`", "`opening.py`", "audit", "sla"):
        assert said in line
    assert "`subject` (requester_id, ticket_id, text_id)" in line


def test_a_right_names_the_commands_and_queries_that_need_it() -> None:
    lines = documents.list_rights().splitlines()
    [line] = [one for one in lines if one.startswith("| `deliver_mail` ")]
    assert "`intake.deliver_mail`" in line
    assert "`intake.find_mailbox`" in line


def test_what_no_token_carries_a_right_for_is_listed_apart() -> None:
    _, apart = documents.list_rights().split("## What only the platform itself does")
    assert "`sla.check_clock`" in apart
    assert "`intake.open_ticket`" not in apart


def test_every_row_of_a_table_has_as_many_cells_as_its_heading() -> None:
    for document in (documents.list_events(), documents.list_rights()):
        for table in document.split("\n\n"):
            rows = [row for row in table.splitlines() if row.startswith("|")]
            assert len({row.count(" |") for row in rows}) <= 1


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose documents are not written yet."""
    monkeypatch.setattr(documents, "REPOSITORY", tmp_path)
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_what_was_written_is_fresh_and_what_was_edited_is_not(elsewhere: Path) -> None:
    assert documents.write() == list(documents.DOCUMENTS)
    assert documents.stale() == []
    edited = elsewhere / "docs/events.md"
    edited.write_text(edited.read_text().replace("audit", "nobody"))
    assert documents.stale() == ["docs/events.md"]
