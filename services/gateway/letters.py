"""What may be asked and decided about letters to requesters?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from contracts.outgoing import DropLetter, FindLetters, LettersView, ResendLetter
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of

_AT = "/schools/<uuid:school_id>/letters/<uuid:letter_id>"

routes = Routes("letters", "Letters to requesters that a person has to decide on.")


class LettersQuery(Schema):
    """Which letters, and how many of them."""

    school = fields.UUID(
        attribute="school_id", metadata={"description": "Letters of one school."}
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


@routes.on(
    "GET",
    "/letters",
    needs=FindLetters,
    query=LettersQuery(),
    answer=answer_of(LettersView),
)
def find_letters(asker: Asker, query: Body) -> Any:
    """List the letters that failed, or of which nobody knows whether they were sent."""
    return asker.ask(FindLetters(**query))


@routes.on(
    "POST", f"{_AT}/resend", needs=ResendLetter, answer=None, status=204, keyed=True
)
def resend_letter(asker: Asker, school_id: UUID, letter_id: UUID) -> Any:
    """Send such a letter once more."""
    return _decide(asker, ResendLetter(school_id=school_id, letter_id=letter_id))


@routes.on("POST", f"{_AT}/drop", needs=DropLetter, answer=None, status=204, keyed=True)
def drop_letter(asker: Asker, school_id: UUID, letter_id: UUID) -> Any:
    """Let such a letter be."""
    return _decide(asker, DropLetter(school_id=school_id, letter_id=letter_id))


def _decide(asker: Asker, command: ResendLetter | DropLetter) -> Any:
    asker.execute(command, asker.command_id(command.school_id, command.letter_id))
    return ""
