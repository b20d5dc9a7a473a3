/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.storage.Cursor;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokensTest {

  private static final Cursor CURSOR =
      new Cursor(Cursor.Side.BEFORE, 1_795_219_200_000_000_001L, "세션 1");

  private final PageTokens tokens = PageTokens.of("acme", "spans", "error");

  @ParameterizedTest
  @CsvSource({"AFTER, 0, ''", "BEFORE, 9223372036854775807, 0af7651916cd43dd8448eb211c80319c"})
  void read_givesBackWhatWasWritten(Cursor.Side side, long time, String id) {
    Cursor cursor = new Cursor(side, time, id);

    assertThat(tokens.read(tokens.write(Optional.of(cursor)))).contains(cursor);
  }

  @Test
  void read_ofAnEqualQuestion() {
    String token = tokens.write(Optional.of(CURSOR));

    assertThat(PageTokens.of("acme", "spans", "error").read(token)).contains(CURSOR);
  }

  @Test
  void write_withoutCursor_isEmpty() {
    assertThat(tokens.write(Optional.empty())).isEmpty();
    assertThat(tokens.read("")).isEmpty();
  }

  @Test
  void write_isUrlSafe() {
    assertThat(tokens.write(Optional.of(CURSOR))).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @CsvSource({
    "other, spans, error",
    "acme, traces, error",
    "acme, spans, root",
    "acmes, pans, error"
  })
  void read_ofAnotherQuestion_refuses(String project, String list, String filter) {
    String token = tokens.write(Optional.of(CURSOR));

    assertThatThrownBy(() -> PageTokens.of(project, list, filter).read(token))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("page_token: of another question");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AQ", "!!!", "AQEB", "null", "0", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void read_ofGarbage_refuses(String token) {
    assertThatThrownBy(() -> tokens.read(token))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("page_token: unknown (expected: a token of an earlier answer");
  }

  @Test
  void read_ofATokenChangedAnywhere_refuses() {
    String token = tokens.write(Optional.of(CURSOR));
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);

      assertThatThrownBy(() -> tokens.read(changed)).isInstanceOf(StatusRuntimeException.class);
    }
  }

  @Test
  void read_ofALongToken_refuses() {
    assertThatThrownBy(() -> tokens.read("A".repeat(100_000)))
        .isInstanceOf(StatusRuntimeException.class);
  }
}
