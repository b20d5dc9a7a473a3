INSERT INTO tracehub.payloads (project, retention_days, trace_id, span_id, start, side, is_text, body, block)
SELECT project, 400, trace_id, span_id, start, payload.1, true, payload.2, cityHash64({day:Date})
FROM source.spans
ARRAY JOIN [('INPUT', input), ('OUTPUT', output)] AS payload
WHERE toDate(start) = {day:Date} AND lengthUTF8(payload.2) > 200
