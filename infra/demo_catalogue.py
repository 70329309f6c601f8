"""What can be asked for by name at the schools of the demo?"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.answers import AnswerKind
from contracts.catalogue import Offering, Question, SetCatalogue, Use
from contracts.values import Level
from infra.demo_people import ASHGROVE, BECKFIELD

OFFERINGS = (
    Offering(
        name="borrow-laptops",
        title="Borrow a set of laptops",
        category="devices",
        description="For a lesson or an exam. Say so two days before.",
        use=Use.TEACHING,
        urgency=Level.LOW,
        questions=(
            Question(name="day", label="For which day", kind=AnswerKind.DATE),
            Question(
                name="number",
                label="How many",
                kind=AnswerKind.CHOICE,
                choices=("up to 10", "up to 20", "a whole class"),
            ),
            Question(name="room", label="Which room", required=False),
        ),
    ),
    Offering(
        name="new-starter",
        title="An account for somebody who starts",
        category="accounts",
        description="We need three working days.",
        use=Use.ADMINISTRATION,
        approval="a member of the senior leadership team",
        questions=(
            Question(name="who", label="Who starts", kind=AnswerKind.PERSON),
            Question(name="first-day", label="Their first day", kind=AnswerKind.DATE),
            Question(
                name="needs",
                label="What they need access to",
                hint="Such as the registers, a shared drive, a phone",
            ),
        ),
    ),
    Offering(
        name="unblock-website",
        title="Have a website unblocked",
        category="safety",
        service="filtering",
        use=Use.SAFEGUARDING,
        approval="the head, once the designated safeguarding lead agrees",
        questions=(
            Question(name="address", label="The address of the website"),
            Question(name="why", label="What it is for, and for which pupils"),
        ),
    ),
)


def commands() -> Iterator[SetCatalogue]:
    """The same for both schools."""
    for school in (ASHGROVE, BECKFIELD):
        yield SetCatalogue(school_id=school, offerings=OFFERINGS)
