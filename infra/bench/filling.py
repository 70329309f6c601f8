"""How does a desk get as many tickets as one has after years? From real events.

Commands are decided, sealed, projected and appended as ever, and heard by everybody who
hears them; but hundreds in one transaction, and without a broker.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from contracts.access import Role, person, platform
from contracts.directory import AddSchool
from contracts.intake import OpenTicket, Requester, ResolveTicket
from contracts.reference import reference
from contracts.values import Channel, Level, TicketState
from infra.bench.meter import SEED
from infra.bench.site import Services, Site, services
from services.intake.domain import TICKET
from services.intake.opening import Opening
from services.intake.rooms import ROOMS as INTAKE
from services.intake.tables import NEVER, tickets
from shared import checkpoints
from shared.application import Rooms
from shared.clock import now
from shared.log_tables import heads, published
from shared.store import Answered, Log, Past
from shared.work import Cause, Work

BATCH = 200
SCHOOLS = 300

OLU = person(UUID("01000000-0000-4000-8000-000000000001"), {Role.OPERATOR}, None)

_WORDS = (
    "projector|printer|laptop|tablet|keyboard|headset|switch|server|phone|camera|till",
    "office|library|hall|kitchen|nursery|reception|staffroom|gym|lab|studio|corridor",
    "stays dark|is slow|is locked|was stolen|flickers|cannot be found|asks for a code",
)
_NAMES = ("Priya", "Ben", "Zoe", "Amir", "Grace", "Tomasz", "Aisha", "Callum", "Mei")
_HOUR, _YEAR = timedelta(hours=1), timedelta(days=300)
_DONE = (
    update(tickets)
    .where(tickets.c.school == bindparam("of_school"))
    .where(tickets.c.state == TicketState.RESOLVED.value)
    .values(due_rank=NEVER + 1)
)


class Unasked(Log):
    """A log that is asked nothing: each stream and each command is known to be new."""

    def begin(self, _command: UUID, _stream: str) -> tuple[None, list[Past]]:
        return None, []

    def answered(self, _commands: Sequence[UUID]) -> dict[UUID, Answered]:
        return {}


@dataclass
class Filling:
    """A desk while it is filled: its services, and how many tickets each school has."""

    services: Services
    told: Callable[[str], None]
    numbers: Counter[UUID] = field(default_factory=Counter)
    schools: list[UUID] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    waiting: list[UUID] = field(default_factory=list)

    def open(self, count: int) -> None:
        """Add tickets that wait, and have every service hear of them."""
        for school in self._batches(count, "that wait", self._opened):
            for service, source in (("sla", "intake"), ("intake", "sla")):
                self.services.of(service).subscription.pull(source, school)
            for source in ("directory", "intake", "sla"):
                self.services.of("audit").subscription.pull(source, school)

    def close(self, count: int) -> None:
        """Add tickets that were resolved months ago.

        The others do not hear of these: no page here asks them about one, and to count
        a hundred thousand clocks would take longer than all that is measured.
        """
        for school in self._batches(count, "that are done", self._closed):
            with self.services.of("intake").application.work(school) as work:
                work.connection.execute(_DONE, {"of_school": school})
                [last] = work.log.after(work.log.head().position - 1)
            for service in ("sla", "audit"):
                application = self.services.of(service).application
                with application.database.school(school) as connection:
                    checkpoints.lock(connection, "intake", school)
                    checkpoints.move(connection, last)

    def named(self, count: int) -> Iterator[tuple[str, str]]:
        """The ids and the references of some tickets that wait."""
        asked = select(tickets.c.ticket_id, tickets.c.reference)
        some = asked.where(tickets.c.ticket_id.in_(self.waiting[:count]))
        for row in self.services.of("intake").application.read(_rows, some):
            yield str(row.ticket_id), row.reference

    def _batches(
        self, count: int, which: str, story: Callable[[Work, list[OpenTicket]], None]
    ) -> Iterator[UUID]:
        """Add tickets school by school; the schools that have new ones."""
        touched: dict[UUID, None] = {}
        batch = max(1, min(BATCH, count // len(self.schools)))
        for begun in range(0, count, batch):
            self.told(f"{_bar(begun, count)} {begun:,} of {count:,} tickets {which}")
            school = self.schools[(begun // batch) % len(self.schools)]
            touched[school] = None
            asked = [self._request(school) for _ in range(min(batch, count - begun))]
            # A box under all their keys makes these in one transaction.
            tickets = [one.ticket_id for one in asked]
            self.services.keyring.seal(school, tickets, b"", b"")
            with self.services.of("intake").application.work(school) as work:
                work.log = Unasked(work.log.service, school, work.log.connection)
                story(work, asked)
                work.commit()
        for place, school in enumerate(touched):
            self.told(f"{_bar(place, len(touched))} tickets {which} are heard of")
            yield school

    def _opened(self, work: Work, asked: list[OpenTicket]) -> None:
        for one in asked:
            self.waiting.append(one.ticket_id)
            at = now() - self.chance.random() * _HOUR
            work.execute(one, Cause(caller=OLU, happened_at=at))

    def _closed(self, work: Work, asked: list[OpenTicket]) -> None:
        at = {one.ticket_id: now() - self.chance.random() * _YEAR for one in asked}
        for one in asked:
            work.execute(one, Cause(caller=OLU, happened_at=at[one.ticket_id] - _HOUR))
        for one in asked:
            which: Any = {"school_id": one.school_id, "ticket_id": one.ticket_id}
            done = ResolveTicket(**which, version=1, note="It works again.")
            work.execute(done, Cause(caller=OLU, happened_at=at[one.ticket_id]))

    def _request(self, school: UUID) -> OpenTicket:
        pick = self.chance.choice
        thing, where, trouble = (pick(words.split("|")) for words in _WORDS)
        name = pick(_NAMES)
        return OpenTicket(
            school_id=school,
            ticket_id=UUID(int=self.chance.getrandbits(128), version=4),
            subject=f"{thing.capitalize()} in the {where} {trouble}",
            description="It worked on Friday. The light on it is red.",
            requester=Requester(name=name, email=f"{name.lower()}@ashgrove.example"),
            channel=Channel.PHONE,
            impact=pick(list(Level)),
            urgency=pick(list(Level)),
        )


@contextmanager
def filling(
    site: Site, told: Callable[[str], None], schools: int = SCHOOLS
) -> Iterator[Filling]:
    """A desk of some schools with no tickets yet; afterwards its platform can run."""
    numbers: Counter[UUID] = Counter()

    def numbered(work: Work, _: object, command: object) -> Opening | None:
        """The terms of a ticket, without asking the database for its number."""
        if not isinstance(command, OpenTicket):
            return None
        numbers[work.school] += 1
        number = numbers[work.school]
        email = command.requester.email
        return Opening(
            number=number,
            reference=reference(work.school, number),
            requester_id=work.keyring.pseudonym(work.school, email),
        )

    told(f"take on {schools:,} schools")
    with services(site, _with_terms(numbered)) as opened:
        filled = Filling(opened, told, numbers)
        for number in range(schools):
            filled.schools.append(_school(filled, number))
        yield filled
        for one in opened.link.hosted.values():
            for school in filled.schools:
                with one.application.database.school(school) as connection:
                    _sent(connection, school)


def _with_terms(terms: Callable[..., Opening | None]) -> Rooms:
    deciders = [one for one in INTAKE.deciders if one.category != TICKET.category]
    return replace(INTAKE, deciders=(replace(TICKET, terms=terms), *deciders))


def _school(filled: Filling, number: int) -> UUID:
    school = UUID(int=filled.chance.getrandbits(128), version=4)
    link = filled.services.link
    added = AddSchool(school_id=school, name=f"School {number + 1}")
    link.execute(added, Cause(caller=platform("bench")))
    filled.services.of("sla").subscription.pull("directory", school)
    return school


def _rows(connection: Connection, query: Any) -> Any:
    return connection.execute(query).all()


def _sent(connection: Connection, school: UUID) -> None:
    """Have the relay know that nobody waits for what was heard already."""
    connection.execute(delete(published).where(published.c.school == school))
    ends = select(heads.c.school, heads.c.position, heads.c.hash)
    ends = ends.where(heads.c.school == school)
    connection.execute(
        insert(published).from_select(["school", "position", "hash"], ends)
    )


def _bar(done: int, of: int) -> str:
    filled = 20 * done // max(1, of)
    return "█" * filled + "░" * (20 - filled)
