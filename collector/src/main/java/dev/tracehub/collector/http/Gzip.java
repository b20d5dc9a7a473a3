/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.ingest.BoundedGzip;
import dev.tracehub.collector.ingest.BoundedGzip.InflationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses and decompresses whole bodies. */
final class Gzip {

  private static final int CHUNK = 16 << 10;

  private Gzip() {}

  /**
   * Decompresses a body.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED when it would be larger than the
   *     limit or is a bomb, INVALID_ARGUMENT when it is no gzip
   */
  static byte[] inflate(byte[] compressed, int limit, ByteBudget.Lease lease) {
    LeasedBytes inflated = new LeasedBytes(limit, lease);
    try (InputStream in = BoundedGzip.open(new ByteArrayInputStream(compressed))) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        inflated.append(chunk, n);
      }
    } catch (InflationException e) {
      throw Failures.failure(
          Code.RESOURCE_EXHAUSTED, "COMPRESSION_TOO_DENSE", "body: " + e.getMessage());
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
}
