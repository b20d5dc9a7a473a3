/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Envelopes of the Connect protocol as its specification draws them, apart from the server's own.
 */
final class StreamFrames {

  private StreamFrames() {}

  /**
   * One envelope.
   *
   * @param flags 0, 1 for compressed, 2 for the end
   * @param text the payload, decompressed
   */
  record Frame(int flags, String text) {}

  static byte[] frame(int flags, byte[] payload) {
    return ByteBuffer.allocate(5 + payload.length)
        .put((byte) flags)
        .putInt(payload.length)
        .put(payload)
        .array();
  }

  /** Envelopes of JSON, written with single quotes. */
  static byte[] json(String... messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String message : messages) {
      out.writeBytes(frame(0, message.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
    return out.toByteArray();
  }

  static List<Frame> read(byte[] body) {
    List<Frame> frames = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(body);
    while (frames.isEmpty() || frames.get(frames.size() - 1).flags() != 2) {
      frames.add(next(in));
    }
    return frames;
  }

  static Frame next(InputStream in) {
    try {
      DataInputStream data = new DataInputStream(in);
      int flags = data.readUnsignedByte();
      byte[] payload = data.readNBytes(data.readInt());
      if ((flags & 1) != 0) {
        payload = new GZIPInputStream(new ByteArrayInputStream(payload)).readAllBytes();
      }
      return new Frame(flags, new String(payload, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
