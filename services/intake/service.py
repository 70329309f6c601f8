"""When does any of intake run?"""

from __future__ import annotations

import os

from contracts.values import TicketState
from services.intake.enquiries.erasing import erase_enquiries
from services.intake.outgoing.sending import Sender
from services.intake.personal_data.erasing import count_texts, erase
from services.intake.queries import count_by_state
from services.intake.remote.forgotten import count_forgotten
from services.intake.retention.erasing import destroy_again, end_holds, erase_records
from services.intake.rooms import ROOMS
from services.intake.scanning.scanner import Scanner, count_unscanned
from services.intake.survey.asking import write_survey_letters
from services.intake.webhooks.notifying import Notifier, count_overdue
from shared.entrypoints import Runs, sweep
from shared.metrics import OPEN_TICKETS


class IntakeService:
    """Takes in every request as a ticket, and keeps its life."""

    name = "intake"
    intake = Runs(ROOMS)
    sender = Sender()
    notifier = Notifier()
    scanner = Scanner()

    @sweep(seconds=5)
    def count_open_tickets(self) -> None:
        """Let Prometheus see how many tickets are open and on hold."""
        counts = self.intake.read(count_by_state)
        for state in (TicketState.OPEN, TicketState.ON_HOLD):
            OPEN_TICKETS.labels(state.value).set(counts.get(state.value, 0))

    @sweep(seconds=1, once=True)
    def erase_texts(self) -> None:
        """Destroy the keys of what was redacted."""
        erase(self.intake)

    @sweep(seconds=60, once=True)
    def erase_enquiries(self) -> None:
        """Destroy the keys of enquiries that are withdrawn, or kept long enough."""
        erase_enquiries(self.intake)

    @sweep(seconds=1, once=True)
    def erase_what_was_approved(self) -> None:
        """Destroy the keys of the records that a school had erased."""
        erase_records(self.intake)

    @sweep(seconds=900, once=True)
    def destroy_what_came_back(self) -> None:
        """Destroy again the keys that an older copy of theirs has brought back."""
        destroy_again(self.intake)

    @sweep(seconds=60, once=True)
    def end_what_is_held(self) -> None:
        """Let go what was held until a day that is over."""
        end_holds(self.intake)

    @sweep(seconds=5)
    def count_personal_data(self) -> None:
        """Let Prometheus see what texts hold that they should not."""
        count_texts(self.intake)

    @sweep(seconds=1, once=True)
    def send_letters(self) -> None:
        """Send the letters that wait, each once."""
        self.sender.send_letters(self.intake, os.environ)

    @sweep(seconds=1, once=True)
    def write_survey_letters(self) -> None:
        """Write the letters of surveys that were sent, so many at a time."""
        write_survey_letters(self.intake)

    @sweep(seconds=5)
    def count_unscanned_files(self) -> None:
        """Let Prometheus see whether what comes is scanned in time."""
        count_unscanned(self.intake, os.environ)

    @sweep(seconds=60)
    def count_forgotten_sessions(self) -> None:
        """Let Prometheus see whether somebody forgot to end a remote session."""
        count_forgotten(self.intake)

    @sweep(seconds=1, once=True)
    def scan_files(self) -> None:
        """Have what came scanned, each file once."""
        self.scanner.scan(self.intake, os.environ)

    @sweep(seconds=5)
    def count_overdue_notices(self) -> None:
        """Let Prometheus see whether hooks are told in time."""
        count_overdue(self.intake)

    @sweep(seconds=1, once=True)
    def tell_hooks(self) -> None:
        """Tell the hooks what waits for them."""
        self.notifier.tell(self.intake)
