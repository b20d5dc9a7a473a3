/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.KeyScope;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySecretTest {

  private final KeySecret secret =
      KeySecret.generate(List.of(KeyScope.KEY_SCOPE_INGEST), new SecureRandom());

  @Test
  void generate_hasTheDocumentedForm() {
    assertThat(secret.text()).matches("th_ingest_[0-9A-Za-z]{42}");
    assertThat(secret.text()).contains("_" + secret.keyId());
  }

  @Test
  void generate_withSeveralScopes_namesNone() {
    List<KeyScope> scopes = List.of(KeyScope.KEY_SCOPE_INGEST, KeyScope.KEY_SCOPE_READ);

    assertThat(KeySecret.generate(scopes, new SecureRandom()).text()).startsWith("th_mixed_");
  }

  @Test
  void generate_neverRepeats() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      seen.add(KeySecret.generate(List.of(KeyScope.KEY_SCOPE_READ), new SecureRandom()).text());
    }
    assertThat(seen).hasSize(1000);
  }

  @Test
  void parse_readsWhatGenerateMade() {
    assertThat(KeySecret.parse(secret.text())).contains(secret);
  }

  @Test
  void parse_refusesEverySingleChange() {
    for (int i = 0; i < secret.text().length(); i++) {
      char other = secret.text().charAt(i) == 'x' ? 'y' : 'x';
      String changed = secret.text().substring(0, i) + other + secret.text().substring(i + 1);

      assertThat(KeySecret.parse(changed)).as(changed).isEmpty();
    }
  }

  @Test
  void parse_refusesJunk() {
    for (String junk : List.of("", "_", "th_", "th_ingest_", "x".repeat(1000), "th_\u0000_")) {
      assertThat(KeySecret.parse(junk)).as(junk).isEmpty();
    }
    assertThat(KeySecret.parse(secret.text() + "0")).isEmpty();
    assertThat(KeySecret.parse(secret.text().substring(1))).isEmpty();
  }

  @Test
  void toString_hidesTheSecret() {
    assertThat(secret.toString()).doesNotContain(secret.text());
  }
}
