-- The spans of one day, which every layout is filled from, and which layout has which days.
CREATE DATABASE IF NOT EXISTS source;
CREATE TABLE IF NOT EXISTS source.days (layout String, day UInt16) ENGINE = MergeTree ORDER BY (layout, day);
CREATE TABLE IF NOT EXISTS source.spans
(
    day UInt16,
    project LowCardinality(String),
    trace_id FixedString(16),
    span_id UInt64,
    parent_span_id UInt64,
    start DateTime64(9, 'UTC'),
    duration_ns UInt64,
    ttft_ns UInt64,
    type LowCardinality(String),
    name LowCardinality(String),
    service LowCardinality(String),
    environment LowCardinality(String),
    error Bool,
    user_id String,
    session_id String,
    provider LowCardinality(String),
    model LowCardinality(String),
    input_tokens UInt64,
    output_tokens UInt64,
    cost Decimal(18, 12),
    team LowCardinality(String),
    region LowCardinality(String),
    request_id String,
    status_code UInt16,
    host LowCardinality(String),
    version LowCardinality(String),
    input String,
    output String
)
ENGINE = MergeTree ORDER BY (start, trace_id, span_id);
