-- What is derived on insert. Every target remembers inserted blocks as its source does: else a repeated block
-- that the source drops would be added to the target again.

-- Where in time a trace lies, and its totals. Rows of one trace are added up by whoever reads them. Ids are random, so
-- that finding one costs a few rows in each partition: these are months, and few rows lie between two marks.
CREATE TABLE IF NOT EXISTS trace_summary${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  trace_id FixedString(16) CODEC(ZSTD(1)),
  start SimpleAggregateFunction(min, DateTime64(9, 'UTC')) CODEC(Delta(8), ZSTD(1)),
  last_start SimpleAggregateFunction(max, DateTime64(9, 'UTC')) CODEC(Delta(8), ZSTD(1)),
  spans SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  errors SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  llm_calls SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  total_tokens SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  cost SimpleAggregateFunction(sum, Decimal(38, 18)) CODEC(ZSTD(1)),
  priced SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  unpriced SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1))
)
ENGINE = ${replicated}AggregatingMergeTree
PARTITION BY (retention_days, toStartOfMonth(start))
ORDER BY (project, trace_id, retention_days)
TTL toDateTime(start) + toIntervalDay(retention_days + 1)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 256;
-- distribute trace_summary by cityHash64(trace_id)

CREATE MATERIALIZED VIEW IF NOT EXISTS trace_summary_of_spans ${on_cluster} TO trace_summary${local} AS
SELECT
  s.project AS project,
  s.retention_days AS retention_days,
  s.trace_id AS trace_id,
  min(s.start) AS start,
  max(s.start) AS last_start,
  toInt64(count()) AS spans,
  toInt64(countIf(s.status = 'ERROR')) AS errors,
  toInt64(countIf(s.type IN ('LLM', 'EMBEDDING') AND s.usage_role != 'REPEATED')) AS llm_calls,
  sumIf(s.total_tokens, s.usage_role = 'COUNTED') AS total_tokens,
  sumIf(s.cost, s.usage_role = 'COUNTED' AND s.has_cost) AS cost,
  toInt64(countIf(s.usage_role = 'COUNTED' AND s.has_cost)) AS priced,
  toInt64(countIf(s.usage_role = 'COUNTED' AND s.cost_state = 'UNPRICED')) AS unpriced
FROM spans${local} AS s
GROUP BY s.project, s.retention_days, s.trace_id, toStartOfMonth(s.start);

-- Spans that have only started are found by their trace too; they add nothing to the totals.
CREATE MATERIALIZED VIEW IF NOT EXISTS trace_summary_of_started_spans ${on_cluster} TO trace_summary${local} AS
SELECT
  s.project AS project,
  s.retention_days AS retention_days,
  s.trace_id AS trace_id,
  min(s.start) AS start,
  max(s.start) AS last_start,
  toInt64(0) AS spans,
  toInt64(0) AS errors,
  toInt64(0) AS llm_calls,
  toInt64(0) AS total_tokens,
  toDecimal128(0, 18) AS cost,
  toInt64(0) AS priced,
  toInt64(0) AS unpriced
FROM started_spans${local} AS s
GROUP BY s.project, s.retention_days, s.trace_id, toStartOfMonth(s.start);

CREATE MATERIALIZED VIEW IF NOT EXISTS trace_summary_of_role_changes ${on_cluster} TO trace_summary${local} AS
SELECT
  c.project AS project,
  c.retention_days AS retention_days,
  c.trace_id AS trace_id,
  min(c.start) AS start,
  max(c.start) AS last_start,
  toInt64(0) AS spans,
  toInt64(0) AS errors,
  sum(c.llm_calls) AS llm_calls,
  sum(c.total_tokens) AS total_tokens,
  sum(c.cost) AS cost,
  sum(c.priced) AS priced,
  sum(c.unpriced) AS unpriced
FROM role_changes${local} AS c
GROUP BY c.project, c.retention_days, c.trace_id, toStartOfMonth(c.start);

-- Rate, errors, duration, tokens and cost by minute and by what there are few of: never a span's name or user.
CREATE TABLE IF NOT EXISTS red_1m${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  service LowCardinality(String) CODEC(ZSTD(1)),
  type LowCardinality(String) CODEC(ZSTD(1)),
  operation LowCardinality(String) CODEC(ZSTD(1)),
  provider LowCardinality(String) CODEC(ZSTD(1)),
  model LowCardinality(String) CODEC(ZSTD(1)),
  environment LowCardinality(String) CODEC(ZSTD(1)),
  time DateTime('UTC') CODEC(Delta(4), ZSTD(1)),
  calls SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  errors SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  llm_calls SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  duration_sum SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  duration_min SimpleAggregateFunction(min, Int64) CODEC(T64, ZSTD(1)),
  duration_max SimpleAggregateFunction(max, Int64) CODEC(T64, ZSTD(1)),
  duration_histogram SimpleAggregateFunction(sumMap, Map(UInt16, UInt64)) CODEC(ZSTD(1)),
  ttft_count SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  ttft_sum SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  ttft_histogram SimpleAggregateFunction(sumMap, Map(UInt16, UInt64)) CODEC(ZSTD(1)),
  input_tokens SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  output_tokens SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  cache_read_tokens SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  cache_write_tokens SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  reasoning_tokens SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  total_tokens SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  cost SimpleAggregateFunction(sum, Decimal(38, 18)) CODEC(ZSTD(1)),
  priced SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  unpriced SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1))
)
ENGINE = ${replicated}AggregatingMergeTree
PARTITION BY (retention_days, toDate(time))
ORDER BY (project, time, service, type, operation, provider, model, environment, retention_days)
TTL time + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute red_1m by cityHash64(project, service, operation, model)

CREATE MATERIALIZED VIEW IF NOT EXISTS red_1m_of_spans ${on_cluster} TO red_1m${local} AS
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
  toInt64(count()) AS calls,
  toInt64(countIf(s.status = 'ERROR')) AS errors,
  toInt64(countIf(s.type IN ('LLM', 'EMBEDDING') AND s.usage_role != 'REPEATED')) AS llm_calls,
  sum(s.duration_ns) AS duration_sum,
  min(s.duration_ns) AS duration_min,
  max(s.duration_ns) AS duration_max,
  sumMap(map(s.duration_bucket, toUInt64(1))) AS duration_histogram,
  toInt64(countIf(s.ttft_ns != 0)) AS ttft_count,
  sum(s.ttft_ns) AS ttft_sum,
  sumMapIf(map(s.ttft_bucket, toUInt64(1)), s.ttft_ns != 0) AS ttft_histogram,
  sumIf(s.input_tokens, s.usage_role = 'COUNTED') AS input_tokens,
  sumIf(s.output_tokens, s.usage_role = 'COUNTED') AS output_tokens,
  sumIf(s.cache_read_tokens, s.usage_role = 'COUNTED') AS cache_read_tokens,
  sumIf(s.cache_write_tokens, s.usage_role = 'COUNTED') AS cache_write_tokens,
  sumIf(s.reasoning_tokens, s.usage_role = 'COUNTED') AS reasoning_tokens,
  sumIf(s.total_tokens, s.usage_role = 'COUNTED') AS total_tokens,
  sumIf(s.cost, s.usage_role = 'COUNTED' AND s.has_cost) AS cost,
  toInt64(countIf(s.usage_role = 'COUNTED' AND s.has_cost)) AS priced,
  toInt64(countIf(s.usage_role = 'COUNTED' AND s.cost_state = 'UNPRICED')) AS unpriced
FROM spans${local} AS s
GROUP BY project, retention_days, service, type, operation, provider, model, environment, time;

CREATE MATERIALIZED VIEW IF NOT EXISTS red_1m_of_role_changes ${on_cluster} TO red_1m${local} AS
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
  toInt64(0) AS calls,
  toInt64(0) AS errors,
  sum(c.llm_calls) AS llm_calls,
  toInt64(0) AS duration_sum,
  -- Neutral in a minimum.
  toInt64(9223372036854775807) AS duration_min,
  toInt64(0) AS duration_max,
  CAST(map(), 'Map(UInt16, UInt64)') AS duration_histogram,
  toInt64(0) AS ttft_count,
  toInt64(0) AS ttft_sum,
  CAST(map(), 'Map(UInt16, UInt64)') AS ttft_histogram,
  sum(c.input_tokens) AS input_tokens,
  sum(c.output_tokens) AS output_tokens,
  sum(c.cache_read_tokens) AS cache_read_tokens,
  sum(c.cache_write_tokens) AS cache_write_tokens,
  sum(c.reasoning_tokens) AS reasoning_tokens,
  sum(c.total_tokens) AS total_tokens,
  sum(c.cost) AS cost,
  sum(c.priced) AS priced,
  sum(c.unpriced) AS unpriced
FROM role_changes${local} AS c
GROUP BY project, retention_days, service, type, operation, provider, model, environment, time;

CREATE TABLE IF NOT EXISTS red_1h${local} ${on_cluster} AS red_1m${local}
ENGINE = ${replicated}AggregatingMergeTree
PARTITION BY (retention_days, toStartOfMonth(time))
ORDER BY (project, time, service, type, operation, provider, model, environment, retention_days)
TTL toStartOfMonth(time) + toIntervalMonth(1) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute red_1h by cityHash64(project, service, operation, model)

CREATE MATERIALIZED VIEW IF NOT EXISTS red_1h_of_red_1m ${on_cluster} TO red_1h${local} AS
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
  sum(m.calls) AS calls,
  sum(m.errors) AS errors,
  sum(m.llm_calls) AS llm_calls,
  sum(m.duration_sum) AS duration_sum,
  min(m.duration_min) AS duration_min,
  max(m.duration_max) AS duration_max,
  sumMap(m.duration_histogram) AS duration_histogram,
  sum(m.ttft_count) AS ttft_count,
  sum(m.ttft_sum) AS ttft_sum,
  sumMap(m.ttft_histogram) AS ttft_histogram,
  sum(m.input_tokens) AS input_tokens,
  sum(m.output_tokens) AS output_tokens,
  sum(m.cache_read_tokens) AS cache_read_tokens,
  sum(m.cache_write_tokens) AS cache_write_tokens,
  sum(m.reasoning_tokens) AS reasoning_tokens,
  sum(m.total_tokens) AS total_tokens,
  sum(m.cost) AS cost,
  sum(m.priced) AS priced,
  sum(m.unpriced) AS unpriced
FROM red_1m${local} AS m
GROUP BY project, retention_days, service, type, operation, provider, model, environment, time;

-- For pickers: which operations there are.
CREATE TABLE IF NOT EXISTS operations${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  month Date CODEC(ZSTD(1)),
  service LowCardinality(String) CODEC(ZSTD(1)),
  name LowCardinality(String) CODEC(ZSTD(1)),
  type LowCardinality(String) CODEC(ZSTD(1)),
  kind LowCardinality(String) CODEC(ZSTD(1)),
  calls SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  first_seen SimpleAggregateFunction(min, DateTime64(9, 'UTC')) CODEC(Delta(8), ZSTD(1)),
  last_seen SimpleAggregateFunction(max, DateTime64(9, 'UTC')) CODEC(Delta(8), ZSTD(1))
)
ENGINE = ${replicated}AggregatingMergeTree
PARTITION BY (retention_days, month)
ORDER BY (project, service, name, type, kind, month, retention_days)
TTL month + toIntervalMonth(1) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute operations by cityHash64(project, service, name)

CREATE MATERIALIZED VIEW IF NOT EXISTS operations_of_spans ${on_cluster} TO operations${local} AS
SELECT
  s.project AS project,
  s.retention_days AS retention_days,
  toStartOfMonth(s.start) AS month,
  s.service AS service,
  s.name AS name,
  if(s.type = 'UNSPECIFIED', 'SPAN', toString(s.type)) AS type,
  toString(s.kind) AS kind,
  toInt64(count()) AS calls,
  min(s.start) AS first_seen,
  max(s.start) AS last_seen
FROM spans${local} AS s
GROUP BY project, retention_days, month, service, name, type, kind;

-- For pickers: which attributes there are, and of what sort.
CREATE TABLE IF NOT EXISTS attr_keys${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  month Date CODEC(ZSTD(1)),
  level LowCardinality(String) CODEC(ZSTD(1)),
  key LowCardinality(String) CODEC(ZSTD(1)),
  value_type LowCardinality(String) CODEC(ZSTD(1)),
  uses SimpleAggregateFunction(sum, Int64) CODEC(T64, ZSTD(1)),
  last_seen SimpleAggregateFunction(max, DateTime64(9, 'UTC')) CODEC(Delta(8), ZSTD(1))
)
ENGINE = ${replicated}AggregatingMergeTree
PARTITION BY (retention_days, month)
ORDER BY (project, level, key, value_type, month, retention_days)
TTL month + toIntervalMonth(1) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute attr_keys by cityHash64(project, key)

CREATE MATERIALIZED VIEW IF NOT EXISTS attr_keys_of_spans ${on_cluster} TO attr_keys${local} AS
SELECT
  s.project AS project,
  s.retention_days AS retention_days,
  toStartOfMonth(s.start) AS month,
  entry.1 AS level,
  entry.2 AS key,
  entry.3 AS value_type,
  toInt64(count()) AS uses,
  max(s.start) AS last_seen
FROM spans${local} AS s
ARRAY JOIN arrayConcat(
  arrayMap(k -> ('span', toString(k), 'string'), mapKeys(s.attr_str)),
  arrayMap(k -> ('span', toString(k), 'int'), mapKeys(s.attr_int)),
  arrayMap(k -> ('span', toString(k), 'double'), mapKeys(s.attr_dbl)),
  arrayMap(k -> ('span', toString(k), 'bool'), mapKeys(s.attr_bool)),
  arrayMap(k -> ('span', toString(k), 'other'), s.attr_other),
  arrayMap(k -> ('resource', toString(k), 'string'), mapKeys(s.resource_str)),
  arrayMap(k -> ('resource', toString(k), 'int'), mapKeys(s.resource_int)),
  arrayMap(k -> ('resource', toString(k), 'double'), mapKeys(s.resource_dbl)),
  arrayMap(k -> ('resource', toString(k), 'bool'), mapKeys(s.resource_bool)),
  arrayMap(k -> ('resource', toString(k), 'other'), s.resource_other)) AS entry
GROUP BY project, retention_days, month, level, key, value_type;
