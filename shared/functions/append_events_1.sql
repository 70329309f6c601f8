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
            'caretaker.link.v1'::bytea || '\x00'::bytea || head.hash
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
