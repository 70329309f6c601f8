"""What does the timeline of a ticket say of the mail on it, and to whom?"""

from __future__ import annotations

from contracts.intake import GetTicket, TimelineEntry
from contracts.mail import (
    DistrustSender,
    Fate,
    FindMails,
    RuleOnMail,
    Ruling,
    TrustSender,
    Why,
)
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.incoming import deliver, ticket, written
from tests.support.town import Town


def of_mail(entries: tuple[TimelineEntry, ...]) -> list[tuple[str | None, bool]]:
    return [(one.detail, one.internal) for one in entries if one.kind == "mail"]


def test_what_our_server_found_of_the_sender_is_on_the_ticket(school: Town) -> None:
    results = "Authentication-Results: mx; spf=softfail; dkim=pass; dmarc=pass"
    outcome = deliver(school, written(results, "", "Dark"), vouched="mx")
    [told] = of_mail(ticket(school, outcome).timeline)
    assert told == ("SPF softfail, DKIM pass, DMARC pass", False)


def test_an_automatic_answer_is_told_to_the_desk_only(school: Town) -> None:
    first = deliver(school, written("Message-ID: <1@ashgrove>", "", "It is dark."))
    away = written(
        "Subject: Away until Monday",
        "Auto-Submitted: auto-replied",
        "In-Reply-To: <1@ashgrove>",
        "",
        "",
    )
    deliver(school, away)
    said = "an automatic answer: Away until Monday (from priya@ashgrove.example)"
    assert (said, True) in of_mail(ticket(school, first).timeline)
    assert first.ticket_id is not None
    hers = school.ask(GetTicket(ticket_id=first.ticket_id), by=PRIYA.caller)
    assert all(said != detail for detail, _ in of_mail(hers.timeline))


def test_what_was_let_in_by_the_desk_says_so(school: Town) -> None:
    first = deliver(school)
    raw = written(f"Subject: {first.reference}", "", "Me too", sender="eve@b.example")
    held = deliver(school, raw)
    school.execute(
        RuleOnMail(
            school_id=ASHGROVE,
            mail_id=held.mail_id,
            ruling=Ruling.ATTACH,
            ticket_id=first.ticket_id,
        )
    )
    told = of_mail(ticket(school, first).timeline)
    assert told[-1] == ("held at first, let in by the desk", False)
    assert not school.ask(FindMails()).mails


def test_trust_is_kept_until_it_is_taken_back(school: Town) -> None:
    deliver(school, written("Message-ID: <1@ashgrove>", "", "It is dark."))

    def answer(text: str) -> object:
        lines = ("In-Reply-To: <1@ashgrove>", "", text)
        return deliver(school, written(*lines, sender="eve@b.example"))

    school.execute(TrustSender(school_id=ASHGROVE, email="eve@b.example"))
    assert answer("one") == answer("one")
    assert len(school.ask(FindMails(fate=Fate.REPLY)).mails) == 1
    school.execute(DistrustSender(school_id=ASHGROVE, email="eve@b.example"))
    other = written("In-Reply-To: <1@ashgrove>", "", "two", sender="mal@b.example")
    assert deliver(school, other).why is Why.STRANGER
