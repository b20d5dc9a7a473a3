/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.client.delivery.DeliverySettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracehubBuilderTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:4317", "ftp://h:1", "http://", "http://h:1/path", "::"})
  void endpoint_wrong_saysWhatWasExpected(String endpoint) {
    assertThatThrownBy(() -> Tracehub.builder().endpoint(endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("endpoint: " + endpoint + " (expected: http://host:port or https://host:port)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:4317", "http://h/", "https://h:443", "http://[::1]:1"})
  void endpoint_right_isTaken(String endpoint) {
    Tracehub.builder().endpoint(endpoint).build().close();
  }

  @Test
  void apiKey_wrong_isNotShown() {
    assertThatThrownBy(() -> Tracehub.builder().apiKey("secret key"))
        .hasMessage("apiKey: (hidden) (expected: printable ASCII, no spaces)");
  }

  @Test
  void clientId_wrong_saysWhatWasExpected() {
    assertThatThrownBy(() -> Tracehub.builder().clientId("").build())
        .hasMessage("clientId:  (expected: 1 to 80 characters)");
  }

  @Test
  void settings_wrong_sayWhatWasExpected() {
    assertThatThrownBy(() -> DeliverySettings.builder().maxPendingRecords(0).build())
        .hasMessage("maxPendingRecords: 0 (expected: >= 1)");
    assertThatThrownBy(() -> DeliverySettings.builder().maxPendingRecords(1 << 23).build())
        .hasMessage("maxPendingRecords: 8388608 (expected: <= 4194304)");
    assertThatThrownBy(() -> DeliverySettings.builder().maxBatchRecords(-1).build())
        .hasMessage("maxBatchRecords: -1 (expected: >= 1)");
    assertThatThrownBy(() -> DeliverySettings.builder().maxBatchAge(Duration.ZERO).build())
        .hasMessage("maxBatchAge: PT0S (expected: > PT0S and <= PT24H)");
    assertThatThrownBy(() -> Tracehub.builder().maxPayloadLength(-1))
        .hasMessage("maxPayloadLength: -1 (expected: >= 0)");
  }

  @Test
  void client_neverUsed_hasNoThreadAndClosesAtOnce() {
    Tracehub tracehub =
        Tracehub.builder()
            .threadFactory(
                work -> {
                  throw new AssertionError("no thread is needed");
                })
            .build();

    assertThat(tracehub.flush(Duration.ofSeconds(1)).complete()).isTrue();
    assertThat(tracehub.close(Duration.ofSeconds(1)).complete()).isTrue();
    assertThat(tracehub.stats().balanced()).isTrue();
  }
}
