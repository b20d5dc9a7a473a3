/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.TraceBatch;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The shapes of the messages that ingest takes, under given limits. Immutable, thread-safe. */
public final class WireModel {

  private final IngestLimits limits;
  private final MessageShape traceBatch;
  private final Map<OtlpPath, MessageShape> otlp = new EnumMap<>(OtlpPath.class);

  private WireModel(IngestLimits limits) {
    FieldRules rules = new FieldRules(limits);
    this.limits = limits;
    this.traceBatch = MessageShape.of(TraceBatch.getDescriptor(), rules);
    for (OtlpPath path : OtlpPath.values()) {
      otlp.put(path, MessageShape.of(path.request(), rules));
    }
  }

  /** The model under these limits. */
  public static WireModel of(IngestLimits limits) {
    return new WireModel(limits);
  }

  /** The limits. */
  public IngestLimits limits() {
    return limits;
  }

  /** {@code tracehub.v1.TraceBatch}. */
  public MessageShape traceBatch() {
    return traceBatch;
  }

  /** The request of an OTLP signal. */
  public MessageShape otlp(OtlpPath path) {
    return Objects.requireNonNull(otlp.get(path), "shape");
  }
}
