"""What does intake keep of the surveys of a school?"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid

from services.intake.tables import METADATA
from shared.columns import Moment

surveys = Table(
    "surveys",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("survey_id", Uuid, primary_key=True),
    Column("year_from", Date, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("sent_at", Moment, nullable=False),
)
"""Each survey that was sent, with the edition of its questions."""

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
