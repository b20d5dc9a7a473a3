/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.masking;

import dev.tracehub.benchmarks.SpanGenerator;
import dev.tracehub.collector.masking.FamilyCounts;
import dev.tracehub.collector.masking.InvalidPolicyException;
import dev.tracehub.collector.masking.MaskingRules;
import dev.tracehub.collector.masking.RuleMasking;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.WireModel;
import dev.tracehub.masking.Family;
import dev.tracehub.v1.MaskingPattern;
import dev.tracehub.v1.MaskingPolicy;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Masks generated batches, in which nothing is to be found, and the same with a secret. */
final class CostRun {

  private static final WireModel MODEL = WireModel.of(IngestLimits.defaults());
  private static final int BATCHES = 32;
  private static final int SPANS = 512;
  private static final int OWN_PATTERNS = 20;
  private static final String SECRET = "sk-" + "ant-api03-" + "Ab1".repeat(20);

  private final int seconds;
  private final PrintStream out;
  private final List<byte[]> plain = new ArrayList<>();
  private final List<byte[]> oneSecret = new ArrayList<>();
  private final List<byte[]> allSecrets = new ArrayList<>();

  CostRun(int seconds, PrintStream out) {
    this.seconds = seconds;
    this.out = out;
    SpanGenerator generator = new SpanGenerator(SpanGenerator.Settings.DEFAULT);
    for (int i = 0; i < BATCHES; i++) {
      List<Span> spans = new ArrayList<>();
      while (spans.size() < SPANS) {
        spans.addAll(generator.nextTrace());
      }
      plain.add(batch(spans));
      spans.set(0, withSecret(spans.get(0)));
      oneSecret.add(batch(spans));
      spans.replaceAll(CostRun::withSecret);
      allSecrets.add(batch(spans));
    }
  }

  private static byte[] batch(List<Span> spans) {
    return TraceBatch.newBuilder().addAllSpans(spans).build().toByteArray();
  }

  private static Span withSecret(Span span) {
    Span.Builder changed = span.toBuilder();
    String text = span.getInput().getText();
    changed.getInputBuilder().setText(text + " key=" + SECRET + " " + text);
    return changed.build();
  }

  void run() {
    out.println("| batches of " + SPANS + " spans | MB/s | CPU ms per MB | B allocated per KB |");
    out.println("|---|---|---|---|");
    MaskingPolicy nothing = MaskingPolicy.getDefaultInstance();
    row("secrets (default), nothing found", nothing, plain);
    row("secrets, one in each batch", nothing, oneSecret);
    row("secrets, one in each span", nothing, allSecrets);
    row("all families, nothing found", allFamilies().build(), plain);
    row("all families, a secret in each span", allFamilies().build(), allSecrets);
    row("secrets and 20 own patterns with a literal", own("EMP-%d[A-Z]\\d{6}"), plain);
    row("secrets and 20 own patterns without one", own("[A-Z]{2}%d\\d{6}"), plain);
  }

  private static MaskingPolicy.Builder allFamilies() {
    MaskingPolicy.Builder policy = MaskingPolicy.newBuilder();
    Family.labels().forEach(label -> policy.putFamilies(label, true));
    return policy;
  }

  private static MaskingPolicy own(String pattern) {
    MaskingPolicy.Builder policy = MaskingPolicy.newBuilder();
    for (int i = 0; i < OWN_PATTERNS; i++) {
      policy.addPatterns(
          MaskingPattern.newBuilder().setName("own-" + i).setPattern(pattern.formatted(i)));
    }
    return policy.build();
  }

  private void row(String name, MaskingPolicy policy, List<byte[]> batches) {
    RuleMasking masking = masking(policy);
    pass(masking, batches);
    Measured measured = pass(masking, batches);
    double megabytes = measured.bytes / 1e6;
    out.printf(
        "| %s | %,.0f | %.2f | %,.0f |%n",
        name,
        megabytes / (measured.nanos / 1e9),
        measured.cpuNanos / 1e6 / megabytes,
        measured.allocated / (measured.bytes / 1e3));
  }

  private static RuleMasking masking(MaskingPolicy policy) {
    try {
      return new RuleMasking(MaskingRules.of(policy), new FamilyCounts());
    } catch (InvalidPolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  private Measured pass(RuleMasking masking, List<byte[]> batches) {
    com.sun.management.ThreadMXBean thread =
        ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
    long allocated = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
    long cpu = thread.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    long bytes = 0;
    long kept = 0;
    while (System.nanoTime() < end) {
      for (byte[] batch : batches) {
        kept += masking.mask(MODEL.traceBatch(), batch).length;
        bytes += batch.length;
      }
    }
    if (kept == 0) {
      throw new IllegalStateException("nothing was masked");
    }
    return new Measured(
        bytes,
        System.nanoTime() - start,
        thread.getCurrentThreadCpuTime() - cpu,
        thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated);
  }

  private record Measured(long bytes, long nanos, long cpuNanos, long allocated) {}
}
