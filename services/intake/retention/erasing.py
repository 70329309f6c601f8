"""When are the keys destroyed of what a school approved? Once that is recorded, surely.

Whoever ends between the two leaves a row that says so, and it is done then.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from contracts.access import platform
from contracts.retention import EndLegalHold, FinishErasure
from services.intake import file_store
from services.intake.retention.holding import LONDON
from services.intake.retention.rows import (
    ToDestroy,
    erased_lists,
    holds_over,
    to_destroy,
)
from shared.application import Application
from shared.work import Cause


def erase_records(intake: Application) -> None:
    """Destroy the keys and the files of every list that is approved; record it then."""
    for doomed in intake.read(to_destroy):
        for subject in doomed.subjects:
            intake.keyring.destroy(doomed.school, subject, intake.clock())
        _remove_files(intake, doomed)
        done = FinishErasure(school_id=doomed.school, list_id=doomed.list_id)
        intake.execute(done, _cause(doomed.list_id, "erased"))


def destroy_again(intake: Application) -> None:
    """Destroy what has come back with an older copy of the keys, by lists of before."""
    for gone in intake.read(erased_lists):
        destroyed = intake.keyring.destroyed(gone.school, gone.subjects)
        back = [one for one in gone.subjects if one not in destroyed]
        for subject in back:
            intake.keyring.destroy(gone.school, subject, intake.clock())
        if back:
            _remove_files(intake, gone)


def end_holds(intake: Application) -> None:
    """Let go what was held until a day that is over."""
    today = intake.clock().astimezone(LONDON).date()
    for school, hold_id in intake.read(holds_over, today):
        over = EndLegalHold(school_id=school, hold_id=hold_id)
        intake.execute(over, _cause(hold_id, "over"))


def _remove_files(intake: Application, doomed: ToDestroy) -> None:
    """Sealed files open no more; what nobody can open takes room for nothing."""
    if doomed.mails:
        with intake.database.school(doomed.school) as connection:
            for mail_id in doomed.mails:
                file_store.remove(connection, doomed.school, mail_id)


def _cause(about: UUID, what: str) -> Cause:
    return Cause(caller=platform("intake"), command_id=uuid5(about, what))
