/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.Quietly;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a call of a model, from its start to the last byte of its answer. Thread-safe; no
 * method throws or waits.
 */
public final class ModelCall {

  private final LiveSpan span;
  private final Endpoint endpoint;
  private @Nullable BodyReader reader;
  private boolean ended;

  ModelCall(LiveSpan span, Endpoint endpoint) {
    this.span = span;
    this.endpoint = endpoint;
  }

  /** There is no answer. */
  public void failed(Throwable error) {
    span.error(error).end();
  }

  /**
   * There is an answer. The span ends with its body.
   *
   * @return the body, which gives what the given one gives, when it gives it
   */
  public InputStream answered(Response response, InputStream body) {
    if (!span.isRecording()) {
      span.end();
      return body;
    }
    try {
      if (!response.requestId().isEmpty()) {
        span.attribute("http.response.header.x-request-id", response.requestId());
      }
      start(response);
      return new ObservedStream(body, this);
    } catch (RuntimeException | LinkageError e) {
      span.end();
      return body;
    }
  }

  private synchronized void start(Response response) {
    if (response.isError()) {
      reader = new ErrorReader(span, response.status());
    } else if (response.isEventStream()) {
      reader = new EventReader(span, endpoint.answer());
    } else {
      reader = new WholeReader(span, endpoint.answer());
    }
  }

  /** Bytes of the body passed. */
  synchronized void passed(byte[] bytes, int offset, int length) {
    BodyReader reading = reader;
    if (!ended && reading != null) {
      Quietly.describe(() -> reading.read(bytes, offset, length));
    }
  }

  /** The body is over, or the host wants no more of it. Only the first call counts. */
  public void ended() {
    end(null);
  }

  /** The body broke. */
  void broke(IOException error) {
    end(error);
  }

  private synchronized void end(@Nullable IOException error) {
    BodyReader reading = reader;
    if (ended || reading == null) {
      return;
    }
    ended = true;
    Quietly.describe(
        () -> {
          if (!reading.end()) {
            span.attribute("response.partial", true);
          }
        });
    if (error != null) {
      span.error(error);
    }
    span.end();
  }
}
