/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.spool;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.status.FlushResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An application with a spool, in a process of its own. It records spans until it is killed, and
 * writes down which it is about to record and which the client has said to be safe. Or, asked to
 * drain, it ends when nothing is in the spool any more.
 *
 * <p>Arguments: {@code record} or {@code drain}, endpoint, spool, file of issued ids, file of
 * confirmed ids.
 */
final class SpoolingApplication {

  private static final int GROUP = 20;
  private static final int THREADS = 2;
  private static final long SPOOL_BYTES = 256L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Tracehub tracehub;
  private final Path issued;
  private final Path confirmed;

  private SpoolingApplication(Tracehub tracehub, Path issued, Path confirmed) {
    this.tracehub = tracehub;
    this.issued = issued;
    this.confirmed = confirmed;
  }

  public static void main(String[] args) throws InterruptedException {
    Tracehub tracehub =
        Tracehub.builder()
            .endpoint(args[1])
            .service("spooling")
            .spool(Path.of(args[2]), SPOOL_BYTES)
            .build();
    if (args[0].equals("drain")) {
      drain(tracehub);
      return;
    }
    SpoolingApplication application =
        new SpoolingApplication(tracehub, Path.of(args[3]), Path.of(args[4]));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(new Thread(application::record));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void drain(Tracehub tracehub) {
    FlushResult result = tracehub.flush(PATIENCE);
    while (!result.allDelivered()) {
      if (result.rejected() + result.dropped() > 0) {
        throw new IllegalStateException("lost: " + result + " " + tracehub.stats());
      }
      result = tracehub.flush(PATIENCE);
    }
    System.out.println(tracehub.stats());
    tracehub.close();
  }

  private void record() {
    long number = 0;
    while (true) {
      List<LiveSpan> spans = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < GROUP; i++) {
        LiveSpan span = tracehub.span("work").type(SpanType.LLM).startDetached();
        span.input("question " + number).output("answer").usage(7, 3);
        spans.add(span);
        ids.add(span.traceId() + span.spanId());
        number++;
      }
      append(issued, ids);
      spans.forEach(LiveSpan::end);
      FlushResult result = tracehub.flush(PATIENCE);
      if (result.allKept() && tracehub.stats().droppedTotal() == 0) {
        append(confirmed, ids);
      }
    }
  }

  /**
   * One write per group. A kill may tear it where a page of the file ends, so each line begins with
   * its separator: else the next process would go on in the torn line.
   */
  private static synchronized void append(Path file, List<String> ids) {
    try {
      Files.writeString(
          file,
          "\n" + String.join("\n", ids),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
