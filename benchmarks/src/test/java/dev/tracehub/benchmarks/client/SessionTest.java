/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison is worth something only if each library really delivers what it is said to. */
class SessionTest {

  /** Less than the shortest queue. */
  private static final int SPANS = 1_500;

  @ParameterizedTest
  @EnumSource
  void settle_everyLibraryDeliversEachSpanOnce(Library library) throws IOException {
    try (Session session = new Session(library)) {
      session.record(0, SPANS);
      session.recorded(SPANS);

      assertThat(session.settle()).isZero();
      assertThat(session.delivered()).isEqualTo(SPANS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void settle_countsWhatNeverArrivesAsLostOnce(Library library) throws IOException {
    try (Session session = new Session(library)) {
      session.record(0, SPANS);
      session.recorded(SPANS + 7);

      assertThat(session.settle()).isEqualTo(7);
      assertThat(session.settle()).isZero();
    }
  }
}
