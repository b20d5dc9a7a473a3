/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.privacy.PatternMasker;
import dev.tracehub.client.privacy.PrivacySettings;
import dev.tracehub.v1.Span;
import java.time.Duration;
import java.util.stream.Collectors;

/** Records and sends as an application does; run by a class loader without optional libraries. */
public final class BareRecording {

  private BareRecording() {}

  /** Prints the names of the spans that arrived. */
  public static void main(String[] args) {
    System.out.println(run());
  }

  /** The names of the spans that arrived. */
  public static String run() {
    FakeCollector collector = new FakeCollector();
    try (InProcess server = new InProcess(collector)) {
      PrivacySettings privacy = PrivacySettings.builder().masker(PatternMasker.standard()).build();
      Tracehub tracehub = Tracehub.builder().channel(server.channel()).privacy(privacy).build();
      try (LiveSpan outer = tracehub.span("outer").start()) {
        tracehub.span("inner").start().error(new IllegalStateException("x")).end();
        outer.input("y");
      }
      tracehub.close(Duration.ofSeconds(10));
      return collector.spans().stream()
          .map(Span::getName)
          .sorted(java.util.Comparator.reverseOrder())
          .collect(Collectors.joining(" "));
    }
  }
}
