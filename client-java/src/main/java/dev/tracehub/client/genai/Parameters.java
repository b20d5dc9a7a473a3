/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import dev.tracehub.client.LiveSpan;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The parameters of a call, of which most are not set. */
public final class Parameters {

  private Parameters() {}

  /** Records a parameter that is set: not null, and no empty list. */
  public static void put(LiveSpan span, String name, @Nullable Object value) {
    boolean empty = value instanceof Collection<?> values && values.isEmpty();
    if (value != null && !empty) {
      span.parameter(name, value);
    }
  }
}
