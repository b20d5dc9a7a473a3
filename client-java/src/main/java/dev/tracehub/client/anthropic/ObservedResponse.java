/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import dev.tracehub.client.genai.http.ModelCall;
import java.io.InputStream;

/** An answer with another body. What the SDK derives from an answer, it derives from this one. */
record ObservedResponse(HttpResponse response, InputStream observed, ModelCall call)
    implements HttpResponse {

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public InputStream body() {
    return observed;
  }

  @Override
  public void close() {
    try {
      response.close();
    } finally {
      call.ended();
    }
  }
}
