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
