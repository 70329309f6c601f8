"""How does one service, or a screen, ask another? Directly, or over internal HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from contracts.access import Caller
from contracts.declare import declaration_of
from contracts.envelope import Recorded
from contracts.log import RetryParked
from contracts.refusals import Unavailable
from shared.application import Application
from shared.store import Head
from shared.subscription import Subscription
from shared.work import Cause


class Link(Protocol):
    """Every service, wherever it runs. Unavailable where it cannot be reached."""

    def execute(self, command: Any, cause: Cause) -> Any:
        """Have the command's service carry it out."""

    def ask(
        self, query: Any, caller: Caller, requires: Mapping[str, int] | None = None
    ) -> Any:
        """Have the query's service answer it, having heard what it `requires`.

        `requires` names positions of the school's logs in other services, so that one
        reads one's own writes. Where a source cannot be reached the answer is older.
        """

    def feed(
        self, service: str, school: UUID, after: int, limit: int
    ) -> list[Recorded]:
        """A page of a school's log in a service."""

    def heads(self, service: str, since: datetime | None) -> list[Head]:
        """The ends of a service's logs."""


class Hosted:
    """A service that runs in this process, with what it hears from others."""

    def __init__(self, application: Application, link: Link) -> None:
        self.application = application
        self.subscription = Subscription(application, link)

    def execute(self, command: Any, cause: Cause) -> Any:
        if isinstance(command, RetryParked):
            self.application.permit(command, cause.caller, None)
            return self.subscription.retry(command.source, command.school_id)
        return self.application.execute(command, cause)

    def ask(
        self, query: Any, caller: Caller, requires: Mapping[str, int] | None = None
    ) -> Any:
        if requires:
            self.subscription.reach(query.school_id, requires)
        return self.application.ask(query, caller)


class LocalLink:
    """The services of this process, called directly."""

    def __init__(self) -> None:
        self.hosted: dict[str, Hosted] = {}

    def execute(self, command: Any, cause: Cause) -> Any:
        return self._of(service_of(command)).execute(command, cause)

    def ask(
        self, query: Any, caller: Caller, requires: Mapping[str, int] | None = None
    ) -> Any:
        return self._of(service_of(query)).ask(query, caller, requires)

    def feed(
        self, service: str, school: UUID, after: int, limit: int
    ) -> list[Recorded]:
        return self._of(service).application.feed(school, after, limit)

    def heads(self, service: str, since: datetime | None) -> list[Head]:
        return self._of(service).application.heads(since)

    def _of(self, service: str) -> Hosted:
        try:
            return self.hosted[service]
        except KeyError:
            raise Unavailable(f"{service} is not running here") from None


class Switchboard:
    """The services of this process called directly, and all others elsewhere."""

    def __init__(self, here: LocalLink, elsewhere: Link) -> None:
        self._here = here
        self._elsewhere = elsewhere

    def execute(self, command: Any, cause: Cause) -> Any:
        return self._to(service_of(command)).execute(command, cause)

    def ask(
        self, query: Any, caller: Caller, requires: Mapping[str, int] | None = None
    ) -> Any:
        return self._to(service_of(query)).ask(query, caller, requires)

    def feed(
        self, service: str, school: UUID, after: int, limit: int
    ) -> list[Recorded]:
        return self._to(service).feed(service, school, after, limit)

    def heads(self, service: str, since: datetime | None) -> list[Head]:
        return self._to(service).heads(service, since)

    def _to(self, service: str) -> Link:
        return self._here if service in self._here.hosted else self._elsewhere


def service_of(message: Any) -> str:
    """The service that a command or a query is for."""
    service = declaration_of(message).service
    return message.service if service == "log" else service
