"""What does a log on PostgreSQL need that SQLite does not?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from psycopg2.extensions import TRANSACTION_STATUS_IDLE as IDLE
from sqlalchemy import Connection, text

from shared.row_security import PROVIDER_ROLE, SCHOOL_ROLE

# The server keeps the plans of what a function says; planning it anew for each command
# would cost as much as carrying it out.
_BEGIN = """
create or replace function begin_command(
    p_school uuid, p_command_id uuid, p_stream text
) returns table (
    fingerprint bytea, answered_at bigint, answered_version integer,
    event_version integer, event_type text, schema_version integer, event_body bytea
) language plpgsql stable as $$
declare
    answer commands%rowtype;
begin
    select * into answer from commands
        where school = p_school and command_id = p_command_id;
    return query
        select answer.fingerprint, answer.position, answer.stream_version,
            e.stream_version, e.type, e.version, e.body
        from events e where e.school = p_school and e.stream = p_stream
        order by e.stream_version;
    if not found then
        return query
            select answer.fingerprint, answer.position, answer.stream_version,
                null::integer, null::text, null::integer, null::bytea;
    end if;
end $$
"""
_APPEND = """
create or replace function append_events(
    p_school uuid, p_now timestamptz, p_microseconds bigint,
    p_events json, p_answers json
) returns bigint language plpgsql as $$
declare
    head heads%rowtype;
    item record;
    linked bytea;
    counted bigint;
begin
    select * into head from heads where school = p_school for update;
    if not found then
        insert into heads (school, position, hash, epoch, recorded_at)
        values (p_school, 0, decode(repeat('00', 32), 'hex'), 1, '-infinity')
        on conflict do nothing;
        select * into head from heads where school = p_school for update;
    end if;
    for item in select * from json_to_recordset(p_events) as e(
        event_id uuid, type text, version integer, stream text,
        stream_version integer, happened_at timestamptz, actor text,
        on_behalf_of text, correlation_id uuid, causation_id uuid, body text,
        digest text)
    loop
        head.position := head.position + 1;
        if p_now > head.recorded_at then
            head.recorded_at := p_now;
            counted := p_microseconds;
        else
            head.recorded_at := head.recorded_at + interval '1 microsecond';
            counted := (extract(epoch from head.recorded_at) * 1000000)::bigint;
        end if;
        linked := sha256(
            'caretaker.link.v1'::bytea || '\\x00'::bytea || head.hash
            || int8send(head.position) || int8send(counted) || int8send(head.epoch)
            || decode(item.digest, 'hex'));
        insert into events (
            school, position, epoch, event_id, type, version, stream,
            stream_version, happened_at, recorded_at, actor, on_behalf_of,
            correlation_id, causation_id, body, hash, previous_hash
        ) values (
            p_school, head.position, head.epoch, item.event_id, item.type,
            item.version, item.stream, item.stream_version, item.happened_at,
            head.recorded_at, item.actor, item.on_behalf_of, item.correlation_id,
            item.causation_id, convert_to(item.body, 'UTF8'), linked, head.hash);
        head.hash := linked;
    end loop;
    update heads set position = head.position, hash = head.hash,
        recorded_at = head.recorded_at where school = p_school;
    insert into commands (school, command_id, fingerprint, position, stream_version)
    select p_school, a.command_id, decode(a.fingerprint, 'hex'), head.position,
        a.stream_version
    from json_to_recordset(p_answers) as a(
        command_id uuid, fingerprint text, stream_version integer);
    return head.position;
end $$
"""


def take_turns(connection: Connection) -> None:
    """Wait until nobody else is making tables: two who do it at once would fail."""
    connection.exec_driver_sql("select pg_advisory_xact_lock(hashtext('caretaker'))")


def install(connection: Connection) -> None:
    """Make what a command needs of the server: its beginning, and its end."""
    connection.execute(text(_BEGIN))
    connection.execute(text(_APPEND))


def begin(connection: Connection, school: UUID | None) -> None:
    """Begin a transaction as one school, or as the provider, in one round trip."""
    begin_on(connection.connection.driver_connection, school)


def begin_on(driver: Any, school: UUID | None) -> None:
    """The same on a driver's connection."""
    if school is None:
        _run(driver, f"begin; {LOOK}{_LIMITS}")
    else:
        _run(driver, f"begin; {_ENTER}{_LIMITS}", str(school))


def end(connection: Connection, how: str) -> None:
    """Commit or roll back, unless the connection broke: that ended it already."""
    if not connection.invalidated:
        abandon(connection.connection.driver_connection, how)


def abandon(driver: Any, how: str = "rollback") -> None:
    """End what a driver's connection has begun, if it has."""
    if not driver.closed and driver.info.transaction_status != IDLE:
        _run(driver, how)


def _run(driver: Any, statement: str, *values: object) -> None:
    with driver.cursor() as cursor:
        cursor.execute(statement, values)


# For the length of the transaction and no longer: the next one on this connection is
# somebody else's.
LOOK = f"select set_config('role', '{PROVIDER_ROLE}', true)"
"""Go on as who finds things over many schools, until the transaction ends."""

_ENTER = (
    f"select set_config('role', '{SCHOOL_ROLE}', true),"
    " set_config('caretaker.school', %s, true)"
)
# No stopped holder keeps its locks for ever.
_LIMITS = (
    ", set_config('lock_timeout', '5s', true),"
    " set_config('idle_in_transaction_session_timeout', '10s', true)"
)
