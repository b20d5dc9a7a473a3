/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses and decompresses whole bodies. */
final class Gzip {

  /**
   * Up to here any ratio will do: a batch whose spans repeat a long prompt is compressed well over
   * a hundred times, and so few bytes cost nothing.
   */
  static final int FREE_BYTES = 8 << 20;

  /** Beyond {@link #FREE_BYTES} what is this dense is no telemetry. Deflate ends at 1032. */
  static final int MAX_RATIO = 200;

  private static final int CHUNK = 16 << 10;

  private Gzip() {}

  /**
   * Decompresses a body.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED when it would be larger than the
   *     limit or is denser than {@link #MAX_RATIO}, INVALID_ARGUMENT when it is no gzip
   */
  static byte[] inflate(byte[] compressed, int limit, ByteBudget.Lease lease) {
    LeasedBytes inflated = new LeasedBytes(limit, lease);
    long densest = Math.max(FREE_BYTES, (long) compressed.length * MAX_RATIO);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), CHUNK)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        inflated.append(chunk, n);
        if (inflated.size() > densest) {
          throw tooDense();
        }
      }
    } catch (IOException e) {
      throw Failures.invalid("body", "INVALID_GZIP", "cannot be decompressed (expected: gzip)");
    }
    return inflated.take();
  }

  static byte[] deflate(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException("writing an array does no I/O", e);
    }
    return out.toByteArray();
  }

  private static RuntimeException tooDense() {
    return Failures.failure(
        Code.RESOURCE_EXHAUSTED,
        "COMPRESSION_TOO_DENSE",
        "body: more than " + MAX_RATIO + " times its compressed size (expected: at most that)");
  }
}
