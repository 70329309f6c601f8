"""What is done with texts that hold personal data: restricted, read, left, redacted?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from contracts.personal_data import (
    CountPersonalData,
    GetText,
    LeaveText,
    PersonalDataCountsView,
    ReadRestricted,
    RedactText,
    RestrictedTextView,
    RestrictText,
    TextView,
)
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import SchoolQuery, answer_of, body_of

_ONE = "/schools/<uuid:school_id>/texts/<uuid:entry_id>"

ACTIONS: dict[str, type] = {
    "leave": LeaveText,
    "restrict": RestrictText,
    "redact": RedactText,
}

routes = Routes("texts", "Personal data in what was written, and who may read it.")


@routes.on(
    "GET",
    "/personal-data",
    needs=CountPersonalData,
    query=SchoolQuery(),
    answer=answer_of(PersonalDataCountsView),
)
def count_personal_data(asker: Asker, query: Body) -> Any:
    """Show how many texts seem to hold what, and how they stand; never what it is."""
    return asker.ask(CountPersonalData(school_id=query.get("school")))


@routes.on("GET", _ONE, needs=GetText, answer=answer_of(TextView))
def get_text(asker: Asker, school_id: UUID, entry_id: UUID) -> Any:
    """Show a text of a ticket, by its `entry_id`, and what was found in it."""
    return asker.ask(GetText(school_id=school_id, entry_id=entry_id))


@routes.on(
    "POST",
    f"{_ONE}/read",
    needs=ReadRestricted,
    answer=answer_of(RestrictedTextView),
    keyed=True,
    problems=(409,),
)
def read_restricted(asker: Asker, school_id: UUID, entry_id: UUID) -> Any:
    """Read a text that is restricted. That the token did is recorded."""
    command = ReadRestricted(school_id=school_id, entry_id=entry_id)
    return asker.execute(command, asker.command_id(school_id))


def _action(command_type: type) -> Callable[..., Any]:
    def act(asker: Asker, school_id: UUID, entry_id: UUID, body: Body) -> Any:
        command = command_type(school_id=school_id, entry_id=entry_id, **body)
        receipt = asker.execute(command, asker.command_id(school_id))
        after = asker.ask(GetText(school_id=school_id, entry_id=entry_id))
        return after, replayed(receipt)

    return act


def _declare(action: str, command_type: type) -> None:
    view = _action(command_type)
    view.__name__ = f"{action}_text"
    view.__doc__ = command_type.__doc__
    routes.on(
        "POST",
        f"{_ONE}/{action}",
        needs=command_type,
        body=body_of(command_type, "school_id", "entry_id"),
        answer=answer_of(TextView),
        keyed=True,
        problems=(409,),
    )(view)


for _name, _command in ACTIONS.items():
    _declare(_name, _command)
