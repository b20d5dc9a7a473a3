-- Spans that stand for others: of a project that keeps one trace in N, a kept span counts N times. Rows that were written
-- before stand for themselves. Lists show what is stored, so that trace_summary stays as it is.
ALTER TABLE spans${local} ${on_cluster}
  ADD COLUMN IF NOT EXISTS sample_weight UInt32 DEFAULT 1 CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS sample_trace_spans UInt32 CODEC(ZSTD(1));

ALTER TABLE started_spans${local} ${on_cluster}
  ADD COLUMN IF NOT EXISTS sample_weight UInt32 DEFAULT 1 CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS sample_trace_spans UInt32 CODEC(ZSTD(1));

-- Corrections say what a span adds itself, and what it stands for: the sums by trace take the one, those by minute both.
ALTER TABLE role_changes${local} ${on_cluster}
  ADD COLUMN IF NOT EXISTS sample_weight UInt32 DEFAULT 1 CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS sample_trace_spans UInt32 CODEC(ZSTD(1));

ALTER TABLE cost_changes${local} ${on_cluster}
  ADD COLUMN IF NOT EXISTS sample_weight UInt32 DEFAULT 1 CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS sample_trace_spans UInt32 CODEC(ZSTD(1));

-- The variances of the sums. A correction takes away what a span added, and a number that is known exactly again must
-- not be left with what doubles round: so they are whole numbers, and those of money decimal.
ALTER TABLE red_1m${local} ${on_cluster}
  ADD COLUMN IF NOT EXISTS calls_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS errors_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS llm_calls_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS input_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS output_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS cache_read_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS cache_write_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS reasoning_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS total_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS unpriced_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS cost_variance SimpleAggregateFunction(sum, Decimal(76, 36)) CODEC(ZSTD(1));

ALTER TABLE red_1h${local} ${on_cluster}
  ADD COLUMN IF NOT EXISTS calls_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS errors_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS llm_calls_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS input_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS output_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS cache_read_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS cache_write_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS reasoning_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS total_tokens_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS unpriced_variance SimpleAggregateFunction(sum, Int256) CODEC(ZSTD(1)),
  ADD COLUMN IF NOT EXISTS cost_variance SimpleAggregateFunction(sum, Decimal(76, 36)) CODEC(ZSTD(1));

-- What spans add beyond themselves: the views that were there count each span once, and stay as they are, since a view
-- whose query changes takes a repeated block for a new one. Where nothing is sampled, these have nothing to insert.
-- spread is what a span adds to the variance of a count.
CREATE MATERIALIZED VIEW IF NOT EXISTS red_1m_of_sampled_spans ${on_cluster} TO red_1m${local} AS
WITH
  toInt64(s.sample_weight) - 1 AS others,
  toInt256(s.sample_weight) * (s.sample_weight - 1) * greatest(s.sample_trace_spans, 1) AS spread,
  s.type IN ('LLM', 'EMBEDDING') AND s.usage_role != 'REPEATED' AS is_llm_call,
  s.usage_role = 'COUNTED' AS is_counted
SELECT
  s.project AS project,
  s.retention_days AS retention_days,
  s.service AS service,
  if(s.type = 'UNSPECIFIED', 'SPAN', toString(s.type)) AS type,
  s.operation AS operation,
  s.provider AS provider,
  if(s.response_model = '', s.request_model, s.response_model) AS model,
  s.environment AS environment,
  toDateTime(toStartOfMinute(s.start), 'UTC') AS time,
  sum(others) AS calls,
  sumIf(others, s.status = 'ERROR') AS errors,
  sumIf(others, is_llm_call) AS llm_calls,
  sum(s.duration_ns * others) AS duration_sum,
  min(s.duration_ns) AS duration_min,
  max(s.duration_ns) AS duration_max,
  sumMap(map(s.duration_bucket, toUInt64(others))) AS duration_histogram,
  sumIf(others, s.ttft_ns != 0) AS ttft_count,
  sum(s.ttft_ns * others) AS ttft_sum,
  sumMapIf(map(s.ttft_bucket, toUInt64(others)), s.ttft_ns != 0) AS ttft_histogram,
  sumIf(s.input_tokens * others, is_counted) AS input_tokens,
  sumIf(s.output_tokens * others, is_counted) AS output_tokens,
  sumIf(s.cache_read_tokens * others, is_counted) AS cache_read_tokens,
  sumIf(s.cache_write_tokens * others, is_counted) AS cache_write_tokens,
  sumIf(s.reasoning_tokens * others, is_counted) AS reasoning_tokens,
  sumIf(s.total_tokens * others, is_counted) AS total_tokens,
  sumIf(s.cost * others, is_counted AND s.has_cost) AS cost,
  sumIf(others, is_counted AND s.has_cost) AS priced,
  sumIf(others, is_counted AND s.cost_state = 'UNPRICED') AS unpriced,
  sum(spread) AS calls_variance,
  sumIf(spread, s.status = 'ERROR') AS errors_variance,
  sumIf(spread, is_llm_call) AS llm_calls_variance,
  sumIf(spread * s.input_tokens * s.input_tokens, is_counted) AS input_tokens_variance,
  sumIf(spread * s.output_tokens * s.output_tokens, is_counted) AS output_tokens_variance,
  sumIf(spread * s.cache_read_tokens * s.cache_read_tokens, is_counted) AS cache_read_tokens_variance,
  sumIf(spread * s.cache_write_tokens * s.cache_write_tokens, is_counted) AS cache_write_tokens_variance,
  sumIf(spread * s.reasoning_tokens * s.reasoning_tokens, is_counted) AS reasoning_tokens_variance,
  sumIf(spread * s.total_tokens * s.total_tokens, is_counted) AS total_tokens_variance,
  sumIf(spread, is_counted AND s.cost_state = 'UNPRICED') AS unpriced_variance,
  sumIf(toDecimal256(s.cost, 18) * toDecimal256(s.cost, 18) * spread, is_counted AND s.has_cost) AS cost_variance
FROM spans${local} AS s
WHERE s.sample_weight > 1
GROUP BY project, retention_days, service, type, operation, provider, model, environment, time;

-- What a change of role adds is what the span has, or less than nothing, or nothing: x * |x| is its square with that sign.
CREATE MATERIALIZED VIEW IF NOT EXISTS red_1m_of_sampled_role_changes ${on_cluster} TO red_1m${local} AS
WITH
  toInt64(c.sample_weight) - 1 AS others,
  toInt256(c.sample_weight) * (c.sample_weight - 1) * greatest(c.sample_trace_spans, 1) AS spread
SELECT
  c.project AS project,
  c.retention_days AS retention_days,
  c.service AS service,
  c.type AS type,
  c.operation AS operation,
  c.provider AS provider,
  c.model AS model,
  c.environment AS environment,
  toDateTime(toStartOfMinute(c.start), 'UTC') AS time,
  -- Neutral in a minimum.
  toInt64(9223372036854775807) AS duration_min,
  sum(c.llm_calls * others) AS llm_calls,
  sum(c.input_tokens * others) AS input_tokens,
  sum(c.output_tokens * others) AS output_tokens,
  sum(c.cache_read_tokens * others) AS cache_read_tokens,
  sum(c.cache_write_tokens * others) AS cache_write_tokens,
  sum(c.reasoning_tokens * others) AS reasoning_tokens,
  sum(c.total_tokens * others) AS total_tokens,
  sum(c.cost * others) AS cost,
  sum(c.priced * others) AS priced,
  sum(c.unpriced * others) AS unpriced,
  sum(spread * c.llm_calls) AS llm_calls_variance,
  sum(spread * c.input_tokens * abs(c.input_tokens)) AS input_tokens_variance,
  sum(spread * c.output_tokens * abs(c.output_tokens)) AS output_tokens_variance,
  sum(spread * c.cache_read_tokens * abs(c.cache_read_tokens)) AS cache_read_tokens_variance,
  sum(spread * c.cache_write_tokens * abs(c.cache_write_tokens)) AS cache_write_tokens_variance,
  sum(spread * c.reasoning_tokens * abs(c.reasoning_tokens)) AS reasoning_tokens_variance,
  sum(spread * c.total_tokens * abs(c.total_tokens)) AS total_tokens_variance,
  sum(spread * c.unpriced) AS unpriced_variance,
  sum(toDecimal256(c.cost, 18) * toDecimal256(abs(c.cost), 18) * spread) AS cost_variance
FROM role_changes${local} AS c
WHERE c.sample_weight > 1
GROUP BY project, retention_days, service, type, operation, provider, model, environment, time;

-- A change of cost from a to b adds d = b - a, and b^2 - a^2 = d * (2 b - d) to the squares. Of spans that do not count
-- d is 0.
CREATE MATERIALIZED VIEW IF NOT EXISTS red_1m_of_sampled_cost_changes ${on_cluster} TO red_1m${local} AS
WITH
  toInt64(c.sample_weight) - 1 AS others,
  toInt256(c.sample_weight) * (c.sample_weight - 1) * greatest(c.sample_trace_spans, 1) AS spread
SELECT
  c.project AS project,
  c.retention_days AS retention_days,
  c.service AS service,
  c.type AS type,
  c.operation AS operation,
  c.provider AS provider,
  c.model AS model,
  c.environment AS environment,
  toDateTime(toStartOfMinute(c.start), 'UTC') AS time,
  -- Neutral in a minimum.
  toInt64(9223372036854775807) AS duration_min,
  sum(c.add_cost * others) AS cost,
  sum(c.add_priced * others) AS priced,
  sum(c.add_unpriced * others) AS unpriced,
  sum(spread * c.add_unpriced) AS unpriced_variance,
  sum(toDecimal256(c.add_cost, 18) * (2 * toDecimal256(c.cost, 18) - toDecimal256(c.add_cost, 18)) * spread) AS cost_variance
FROM cost_changes${local} AS c
WHERE c.sample_weight > 1
GROUP BY project, retention_days, service, type, operation, provider, model, environment, time;

-- The variances by hour; the view that was there has the sums.
CREATE MATERIALIZED VIEW IF NOT EXISTS red_1h_of_red_1m_variances ${on_cluster} TO red_1h${local} AS
SELECT
  m.project AS project,
  m.retention_days AS retention_days,
  m.service AS service,
  m.type AS type,
  m.operation AS operation,
  m.provider AS provider,
  m.model AS model,
  m.environment AS environment,
  toStartOfHour(m.time) AS time,
  -- Neutral in a minimum.
  toInt64(9223372036854775807) AS duration_min,
  sum(m.calls_variance) AS calls_variance,
  sum(m.errors_variance) AS errors_variance,
  sum(m.llm_calls_variance) AS llm_calls_variance,
  sum(m.input_tokens_variance) AS input_tokens_variance,
  sum(m.output_tokens_variance) AS output_tokens_variance,
  sum(m.cache_read_tokens_variance) AS cache_read_tokens_variance,
  sum(m.cache_write_tokens_variance) AS cache_write_tokens_variance,
  sum(m.reasoning_tokens_variance) AS reasoning_tokens_variance,
  sum(m.total_tokens_variance) AS total_tokens_variance,
  sum(m.unpriced_variance) AS unpriced_variance,
  sum(m.cost_variance) AS cost_variance
FROM red_1m${local} AS m
WHERE m.calls_variance != 0
  OR m.llm_calls_variance != 0
  OR m.input_tokens_variance != 0
  OR m.output_tokens_variance != 0
  OR m.cache_read_tokens_variance != 0
  OR m.cache_write_tokens_variance != 0
  OR m.reasoning_tokens_variance != 0
  OR m.total_tokens_variance != 0
  OR m.unpriced_variance != 0
  OR m.cost_variance != 0
GROUP BY project, retention_days, service, type, operation, provider, model, environment, time;

-- The views over rollups have corrected numbers; those that show spans say what each stands for.
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
  s.session_id AS session_id,
  s.sample_weight AS sample_weight
FROM started_spans AS s
LEFT ANTI JOIN spans AS f ON f.project = s.project AND f.trace_id = s.trace_id AND f.span_id = s.span_id
LIMIT 1 BY s.project, s.trace_id, s.span_id;

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
  s.status_message AS StatusMessage,
  s.sample_weight AS SampleWeight
FROM spans AS s;
