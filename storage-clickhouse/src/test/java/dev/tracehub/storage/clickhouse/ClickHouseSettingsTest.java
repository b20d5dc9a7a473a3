/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tracehub.storage.StorageSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickHouseSettingsTest {

  @Test
  void of_nothing_defaults() {
    ClickHouseSettings settings = ClickHouseSettings.of(StorageSettings.defaults());
    assertThat(settings.url()).hasToString("http://127.0.0.1:8123");
    assertThat(settings.database()).isEqualTo("tracehub");
    assertThat(settings.cluster()).isEmpty();
    assertThat(settings.retentionDays()).isEqualTo(400);
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.compression()).isEqualTo(Compression.LZ4);
  }

  @Test
  void of_all_read() {
    ClickHouseSettings settings =
        of(
            Map.of(
                "url", "https://db:8443",
                "user", "writer",
                "password", "secret",
                "database", "traces",
                "cluster", "main",
                "retention_days", "30",
                "connect_timeout", "500ms",
                "query_timeout", "2m",
                "compression", "zstd"));
    assertThat(settings.cluster()).isEqualTo(Optional.of("main"));
    assertThat(settings.retentionDays()).isEqualTo(30);
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.compression()).isEqualTo(Compression.ZSTD);
    assertThat(settings.toString()).contains("db:8443").doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "7, 7", "8, 30", "60, 90", "91, 400", "400, 400", "401, 3650"})
  void retention_roundedUpToAClass(String asked, int kept) {
    assertThat(of(Map.of("retention_days", asked)).retentionDays()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "url, ftp://db:21",
    "url, http://db",
    "url, http://me:secret@db:8123",
    "url, ':'",
    "database, a; DROP TABLE spans",
    "database, ''",
    "cluster, a b",
    "retention_days, 3651",
    "retention_days, 0",
    "retention_days, month",
    "connect_timeout, 10",
    "query_timeout, 0s",
    "compression, true"
  })
  void of_wrong_namedWithItsValue(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of(name, value)))
        .withMessageStartingWith(name + ": \"" + value + "\" (expected: ");
  }

  @Test
  void of_unknown_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("urll", "x")))
        .withMessageStartingWith("urll: unknown setting of the ClickHouse store")
        .withMessageContaining("query_timeout, retention_days, url");
  }

  private static ClickHouseSettings of(Map<String, String> values) {
    return ClickHouseSettings.of(new StorageSettings(values, Optional.empty()));
  }
}
