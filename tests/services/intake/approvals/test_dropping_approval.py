"""Is nobody asked any longer to approve what is not done after all?"""

from __future__ import annotations

from contracts.approvals import ApprovalDropped, DropApproval
from tests.services.intake.approvals.test_approving_and_approval_rows import (
    asked,
    declined,
    give,
    given,
)
from tests.services.intake.stories import opened, resolve, resolved, ticket
from tests.support.cast import ASHGROVE, TICKET

drop = DropApproval(school_id=ASHGROVE, ticket_id=TICKET)
dropped = ApprovalDropped(ticket_id=TICKET)


def test_what_is_not_done_after_all_is_asked_no_longer_and_an_answer_stays() -> None:
    story = ticket.given(opened, asked).when(drop).then(dropped)
    story.when(drop).then_nothing()
    story.when(give).then_refused("Nobody has asked")
    ticket.given(opened, asked, dropped).when(resolve).then(resolved)
    for answer in (given, declined):
        ticket.given(opened, asked, answer).when(drop).then_nothing()
