-- What is recorded. Statements end with a semicolon at the end of a line and may run twice. Placeholders:
--   ${on_cluster}      ON CLUSTER, in a cluster
--   ${local}           _local in a cluster, where the plain name is the Distributed table over it
--   ${replicated}      Replicated in a cluster
--   ${dedup}           the setting that says how many inserted blocks are remembered
-- A line "-- distribute TABLE by EXPRESSION" makes the Distributed table in a cluster.

-- Finished spans. A row is never changed; ReplacingMergeTree is a backstop, and no query asks for FINAL. What an insert
-- writes stays below min_bytes_for_wide_part: one file for all columns takes a quarter of the memory of one per column.
-- Granules are small: a trace and a page are a few rows of all columns, and each of them costs a granule of each column.
CREATE TABLE IF NOT EXISTS spans${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  five_minutes UInt32 MATERIALIZED intDiv(toUnixTimestamp64Nano(start), 300000000000) CODEC(Delta(4), ZSTD(1)),
  trace_id FixedString(16) CODEC(ZSTD(1)),
  span_id UInt64 CODEC(NONE),
  parent_span_id UInt64 CODEC(ZSTD(1)),
  start DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  ended Bool CODEC(ZSTD(1)),
  duration_ns Int64 CODEC(T64, ZSTD(1)),
  duration_bucket UInt16 CODEC(T64, ZSTD(1)),
  ttft_ns Int64 CODEC(T64, ZSTD(1)),
  ttft_bucket UInt16 CODEC(T64, ZSTD(1)),
  type Enum8('UNSPECIFIED' = 0, 'SPAN' = 1, 'LLM' = 2, 'EMBEDDING' = 3, 'RETRIEVER' = 4, 'RERANKER' = 5, 'TOOL' = 6, 'AGENT' = 7, 'CHAIN' = 8, 'NODE' = 9, 'JUDGE' = 10, 'GUARDRAIL' = 11, 'TASK' = 12) CODEC(ZSTD(1)),
  kind Enum8('UNSPECIFIED' = 0, 'INTERNAL' = 1, 'SERVER' = 2, 'CLIENT' = 3, 'PRODUCER' = 4, 'CONSUMER' = 5) CODEC(ZSTD(1)),
  status Enum8('UNSPECIFIED' = 0, 'OK' = 1, 'ERROR' = 2) CODEC(ZSTD(1)),
  status_message String CODEC(ZSTD(1)),
  error_type LowCardinality(String) CODEC(ZSTD(1)),
  name LowCardinality(String) CODEC(ZSTD(1)),
  operation LowCardinality(String) CODEC(ZSTD(1)),
  service LowCardinality(String) CODEC(ZSTD(1)),
  environment LowCardinality(String) CODEC(ZSTD(1)),
  release LowCardinality(String) CODEC(ZSTD(1)),
  scope LowCardinality(String) CODEC(ZSTD(1)),
  user_id String CODEC(ZSTD(1)),
  session_id String CODEC(ZSTD(1)),
  tags Array(LowCardinality(String)) CODEC(ZSTD(1)),
  provider LowCardinality(String) CODEC(ZSTD(1)),
  request_model LowCardinality(String) CODEC(ZSTD(1)),
  response_model LowCardinality(String) CODEC(ZSTD(1)),
  model LowCardinality(String) MATERIALIZED if(response_model = '', request_model, response_model) CODEC(ZSTD(1)),
  finish_reasons Array(LowCardinality(String)) CODEC(ZSTD(1)),
  streaming Bool CODEC(ZSTD(1)),
  usage_fields UInt8 CODEC(ZSTD(1)),
  input_tokens Int64 CODEC(T64, ZSTD(1)),
  output_tokens Int64 CODEC(T64, ZSTD(1)),
  cache_read_tokens Int64 CODEC(T64, ZSTD(1)),
  cache_write_tokens Int64 CODEC(T64, ZSTD(1)),
  reasoning_tokens Int64 CODEC(T64, ZSTD(1)),
  total_tokens Int64 CODEC(T64, ZSTD(1)),
  usage_role Enum8('UNSPECIFIED' = 0, 'COUNTED' = 1, 'REPEATED' = 2) CODEC(ZSTD(1)),
  cost_state Enum8('UNSPECIFIED' = 0, 'REPORTED' = 1, 'COMPUTED' = 2, 'UNPRICED' = 3) CODEC(ZSTD(1)),
  has_cost Bool CODEC(ZSTD(1)),
  cost Decimal(38, 18) CODEC(ZSTD(1)),
  tool_name LowCardinality(String) CODEC(ZSTD(1)),
  prompt_name LowCardinality(String) CODEC(ZSTD(1)),
  prompt_version LowCardinality(String) CODEC(ZSTD(1)),
  job_id String CODEC(ZSTD(1)),
  variant_id LowCardinality(String) CODEC(ZSTD(1)),
  retry_count UInt32 CODEC(T64, ZSTD(1)),
  node LowCardinality(String) CODEC(ZSTD(1)),
  attr_str Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  attr_int Map(LowCardinality(String), Int64) CODEC(ZSTD(1)),
  attr_dbl Map(LowCardinality(String), Float64) CODEC(ZSTD(1)),
  attr_bool Map(LowCardinality(String), Bool) CODEC(ZSTD(1)),
  attr_other Array(LowCardinality(String)) CODEC(ZSTD(1)),
  resource_str Map(LowCardinality(String), LowCardinality(String)) CODEC(ZSTD(1)),
  resource_int Map(LowCardinality(String), Int64) CODEC(ZSTD(1)),
  resource_dbl Map(LowCardinality(String), Float64) CODEC(ZSTD(1)),
  resource_bool Map(LowCardinality(String), Bool) CODEC(ZSTD(1)),
  resource_other Array(LowCardinality(String)) CODEC(ZSTD(1)),
  input_at Enum8('NONE' = 0, 'HEAD' = 1, 'PAYLOADS' = 2) CODEC(ZSTD(1)),
  input_bytes UInt64 CODEC(T64, ZSTD(1)),
  input_head String CODEC(ZSTD(1)),
  output_at Enum8('NONE' = 0, 'HEAD' = 1, 'PAYLOADS' = 2) CODEC(ZSTD(1)),
  output_bytes UInt64 CODEC(T64, ZSTD(1)),
  output_head String CODEC(ZSTD(1)),
  received_at DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  extra String CODEC(ZSTD(3)),
  content_hash UInt64 CODEC(NONE),
  block UInt64 CODEC(ZSTD(1)),
  attr_items Array(String) ALIAS arrayFilter(item -> length(item) <= 128, arrayMap(entry -> concat(entry.1, '=', entry.2), CAST(attr_str, 'Array(Tuple(String, String))'))),
  INDEX by_trace trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_user user_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX by_session session_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX by_job job_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX by_duration duration_ns TYPE minmax GRANULARITY 1,
  INDEX by_cost cost TYPE minmax GRANULARITY 1,
  INDEX by_tokens total_tokens TYPE minmax GRANULARITY 1,
  INDEX by_service service TYPE set(0) GRANULARITY 1,
  INDEX by_model model TYPE set(0) GRANULARITY 1,
  INDEX by_status status TYPE set(4) GRANULARITY 1,
  INDEX by_root (parent_span_id = 0) TYPE set(2) GRANULARITY 1,
  INDEX by_attribute attr_items TYPE text(tokenizer = 'array'),
  INDEX by_input_word if(input_at = 'HEAD', input_head, '') TYPE text(tokenizer = 'splitByNonAlpha', preprocessor = lower(if(input_at = 'HEAD', input_head, ''))),
  INDEX by_output_word if(output_at = 'HEAD', output_head, '') TYPE text(tokenizer = 'splitByNonAlpha', preprocessor = lower(if(output_at = 'HEAD', output_head, '')))
)
ENGINE = ${replicated}ReplacingMergeTree
PARTITION BY (retention_days, toDate(start))
ORDER BY (project, five_minutes, trace_id, start, span_id)
TTL toDateTime(start) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 2048, min_bytes_for_wide_part = 134217728,
  map_serialization_version = 'with_buckets', map_serialization_version_for_zero_level_parts = 'basic',
  max_buckets_in_map = 8, map_buckets_strategy = 'constant', map_buckets_min_avg_size = 4;
-- distribute spans by cityHash64(trace_id)

-- Spans as they were when they started, with the columns of spans. Open is what has no row in spans.
CREATE TABLE IF NOT EXISTS started_spans${local} ${on_cluster} AS spans${local}
ENGINE = ${replicated}ReplacingMergeTree
PARTITION BY (retention_days, toDate(start))
ORDER BY (project, five_minutes, trace_id, start, span_id)
TTL toDateTime(start) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 2048, min_bytes_for_wide_part = 134217728,
  map_serialization_version = 'with_buckets', map_serialization_version_for_zero_level_parts = 'basic',
  max_buckets_in_map = 8, map_buckets_strategy = 'constant', map_buckets_min_avg_size = 4;
-- distribute started_spans by cityHash64(trace_id)

-- Payloads that are longer than the head that their span keeps. Lists and trees never open this table.
CREATE TABLE IF NOT EXISTS payloads${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  five_minutes UInt32 MATERIALIZED intDiv(toUnixTimestamp64Nano(start), 300000000000) CODEC(Delta(4), ZSTD(1)),
  trace_id FixedString(16) CODEC(ZSTD(1)),
  span_id UInt64 CODEC(NONE),
  start DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  side Enum8('INPUT' = 1, 'OUTPUT' = 2, 'STARTED_INPUT' = 3, 'STARTED_OUTPUT' = 4) CODEC(ZSTD(1)),
  is_text Bool CODEC(ZSTD(1)),
  size_said Bool CODEC(ZSTD(1)),
  body String CODEC(ZSTD(3)),
  block UInt64 CODEC(ZSTD(1)),
  INDEX by_trace trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX by_word body TYPE text(tokenizer = 'splitByNonAlpha', preprocessor = lower(body))
)
ENGINE = ${replicated}ReplacingMergeTree
PARTITION BY (retention_days, toDate(start))
ORDER BY (project, five_minutes, trace_id, start, span_id, side)
TTL toDateTime(start) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024, index_granularity_bytes = 67108864,
  min_compress_block_size = 1048576, max_compress_block_size = 4194304;
-- distribute payloads by cityHash64(trace_id)

-- Corrections of usage roles. The columns after role are what the correction adds to sums, of the span as it was.
CREATE TABLE IF NOT EXISTS role_changes${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  trace_id FixedString(16) CODEC(ZSTD(1)),
  span_id UInt64 CODEC(NONE),
  start DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  version UInt64 CODEC(Delta(8), ZSTD(1)),
  role Enum8('UNSPECIFIED' = 0, 'COUNTED' = 1, 'REPEATED' = 2) CODEC(ZSTD(1)),
  service LowCardinality(String) CODEC(ZSTD(1)),
  type LowCardinality(String) CODEC(ZSTD(1)),
  operation LowCardinality(String) CODEC(ZSTD(1)),
  provider LowCardinality(String) CODEC(ZSTD(1)),
  model LowCardinality(String) CODEC(ZSTD(1)),
  environment LowCardinality(String) CODEC(ZSTD(1)),
  llm_calls Int64 CODEC(T64, ZSTD(1)),
  input_tokens Int64 CODEC(T64, ZSTD(1)),
  output_tokens Int64 CODEC(T64, ZSTD(1)),
  cache_read_tokens Int64 CODEC(T64, ZSTD(1)),
  cache_write_tokens Int64 CODEC(T64, ZSTD(1)),
  reasoning_tokens Int64 CODEC(T64, ZSTD(1)),
  total_tokens Int64 CODEC(T64, ZSTD(1)),
  cost Decimal(38, 18) CODEC(ZSTD(1)),
  priced Int64 CODEC(T64, ZSTD(1)),
  unpriced Int64 CODEC(T64, ZSTD(1)),
  block UInt64 CODEC(ZSTD(1))
)
ENGINE = ${replicated}MergeTree
PARTITION BY (retention_days, toDate(start))
ORDER BY (project, trace_id, span_id, version)
TTL toDateTime(start) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute role_changes by cityHash64(trace_id)

-- Events beside spans, and amendments. body is the message; the other columns are what is looked for.
CREATE TABLE IF NOT EXISTS span_events${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  trace_id FixedString(16) CODEC(ZSTD(1)),
  event_id String CODEC(ZSTD(1)),
  span_id UInt64 CODEC(ZSTD(1)),
  time DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  type Enum8('UNSPECIFIED' = 0, 'LOG' = 1, 'AMENDMENT' = 2) CODEC(ZSTD(1)),
  name LowCardinality(String) CODEC(ZSTD(1)),
  author LowCardinality(String) CODEC(ZSTD(1)),
  body String CODEC(ZSTD(3)),
  block UInt64 CODEC(ZSTD(1))
)
ENGINE = ${replicated}ReplacingMergeTree
PARTITION BY (retention_days, toDate(time))
ORDER BY (project, trace_id, event_id)
TTL toDateTime(time) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute span_events by cityHash64(trace_id)

-- Judgements of spans and traces.
CREATE TABLE IF NOT EXISTS evaluations${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  trace_id FixedString(16) CODEC(ZSTD(1)),
  evaluation_id String CODEC(ZSTD(1)),
  span_id UInt64 CODEC(ZSTD(1)),
  time DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  name LowCardinality(String) CODEC(ZSTD(1)),
  has_score Bool CODEC(ZSTD(1)),
  score Float64 CODEC(ZSTD(1)),
  label LowCardinality(String) CODEC(ZSTD(1)),
  passed Enum8('UNKNOWN' = 0, 'NO' = 1, 'YES' = 2) CODEC(ZSTD(1)),
  evaluator LowCardinality(String) CODEC(ZSTD(1)),
  evaluator_version LowCardinality(String) CODEC(ZSTD(1)),
  source Enum8('UNSPECIFIED' = 0, 'HUMAN' = 1, 'JUDGE' = 2, 'HEURISTIC' = 3, 'API' = 4) CODEC(ZSTD(1)),
  body String CODEC(ZSTD(3)),
  block UInt64 CODEC(ZSTD(1))
)
ENGINE = ${replicated}ReplacingMergeTree
PARTITION BY (retention_days, toDate(time))
ORDER BY (project, trace_id, evaluation_id)
TTL toDateTime(time) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute evaluations by cityHash64(trace_id)

CREATE TABLE IF NOT EXISTS metric_points${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  name LowCardinality(String) CODEC(ZSTD(1)),
  time DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  value Float64 CODEC(ZSTD(1)),
  unit LowCardinality(String) CODEC(ZSTD(1)),
  labels Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  service LowCardinality(String) CODEC(ZSTD(1)),
  trace_id String CODEC(ZSTD(1)),
  span_id String CODEC(ZSTD(1)),
  block UInt64 CODEC(ZSTD(1))
)
ENGINE = ${replicated}MergeTree
PARTITION BY (retention_days, toDate(time))
ORDER BY (project, name, time)
TTL toDateTime(time) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 8192;
-- distribute metric_points by cityHash64(project, name)

CREATE TABLE IF NOT EXISTS job_updates${local} ${on_cluster} (
  project LowCardinality(String) CODEC(ZSTD(1)),
  retention_days UInt16 CODEC(ZSTD(1)),
  job_id String CODEC(ZSTD(1)),
  time DateTime64(9, 'UTC') CODEC(Delta(8), ZSTD(1)),
  name LowCardinality(String) CODEC(ZSTD(1)),
  state Enum8('UNSPECIFIED' = 0, 'QUEUED' = 1, 'RUNNING' = 2, 'SUCCEEDED' = 3, 'FAILED' = 4, 'CANCELLED' = 5) CODEC(ZSTD(1)),
  done UInt64 CODEC(T64, ZSTD(1)),
  total UInt64 CODEC(T64, ZSTD(1)),
  message String CODEC(ZSTD(1)),
  variant_id LowCardinality(String) CODEC(ZSTD(1)),
  service LowCardinality(String) CODEC(ZSTD(1)),
  body String CODEC(ZSTD(3)),
  block UInt64 CODEC(ZSTD(1))
)
ENGINE = ${replicated}MergeTree
PARTITION BY (retention_days, toDate(time))
ORDER BY (project, job_id, time)
TTL toDateTime(time) + toIntervalDay(retention_days)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
-- distribute job_updates by cityHash64(project, job_id)
