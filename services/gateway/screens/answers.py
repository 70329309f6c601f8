"""What did somebody answer to the questions of a form, and is it an answer at all?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from contracts.answers import LONGEST_ANSWER, Answer, Answered, AnswerKind
from contracts.catalogue import Offering, Question
from contracts.intake import TicketView
from contracts.refusals import Invalid
from services.gateway.screens.forms import Form
from services.gateway.screens.words import day

BEGINS = "answer-"
"""How the fields of a form's questions begin, so that none is taken for another."""


def answered(offering: Offering, version: int, form: Form) -> Answered:
    """The answers as they are kept; Invalid names every question that has none.

    What is not one of the choices, or no date, is no answer either.
    """
    errors: dict[str, list[str]] = {}
    answers = []
    for question in offering.questions:
        name = f"{BEGINS}{question.name}"
        answer = form[name].strip()
        wrong = _wrong(question, answer)
        if wrong:
            errors[name] = [wrong]
        elif answer:
            answers.append(_answer(question, answer))
    if errors:
        raise Invalid(errors)
    return Answered(
        offering=offering.name,
        title=offering.title,
        catalogue_version=version,
        answers=tuple(answers),
    )


def described(form: Answered) -> str:
    """The answers in words, as they are mailed and found."""
    return "\n\n".join(f"**{_plain(one.label)}**\n{said(one)}" for one in form.answers)


def says_more(ticket: TicketView) -> bool:
    """Whether its description has anything besides the answers to its form."""
    return ticket.form is None or ticket.description != described(ticket.form)


def said(answer: Answer) -> str:
    """An answer as people write it."""
    on = _date(answer.answer) if answer.kind is AnswerKind.DATE else None
    return day(on) if on else answer.answer


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


def _answer(question: Question, answer: str) -> Answer:
    return Answer(
        question=question.name,
        label=question.label,
        kind=question.kind,
        answer=answer,
    )


def _date(answer: str) -> date | None:
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None


def _plain(label: str) -> str:
    """A label without what Markdown would take for signs of its own."""
    return label.replace("*", "").replace("\n", " ").strip()
