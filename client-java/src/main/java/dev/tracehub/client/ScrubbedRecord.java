/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import com.google.protobuf.Message;
import dev.tracehub.client.delivery.Recorded;
import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.RecordKind;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A record that loses on the worker's thread what may not leave. */
final class ScrubbedRecord<M extends Message> extends Recorded {

  private final RecordKind kind;
  private final M message;
  private final UnaryOperator<M> privacy;

  ScrubbedRecord(RecordKind kind, M message, UnaryOperator<M> privacy) {
    this.kind = kind;
    this.message = Objects.requireNonNull(message);
    this.privacy = privacy;
  }

  @Override
  protected RecordKind kind() {
    return kind;
  }

  @Override
  protected int estimatedBytes() {
    return message.getSerializedSize();
  }

  @Override
  protected void write(ProtoWriter out) {
    out.fields(privacy.apply(message));
  }
}
