/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.ServerException;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageException.Family;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what lies in a row's own data may cost that row. */
class ServerErrorsTest {

  @ParameterizedTest(name = "{1} is {2}")
  @CsvSource({
    "117, INCORRECT_DATA, INVALID",
    "131, TOO_LARGE_STRING_SIZE, INVALID",
    "321, VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE, INVALID",
    "407, DECIMAL_OVERFLOW, INVALID",
    "427, CANNOT_COMPILE_REGEXP, INVALID",
    "469, VIOLATED_CONSTRAINT, INVALID",
    "691, UNKNOWN_ELEMENT_OF_ENUM, INVALID",
    "159, TIMEOUT_EXCEEDED, OVER_CAPACITY",
    "173, CANNOT_ALLOCATE_MEMORY, OVER_CAPACITY",
    "201, QUOTA_EXCEEDED, OVER_CAPACITY",
    "202, TOO_MANY_SIMULTANEOUS_QUERIES, OVER_CAPACITY",
    "241, MEMORY_LIMIT_EXCEEDED, OVER_CAPACITY",
    "243, NOT_ENOUGH_SPACE, OVER_CAPACITY",
    "252, TOO_MANY_PARTS, OVER_CAPACITY",
    "439, CANNOT_SCHEDULE_TASK, OVER_CAPACITY",
    "745, SERVER_OVERLOADED, OVER_CAPACITY",
    "3, UNEXPECTED_END_OF_FILE, INTERNAL",
    "16, NO_SUCH_COLUMN_IN_TABLE, INTERNAL",
    "32, ATTEMPT_TO_READ_AFTER_EOF, INTERNAL",
    "33, CANNOT_READ_ALL_DATA, INTERNAL",
    "40, CHECKSUM_DOESNT_MATCH, INTERNAL",
    "49, LOGICAL_ERROR, INTERNAL",
    "53, TYPE_MISMATCH, INTERNAL",
    "60, UNKNOWN_TABLE, INTERNAL",
    "81, UNKNOWN_DATABASE, INTERNAL",
    "115, UNKNOWN_SETTING, INTERNAL",
    "164, READONLY, INTERNAL",
    "192, UNKNOWN_USER, INTERNAL",
    "209, SOCKET_TIMEOUT, INTERNAL",
    "210, NETWORK_ERROR, INTERNAL",
    "225, NO_ZOOKEEPER, INTERNAL",
    "242, TABLE_IS_READ_ONLY, INTERNAL",
    "271, CANNOT_DECOMPRESS, INTERNAL",
    "285, TOO_FEW_LIVE_REPLICAS, INTERNAL",
    "319, UNKNOWN_STATUS_OF_INSERT, INTERNAL",
    "394, QUERY_WAS_CANCELLED, INTERNAL",
    "497, ACCESS_DENIED, INTERNAL",
    "516, AUTHENTICATION_FAILED, INTERNAL",
    "999, KEEPER_EXCEPTION, INTERNAL",
    "0, a proxy's own answer, INTERNAL"
  })
  void code_hasItsFamily(int code, String name, Family family) {
    StorageException failure =
        ServerErrors.toStorageException(
            new ExecutionException(new ServerException(code, name, 500, "query")));
    assertThat(failure.family()).isEqualTo(family);
    assertThat(failure).hasMessageContaining(name);
    assertThat(failure.retryAfter().isPresent()).isEqualTo(family == Family.OVER_CAPACITY);
  }

  @Test
  void noAnswer_isInternal() {
    for (Exception failure :
        new Exception[] {new ConnectException("refused"), new IOException("cut")}) {
      assertThat(ServerErrors.toStorageException(failure).family()).isEqualTo(Family.INTERNAL);
    }
  }
}
