/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.List;

/**
 * Records that are stored as one.
 *
 * @param token names the block's content: the same token always comes with the same records in the
 *     same order. At most 128 printable ASCII characters.
 * @param records the records in the order of storing
 */
public record Block(String token, List<StoredRecord> records) {

  public Block {
    if (token.isEmpty() || token.length() > 128 || !token.chars().allMatch(Block::isPrintable)) {
      throw new IllegalArgumentException(
          "token: \"" + token + "\" (expected: 1 to 128 printable ASCII characters)");
    }
    records = List.copyOf(records);
  }

  private static boolean isPrintable(int unit) {
    return unit >= ' ' && unit <= '~';
  }
}
