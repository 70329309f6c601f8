"""What happened because of one first request? The story that audit tells."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.audit import GetStory, StoryView
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import SchoolQuery, answer_of

routes = Routes("stories", "What happened, in every service, because of one request.")


@routes.on(
    "GET",
    "/stories/<uuid:correlation_id>",
    needs=GetStory,
    query=SchoolQuery(),
    answer=answer_of(StoryView),
)
def get_story(asker: Asker, correlation_id: UUID, query: Body) -> Any:
    """Tell the story of a request: causes come before what they caused.

    A ticket's own `correlation_id` names the story of that ticket.
    """
    question = GetStory(correlation_id=correlation_id, school_id=query.get("school"))
    return asker.ask(question)
