"""What is the directory service made of?"""

from __future__ import annotations

from dataclasses import replace

from contracts.directory import LinkSchools
from contracts.gias import StageGiasLinks
from contracts.people import AddPerson, AssignRole, EndRole
from contracts.phones import SetPhone
from contracts.sign_in import (
    CheckSession,
    EndSession,
    EndSessions,
    RecordPassword,
    SetPassword,
    SignIn,
)
from services.directory import (
    linking,
    look_rows,
    people_queries,
    phone_rows,
    queries,
    reference_queries,
    session_queries,
)
from services.directory.account_review import queries as review_queries
from services.directory.account_review import rows as review_rows
from services.directory.account_review.rules import REVIEW
from services.directory.accounts import (
    change_person,
    end_session,
    end_sessions,
    record_password,
    set_password,
    terms,
)
from services.directory.attempts import ATTEMPT
from services.directory.domain import SCHOOL, TOKEN
from services.directory.look import LOOK
from services.directory.people import PERSON
from services.directory.projections import project
from services.directory.reference import REFERENCE
from services.directory.reference_rows import compare, stage
from services.directory.sessions import SESSION
from services.directory.signing_in import check_session, sign_in
from services.directory.tables import METADATA
from shared.application import Rooms

ROOMS = Rooms(
    name="directory",
    tables=METADATA,
    deciders=(
        replace(SCHOOL, terms=linking.terms),
        TOKEN,
        replace(PERSON, terms=terms),
        SESSION,
        ATTEMPT,
        replace(LOOK, terms=look_rows.terms),
        replace(REFERENCE, terms=compare),
        replace(REVIEW, terms=review_rows.terms),
    ),
    project=project,
    answers={
        **queries.ANSWERS,
        **people_queries.ANSWERS,
        **phone_rows.ANSWERS,
        **session_queries.ANSWERS,
        **reference_queries.ANSWERS,
        **look_rows.ANSWERS,
        **review_queries.ANSWERS,
    },
    handlers={
        AddPerson: change_person,
        AssignRole: change_person,
        EndRole: change_person,
        SetPhone: change_person,
        RecordPassword: record_password,
        EndSession: end_session,
        EndSessions: end_sessions,
        StageGiasLinks: stage,
    },
    procedures={
        LinkSchools: linking.link_schools,
        SignIn: sign_in,
        SetPassword: set_password,
        CheckSession: check_session,
    },
    keeps=frozenset({"passwords", "sessions", "guesses", "gias_links"}),
)
