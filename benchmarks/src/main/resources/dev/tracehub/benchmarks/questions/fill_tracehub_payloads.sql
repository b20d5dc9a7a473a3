INSERT INTO tracehub.payloads (project, retention_days, trace_id, span_id, start, side, is_text, size_said, body, block)
SELECT project, 400, trace_id, span_id, start, payload.1, true, true, payload.2, cityHash64('block', {day:UInt16})
FROM source.spans
ARRAY JOIN [('INPUT', input), ('OUTPUT', output)] AS payload
WHERE day = {day:UInt16} AND length(payload.2) > 200
