INSERT INTO langfuse.observations
    (id, trace_id, project_id, type, parent_observation_id, start_time, end_time, name, metadata, level, input, output,
     provided_model_name, provided_usage_details, usage_details, provided_cost_details, cost_details, total_cost,
     completion_start_time, environment, created_at, updated_at, event_ts, is_deleted)
SELECT
    lower(hex(span_id)), lower(hex(trace_id)), project, if(type IN ('LLM', 'JUDGE', 'EMBEDDING'), 'GENERATION', 'SPAN'),
    if(parent_span_id = 0, NULL, lower(hex(parent_span_id))), start, start + toIntervalNanosecond(duration_ns), name,
    map('team', team, 'region', region, 'request.id', request_id, 'http.response.status_code', toString(status_code),
        'service.name', service, 'host.name', host, 'service.version', version),
    if(error, 'ERROR', 'DEFAULT'), nullIf(input, ''), nullIf(output, ''), nullIf(model, ''),
    usage AS provided_usage, usage, map(), if(cost = 0, map(), map('total', toDecimal64(cost, 12))),
    if(cost = 0, NULL, toDecimal64(cost, 12)), if(ttft_ns = 0, NULL, start + toIntervalNanosecond(ttft_ns)), environment,
    start, start, start, 0
FROM
(
    SELECT *, if(input_tokens = 0, map(), map('input', input_tokens, 'output', output_tokens,
        'total', input_tokens + output_tokens)) AS usage
    FROM source.spans
    WHERE day = {day:UInt16}
)
