/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import dev.tracehub.client.SpanBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a call, before it is sent.
 *
 * @param server the name of the provider's host; empty when it is not known
 * @param retries how often the call was tried before
 * @param body writes the body; null when it can be written only once
 * @param parent names the span's parent where that is not what is current on this thread
 */
public record Request(
    String server, int retries, @Nullable Body body, Consumer<SpanBuilder> parent) {

  /** Writes a body that may be written again. */
  public interface Body {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }
}
