-- question: trace_by_id
WITH (SELECT min(Start) FROM otel.otel_traces_trace_id_ts WHERE TraceId = {trace:String}) AS from_time,
     (SELECT max(End) + 1 FROM otel.otel_traces_trace_id_ts WHERE TraceId = {trace:String}) AS to_time
SELECT Timestamp, SpanId, ParentSpanId, SpanName, ServiceName, Duration, StatusCode, SpanAttributes
FROM otel.otel_traces
WHERE TraceId = {trace:String} AND Timestamp >= from_time AND Timestamp <= to_time
ORDER BY Timestamp

-- question: newest_traces
SELECT TraceId, min(Timestamp) AS begin, count(), countIf(StatusCode = 'Error'),
    sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])),
    sum(toDecimal64OrZero(SpanAttributes['gen_ai.usage.cost'], 12))
FROM otel.otel_traces
WHERE Timestamp >= {day:DateTime} AND Timestamp < {to:DateTime} AND ResourceAttributes['project'] = {project:String}
GROUP BY TraceId ORDER BY begin DESC LIMIT 50

-- question: filtered_search
SELECT Timestamp, TraceId, SpanId, SpanName, Duration, SpanAttributes['gen_ai.usage.input_tokens']
FROM otel.otel_traces
WHERE Timestamp >= {week:DateTime} AND Timestamp < {to:DateTime} AND ResourceAttributes['project'] = {project:String}
    AND has(SpanItems, 'gen_ai.request.model=gpt-4o') AND has(SpanItems, 'team=search') AND Duration > 500000000
ORDER BY Timestamp DESC LIMIT 50

-- question: text_search
SELECT Timestamp, TraceId, SpanId, SpanName
FROM otel.otel_traces
WHERE Timestamp >= {month:DateTime} AND Timestamp < {to:DateTime} AND ResourceAttributes['project'] = {project:String}
    AND positionCaseInsensitive(SpanAttributes['gen_ai.output.messages'], 'zeitgeist') > 0
ORDER BY Timestamp DESC LIMIT 50

-- question: dashboard_24h
SELECT toStartOfHour(Timestamp) AS hour, SpanAttributes['gen_ai.request.model'] AS model, count(),
    countIf(StatusCode = 'Error'), sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])),
    sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.output_tokens'])),
    sum(toDecimal64OrZero(SpanAttributes['gen_ai.usage.cost'], 12)), quantiles(0.5, 0.95)(Duration)
FROM otel.otel_traces
WHERE Timestamp >= {day:DateTime} AND Timestamp < {to:DateTime} AND ResourceAttributes['project'] = {project:String}
GROUP BY hour, model ORDER BY hour, model

-- question: dashboard_30d
SELECT toStartOfDay(Timestamp) AS day, SpanAttributes['gen_ai.request.model'] AS model, count(),
    countIf(StatusCode = 'Error'), sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])),
    sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.output_tokens'])),
    sum(toDecimal64OrZero(SpanAttributes['gen_ai.usage.cost'], 12)), quantiles(0.5, 0.95)(Duration)
FROM otel.otel_traces
WHERE Timestamp >= {month:DateTime} AND Timestamp < {to:DateTime} AND ResourceAttributes['project'] = {project:String}
GROUP BY day, model ORDER BY day, model
