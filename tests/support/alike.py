"""What do two schools do that are alike in every id? One of each command there is.

They share the ids of tickets, people, sessions, tokens, messages and commands, and so
of events, and their logs have the same positions. Only their words differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts import (
    directory,
    gias,
    intake,
    look,
    people,
    phones,
    sign_in,
)
from contracts.access import Role, platform
from contracts.reference import school_code
from contracts.refusals import Conflict, Refused
from contracts.values import Channel, Level
from shared.work import Cause
from tests.support import alike_mail
from tests.support.alike_alerts import alerts_of
from tests.support.alike_catalogue import catalogue_of
from tests.support.alike_clocks import clocks_of
from tests.support.alike_guidance import articles_of
from tests.support.alike_hooks import hooks_of
from tests.support.alike_letters import letters_of
from tests.support.alike_life import life_of
from tests.support.alike_remote import remote_of
from tests.support.alike_retention import caller_of, happened_at, retention_of
from tests.support.alike_reviews import reviews_of
from tests.support.alike_texts import texts_of
from tests.support.alike_ties import ties_of
from tests.support.alike_views import views_of
from tests.support.alike_watching import desk, hear_of_people, watching_of
from tests.support.alike_years import year_of
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.scenario import at
from tests.support.town import Town

WORDS = {ASHGROVE: "Ashgrove", BECKFIELD: "Beckfield"}
THIRD = UUID("c0c0c0c0-0000-4000-8000-000000000003")
"""Another school, for both to be linked with."""

PERSON = uuid5(TICKET, "person")
TOKEN, OTHER_TOKEN = uuid5(TICKET, "token"), uuid5(TICKET, "other token")
SESSION, OTHER_SESSION = uuid5(TICKET, "one"), uuid5(TICKET, "two")
MESSAGE, MAIL, MAILED = uuid5(TICKET, "message"), alike_mail.MAIL, alike_mail.MAILED
CORRELATION = uuid5(TICKET, "correlation")
PASSWORD = "thistle lantern harbour"
MONDAY = at("mon 09:00")
DIGEST = "5e" * 32

BY_OTHERS = {"RetryParked", "SignIn", "RateWork", "SendSurvey", "AnswerSurvey"} | {
    "WriteSurveyLetters"
}
"""What is no command of a school's: it is tried by itself."""


def digest_of(school: UUID, what: str) -> str:
    """A digest that no other school has: these are unique over all schools."""
    return uuid5(school, what).hex * 2


def commands_of(school: UUID) -> Iterator[Any]:
    """One or more of every command, in an order in which a school could send them."""
    yield from _of_the_school(school)
    yield from _of_people(school)
    yield from reviews_of(school, WORDS[school], (PERSON, OTHER_TOKEN))
    yield from _of_tickets(school)
    yield from letters_of(school, WORDS[school])
    yield from hooks_of(school, WORDS[school], MONDAY)
    yield from ties_of(school, WORDS[school], commands_of(school))
    yield from remote_of(school, WORDS[school])
    yield from texts_of(school, WORDS[school], commands_of(school))
    asks = intake.Requester(name=f"{WORDS[school]} Person", email=email_of(school))
    for some in (life_of, retention_of):
        yield from some(school, WORDS[school], asks)
    yield from clocks_of(school, WORDS[school], PERSON)


def do_alike(town: Town, school: UUID, command: Any, number: int) -> None:
    """Carry out a command of a school under the id that the other one's has."""
    cause = Cause(
        caller=caller_of(command),
        command_id=uuid5(TICKET, f"command {number}"),
        correlation_id=CORRELATION,
        happened_at=happened_at(command),
    )
    assert command.school_id == school
    town.link.execute(command, cause)


def do_all(town: Town, school: UUID) -> list[str]:
    """Everything that a school can do; the commands that were refused."""
    with suppress(Conflict, Refused):  # it is there already
        third = directory.AddSchool(school_id=THIRD, name="The third")
        town.execute(third, by=platform("test"))
    for command in (*articles_of(school, WORDS[school]), *desk()):
        town.execute(command, by=platform("test"))
    refused = []
    for number, command in enumerate(commands_of(school)):
        if isinstance(command, intake.SetMailboxes):
            hear_of_people(town)
        try:
            do_alike(town, school, command, number)
        except Refused:
            refused.append(type(command).__name__)
    town.settle()
    return refused


def _of_the_school(school: UUID) -> Iterator[Any]:
    word = WORDS[school]
    mine: dict[str, Any] = {"school_id": school}
    linked: dict[str, Any] = {"other_school_id": THIRD, "on": date(2026, 6, 8)}
    yield directory.AddSchool(**mine, name=f"{word} School", urn=_urn(school))
    yield from year_of(school, word)
    yield look.SetLook(**mine, shown_name=f"{word} itself", accent="#123456")
    yield directory.ChangeUrn(
        **mine, urn=_urn(school) + 10, on=date(2026, 6, 8), reason=word, override=True
    )
    yield directory.RecordLink(**mine, kind=directory.LinkKind.MERGED_INTO, **linked)
    yield directory.LinkSchools(**mine, kind=directory.LinkKind.SPLIT_FROM, **linked)
    for token in (TOKEN, OTHER_TOKEN):
        yield directory.CreateToken(
            **mine,
            token_id=token,
            role=Role.HEAD,
            digest=digest_of(school, str(token)),
            expires_at=MONDAY + timedelta(days=300),
        )
    yield directory.RevokeToken(**mine, token_id=TOKEN)
    yield gias.StageGiasLinks(**mine, digest=DIGEST, links=())
    yield gias.LoadReference(
        **mine, kind=gias.ReferenceKind.GIAS_LINKS, digest=DIGEST, rows=0, dated_on=None
    )


def _of_people(school: UUID) -> Iterator[Any]:
    word = WORDS[school]
    mine: dict[str, Any] = {"school_id": school}
    whose = mine | {"person_id": PERSON}
    held = whose | {"role": Role.HEAD}
    yield people.AddPerson(**whose, name=f"{word} Person", email=email_of(school))
    yield people.AssignRole(**held, from_on=date(2026, 6, 1))
    yield phones.SetPhone(**whose, phone="020 7946 0000")
    yield people.EndRole(**held, until_on=date(2027, 6, 1))
    yield sign_in.RecordPassword(**whose, hashed=f"{word} hash")
    yield sign_in.SetPassword(**whose, password=PASSWORD)
    for session in (SESSION, OTHER_SESSION):
        yield sign_in.StartSession(
            **whose,
            session_id=session,
            device=f"{word} browser",
            digest=digest_of(school, str(session)),
            ends_at=MONDAY + timedelta(hours=9),
        )
    yield sign_in.EndSession(**mine, session_id=OTHER_SESSION)
    yield sign_in.EndSessions(**whose, keep=SESSION)
    yield sign_in.RefuseSignIn(
        **mine,
        attempt_id=MESSAGE,
        account_id=PERSON,
        person_id=PERSON,
        device=word,
        because=sign_in.RefusedBecause.WRONG_PASSWORD,
    )


def _of_tickets(school: UUID) -> Iterator[Any]:
    word = WORDS[school]
    mine: dict[str, Any] = {"school_id": school}
    raised = mine | {"ticket_id": TICKET}
    yield intake.SetMailboxes(**mine, addresses=(mailbox_of(school),))
    yield catalogue_of(school, word)
    yield from articles_of(school, word, kept_at=school)
    yield intake.OpenTicket(
        **raised,
        subject=f"{word} projector",
        description=f"{word} cannot see it.",
        requester=intake.Requester(name=f"{word} Person", email=email_of(school)),
        channel=Channel.PHONE,
        impact=Level.LOW,
        urgency=Level.LOW,
    )
    yield from (
        intake.TriageTicket(**raised, version=1, impact=Level.HIGH, urgency=Level.HIGH),
        intake.AssignTicket(**raised, version=2, assignee=f"{word} desk"),
        intake.ReplyToTicket(**raised, version=3, message_id=MESSAGE, text=word),
        intake.NoteTicket(
            **raised, version=4, message_id=uuid5(MESSAGE, "note"), text=word
        ),
        intake.HoldTicket(**raised, version=5, reason=word),
        intake.ResumeTicket(**raised, version=6),
        intake.ResolveTicket(**raised, version=7, note=word),
        intake.ReopenTicket(**raised, version=8, reason=word),
    )
    yield intake.WriteToDesk(**raised, message_id=uuid5(MESSAGE, "desk"), text=word)
    yield from alike_mail.commands_of(
        school, WORDS[school], email_of(school), mailbox_of(school)
    )
    yield from alerts_of(school, word)
    yield from views_of(school, word)
    yield from watching_of(school, word, email_of(school))


def email_of(school: UUID) -> str:
    return f"person@{WORDS[school].lower()}.example"


def mailbox_of(school: UUID) -> str:
    return f"help@{WORDS[school].lower()}.example"


def marks_of(school: UUID) -> tuple[str, ...]:
    """What is in whatever is a school's, and in nothing else."""
    return (WORDS[school].lower(), str(school), school.hex, school_code(school).lower())


def _urn(school: UUID) -> int:
    return 900_001 if school == ASHGROVE else 900_002
