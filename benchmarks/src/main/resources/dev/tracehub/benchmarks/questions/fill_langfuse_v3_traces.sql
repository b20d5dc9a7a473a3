INSERT INTO langfuse.traces
    (id, timestamp, name, user_id, metadata, project_id, input, output, session_id, event_ts, is_deleted)
SELECT
    lower(hex(trace_id)), start, name, user_id, map('team', team, 'service', service, 'environment', environment),
    project, input, output, session_id, start, 0
FROM source.spans
WHERE toDate(start) = {day:Date} AND parent_span_id = 0
