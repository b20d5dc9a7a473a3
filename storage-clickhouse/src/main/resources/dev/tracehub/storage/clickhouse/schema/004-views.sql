-- The public interface for SQL. A view keeps its columns and their meaning for as long as it has its name; what must
-- change gets a new version beside the old one. docs/sql.md describes each with an example. Sums follow corrections of
-- usage roles, percentiles come from the integer histogram (at most 2.2% off), times are UTC, money is decimal.

-- What a project used by day.
CREATE OR REPLACE VIEW daily_usage_v1 ${on_cluster} AS
SELECT
  r.project AS project,
  toDate(r.time, 'UTC') AS day,
  sum(r.calls) AS spans,
  sum(r.llm_calls) AS llm_calls,
  sum(r.errors) AS errors,
  sum(r.input_tokens) AS input_tokens,
  sum(r.output_tokens) AS output_tokens,
  sum(r.total_tokens) AS total_tokens,
  sum(r.cost) AS cost_usd,
  sum(r.unpriced) AS unpriced_calls
FROM red_1h AS r
GROUP BY project, day;

-- Cost by day and model, with what it was made of.
CREATE OR REPLACE VIEW cost_by_model_v1 ${on_cluster} AS
SELECT
  r.project AS project,
  toDate(r.time, 'UTC') AS day,
  r.provider AS provider,
  r.model AS model,
  sum(r.llm_calls) AS llm_calls,
  sum(r.input_tokens) AS input_tokens,
  sum(r.cache_read_tokens) AS cache_read_tokens,
  sum(r.cache_write_tokens) AS cache_write_tokens,
  sum(r.output_tokens) AS output_tokens,
  sum(r.reasoning_tokens) AS reasoning_tokens,
  sum(r.cost) AS cost_usd,
  sum(r.priced) AS priced_calls,
  sum(r.unpriced) AS unpriced_calls
FROM red_1h AS r
WHERE r.model != ''
GROUP BY project, day, provider, model;

-- Durations by day, operation and model.
CREATE OR REPLACE VIEW latency_percentiles_v1 ${on_cluster} AS
SELECT
  project, day, service, operation, model, spans,
  duration_sum / spans / 1e6 AS avg_ms,
  pow(2, (mapKeys(h)[arrayFirstIndex(c -> c >= greatest(1, ceil(0.50 * spans)), arrayCumSum(mapValues(h)))] + 0.5) / 16) / 1e6 AS p50_ms,
  pow(2, (mapKeys(h)[arrayFirstIndex(c -> c >= greatest(1, ceil(0.90 * spans)), arrayCumSum(mapValues(h)))] + 0.5) / 16) / 1e6 AS p90_ms,
  pow(2, (mapKeys(h)[arrayFirstIndex(c -> c >= greatest(1, ceil(0.95 * spans)), arrayCumSum(mapValues(h)))] + 0.5) / 16) / 1e6 AS p95_ms,
  pow(2, (mapKeys(h)[arrayFirstIndex(c -> c >= greatest(1, ceil(0.99 * spans)), arrayCumSum(mapValues(h)))] + 0.5) / 16) / 1e6 AS p99_ms,
  duration_max / 1e6 AS max_ms
FROM (
  SELECT
    r.project AS project,
    toDate(r.time, 'UTC') AS day,
    r.service AS service,
    r.operation AS operation,
    r.model AS model,
    sum(r.calls) AS spans,
    sum(r.duration_sum) AS duration_sum,
    max(r.duration_max) AS duration_max,
    sumMap(r.duration_histogram) AS h
  FROM red_1h AS r
  GROUP BY project, day, service, operation, model
  HAVING spans > 0
);

-- The share of failed spans by day.
CREATE OR REPLACE VIEW error_rate_daily_v1 ${on_cluster} AS
SELECT
  r.project AS project,
  toDate(r.time, 'UTC') AS day,
  r.service AS service,
  r.operation AS operation,
  sum(r.calls) AS spans,
  sum(r.errors) AS errors,
  errors / spans AS error_rate
FROM red_1h AS r
GROUP BY project, day, service, operation
HAVING spans > 0;

-- Rate, errors, duration and use by hour.
CREATE OR REPLACE VIEW hourly_performance_v1 ${on_cluster} AS
SELECT
  project, hour, service, type, operation, model, environment, spans, errors,
  errors / spans AS error_rate,
  duration_sum / spans / 1e6 AS avg_ms,
  pow(2, (mapKeys(h)[arrayFirstIndex(c -> c >= greatest(1, ceil(0.50 * spans)), arrayCumSum(mapValues(h)))] + 0.5) / 16) / 1e6 AS p50_ms,
  pow(2, (mapKeys(h)[arrayFirstIndex(c -> c >= greatest(1, ceil(0.95 * spans)), arrayCumSum(mapValues(h)))] + 0.5) / 16) / 1e6 AS p95_ms,
  if(ttft_count = 0, 0, ttft_sum / ttft_count / 1e6) AS avg_ttft_ms,
  total_tokens,
  cost_usd
FROM (
  SELECT
    r.project AS project,
    r.time AS hour,
    r.service AS service,
    r.type AS type,
    r.operation AS operation,
    r.model AS model,
    r.environment AS environment,
    sum(r.calls) AS spans,
    sum(r.errors) AS errors,
    sum(r.duration_sum) AS duration_sum,
    sumMap(r.duration_histogram) AS h,
    sum(r.ttft_count) AS ttft_count,
    sum(r.ttft_sum) AS ttft_sum,
    sum(r.total_tokens) AS total_tokens,
    sum(r.cost) AS cost_usd
  FROM red_1h AS r
  GROUP BY project, hour, service, type, operation, model, environment
  HAVING spans > 0
);

-- Tokens by minute, kind and model.
CREATE OR REPLACE VIEW token_usage_v1 ${on_cluster} AS
SELECT
  r.project AS project,
  r.time AS minute,
  r.provider AS provider,
  r.model AS model,
  sum(r.input_tokens) AS input_tokens,
  sum(r.cache_read_tokens) AS cache_read_tokens,
  sum(r.cache_write_tokens) AS cache_write_tokens,
  sum(r.output_tokens) AS output_tokens,
  sum(r.reasoning_tokens) AS reasoning_tokens,
  sum(r.total_tokens) AS total_tokens
FROM red_1m AS r
WHERE r.model != ''
GROUP BY project, minute, provider, model;

-- Spans that have started and not finished.
CREATE OR REPLACE VIEW open_spans_v1 ${on_cluster} AS
SELECT
  s.project AS project,
  lower(hex(s.trace_id)) AS trace_id,
  lower(hex(s.span_id)) AS span_id,
  if(s.parent_span_id = 0, '', lower(hex(s.parent_span_id))) AS parent_span_id,
  s.start AS start_time,
  s.name AS name,
  toString(s.type) AS type,
  s.service AS service,
  s.operation AS operation,
  s.user_id AS user_id,
  s.session_id AS session_id
FROM started_spans AS s
LEFT ANTI JOIN spans AS f ON f.project = s.project AND f.trace_id = s.trace_id AND f.span_id = s.span_id
LIMIT 1 BY s.project, s.trace_id, s.span_id;

-- Judgements, each once.
CREATE OR REPLACE VIEW evaluations_v1 ${on_cluster} AS
SELECT
  e.project AS project,
  lower(hex(e.trace_id)) AS trace_id,
  if(e.span_id = 0, '', lower(hex(e.span_id))) AS span_id,
  e.evaluation_id AS evaluation_id,
  e.time AS time,
  e.name AS name,
  if(e.has_score, e.score, NULL) AS score,
  e.label AS label,
  toString(e.passed) AS passed,
  e.evaluator AS evaluator,
  e.evaluator_version AS evaluator_version,
  toString(e.source) AS source
FROM evaluations AS e
LIMIT 1 BY e.project, e.trace_id, e.evaluation_id;

-- Jobs as their newest update says.
CREATE OR REPLACE VIEW jobs_v1 ${on_cluster} AS
SELECT
  j.project AS project,
  j.job_id AS job_id,
  argMax(j.name, j.time) AS name,
  toString(argMax(j.state, j.time)) AS state,
  argMax(j.done, j.time) AS done,
  argMax(j.total, j.time) AS total,
  argMax(j.message, j.time) AS message,
  argMax(j.variant_id, j.time) AS variant_id,
  argMax(j.service, j.time) AS service,
  min(j.time) AS first_update,
  max(j.time) AS last_update,
  count() AS updates
FROM job_updates AS j
GROUP BY project, job_id;

-- Spans in the columns of the OpenTelemetry Collector's ClickHouse exporter, for tools that were made for it.
CREATE OR REPLACE VIEW otel_traces ${on_cluster} AS
SELECT
  s.start AS Timestamp,
  lower(hex(s.trace_id)) AS TraceId,
  lower(hex(s.span_id)) AS SpanId,
  if(s.parent_span_id = 0, '', lower(hex(s.parent_span_id))) AS ParentSpanId,
  '' AS TraceState,
  toString(s.name) AS SpanName,
  multiIf(s.kind = 'SERVER', 'Server', s.kind = 'CLIENT', 'Client', s.kind = 'PRODUCER', 'Producer', s.kind = 'CONSUMER', 'Consumer', s.kind = 'INTERNAL', 'Internal', 'Unspecified') AS SpanKind,
  toString(s.service) AS ServiceName,
  mapConcat(
    CAST(s.resource_str, 'Map(String, String)'),
    CAST(mapApply((k, v) -> (k, toString(v)), s.resource_int), 'Map(String, String)'),
    CAST(mapApply((k, v) -> (k, toString(v)), s.resource_dbl), 'Map(String, String)'),
    CAST(mapApply((k, v) -> (k, toString(v)), s.resource_bool), 'Map(String, String)'),
    map('service.name', toString(s.service), 'deployment.environment.name', toString(s.environment), 'tracehub.project', toString(s.project))) AS ResourceAttributes,
  toString(s.scope) AS ScopeName,
  '' AS ScopeVersion,
  mapConcat(
    CAST(s.attr_str, 'Map(String, String)'),
    CAST(mapApply((k, v) -> (k, toString(v)), s.attr_int), 'Map(String, String)'),
    CAST(mapApply((k, v) -> (k, toString(v)), s.attr_dbl), 'Map(String, String)'),
    CAST(mapApply((k, v) -> (k, toString(v)), s.attr_bool), 'Map(String, String)'),
    mapFilter((k, v) -> v != '', map(
      'tracehub.span.type', toString(s.type),
      'gen_ai.operation.name', toString(s.operation),
      'gen_ai.provider.name', toString(s.provider),
      'gen_ai.request.model', toString(s.request_model),
      'gen_ai.response.model', toString(s.response_model),
      'gen_ai.usage.input_tokens', if(s.input_tokens = 0, '', toString(s.input_tokens)),
      'gen_ai.usage.output_tokens', if(s.output_tokens = 0, '', toString(s.output_tokens)),
      'gen_ai.conversation.id', s.session_id,
      'user.id', s.user_id,
      'error.type', toString(s.error_type)))) AS SpanAttributes,
  toUInt64(greatest(s.duration_ns, 0)) AS Duration,
  multiIf(s.status = 'OK', 'Ok', s.status = 'ERROR', 'Error', 'Unset') AS StatusCode,
  s.status_message AS StatusMessage
FROM spans AS s;
