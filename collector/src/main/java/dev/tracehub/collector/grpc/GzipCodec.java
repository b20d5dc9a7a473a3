/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import dev.tracehub.collector.ingest.BoundedGzip;
import dev.tracehub.collector.wire.IngestLimits;
import io.grpc.Codec;
import io.grpc.Decompressor;
import io.grpc.DecompressorRegistry;
import java.io.IOException;
import java.io.InputStream;

/** Decompresses gzip as gRPC's own codec does, but stops at a bomb. Thread-safe. */
public final class GzipCodec implements Decompressor {

  private final IngestLimits limits;

  private GzipCodec(IngestLimits limits) {
    this.limits = limits;
  }

  /**
   * What a server that takes ingest should decompress with: gzip under the limits, and identity.
   */
  public static DecompressorRegistry registry(IngestLimits limits) {
    return DecompressorRegistry.emptyInstance()
        .with(new GzipCodec(limits), true)
        .with(Codec.Identity.NONE, false);
  }

  @Override
  public String getMessageEncoding() {
    return "gzip";
  }

  @Override
  public InputStream decompress(InputStream compressed) throws IOException {
    return BoundedGzip.open(compressed, limits.inflationRatio());
  }
}
