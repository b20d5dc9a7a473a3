INSERT INTO langfuse.traces
    (id, timestamp, name, user_id, metadata, project_id, environment, input, output, session_id, created_at, updated_at,
     event_ts, is_deleted)
SELECT
    lower(hex(trace_id)), start, name, user_id, map('team', team, 'region', region, 'service.name', service),
    project, environment, input, output, session_id, start, start, start, 0
FROM source.spans
WHERE day = {day:UInt16} AND parent_span_id = 0
