/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.docs.Readme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each block of the README's tour with {@code curl} and {@code buf curl} against a collector.
 * Blocks that use grpcurl run as the same call of {@code buf curl}: both find the method through
 * server reflection.
 */
class ReadmeIT {

  @TempDir private Path folder;

  @Test
  void tour_eachBlock_answersWhatItSays() throws Exception {
    List<String> blocks = Readme.read().shellBlocks();
    assertThat(blocks).hasSize(6);
    try (CollectorProcess collector = CollectorProcess.start(folder)) {
      assertThat(run(collector, blocks.get(0))).contains("\"accepted\"", "\"stored\"");
      assertThat(run(collector, blocks.get(1)))
          .contains("chat gpt-4o-mini", "\"totalUsd\"", "0.00027", "COST_STATE_COMPUTED");
      assertThat(run(collector, blocks.get(2))).contains("4bf92f3577b34da6a3ce929d0e0e4736");
      assertThat(run(collector, blocks.get(3))).contains("gpt-4o-mini", "0.00027", "1200");
      assertThat(run(collector, blocks.get(4))).doesNotContain("partialSuccess").contains("{");
      assertThat(run(collector, blocks.get(5))).contains("JOURNAL_STATE_OPEN", "\"accepted\"");
    }
  }

  private static String run(CollectorProcess collector, String block)
      throws IOException, InterruptedException {
    String buf = Objects.requireNonNullElse(System.getenv("TRACEHUB_BUF"), "buf");
    String command =
        grpcurlAsBuf(block)
            .replace("buf curl", buf + " curl")
            .replace("localhost:4317", "localhost:" + collector.grpcPort())
            .replace("localhost:4318", "localhost:" + collector.httpPort());
    Process process =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", command)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s%n%s", command, output).isZero();
    return output;
  }

  /**
   * {@code grpcurl -plaintext -d DATA HOST METHOD} as {@code buf curl … -d DATA
   * http://HOST/METHOD}.
   */
  private static String grpcurlAsBuf(String block) {
    return block
        .replace("grpcurl -plaintext", "buf curl --protocol grpc --http2-prior-knowledge")
        .replaceAll("(localhost:4317) (tracehub\\S+)", "http://$1/$2");
  }
}
