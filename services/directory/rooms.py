"""What is the directory service made of?"""

from __future__ import annotations

from services.directory.domain import SCHOOL, TOKEN
from services.directory.projections import project
from services.directory.queries import ANSWERS
from services.directory.tables import METADATA
from shared.application import Rooms

ROOMS = Rooms(
    name="directory",
    tables=METADATA,
    deciders=(SCHOOL, TOKEN),
    project=project,
    answers=ANSWERS,
)
