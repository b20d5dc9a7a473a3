/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * A finished record on its way to the collector. It is its own node of {@link RecordQueue}, so that
 * recording allocates nothing beside it. Not to be changed once it is recorded.
 */
public abstract class Recorded {

  /** The node below in the queue's stack. Written before publication, cleared by the worker. */
  @Nullable Recorded next;

  /** How many nodes the stack has, this one included. Written before publication. */
  int depth;

  /** Estimated bytes of the stack, this one included. Written before publication. */
  long stackedBytes;

  /** For records. */
  protected Recorded() {}

  /** The list of a batch that it goes to. */
  protected abstract RecordKind kind();

  /** An estimate of the encoded size in bytes, cheap to get, and always the same. */
  protected abstract int estimatedBytes();

  /** Writes its fields. Called once, on the worker's thread. */
  protected abstract void write(ProtoWriter out);
}
