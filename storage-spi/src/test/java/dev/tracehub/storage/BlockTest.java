/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "line\nfeed", "\u00e9", "\u007f"})
  void new_wrongToken_refused(String token) {
    assertThatThrownBy(() -> new Block(token, List.of()))
        .hasMessage("token: \"" + token + "\" (expected: 1 to 128 printable ASCII characters)");
  }

  @Test
  void new_longToken_refused() {
    assertThat(new Block("~".repeat(128), List.of()).token()).hasSize(128);
    assertThatThrownBy(() -> new Block("~".repeat(129), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void records_ofTheCaller_copied() {
    List<StoredRecord> records = new ArrayList<>();
    Block block = new Block("t 1", records);
    records.add(new StoredRecord.Finished("p", Span.getDefaultInstance()));
    assertThat(block.records()).isEmpty();
  }
}
