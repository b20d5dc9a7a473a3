/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that tells what passes. It reads when its reader reads and as much, so that a stream stays
 * a stream; skipped bytes are read, and there is no going back to a mark.
 */
final class ObservedStream extends FilterInputStream {

  private final ModelCall call;

  ObservedStream(InputStream body, ModelCall call) {
    super(body);
    this.call = call;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(bytes, offset, length);
    } catch (IOException e) {
      call.broke(e);
      throw e;
    }
    if (read > 0) {
      call.passed(bytes, offset, read);
    } else if (read < 0) {
      call.ended();
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(count, 8_192))];
    return Math.max(0, read(bytes, 0, bytes.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      call.ended();
    }
  }
}
