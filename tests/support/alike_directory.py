"""What is directory asked of a school, by everything in it that reads a database?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from contracts import gias, look, people, sign_in
from tests.support import alike, alike_reviews
from tests.support.alike import PERSON, SESSION

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    **alike_reviews.READERS,
    "directory.identity_queries.carried_urns": lambda s: ([s],),
    "directory.identity_queries.linked_schools": lambda s: ([s],),
    "directory.look_rows.get_look": lambda s: (look.GetLook(school_id=s),),
    "directory.people_queries.find_people": lambda s: (people.FindPeople(school_id=s),),
    "directory.people_queries.get_person": lambda s: (
        people.GetPerson(school_id=s, person_id=PERSON),
    ),
    "directory.reference_queries.get_reference": lambda _: (
        gias.GetReference(kind=gias.ReferenceKind.GIAS_LINKS),
    ),
    "directory.reference_queries.find_establishments": lambda _: (
        gias.FindEstablishments(search="ashgrove"),
    ),
    "directory.reference_queries.succession": lambda _: (900_001, 900_011),
    "directory.reference_rows.current": lambda _: (gias.ReferenceKind.GIAS_LINKS,),
    "directory.session_queries.find_sessions": lambda s: (
        sign_in.FindSessions(school_id=s, person_id=PERSON),
    ),
    "directory.session_queries.sessions_of": lambda s: (s, PERSON),
    "directory.session_queries.find_session": lambda s: (
        alike.digest_of(s, str(SESSION)),
    ),
    "directory.session_queries.owner_of": lambda s: (s, SESSION),
}
