-- Costs of calls whose usage was estimated. A value more for an Enum8 changes what it is called, not what is stored.
ALTER TABLE spans${local} ${on_cluster}
  MODIFY COLUMN cost_state Enum8('UNSPECIFIED' = 0, 'REPORTED' = 1, 'COMPUTED' = 2, 'UNPRICED' = 3, 'ESTIMATED' = 4) CODEC(ZSTD(1));

ALTER TABLE started_spans${local} ${on_cluster}
  MODIFY COLUMN cost_state Enum8('UNSPECIFIED' = 0, 'REPORTED' = 1, 'COMPUTED' = 2, 'UNPRICED' = 3, 'ESTIMATED' = 4) CODEC(ZSTD(1));
