/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tracehub.storage.StorageSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySettingsTest {

  @Test
  void defaults_twoFifthsOfTheHeap() {
    MemorySettings settings = MemorySettings.of(StorageSettings.defaults());

    long heap = Runtime.getRuntime().maxMemory();
    assertThat((double) settings.maxBytes()).isBetween(heap * 0.39, heap * 0.41);
    assertThat(settings.queryThreads()).isGreaterThanOrEqualTo(2);
    assertThat(settings.dataDirectory()).isEmpty();
  }

  @Test
  void values_areTaken() {
    MemorySettings settings = settings(Map.of("max_bytes", "1048576", "query_threads", "3"));

    assertThat(settings.maxBytes()).isEqualTo(1_048_576);
    assertThat(settings.queryThreads()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1048575", "2g", "1e9", "9223372036854775808"})
  void maxBytes_wrong_namesSettingValueAndExpectation(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Map.of("max_bytes", value)))
        .withMessageStartingWith(
            "max_bytes: \"" + value + "\" (expected: a whole number from 1048576");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "257", "many"})
  void queryThreads_wrong_namesSettingValueAndExpectation(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Map.of("query_threads", value)))
        .withMessage("query_threads: \"" + value + "\" (expected: a whole number from 1 to 256)");
  }

  @Test
  void unknown_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryStorageProvider().create(of(Map.of("max_byte", "1048576"))))
        .withMessage(
            "max_byte: unknown setting of the memory store"
                + " (expected: one of [max_bytes, query_threads])");
  }

  private static MemorySettings settings(Map<String, String> values) {
    return MemorySettings.of(of(values));
  }

  private static StorageSettings of(Map<String, String> values) {
    return new StorageSettings(values, Optional.empty());
  }
}
