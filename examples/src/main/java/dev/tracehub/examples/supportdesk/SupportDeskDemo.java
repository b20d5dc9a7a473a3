/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk;

import dev.tracehub.client.Tracehub;
import dev.tracehub.client.status.FlushResult;
import dev.tracehub.examples.supportdesk.desk.Dialogue;
import dev.tracehub.examples.supportdesk.desk.SupportDesk;
import dev.tracehub.examples.supportdesk.desk.Tally;
import dev.tracehub.examples.supportdesk.report.Questions;
import dev.tracehub.examples.supportdesk.report.Report;
import dev.tracehub.examples.supportdesk.report.Terminal;
import dev.tracehub.examples.supportdesk.stub.ModelStub;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Runs the support desk against a stub of a model provider, recorded by a Tracehub collector, and
 * prints what the collector answers about it. Exits with 0 only when every number agrees with what
 * the application counted itself.
 */
public final class SupportDeskDemo {

  /** How long to wait for the collector to have everything. */
  static final Duration FLUSH = Duration.ofSeconds(20);

  private static final int DESKS = 4;
  private static final Duration QUERYABLE = Duration.ofSeconds(10);

  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final DemoOptions options;
  private final Terminal terminal;
  private final Duration flushTimeout;
  private final Instant start = Instant.now();
  private final String run = "desk-" + RUN.format(start);
  private final Tally tally = new Tally();

  /**
   * @param flushTimeout how long to wait for the collector to have everything
   */
  SupportDeskDemo(DemoOptions options, Terminal terminal, Duration flushTimeout) {
    this.options = options;
    this.terminal = terminal;
    this.flushTimeout = flushTimeout;
  }

  /** Runs the demo; see {@link DemoOptions} for the arguments. */
  public static void main(String[] args) throws IOException {
    DemoOptions options;
    try {
      options = DemoOptions.parse(args, System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new SupportDeskDemo(options, Terminal.standard(), FLUSH).run() ? 0 : 1);
  }

  /** Runs it, and answers whether all went well and all numbers agree. */
  boolean run() throws IOException {
    try (ModelStub stub = ModelStub.start();
        Tracehub tracehub = client()) {
      terminal.line(terminal.bold("Support desk demo") + "  run " + run);
      terminal.line(terminal.dim("  collector " + options.endpoint() + ", models " + stub.url()));
      serve(new SupportDesk(stub.url(), tracehub, tally));
      return flush(tracehub) && report(tracehub);
    }
  }

  private Tracehub client() {
    return Tracehub.builder()
        .endpoint(options.endpoint())
        .apiKey(options.apiKey())
        .service("support-desk")
        .environment("demo")
        .release(run)
        .build();
  }

  private void serve(SupportDesk desk) {
    List<Dialogue> dialogues = Dialogue.script(options.turns(), run);
    desk.indexPolicies();
    ExecutorService desks = Executors.newFixedThreadPool(DESKS);
    try (ProgressBar progress = progress()) {
      // Nobody watches a bar in a file.
      if (!terminal.isColour()) {
        progress.pause();
      }
      List<CompletableFuture<Void>> served =
          dialogues.stream()
              .map(d -> CompletableFuture.runAsync(() -> serve(desk, d, progress), desks))
              .toList();
      served.forEach(CompletableFuture::join);
    } finally {
      desks.shutdown();
    }
  }

  private static void serve(SupportDesk desk, Dialogue dialogue, ProgressBar progress) {
    for (String question : dialogue.questions()) {
      desk.answer(dialogue, question);
      progress.step();
    }
  }

  private ProgressBar progress() {
    return new ProgressBarBuilder()
        .setTaskName("  questions")
        .setInitialMax(options.turns())
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
        .setUpdateIntervalMillis(100)
        .build();
  }

  private boolean flush(Tracehub tracehub) {
    long begin = System.nanoTime();
    FlushResult result = tracehub.flush(flushTimeout);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    long recorded = tracehub.stats().recorded();
    if (result.allDelivered()) {
      terminal.line(
          "  %d records are durable at the collector (the last flush took %d ms)"
              .formatted(recorded, took.toMillis()));
      return true;
    }
    terminal.line(terminal.bad("  not everything is durable: " + result));
    return false;
  }

  private boolean report(Tracehub tracehub) {
    ManagedChannel channel = ReadChannel.open(options);
    try {
      Questions questions = new Questions(channel, run, start, Instant.now().plusSeconds(1));
      awaitQueryable(questions);
      return new Report(questions, tally, tracehub.stats()).print(terminal);
    } finally {
      channel.shutdownNow();
    }
  }

  /** What is durable is queryable a moment later. */
  private void awaitQueryable(Questions questions) {
    long spans = tally.spans();
    long end = System.nanoTime() + QUERYABLE.toNanos();
    while (questions.spans() < spans && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
