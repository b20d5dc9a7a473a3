/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.Quietly;

/** An answer in one piece. */
final class WholeReader implements BodyReader {

  private final JsonOutput json = new JsonOutput();
  private final LiveSpan span;
  private final Answer answer;

  WholeReader(LiveSpan span, Answer answer) {
    this.span = span;
    this.answer = answer;
  }

  @Override
  public void read(byte[] bytes, int offset, int length) {
    json.write(bytes, offset, length);
  }

  @Override
  public boolean end() {
    boolean whole = json.isWhole();
    if (whole) {
      span.ok();
    }
    Quietly.describe(() -> answer.whole(json.value()));
    Quietly.describe(() -> answer.record(span));
    return whole;
  }
}
