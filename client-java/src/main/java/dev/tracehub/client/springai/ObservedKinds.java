/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import io.micrometer.observation.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kinds of observations that can be told on this class path. */
final class ObservedKinds {

  private final List<Observed<?>> kinds = new ArrayList<>();

  ObservedKinds() {
    kinds.add(new ChatModelCalls());
    kinds.add(new EmbeddingCalls());
    kinds.add(new ToolCalls());
    // Each from a module that an application may do without.
    addIfThere(ChatClientCalls::new);
    addIfThere(AdvisorCalls::new);
    addIfThere(VectorStoreCalls::new);
  }

  private void addIfThere(Supplier<Observed<?>> kind) {
    try {
      Observed<?> made = kind.get();
      made.context();
      kinds.add(made);
    } catch (LinkageError e) {
      // Its module is not there, so nothing of it will be observed.
    }
  }

  /** The kind of an observation; null when it is none of Spring AI's. */
  @SuppressWarnings("unchecked")
  @Nullable Observed<Observation.Context> of(Observation.Context context) {
    for (Observed<?> kind : kinds) {
      if (kind.context().isInstance(context)) {
        return (Observed<Observation.Context>) kind;
      }
    }
    return null;
  }
}
