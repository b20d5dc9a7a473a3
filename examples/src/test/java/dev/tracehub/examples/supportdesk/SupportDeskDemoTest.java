/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.examples.supportdesk.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo against a real collector with a journal on disk. */
class SupportDeskDemoTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();

  @TempDir private Path data;

  @Test
  void run_againstARealCollector_agreesTwiceInARow() throws IOException {
    try (Collector collector = collector()) {
      DemoOptions options = new DemoOptions("http://127.0.0.1:" + collector.grpcPort(), "", 24);

      assertThat(demo(options).run()).as(this::output).isTrue();
      assertThat(output())
          .contains("AGENT support turn", "TOOL orderStatus", "UNPRICED", "retry 1", "ERROR 429")
          .contains("Tokens and cost by model", "Latency by operation", "Decision:")
          .contains("all agree");
      // Another run in the same project must not mix with the first.
      assertThat(demo(options).run()).as(this::output).isTrue();
    }
    assertThat(fatal).isEmpty();
  }

  @Test
  void run_withoutACollector_saysSoAndFails() throws IOException {
    Collector collector = collector();
    DemoOptions options = new DemoOptions("http://127.0.0.1:" + collector.grpcPort(), "", 1);
    collector.close();
    SupportDeskDemo demo =
        new SupportDeskDemo(options, terminal(), java.time.Duration.ofMillis(200));

    assertThat(demo.run()).isFalse();
    assertThat(output()).contains("not everything is durable");
  }

  private SupportDeskDemo demo(DemoOptions options) {
    return new SupportDeskDemo(options, terminal(), SupportDeskDemo.FLUSH);
  }

  private Terminal terminal() {
    return new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
  }

  private Collector collector() throws IOException {
    return Collector.start(
        Settings.of(Map.of("grpc_port", "0", "http_port", "0", "data_dir", data.toString())),
        fatal::add);
  }

  private String output() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
