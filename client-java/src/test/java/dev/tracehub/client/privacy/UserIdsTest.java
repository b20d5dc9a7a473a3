/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UserIdsTest {

  /** Test case 1 of RFC 4231, of which the first 16 bytes are kept. */
  @Test
  void hash_isHmacSha256() {
    UserIds ids = with(HexFormat.of().parseHex("0b".repeat(20)));

    assertThat(ids.hash("Hi There")).isEqualTo("b0344c61d8db38535ca8afceaf0bf12b");
  }

  @Test
  void hash_sameId_sameHash_andOtherSalt_another() {
    UserIds ids = with("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    UserIds others = with("0123456789abcdeg".getBytes(StandardCharsets.UTF_8));

    assertThat(ids.hash("kim")).isEqualTo(ids.hash("kim")).isNotEqualTo(ids.hash("lee"));
    assertThat(ids.hash("kim")).isNotEqualTo(others.hash("kim"));
  }

  @Test
  void salt_tooShort_isRefusedAndNotShown() {
    assertThatThrownBy(() -> PrivacySettings.builder().hashUserIds(new byte[15]))
        .hasMessage("salt: (hidden) of 15 bytes (expected: at least 16)");
  }

  private static UserIds with(byte[] salt) {
    return Objects.requireNonNull(UserIds.withSalt(salt));
  }
}
