/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHashFactory;

/**
 * What all rows of a block have in common.
 *
 * @param retentionDays the class of retention
 * @param block stands for the block's token
 */
record Stamp(int retentionDays, long block) {

  static Stamp of(String token, int retentionDays) {
    byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
    return new Stamp(
        retentionDays,
        XXHashFactory.fastestJavaInstance().hash64().hash(bytes, 0, bytes.length, 0));
  }
}
