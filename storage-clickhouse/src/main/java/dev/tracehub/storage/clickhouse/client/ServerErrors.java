/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import com.clickhouse.client.api.ServerException;
import dev.tracehub.storage.StorageException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what the driver throws into what the storage contract knows. */
final class ServerErrors {

  /**
   * TIMEOUT_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES, NOT_ENOUGH_SPACE, MEMORY_LIMIT_EXCEEDED,
   * TABLE_IS_READ_ONLY, TOO_MANY_PARTS; of questions that hit their caps TOO_MANY_ROWS, TOO_SLOW,
   * TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES.
   */
  private static final Set<Integer> OVER_CAPACITY =
      Set.of(158, 159, 160, 202, 241, 242, 243, 252, 307, 396);

  /**
   * What is wrong with the data of an insert: CANNOT_PARSE_*, INCORRECT_DATA, TOO_MANY_PARTITIONS,
   * TYPE_MISMATCH, CANNOT_READ_ALL_DATA, UNKNOWN_ELEMENT_OF_ENUM, TOO_LARGE_STRING_SIZE,
   * DECIMAL_OVERFLOW, VIOLATED_CONSTRAINT; and with a question: CANNOT_COMPILE_REGEXP.
   */
  private static final Set<Integer> INVALID =
      Set.of(6, 26, 27, 33, 38, 41, 53, 72, 117, 131, 407, 427, 469, 691);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private ServerErrors() {}

  static StorageException toStorageException(Throwable failure) {
    if (failure instanceof StorageException known) {
      return known;
    }
    ServerException refusal = cause(failure, ServerException.class);
    if (refusal == null) {
      if (cause(failure, InterruptedException.class) != null) {
        Thread.currentThread().interrupt();
        return StorageException.internal("interrupted while asking ClickHouse", failure);
      }
      return StorageException.internal("ClickHouse did not answer: " + failure, failure);
    }
    String message = "ClickHouse refused: " + refusal.getMessage();
    if (OVER_CAPACITY.contains(refusal.getCode())) {
      return StorageException.overCapacity(message, RETRY_AFTER);
    }
    return INVALID.contains(refusal.getCode())
        ? StorageException.invalid(message)
        : StorageException.internal(message, failure);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
