"""What is asked once a year? Statements, in editions that all stay as they were."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.surveys import SurveyQuestion


def _question(name: str, statement: str) -> SurveyQuestion:
    return SurveyQuestion(name=name, statement=statement)


EDITIONS: Mapping[int, tuple[SurveyQuestion, ...]] = {
    1: (
        _question("asking", "It is easy to ask for help with IT."),
        _question("answering", "What I ask for is answered in good time."),
        _question("mending", "What is wrong is put right."),
        _question("telling", "I am told how it stands while I wait."),
        _question("working", "The IT that I need for my work can be relied on."),
    ),
}
"""A survey that was sent keeps its edition, so another wording is another edition."""

NEWEST = max(EDITIONS)
