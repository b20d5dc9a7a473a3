/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
  private final Agreement agreement = new Agreement();

  @Test
  void print_allEqual_agrees() {
    agreement.compare("calls", 3L, 3L);

    assertThat(agreement.print(terminal)).isTrue();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("1 numbers compared");
  }

  @Test
  void print_oneDifferent_saysWhichAndDoesNotAgree() {
    agreement.compare("calls", 3L, 3L);
    agreement.compare("tokens", 3L, 4L);

    assertThat(agreement.print(terminal)).isFalse();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("tokens: Tracehub says 3, the application 4", "1 of 2 numbers differ");
  }
}
