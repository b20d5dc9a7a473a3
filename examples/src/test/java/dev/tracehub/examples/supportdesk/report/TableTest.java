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

class TableTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void print_alignsNumbersRightAndCountsKoreanTwice() {
    print(false);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("  name   calls\n  환불      12\n  abcde  1,234\n");
  }

  @Test
  void print_inColour_alignsAsWithout() {
    print(true);

    String plain = bytes.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(plain)
        .isEqualToNormalizingNewlines("  name   calls\n  환불      12\n  abcde  1,234\n");
  }

  private void print(boolean colour) {
    Terminal terminal = new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), colour);
    Table table = new Table("name", ">calls");
    table.row("환불", terminal.bad("12"));
    table.row(terminal.bold("abcde"), "1,234");
    table.print(terminal);
  }
}
