"""What did somebody answer to the questions of a form, and is it an answer at all?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from contracts.catalogue import AnswerKind, Offering, Question
from contracts.refusals import Invalid
from services.gateway.screens.forms import Form
from services.gateway.screens.words import day

BEGINS = "answer-"
"""How the fields of a form's questions begin, so that none is taken for another."""

LONGEST_ANSWER = 2_000


def described(offering: Offering, form: Form) -> str:
    """The answers as the desk reads them; Invalid names every question that has none.

    What is not one of the choices, or no date, is no answer either.
    """
    errors: dict[str, list[str]] = {}
    lines = []
    for question in offering.questions:
        name = f"{BEGINS}{question.name}"
        answer = form[name].strip()
        wrong = _wrong(question, answer)
        if wrong:
            errors[name] = [wrong]
        elif answer:
            lines.append(f"**{_plain(question.label)}**\n{_said(question, answer)}")
    if errors:
        raise Invalid(errors)
    return "\n\n".join(lines)


def labels(questions: Sequence[Question]) -> dict[str, str]:
    """What each field of a form is called."""
    return {f"{BEGINS}{one.name}": one.label for one in questions}


def _wrong(question: Question, answer: str) -> str | None:
    if not answer:
        return "Fill this in." if question.required else None
    if len(answer) > LONGEST_ANSWER:
        return f"Longer than {LONGEST_ANSWER:,} characters."
    if question.kind is AnswerKind.CHOICE and answer not in question.choices:
        return "Choose one of these."
    if question.kind is AnswerKind.DATE and _date(answer) is None:
        return "Give a date."
    return None


def _said(question: Question, answer: str) -> str:
    on = _date(answer) if question.kind is AnswerKind.DATE else None
    return day(on) if on else answer


def _date(answer: str) -> date | None:
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None


def _plain(label: str) -> str:
    """A label without what Markdown would take for signs of its own."""
    return label.replace("*", "").replace("\n", " ").strip()
