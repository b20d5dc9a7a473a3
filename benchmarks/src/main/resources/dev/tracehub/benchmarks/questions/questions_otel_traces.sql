-- What its users' tools ask: the time of a trace from the table for it, items of attributes by their index, roots for
-- a list of traces. {page} is the first column of the answer before.

-- question: trace_by_id
WITH (SELECT min(Start) FROM otel.otel_traces_trace_id_ts WHERE TraceId = {trace:String}) AS from_time,
     (SELECT max(End) + 1 FROM otel.otel_traces_trace_id_ts WHERE TraceId = {trace:String}) AS to_time
SELECT SpanId, ParentSpanId, SpanName, Timestamp, Duration, ServiceName, StatusCode, StatusMessage, SpanAttributes,
    ResourceAttributes, Events.Timestamp, Events.Name, Events.Attributes
FROM otel.otel_traces
WHERE TraceId = {trace:String} AND Timestamp >= from_time AND Timestamp <= to_time
ORDER BY Timestamp

-- question: newest_traces
SELECT TraceId, Timestamp, SpanName, ServiceName, Duration
FROM otel.otel_traces
WHERE Timestamp >= {day:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String}) AND ParentSpanId = ''
ORDER BY Timestamp DESC LIMIT 50;
SELECT TraceId, count(), countIf(StatusCode = 'Error'), sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])),
    sum(toDecimal64OrZero(SpanAttributes['gen_ai.usage.cost'], 12))
FROM otel.otel_traces
WHERE Timestamp >= {day:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')} + INTERVAL 1 HOUR
    AND TraceId IN {page:Array(String)}
GROUP BY TraceId

-- question: deep_traces
SELECT TraceId, Timestamp, SpanName, ServiceName, Duration
FROM otel.otel_traces
WHERE Timestamp >= {week:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String}) AND ParentSpanId = ''
ORDER BY Timestamp DESC LIMIT 50 OFFSET 1000;
SELECT TraceId, count(), countIf(StatusCode = 'Error'), sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])),
    sum(toDecimal64OrZero(SpanAttributes['gen_ai.usage.cost'], 12))
FROM otel.otel_traces
WHERE Timestamp >= {week:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')} + INTERVAL 1 HOUR
    AND TraceId IN {page:Array(String)}
GROUP BY TraceId

-- question: filtered_spans
SELECT Timestamp, TraceId, SpanId, ParentSpanId, SpanName, ServiceName, Duration, StatusCode, SpanAttributes
FROM otel.otel_traces
WHERE Timestamp >= {week:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String}) AND has(SpanAttributeItems, 'gen_ai.request.model=gpt-4o')
    AND has(SpanAttributeItems, 'team=search') AND Duration > 500000000
ORDER BY Timestamp DESC LIMIT 50

-- question: unique_attribute
SELECT Timestamp, TraceId, SpanId, ParentSpanId, SpanName, ServiceName, Duration, StatusCode, SpanAttributes
FROM otel.otel_traces
WHERE Timestamp >= {month:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String}) AND has(SpanAttributeItems, {request_item:String})
ORDER BY Timestamp DESC LIMIT 50

-- question: traces_of_user
SELECT TraceId, Timestamp, SpanName, ServiceName, Duration
FROM otel.otel_traces
WHERE Timestamp >= {month:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String}) AND has(SpanAttributeItems, {user_item:String})
    AND ParentSpanId = ''
ORDER BY Timestamp DESC LIMIT 50;
SELECT TraceId, count(), countIf(StatusCode = 'Error'), sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])),
    sum(toDecimal64OrZero(SpanAttributes['gen_ai.usage.cost'], 12))
FROM otel.otel_traces
WHERE Timestamp >= {month:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')} + INTERVAL 1 HOUR
    AND TraceId IN {page:Array(String)}
GROUP BY TraceId

-- question: rare_word
SELECT Timestamp, TraceId, SpanId, ParentSpanId, SpanName, ServiceName, Duration, StatusCode, SpanAttributes
FROM otel.otel_traces
WHERE Timestamp >= {month:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String}) AND arrayExists(event -> event['gen_ai.output.messages'] LIKE '%zeitgeist%', Events.Attributes)
ORDER BY Timestamp DESC LIMIT 50

-- question: common_word
SELECT Timestamp, TraceId, SpanId, ParentSpanId, SpanName, ServiceName, Duration, StatusCode, SpanAttributes
FROM otel.otel_traces
WHERE Timestamp >= {week:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String}) AND arrayExists(event -> event['gen_ai.output.messages'] LIKE '%warranty%', Events.Attributes)
ORDER BY Timestamp DESC LIMIT 50

-- question: models_24h
SELECT toStartOfHour(Timestamp) AS hour, SpanAttributes['gen_ai.request.model'] AS model, count(),
    countIf(StatusCode = 'Error'), sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])),
    sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.output_tokens'])),
    sum(toDecimal64OrZero(SpanAttributes['gen_ai.usage.cost'], 12))
FROM otel.otel_traces
WHERE Timestamp >= {day:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String})
GROUP BY hour, model ORDER BY hour, model

-- question: models_30d
SELECT toStartOfHour(Timestamp) AS hour, SpanAttributes['gen_ai.request.model'] AS model, count(),
    countIf(StatusCode = 'Error'), sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.input_tokens'])),
    sum(toUInt64OrZero(SpanAttributes['gen_ai.usage.output_tokens'])),
    sum(toDecimal64OrZero(SpanAttributes['gen_ai.usage.cost'], 12))
FROM otel.otel_traces
WHERE Timestamp >= {month:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String})
GROUP BY hour, model ORDER BY hour, model

-- question: latency_24h
SELECT SpanAttributes['gen_ai.operation.name'] AS operation, count(), quantiles(0.5, 0.95, 0.99)(Duration)
FROM otel.otel_traces
WHERE Timestamp >= {day:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String})
GROUP BY operation ORDER BY operation

-- question: latency_30d
SELECT SpanAttributes['gen_ai.operation.name'] AS operation, count(), quantiles(0.5, 0.95, 0.99)(Duration)
FROM otel.otel_traces
WHERE Timestamp >= {month:DateTime('UTC')} AND Timestamp < {to:DateTime('UTC')}
    AND has(ResourceAttributeItems, {project_item:String})
GROUP BY operation ORDER BY operation
