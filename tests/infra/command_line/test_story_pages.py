"""Is a story told so that a reader sees what caused what?"""

from __future__ import annotations

import pytest

from infra.command_line.story_pages import show_story

PRIYA = "requester:9e950000-0000-4000-8000-000000000002"


def line(depth: int, **changed: object) -> dict[str, object]:
    """An event of a story as the API tells it."""
    return {
        "service": "intake",
        "position": 7,
        "depth": depth,
        "event_id": "e0e0e0e0-0000-4000-8000-000000000001",
        "type": "intake.ticket_opened",
        "stream": "ticket-71c7e700-0000-4000-8000-000000000001",
        "stream_version": 1,
        "happened_at": "2026-06-08T08:00:00.000000Z",
        "recorded_at": "2026-06-08T08:00:01.500000Z",
        "actor": "operator:olu",
        "on_behalf_of": PRIYA,
        "causation_id": None,
        "hash": "ab" * 32,
        **changed,
    }


STORY = {
    "correlation_id": "c0c0c0c0-0000-4000-8000-000000000001",
    "lines": [
        line(0),
        line(1, service="sla", type="sla.clock_started", on_behalf_of=None),
    ],
}


def test_an_effect_stands_indented_below_its_cause(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_story(STORY, full=False)
    assert capsys.readouterr().out.splitlines() == [
        "08/06/2026 09:00:00  ticket opened",
        "    by operator:olu for requester:9e950000",
        "    recorded 08/06/2026 09:00:01 as intake 7, ticket-71c7e700 version 1",
        "    hash abababababab",
        "  08/06/2026 09:00:00  clock started",
        "      by operator:olu",
        "      recorded 08/06/2026 09:00:01 as sla 7, ticket-71c7e700 version 1",
        "      hash abababababab",
    ]


def test_in_full_nothing_is_cut_short(capsys: pytest.CaptureFixture[str]) -> None:
    show_story(STORY, full=True)
    told = capsys.readouterr().out
    assert f"for {PRIYA}\n" in told
    assert f"hash {'ab' * 32}\n" in told
    assert "event e0e0e0e0-0000-4000-8000-000000000001, caused by " in told


def test_a_name_commands_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show_story({"lines": [line(0, actor="[bold]\x1b[2J")]}, full=False)
    assert "    by [bold]�[2J for " in capsys.readouterr().out
