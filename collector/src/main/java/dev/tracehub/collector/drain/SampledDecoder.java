/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.sampling.Arrival;
import dev.tracehub.collector.sampling.TailSampler;
import dev.tracehub.storage.StoredRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers with the records of traces that tail sampling lets pass: of a frame when nothing is
 * sampled, else of frames before it whose traces are decided by now. Not thread-safe.
 */
public final class SampledDecoder implements FrameDecoder {

  private final FrameDecoder decoder;
  private final TailSampler sampler;

  /** Samples what a decoder answers; the sampler has seen nothing yet. */
  public SampledDecoder(FrameDecoder decoder, TailSampler sampler) {
    this.decoder = decoder;
    this.sampler = sampler;
  }

  @Override
  public List<StoredRecord> decode(Frame frame) {
    Arrival arrival = arrival(frame);
    sampler.prepare(arrival);
    return sampled(frame, arrival, decoder.decode(frame));
  }

  @Override
  public List<StoredRecord> recall(Frame frame) {
    Arrival arrival = arrival(frame);
    sampler.prepare(arrival);
    List<StoredRecord> records = decoder.recall(frame);
    sampler.recall(arrival);
    return sampled(frame, arrival, records);
  }

  private List<StoredRecord> sampled(Frame frame, Arrival arrival, List<StoredRecord> records) {
    if (frame.type() != FrameType.DECIDED_BATCH) {
      return sampler.pass(arrival, records);
    }
    List<StoredRecord> stored = new ArrayList<>(records);
    // Roles may change of spans that are held.
    List<StoredRecord> roles =
        records.stream().filter(StoredRecord.RoleChange.class::isInstance).toList();
    stored.removeAll(roles);
    stored.addAll(sampler.pass(arrival, roles));
    return stored;
  }

  private static Arrival arrival(Frame frame) {
    return new Arrival(frame.project(), frame.receivedNanos(), frame.position());
  }
}
