INSERT INTO tracehub.spans
    (project, retention_days, trace_id, span_id, parent_span_id, start, ended, duration_ns, duration_bucket, ttft_ns,
     ttft_bucket, type, status, name, operation, service, environment, user_id, session_id, provider, request_model,
     usage_fields, input_tokens, output_tokens, total_tokens, usage_role, cost_state, has_cost, cost, attr_str,
     input_at, input_bytes, input_head, output_at, output_bytes, output_head, received_at, content_hash, block)
SELECT
    project, 400, trace_id, span_id, parent_span_id, start, true, duration_ns,
    toUInt16(floor(log2(greatest(duration_ns, 1)) * 16)), ttft_ns,
    if(ttft_ns = 0, 0, toUInt16(floor(log2(greatest(ttft_ns, 1)) * 16))),
    type, if(error, 'ERROR', 'UNSPECIFIED'), name, lower(type), service, environment, user_id, session_id, provider, model,
    if(input_tokens = 0, 0, 35), input_tokens, output_tokens, input_tokens + output_tokens,
    if(input_tokens = 0, 'UNSPECIFIED', 'COUNTED'), if(cost = 0, 'UNSPECIFIED', 'COMPUTED'), cost > 0, cost,
    map('team', team, 'request.id', request_id),
    multiIf(input = '', 'NONE', lengthUTF8(input) <= 200, 'HEAD', 'PAYLOADS'), length(input), substringUTF8(input, 1, 200),
    multiIf(output = '', 'NONE', lengthUTF8(output) <= 200, 'HEAD', 'PAYLOADS'), length(output), substringUTF8(output, 1, 200),
    start + toIntervalSecond(1), sipHash64(span_id, start), cityHash64({day:Date})
FROM source.spans
WHERE toDate(start) = {day:Date}
