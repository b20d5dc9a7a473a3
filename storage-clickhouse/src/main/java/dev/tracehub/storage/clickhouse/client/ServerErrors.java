/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import com.clickhouse.client.api.ServerException;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageException.Family;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the driver throws into what the storage contract knows.
 *
 * <p>INVALID costs records: a block that is refused so is halved until the record at fault is
 * alone. So only what lies in the data of a row itself is INVALID. What may come from the server's
 * state, its schema, its rights or a cut connection is not, although it may look like bad data: a
 * request that was cut short, and a file of the server's that is, are both "cannot read all data".
 */
final class ServerErrors {

  /**
   * Too much at once: TOO_MANY_ROWS, TIMEOUT_EXCEEDED, TOO_SLOW, CANNOT_ALLOCATE_MEMORY,
   * QUOTA_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES, NO_FREE_CONNECTION, MEMORY_LIMIT_EXCEEDED,
   * NOT_ENOUGH_SPACE, TOO_MANY_PARTS, TOO_MANY_BYTES, RECEIVED_ERROR_TOO_MANY_REQUESTS,
   * TOO_MANY_ROWS_OR_BYTES, CANNOT_SCHEDULE_TASK, SERVER_OVERLOADED.
   */
  private static final Set<Integer> OVER_CAPACITY =
      Set.of(158, 159, 160, 173, 201, 202, 203, 241, 243, 252, 307, 364, 396, 439, 745);

  /**
   * Wrong values: CANNOT_PARSE_TEXT, _QUOTED_STRING, _INPUT_ASSERTION_FAILED, _DATE, _DATETIME,
   * _NUMBER; INCORRECT_DATA, TOO_LARGE_ARRAY_SIZE, TOO_LARGE_STRING_SIZE,
   * VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE, DECIMAL_OVERFLOW, VIOLATED_CONSTRAINT,
   * UNKNOWN_ELEMENT_OF_ENUM; and of questions CANNOT_COMPILE_REGEXP.
   */
  private static final Set<Integer> INVALID =
      Set.of(6, 26, 27, 38, 41, 72, 117, 128, 131, 321, 407, 427, 469, 691);

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
    return switch (family(refusal.getCode())) {
      case OVER_CAPACITY -> StorageException.overCapacity(message, RETRY_AFTER);
      case INVALID -> StorageException.invalid(message);
      case INTERNAL -> StorageException.internal(message, failure);
    };
  }

  /** Who must act when the server answers with a code. */
  static Family family(int code) {
    if (OVER_CAPACITY.contains(code)) {
      return Family.OVER_CAPACITY;
    }
    return INVALID.contains(code) ? Family.INVALID : Family.INTERNAL;
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
