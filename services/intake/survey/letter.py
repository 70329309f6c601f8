"""What is in the letter of a survey, which is about no ticket?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from contracts.refusals import Refused
from services.intake.mail.references import Sign
from services.intake.outgoing.composing import Facts
from services.intake.outgoing.post import PUBLIC, Post
from services.intake.survey.answering import proof


def survey_facts(facts: Facts, sign: Sign, post: Post, letter: Row[Any]) -> Facts:
    """The same letter without a mark of the ticket; Refused where it has no link.

    An answer by mail is a new request, and no word on the ticket that told the address.
    """
    if post.public is None:
        raise Refused(f"A survey is answered by a link, and {PUBLIC} names no address.")
    school, survey, person = letter.school, letter.about, letter.requester_id
    domain = facts.mailbox.rpartition("@")[2]
    return replace(
        facts,
        answers_to=facts.mailbox,
        mark="",
        rate=f"{post.public}/survey/{school}/{survey}/{person}/"
        f"{proof(sign, survey, person)}",
        link=None,
        message_id=f"<{letter.letter_id.hex}@{domain}>",
        earlier=(),
    )
