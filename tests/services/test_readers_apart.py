"""Does nothing that reads a database read another school, whatever ids it is given?

Every function that a connection is given to, in the transaction of one school and with
what is another's. A new one fails here until it has its case.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from contracts import (
    audit,
    directory,
    intake,
    outgoing,
    personal_data,
)
from contracts.access import platform
from contracts.values import PROVIDER
from services.intake.outgoing.post import Post
from shared.application import Asked
from shared.store import Log
from tests.support import (
    alike,
    alike_agreements,
    alike_directory,
    alike_enquiries,
    alike_guidance,
    alike_hooks,
    alike_life,
    alike_mail,
    alike_rooms,
    alike_sla,
    alike_texts,
    alike_ties,
    alike_views,
)
from tests.support.alike import PERSON, marks_of
from tests.support.alike_alerts import ALERT_GROUP
from tests.support.alike_letters import REFUSED
from tests.support.alike_rooms import PARTS
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.databases import behind, schemas_of
from tests.support.postgres import fresh_databases
from tests.support.reading import REPOSITORY
from tests.support.scenario import at
from tests.support.town import SERVICES, Town
from tests.support.writers import WRITERS

pytestmark = pytest.mark.needs_postgresql

LATER = at("mon 09:00").replace(year=2030)
POST = Post(
    kind="smtp",
    host="127.0.0.1",
    port=25,
    user=None,
    password=None,
    sender="help@msp.example",
    public=None,
)

Case = Callable[[UUID], tuple[Any, ...]]


def _sign(content: bytes) -> bytes:
    return sha256(content).digest()


def _asked(school: UUID, town: Town) -> Asked:
    return Asked(town.clock(), platform("test"), school, town.keyring)


OF_TEXTS = alike_texts.queries_of(alike.commands_of)

READERS: dict[str, Case] = {
    "audit.queries.get_story": lambda s: (
        audit.GetStory(correlation_id=alike.CORRELATION, school_id=s),
    ),
    "audit.queries.get_witness": lambda s: (audit.GetWitness(school_id=s),),
    **alike_directory.READERS,
    "directory.people_queries.holdings_of": lambda s: (s, [PERSON]),
    "directory.people_queries.find_account": lambda s: (account_of(s),),
    "directory.people_queries.get_account": lambda s: (s, PERSON),
    "directory.people_queries.names_known": lambda s: (Known(s),),
    "directory.people_queries.has_school": lambda s: (s,),
    "directory.queries.get_school": lambda s: (directory.GetSchool(school_id=s),),
    "directory.queries.find_schools": lambda s: (directory.FindSchools(school_id=s),),
    "directory.queries.check_token": lambda s: (
        directory.CheckToken(digest=alike.digest_of(s, str(alike.OTHER_TOKEN))),
    ),
    "intake.monitoring.alert_rows.group_row": lambda s: (s, ALERT_GROUP),
    "intake.search.finding.find_tickets": lambda s: (
        intake.FindTickets(school_id=s, search="projector"),
    ),
    "intake.forms.catalogue_rows.catalogue_of": lambda s: (s,),
    "intake.outgoing.letter_facts.letter_facts": lambda s: (
        *(s, REFUSED, _sign, POST),
    ),
    "intake.outgoing.letter_queries.find_letters": lambda s: (
        outgoing.FindLetters(school_id=s),
    ),
    "intake.outgoing.letter_rows.addressee": lambda s: (s, TICKET),
    "intake.outgoing.letter_rows.earlier_letters": lambda s: (
        s,
        TICKET,
        LATER,
        REQUESTERS[s],
    ),
    "intake.outgoing.letter_rows.is_ours": lambda s: (s, alike.mailbox_of(s)),
    "intake.outgoing.letter_rows.letters_about": lambda s: (s, TICKET),
    "intake.outgoing.letter_rows.letters_to_send": lambda _: (LATER, 9),
    "intake.look_rows.look_of": lambda s: (s,),
    **alike_guidance.READERS,
    **alike_mail.READERS,
    **alike_life.READERS,
    **alike_hooks.READERS,
    "intake.incoming.mailbox_rows.get_mailboxes": lambda s: (
        intake.GetMailboxes(school_id=s),
    ),
    **alike_views.READERS,
    "intake.queries.get_ticket": lambda s: (
        intake.GetTicket(ticket_id=TICKET, school_id=s),
    ),
    "intake.queries.find_mailbox": lambda s: (
        intake.FindMailbox(address=alike.mailbox_of(s)),
    ),
    "intake.queries.next_number": lambda s: (s,),
    "intake.queries.reference_of": lambda s: (s, TICKET),
    "intake.queries.count_by_state": lambda _: (),
    "intake.queues.count_tickets": lambda s: (
        intake.CountTickets(school_id=s, assignee="Ashgrove desk"),
    ),
    "intake.personal_data.queries.count_personal_data": lambda s: (
        OF_TEXTS[personal_data.CountPersonalData](s),
    ),
    "intake.personal_data.queries.get_text": lambda s: (
        OF_TEXTS[personal_data.GetText](s),
    ),
    "intake.personal_data.rows.marked": lambda s: (s, text_of(s)),
    "intake.personal_data.texts.place_of": lambda s: (s, text_of(s)),
    **alike_rooms.READERS,
    "intake.watching.people_rows.person_by": lambda s: (s, account_of(s)),
    **alike_ties.READERS,
    "intake.timeline.timelines.timeline_of": lambda s: (TicketOf(s),),
    "intake.search.word_index.way_to_find": lambda _: (("projector",),),
    **alike_sla.READERS,
    **alike_agreements.READERS,
}
"""What each is given, so that it is about a school; `asked` comes by itself."""

SAYS_NOTHING_OF_A_SCHOOL = {
    "directory.reference_queries.find_establishments",
    "directory.reference_queries.get_reference",
    "directory.reference_rows.current",
    "directory.reference_queries.succession",
    "intake.search.word_index.way_to_find",
    *alike_life.BY_LINK,
    *alike_enquiries.BY_LINK,
    "intake.watching.mention_rows.find_mentions",
    "sla.rota_rows.called_at",
    "sla.rota_rows.get_on_call",
    "sla.rota_rows.get_rota",
    "sla.rota_rows.newest_rota",
}
"""What the provider's own rows say, which every school may read; how to look; what
names whoever asks, which here is nobody."""


class Known:
    """An account of a school, as far as its names are asked for."""

    def __init__(self, school: UUID) -> None:
        self.school = school
        self.person_id = PERSON
        self.name = self.email = ""


class TicketOf:
    """A ticket's row, as far as its timeline is asked for."""

    def __init__(self, school: UUID) -> None:
        self.school = school
        self.ticket_id = TICKET


def text_of(school: UUID) -> UUID:
    wanted: personal_data.GetText = OF_TEXTS[personal_data.GetText](school)
    return wanted.entry_id


def account_of(school: UUID) -> UUID:
    return ACCOUNTS[school]


ACCOUNTS: dict[UUID, UUID] = {}
REQUESTERS: dict[UUID, UUID] = {}


@pytest.fixture(scope="module")
def town(postgres_home: Path) -> Iterator[Town]:
    """Ashgrove and Beckfield with all that they did, and nothing of it is changed."""
    rooms = [import_module(f"services.{name}.rooms").ROOMS for name in SERVICES]
    with fresh_databases(postgres_home) as create:
        town = Town(rooms, schemas_of(create("town")))
        for school in (ASHGROVE, BECKFIELD):
            alike.do_all(town, school)
            email = alike.email_of(school)
            ACCOUNTS[school] = town.keyring.pseudonym(PROVIDER, email)
            REQUESTERS[school] = town.keyring.pseudonym(school, email)
        yield town
        town.close()


@cache
def readers() -> dict[str, list[str]]:
    """Every function of a service that is given a connection, with its arguments."""
    found: dict[str, list[str]] = {}
    for place in sorted(REPOSITORY.glob("services/**/*.py")):
        for node in ast.parse(place.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or not node.args.args:
                continue
            first = node.args.args[0].annotation
            if first is None or ast.unparse(first) != "Connection":
                continue
            if not node.name.startswith("_") and node.name not in WRITERS | PARTS:
                within = place.relative_to(REPOSITORY / "services").with_suffix("")
                name = ".".join((*within.parts, node.name))
                found[name] = [argument.arg for argument in node.args.args]
    return found


def read(town: Town, name: str, bound: UUID, about: UUID) -> str:
    """What a function says of one school in the transaction of another."""
    module, _, function = name.rpartition(".")
    call = getattr(import_module(f"services.{module}"), function)
    arguments = READERS[name](about)
    if len(readers()[name]) > len(arguments) + 1:
        arguments += (_asked(about, town),)
    with town.databases[name.partition(".")[0]].reading(bound) as connection:
        try:
            return repr(call(connection, *arguments)).lower()
        except Exception as nothing:
            return type(nothing).__name__


def test_every_function_that_reads_has_its_case() -> None:
    assert READERS.keys() == readers().keys()


@pytest.mark.parametrize("name", sorted(READERS))
def test_it_reads_nothing_of_another_school(town: Town, name: str) -> None:
    for about in (ASHGROVE, BECKFIELD):
        told = read(town, name, BECKFIELD, about)
        if about == ASHGROVE:
            # Some say again whom they were asked about.
            told = told.replace(str(ASHGROVE), "whom it was asked about")
        assert not [mark for mark in marks_of(ASHGROVE) if mark in told]


def test_without_the_policies_what_they_say_would_be_another_thing(town: Town) -> None:
    """The twin: the very same questions, in Beckfield's transaction."""
    kept = {name: read(town, name, BECKFIELD, ASHGROVE) for name in READERS}
    _row_security(town, "disable")
    bare = {name: read(town, name, BECKFIELD, ASHGROVE) for name in READERS}
    _row_security(town, "enable")
    alike_in_both = {name for name in READERS if kept[name] == bare[name]}
    assert alike_in_both == SAYS_NOTHING_OF_A_SCHOOL


def _row_security(town: Town, how: str) -> None:
    for database in town.databases.values():
        with behind(database) as connection:
            for metadata in database.metadata:
                for table in metadata.tables:
                    change = f'alter table "{table}" {how} row level security'
                    connection.execute(text(change))


def test_the_log_of_another_school_cannot_be_opened(town: Town) -> None:
    for service, database in town.databases.items():
        theirs = town.log(service, ASHGROVE)
        with database.reading(BECKFIELD) as connection:
            log = Log(service, ASHGROVE, connection)
            assert log.after(0) == []
            assert log.head().position == 0
            for event in theirs[:3]:
                assert [*log.stream(event.stream)] == []
                assert log.begin(event.event_id, event.stream) == (None, [])
        assert bool(theirs) is (service != "audit")
