/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.collector.estimate.Estimates;
import dev.tracehub.collector.pricing.Pricing;
import dev.tracehub.collector.usage.UsageRoles;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of spans from what was sent to what is stored: translate, finish, decide roles. The
 * records are a function of the calls so far, the mapping, the prices and what projects want
 * estimated, so that a replay gives the same ones. Not thread-safe: for the drain's thread alone.
 */
public final class SpanPipeline {

  private final OtlpTranslator translator;
  private final Pricing prices;
  private final Estimates estimates;
  private final SpanFinisher finisher;
  private final UsageRoles roles;

  /** A pipeline that has seen nothing yet, and estimates nothing. */
  public SpanPipeline(OtlpTranslator translator, Pricing prices, UsageRoles roles) {
    this(translator, prices, Estimates.none(), roles);
  }

  /** A pipeline that has seen nothing yet. */
  public SpanPipeline(
      OtlpTranslator translator, Pricing prices, Estimates estimates, UsageRoles roles) {
    this.translator = translator;
    this.prices = prices;
    this.estimates = estimates;
    this.finisher = new SpanFinisher(prices, estimates);
    this.roles = roles;
  }

  /**
   * Gets ready for spans of a project; blocks.
   *
   * @throws dev.tracehub.storage.StorageException when the store cannot be asked for prices and
   *     settings now; nothing has happened then
   */
  public void prepare(String project, long receivedNanos) {
    prices.prepare(project, receivedNanos);
    estimates.prepare(project, receivedNanos);
  }

  /** The records of an OTLP request: started spans, finished spans, corrections of earlier ones. */
  public List<StoredRecord> otlp(String project, OtlpRequest request, long receivedNanos) {
    Translation translation = translator.translate(request);
    Output output = new Output(project, receivedNanos, translator.mappingVersion());
    translation.started().forEach(output::started);
    translation.finished().forEach(output::finished);
    return output.records();
  }

  /** The records of the spans of a batch, in the same order; its builders are used up. */
  public List<StoredRecord> batch(String project, SentBatch batch, long receivedNanos) {
    Output output = new Output(project, receivedNanos, 0);
    for (Span.Builder span : batch.started()) {
      BatchDefaults.apply(batch.rest(), span);
      output.started(span);
    }
    for (Span.Builder span : batch.finished()) {
      BatchDefaults.apply(batch.rest(), span);
      output.finished(span);
    }
    return output.records();
  }

  private final class Output {

    private final String project;
    private final long receivedNanos;
    private final int mappingVersion;
    private final List<StoredRecord> records = new ArrayList<>();
    private final List<StoredRecord> corrections = new ArrayList<>(0);

    Output(String project, long receivedNanos, int mappingVersion) {
      this.project = project;
      this.receivedNanos = receivedNanos;
      this.mappingVersion = mappingVersion;
    }

    void started(Span.Builder span) {
      finisher.finish(project, span, receivedNanos, mappingVersion);
      records.add(new StoredRecord.Started(project, span.build()));
    }

    void finished(Span.Builder span) {
      finisher.finish(project, span, receivedNanos, mappingVersion);
      UsageRoles.Decision decision = roles.decide(project, span);
      span.getCollectorBuilder().setUsageRole(decision.role());
      records.add(new StoredRecord.Finished(project, span.build()));
      corrections.addAll(decision.corrections());
    }

    List<StoredRecord> records() {
      records.addAll(corrections);
      return records;
    }
  }
}
