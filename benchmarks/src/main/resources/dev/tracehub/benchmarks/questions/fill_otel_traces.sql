-- Messages are in an event of the span, as a convention has it: as attributes of the span they would all be in its index.
INSERT INTO otel.otel_traces
    (Timestamp, TraceId, SpanId, ParentSpanId, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, SpanAttributes, Duration, StatusCode,
     "Events.Timestamp", "Events.Name", "Events.Attributes")
SELECT
    start, lower(hex(trace_id)), lower(hex(span_id)), if(parent_span_id = 0, '', lower(hex(parent_span_id))),
    name, 'SPAN_KIND_INTERNAL', service,
    map('service.name', service, 'deployment.environment.name', environment, 'host.name', host,
        'service.version', version, 'tracehub.project', project),
    'support-desk',
    mapFilter((k, v) -> v != '', map(
        'gen_ai.operation.name', lower(type), 'gen_ai.provider.name', provider, 'gen_ai.request.model', model,
        'gen_ai.usage.input_tokens', if(input_tokens = 0, '', toString(input_tokens)),
        'gen_ai.usage.output_tokens', if(output_tokens = 0, '', toString(output_tokens)),
        'gen_ai.usage.cost', if(cost = 0, '', toString(cost)),
        'user.id', user_id, 'session.id', session_id, 'team', team, 'region', region, 'request.id', request_id,
        'http.response.status_code', toString(status_code))),
    duration_ns, if(error, 'Error', 'Unset'),
    if(input = '', [], [start]), if(input = '', [], ['gen_ai.client.inference.operation.details']),
    if(input = '', [], [map('gen_ai.input.messages', input, 'gen_ai.output.messages', output)])
FROM source.spans
WHERE day = {day:UInt16}
