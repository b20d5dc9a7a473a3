/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.StoredRecord;
import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHashFactory;

/**
 * What rows of a block have in common.
 *
 * @param retentionDays the class of retention; of a block's own stamp, that of records of which
 *     none was written down
 * @param block stands for the block's token
 */
record Stamp(int retentionDays, long block) {

  /** For the row of a record. */
  Stamp of(StoredRecord record) {
    int days = record.retention().daysOr(retentionDays);
    return days == retentionDays ? this : new Stamp(days, block);
  }

  static Stamp of(String token, int retentionDays) {
    byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
    return new Stamp(
        retentionDays,
        XXHashFactory.fastestJavaInstance().hash64().hash(bytes, 0, bytes.length, 0));
  }
}
