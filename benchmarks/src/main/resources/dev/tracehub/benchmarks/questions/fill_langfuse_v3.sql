INSERT INTO langfuse.observations
    (id, trace_id, project_id, type, parent_observation_id, start_time, end_time, name, metadata, level, input, output,
     provided_model_name, usage_details, cost_details, total_cost, completion_start_time, event_ts, is_deleted)
SELECT
    lower(hex(span_id)), lower(hex(trace_id)), project, if(type IN ('LLM', 'JUDGE'), 'GENERATION', 'SPAN'),
    if(parent_span_id = 0, NULL, lower(hex(parent_span_id))), start, start + toIntervalNanosecond(duration_ns), name,
    map('team', team, 'request_id', request_id, 'service', service, 'environment', environment),
    if(error, 'ERROR', 'DEFAULT'), input, output, nullIf(model, ''),
    if(input_tokens = 0, map(), map('input', input_tokens, 'output', output_tokens)),
    if(cost = 0, map(), map('total', toDecimal64(cost, 12))), if(cost = 0, NULL, toDecimal64(cost, 12)),
    if(ttft_ns = 0, NULL, start + toIntervalNanosecond(ttft_ns)), start, 0
FROM source.spans
WHERE toDate(start) = {day:Date}
