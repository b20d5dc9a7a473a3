/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.GetIngestStatusResponse;
import dev.tracehub.v1.JournalState;
import dev.tracehub.v1.Span;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a collector answers when the disk under its journal is full or damaged. The journal's own
 * tests try every byte and every bit; here some of them, through the whole process.
 */
class JournalFaultsIT {

  private static final int BATCHES = 20;
  private static final int CUTS = 3;

  @TempDir private Path folder;

  private final long seed = Long.getLong("tracehub.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private CrashLoad load;

  @BeforeEach
  void prepare() {
    System.out.println(
        "JournalFaultsIT seed: " + seed + " (repeat with -Dtracehub.seed=" + seed + ")");
    load = new CrashLoad(BATCHES + 1, (Instant.now().getEpochSecond() - 3600) * 1_000_000_000L);
  }

  @Test
  void diskAtItsReserve_sendersAreToldToComeBack_andWhatWasTakenIsAnswered() throws Exception {
    sendAll();
    try (CollectorProcess collector =
            CollectorProcess.start(folder, "--journal-min-free-bytes", "1024TiB");
        CollectorClient client = new CollectorClient(collector)) {
      com.google.rpc.Status refused = JournalFiller.fill(client);

      assertThat(refused.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
      assertThat(JournalFiller.retryInfo(refused).hasRetryDelay()).isTrue();
      assertThat(client.status().getJournal().getState())
          .isEqualTo(JournalState.JOURNAL_STATE_FULL);
      assertThat(client.status().getJournal().getReason()).contains("disk reserve");
      assertThat(client.get("/healthz")).isEqualTo(200);
      client.awaitDrained();
      assertThat(numbers(client)).containsAll(batches(1, BATCHES));
    }
    try (CollectorProcess collector = CollectorProcess.start(folder);
        CollectorClient client = new CollectorClient(collector)) {
      assertThat(client.send(load.batch(BATCHES + 1)).getAccepted())
          .isEqualTo(CrashLoad.SPANS_PER_BATCH);
    }
  }

  @Test
  void lastRecordCutShort_isCountedAndCutOff_andTheRestIsThere() throws Exception {
    for (int cut = 0; cut < CUTS; cut++) {
      Path round = Files.createDirectory(folder.resolve("cut-" + cut));
      sendAll(round);
      truncateInside("batch-" + BATCHES, round);

      try (CollectorProcess collector = CollectorProcess.start(round);
          CollectorClient client = new CollectorClient(collector)) {
        client.awaitDrained();
        assertThat(numbers(client)).isEqualTo(batches(1, BATCHES - 1));
        assertThat(client.status().getJournal().getTornFrames()).isEqualTo(1);
        BatchReceipt again = client.send(load.batch(BATCHES));
        assertThat(again.getAccepted()).isEqualTo(CrashLoad.SPANS_PER_BATCH);
        client.awaitDrained();
        assertThat(numbers(client)).isEqualTo(batches(1, BATCHES));
      }
    }
  }

  @Test
  void flippedBit_setsOneRecordAside_andTheRestIsThere() throws Exception {
    sendAll();
    int damaged = 2 + random.nextInt(BATCHES - 3);
    flipBitInside("batch-" + damaged);

    try (CollectorProcess collector = CollectorProcess.start(folder);
        CollectorClient client = new CollectorClient(collector)) {
      client.awaitDrained();
      Set<Integer> expected = new TreeSet<>(batches(1, BATCHES));
      expected.remove(damaged);
      assertThat(numbers(client)).isEqualTo(expected);
      GetIngestStatusResponse status = client.status();
      assertThat(status.getJournal().getQuarantinedFrames()).isEqualTo(1);
      assertThat(status.getJournal().getState()).isEqualTo(JournalState.JOURNAL_STATE_OPEN);
      assertThat(collector.log()).contains("bytes set aside");
      assertThat(client.send(load.batch(damaged)).getAccepted())
          .isEqualTo(CrashLoad.SPANS_PER_BATCH);
    }
  }

  private void sendAll() {
    sendAll(folder);
  }

  /** A collector that takes all batches but the last and is killed. */
  private void sendAll(Path data) {
    try (CollectorProcess collector = CollectorProcess.start(data);
        CollectorClient client = new CollectorClient(collector)) {
      for (int number = 1; number <= BATCHES; number++) {
        assertThat(client.send(load.batch(number)).getAccepted())
            .isEqualTo(CrashLoad.SPANS_PER_BATCH);
      }
    }
  }

  private static Set<Integer> batches(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The numbers of the batches that are stored, each whole and once. */
  private static Set<Integer> numbers(CollectorClient client) {
    var spans =
        client.spans().stream()
            .map(Span::getSpanId)
            .map(id -> (int) ((Long.parseLong(id, 16) - 1) / CrashLoad.SPANS_PER_BATCH))
            .collect(Collectors.groupingBy(number -> number, Collectors.counting()));
    assertThat(spans.values()).containsOnly((long) CrashLoad.SPANS_PER_BATCH);
    return new TreeSet<>(spans.keySet());
  }

  private void truncateInside(String text, Path data) throws IOException {
    Found found = find(text, data);
    long cut = found.offset() + random.nextInt(20_000);
    try (RandomAccessFile file = new RandomAccessFile(found.file().toFile(), "rw")) {
      file.setLength(cut);
    }
  }

  private void flipBitInside(String text) throws IOException {
    Found found = find(text, folder);
    long offset = found.offset() + random.nextInt(20_000);
    try (RandomAccessFile file = new RandomAccessFile(found.file().toFile(), "rw")) {
      file.seek(offset);
      int held = file.read();
      file.seek(offset);
      file.write(held ^ 1 << random.nextInt(8));
    }
  }

  /** Where the journal holds a text. A batch is some 40 KB; its name stands near its begin. */
  private static Found find(String text, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        int offset = -1;
        for (int at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
          if (!Character.isDigit(content.charAt(at + text.length()))) {
            offset = at;
          }
        }
        if (offset >= 0) {
          return new Found(file, offset);
        }
      }
    }
    throw new AssertionError("no journal file holds " + text);
  }

  private record Found(Path file, long offset) {}
}
