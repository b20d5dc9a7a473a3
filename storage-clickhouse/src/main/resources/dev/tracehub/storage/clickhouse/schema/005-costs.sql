-- Corrections of costs. cost_state, has_cost and cost are what holds from now on, body is the whole message; the columns
-- that begin with add_ are what the correction adds to sums, of the span as it was.
CREATE TABLE IF NOT EXISTS cost_changes${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  trace_id FixedString(16) CODEC(ZSTD(1)),
  span_id UInt64 CODEC(NONE),
  start DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  version UInt64 CODEC(Delta(8), ZSTD(1)),
  cost_state UInt8 CODEC(ZSTD(1)),
  has_cost Bool CODEC(ZSTD(1)),
  cost Decimal(38, 18) CODEC(ZSTD(1)),
  service LowCardinality(String) CODEC(ZSTD(1)),
  type LowCardinality(String) CODEC(ZSTD(1)),
  operation LowCardinality(String) CODEC(ZSTD(1)),
  provider LowCardinality(String) CODEC(ZSTD(1)),
  model LowCardinality(String) CODEC(ZSTD(1)),
  environment LowCardinality(String) CODEC(ZSTD(1)),
  add_cost Decimal(38, 18) CODEC(ZSTD(1)),
  add_priced Int64 CODEC(T64, ZSTD(1)),
  add_unpriced Int64 CODEC(T64, ZSTD(1)),
  body String CODEC(ZSTD(3)),
  block UInt64 CODEC(ZSTD(1))
)
ENGINE = ${replicated}MergeTree
PARTITION BY (retention_days, toDate(start))
ORDER BY (project, trace_id, span_id, version)
TTL toDateTime(start) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute cost_changes by cityHash64(trace_id)

CREATE MATERIALIZED VIEW IF NOT EXISTS trace_summary_of_cost_changes ${on_cluster} TO trace_summary${local} AS
SELECT
  c.project AS project,
  c.retention_days AS retention_days,
  c.trace_id AS trace_id,
  min(c.start) AS start,
  max(c.start) AS last_start,
  toInt64(0) AS spans,
  toInt64(0) AS errors,
  toInt64(0) AS llm_calls,
  toInt64(0) AS total_tokens,
  sum(c.add_cost) AS cost,
  sum(c.add_priced) AS priced,
  sum(c.add_unpriced) AS unpriced
FROM cost_changes${local} AS c
GROUP BY c.project, c.retention_days, c.trace_id, toStartOfMonth(c.start);

CREATE MATERIALIZED VIEW IF NOT EXISTS red_1m_of_cost_changes ${on_cluster} TO red_1m${local} AS
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
  toInt64(0) AS llm_calls,
  toInt64(0) AS duration_sum,
  -- Neutral in a minimum.
  toInt64(9223372036854775807) AS duration_min,
  toInt64(0) AS duration_max,
  CAST(map(), 'Map(UInt16, UInt64)') AS duration_histogram,
  toInt64(0) AS ttft_count,
  toInt64(0) AS ttft_sum,
  CAST(map(), 'Map(UInt16, UInt64)') AS ttft_histogram,
  toInt64(0) AS input_tokens,
  toInt64(0) AS output_tokens,
  toInt64(0) AS cache_read_tokens,
  toInt64(0) AS cache_write_tokens,
  toInt64(0) AS reasoning_tokens,
  toInt64(0) AS total_tokens,
  sum(c.add_cost) AS cost,
  sum(c.add_priced) AS priced,
  sum(c.add_unpriced) AS unpriced
FROM cost_changes${local} AS c
GROUP BY project, retention_days, service, type, operation, provider, model, environment, time;
