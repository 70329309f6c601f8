"""How does a link come into the logs of both schools, and what is known for a URN?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid5

from contracts.directory import ChangeUrn, LinkSchools
from contracts.refusals import NotFound
from services.directory.domain import Added, School, SchoolCommand
from services.directory.identity import records
from services.directory.people_queries import has_school
from services.directory.reference_queries import succession
from services.directory.succession import Succession
from shared.application import Application
from shared.work import Cause, Work


def terms(work: Work, school: School, command: SchoolCommand) -> Succession:
    """What reference data shows between the URN a school has and the one wanted."""
    if not isinstance(command, ChangeUrn):
        return Succession.UNKNOWN
    if not isinstance(school, Added) or not school.urns:
        return Succession.UNKNOWN
    return succession(work.connection, school.urns[-1].urn, command.urn)


def link_schools(application: Application, command: LinkSchools, cause: Cause) -> Any:
    """Record each half in its school's log, each in a transaction of its own.

    Where the second half is not reached, the same command again does what is missing.
    """
    halves = records(command)
    for half in halves:
        application.permit(half, cause.caller, half.school_id)
        if not application.read(has_school, half.school_id, school=half.school_id):
            raise NotFound("There is no such school.")
    receipts = [
        application.execute(
            half,
            replace(cause, command_id=uuid5(cause.command_id, str(half.school_id))),
        )
        for half in halves
    ]
    return receipts[0]
