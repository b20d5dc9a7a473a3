-- What the store's writer makes of these spans; extra holds the fields without a column, as protobuf: of a priced call
-- its amounts, the version of the prices and their row, and always the version of the mapping.
INSERT INTO tracehub.spans
    (project, retention_days, trace_id, span_id, parent_span_id, start, ended, duration_ns, duration_bucket, ttft_ns,
     ttft_bucket, type, kind, status, name, operation, service, environment, scope, user_id, session_id, provider,
     request_model, response_model, finish_reasons, usage_fields, input_tokens, output_tokens, total_tokens, usage_role,
     cost_state, has_cost, cost, attr_str, attr_int, resource_str, input_at, input_bytes, input_head, output_at,
     output_bytes, output_head, received_at, extra, content_hash, block)
WITH
    toString(toDecimal64(input_tokens * 2.5 / 1e6, 12)) AS input_usd,
    toString(toDecimal64(output_tokens * 10 / 1e6, 12)) AS output_usd,
    concat(provider, '/', model) AS price_id,
    concat(char(0x1a, length(input_usd)), input_usd, char(0x22, length(output_usd)), output_usd, char(0x38, 3),
        char(0x42, length(price_id)), price_id) AS price
SELECT
    project, 400, trace_id, span_id, parent_span_id, start, true, duration_ns,
    if(duration_ns = 0, 0, toUInt16(floor(log2(duration_ns) * 16))), ttft_ns,
    if(ttft_ns = 0, 0, toUInt16(floor(log2(ttft_ns) * 16))),
    type, 'INTERNAL', if(error, 'ERROR', 'UNSPECIFIED'), name, lower(type), service, environment, 'support-desk', user_id,
    session_id, provider, model, model, if(cost > 0, ['stop'], []),
    multiIf(input_tokens = 0, 0, output_tokens = 0, 33, 35), input_tokens, output_tokens, input_tokens + output_tokens,
    if(input_tokens = 0, 'UNSPECIFIED', 'COUNTED'), if(cost = 0, 'UNSPECIFIED', 'COMPUTED'), cost > 0, cost,
    map('team', team, 'region', region, 'request.id', request_id), map('http.response.status_code', status_code),
    map('host.name', host, 'service.version', version),
    multiIf(input = '', 'NONE', length(input) <= 200, 'HEAD', 'PAYLOADS'), length(input), substring(input, 1, 200),
    multiIf(output = '', 'NONE', length(output) <= 200, 'HEAD', 'PAYLOADS'), length(output), substring(output, 1, 200),
    start + toIntervalNanosecond(duration_ns + 300000000),
    concat(if(cost > 0, concat(char(0xda, 0x01, length(price)), price), ''), char(0xe2, 0x03, 2, 0x18, 1)),
    sipHash64(span_id, start), cityHash64('block', {day:UInt16})
FROM source.spans
WHERE day = {day:UInt16}
