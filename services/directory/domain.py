"""What may be done with a school and with a token, and what is then true of them?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, assert_never, get_args

from contracts.calendar import NationSet
from contracts.directory import (
    AddSchool,
    ChangeUrn,
    CreateToken,
    RecordLink,
    RevokeToken,
    SchoolAdded,
    SchoolsLinked,
    TokenCreated,
    TokenRevoked,
    UrnAssigned,
)
from contracts.refusals import Invalid, NotFound, Refused
from contracts.values import PROVIDER
from services.directory import identity, settling
from services.directory.roles import check_place, day_of
from services.directory.settling import NOTHING_SAID, Set, Setting, Settings
from services.directory.succession import Succession
from shared.decider import Decider

SchoolCommand: TypeAlias = AddSchool | Set | ChangeUrn | RecordLink
SchoolEvent: TypeAlias = SchoolAdded | Setting | UrnAssigned | SchoolsLinked
TokenEvent: TypeAlias = TokenCreated | TokenRevoked


@dataclass(frozen=True)
class NotAdded:
    """There is no such school yet."""


@dataclass(frozen=True, kw_only=True)
class Added:
    """The MSP looks after it."""

    settings: Settings = NOTHING_SAID
    urns: tuple[UrnAssigned, ...] = ()
    links: tuple[SchoolsLinked, ...] = ()


School: TypeAlias = NotAdded | Added


@dataclass(frozen=True)
class NotCreated:
    """There is no such token yet."""


@dataclass(frozen=True, kw_only=True)
class Created:
    """A program may act by it, unless it is revoked."""

    terms: TokenCreated
    revoked: bool = False


Token: TypeAlias = NotCreated | Created


def decide_school(
    school: School,
    command: SchoolCommand,
    now: datetime,
    succession: Succession = Succession.UNKNOWN,
) -> list[SchoolEvent]:
    """The events that follow; Invalid names each bad field.

    `succession` is what reference data shows between the URN now and the one wanted.
    """
    if isinstance(command, AddSchool):
        return _add(school, command, now)
    if isinstance(school, NotAdded):
        raise NotFound("There is no such school.")
    match command:
        case ChangeUrn():
            today = day_of(now)
            return [*identity.change(school.urns, command, today, succession)]
        case RecordLink():
            return [*identity.link(school.links, command)]
        case _:
            return [*settling.decide(school.settings, command)]


def evolve_school(school: School, event: SchoolEvent) -> School:
    """What is true of the school after the event."""
    if isinstance(event, SchoolAdded):
        return Added()
    assert isinstance(school, Added), "its first event adds a school"
    match event:
        case UrnAssigned():
            return replace(school, urns=identity.carried(school.urns, event))
        case SchoolsLinked():
            return replace(school, links=identity.linked(school.links, event))
        case _:
            return replace(school, settings=settling.evolve(school.settings, event))


def decide_token(
    token: Token, command: CreateToken | RevokeToken, now: datetime
) -> list[TokenEvent]:
    """The events that follow; Refused where the role and the school do not fit."""
    match command:
        case CreateToken():
            return _create(token, command, now)
        case RevokeToken():
            return _revoke(token, command)
        case _:
            assert_never(command)


def evolve_token(token: Token, event: TokenEvent) -> Token:
    """What is true of the token after the event."""
    match event:
        case TokenCreated():
            return Created(terms=event)
        case TokenRevoked():
            assert isinstance(token, Created), "its first event creates a token"
            return replace(token, revoked=True)
        case _:
            assert_never(event)


def _add(school: School, command: AddSchool, now: datetime) -> list[SchoolEvent]:
    if command.school_id == PROVIDER:
        raise Refused("This id is kept for the provider itself.")
    if isinstance(school, Added):
        return []
    name = command.name.strip()
    if not name:
        raise Invalid({"name": ["Must not be blank."]})
    events: list[SchoolEvent] = [SchoolAdded(name=name, urn=command.urn)]
    if command.urn is not None:
        events.append(identity.first(command.urn, day_of(now)))
    nation = command.nation or identity.nation_of(command.urn)
    return [*events, *settling.unless_so(settling.IN_ENGLAND, NationSet(nation=nation))]


def _create(token: Token, command: CreateToken, now: datetime) -> list[TokenEvent]:
    created = TokenCreated(
        token_id=command.token_id,
        role=command.role,
        digest=command.digest,
        expires_at=command.expires_at,
    )
    if token == Created(terms=created):
        return []
    if isinstance(token, Created):
        raise Refused("A token with this id was created before.")
    check_place(command.role, command.school_id)
    if command.expires_at <= now:
        raise Refused("This token would have expired already.")
    return [created]


def _revoke(token: Token, command: RevokeToken) -> list[TokenEvent]:
    if isinstance(token, NotCreated):
        raise NotFound("There is no such token.")
    return [] if token.revoked else [TokenRevoked(token_id=command.token_id)]


SCHOOL: Decider[School] = Decider(
    category="school",
    identity="school_id",
    commands=(AddSchool, *get_args(Set), ChangeUrn, RecordLink),
    initial=NotAdded(),
    decide=decide_school,
    evolve=evolve_school,
)
TOKEN: Decider[Token] = Decider(
    category="token",
    identity="token_id",
    commands=(CreateToken, RevokeToken),
    initial=NotCreated(),
    decide=decide_token,
    evolve=evolve_token,
)
