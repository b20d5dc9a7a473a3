-- What belongs to the store as a whole. In a cluster each of these tables has one copy on every node,
-- whatever the shard: ${everywhere} stands for the engine's arguments that say so.

-- Documents of the control plane, each version a row. An insert under the token of a version succeeds once.
CREATE TABLE IF NOT EXISTS documents ${on_cluster} (
  kind String CODEC(ZSTD(1)),
  id String CODEC(ZSTD(1)),
  version UInt64 CODEC(ZSTD(1)),
  deleted Bool CODEC(ZSTD(1)),
  body String CODEC(ZSTD(3)),
  writer UUID CODEC(ZSTD(1)),
  written_at DateTime64(3, 'UTC') CODEC(ZSTD(1))
)
ENGINE = ${replicated}MergeTree${everywhere}
ORDER BY (kind, id, version)
SETTINGS ${dedup}, index_granularity = 1024;

-- Blocks that were stored whole, so that a repeated one is known before it is sent. parts is how many tokens a table
-- remembers of it at most.
CREATE TABLE IF NOT EXISTS blocks ${on_cluster} (
  token String CODEC(ZSTD(1)),
  records UInt32 CODEC(T64, ZSTD(1)),
  parts UInt32 CODEC(T64, ZSTD(1)),
  stored_at DateTime('UTC') CODEC(Delta(4), ZSTD(1))
)
ENGINE = ${replicated}ReplacingMergeTree${everywhere}
PARTITION BY toDate(stored_at)
ORDER BY token
TTL stored_at + toIntervalDay(30)
SETTINGS ${dedup}, ttl_only_drop_parts = 1, index_granularity = 1024;
