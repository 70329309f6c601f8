"""What does intake keep of the surveys of a school?"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid, text

from services.intake.tables import METADATA
from shared.columns import Moment

TO_WRITE = "is_written = 0"
"""Surveys some of whose letters are still to be written: seldom one."""

surveys = Table(
    "surveys",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("survey_id", Uuid, primary_key=True),
    Column("year_from", Date, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("correlation_id", Uuid),
    Column("is_written", Integer, nullable=False, server_default="1"),
    Column("through", Integer),
    Index(
        "surveys_to_write",
        "sent_at",
        sqlite_where=text(TO_WRITE),
        postgresql_where=text(TO_WRITE),
    ),
)
"""Each survey that was sent, with the edition of its questions.

`through` is the number of the ticket down to which its letters are written; of a survey
whose letters were written as it was sent there is none.
"""

survey_answers = Table(
    "survey_answers",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("answer_id", Uuid, primary_key=True),
    Column("survey_id", Uuid, nullable=False),
    Column("scores", Text, nullable=False),
    Column("comment", Text),
    Index("survey_answers_survey", "school", "survey_id"),
)
"""What was said last, by nobody who is named; when would help to tell who."""
