/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.tracehub.v1.JournalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real file system that is really full: the collector runs in a mount namespace of its own with a
 * small tmpfs as its data folder. Needs Linux and the right to make such a namespace.
 */
@Tag("long")
class FullDiskIT {

  private static final List<String> SMALL_DISK =
      List.of(
          "unshare",
          "--mount",
          "--map-root-user",
          "sh",
          "-c",
          "mkdir -p \"$0\" && mount -t tmpfs -o size=48m tmpfs \"$0\" && exec \"$@\"");

  @TempDir private Path folder;

  @Test
  void noSpaceLeft_isAnswered_healsWhenThereIsRoom_andLosesNothing() throws Exception {
    Path copy = folder.resolve("copy");
    long taken;
    CrashLoad load = new CrashLoad(0, (Instant.now().getEpochSecond() - 3600) * 1_000_000_000L);
    try (CollectorProcess collector = start();
        CollectorClient client = new CollectorClient(collector)) {
      Path disk = Path.of("/proc/" + collector.pid() + "/root" + folder.resolve("data"));
      client.send(load.batch(1));
      Path filler = disk.resolve("filler");
      fillUp(filler);

      Status refused = JournalFiller.fill(client);

      assertThat(refused.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
      assertThat(JournalFiller.retryInfo(refused).hasRetryDelay()).isTrue();
      assertThat(client.status().getJournal().getState())
          .isEqualTo(JournalState.JOURNAL_STATE_FULL);
      assertThat(client.get("/healthz")).isEqualTo(200);

      Files.delete(filler);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.status().getJournal().getState() == JournalState.JOURNAL_STATE_OPEN);
      assertThat(client.send(load.batch(2)).getAccepted()).isEqualTo(CrashLoad.SPANS_PER_BATCH);
      client.awaitDrained();
      taken = client.spans().size();
      assertThat(taken).isGreaterThan(2L * CrashLoad.SPANS_PER_BATCH);
      collector.freeze();
      copyTree(disk, copy.resolve("data"));
    }
    try (CollectorProcess collector = CollectorProcess.start(copy);
        CollectorClient client = new CollectorClient(collector)) {
      client.awaitDrained();
      assertThat(client.spans()).hasSize((int) taken).doesNotHaveDuplicates();
    }
  }

  private CollectorProcess start() {
    Stream<String> wrapper =
        Stream.concat(SMALL_DISK.stream(), Stream.of(folder.resolve("data").toString()));
    return CollectorProcess.startUnder(
        wrapper.toList(),
        folder,
        "--journal-segment-bytes",
        "4MiB",
        "--journal-min-free-bytes",
        "0");
  }

  /** Writes until the file system has no byte left. */
  private static void fillUp(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
