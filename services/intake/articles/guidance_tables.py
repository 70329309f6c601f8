"""What does intake keep of guidance: for the desk, and apart from it what is shown?"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text, Uuid

from services.intake.tables import METADATA
from shared.columns import Moment
from shared.row_security import SHOWN_TO_SCHOOLS

articles = Table(
    "articles",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("article_id", Uuid, primary_key=True),
    Column("article_version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("sort_title", Text, nullable=False),
    Column("also_called", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("of_school", Uuid),
    Column("owner", Text, nullable=False),
    Column("review_on", Date),
    Column("shown_version", Integer),
    Column("version", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""Every article, drafts too, as it was written last. No school may read a row."""

article_versions = Table(
    "article_versions",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("article_id", Uuid, primary_key=True),
    Column("article_version", Integer, primary_key=True),
    Column("written_by", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("content", Text, nullable=False),
)
"""What each version says, as the event that is; a later one leaves it alone."""

shown_articles = Table(
    "shown_articles",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("article_id", Uuid, primary_key=True),
    Column("of_school", Uuid),
    Column("for_anybody", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("sort_title", Text, nullable=False),
    Column("also_called", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("article_version", Integer, nullable=False),
    Column("shown_since", Moment, nullable=False),
    info=SHOWN_TO_SCHOOLS,
)
"""What is published for more than the desk: of every school, or of the one named."""
