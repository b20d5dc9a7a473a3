/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.collector.wire.IngestLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Decompresses gzip and stops at a bomb: what is inflated may be 8 MiB, or so many times its
 * compressed size. The limit of the message's size is the reader's to hold.
 */
public final class BoundedGzip {

  private static final int DEFAULT_RATIO = IngestLimits.defaults().inflationRatio();

  private BoundedGzip() {}

  /** The content inflates beyond the ratio: coming back does not help. */
  public static final class InflationException extends IOException {

    private static final long serialVersionUID = 1L;

    InflationException(long inflated, long compressed, int ratio) {
      super(
          compressed
              + " bytes inflate to over "
              + inflated
              + " (expected: at most "
              + ratio
              + " times as many)");
    }
  }

  /** The decompressed content under the default limits. */
  public static InputStream open(InputStream compressed) throws IOException {
    return open(compressed, DEFAULT_RATIO);
  }

  /**
   * The decompressed content. Reading fails with {@link InflationException} at a bomb and with
   * {@link java.util.zip.ZipException} where the bytes are no gzip.
   *
   * @param ratio how many times its compressed size the content may be
   */
  public static InputStream open(InputStream compressed, int ratio) throws IOException {
    Counted counted = new Counted(compressed);
    return new Guarded(new GZIPInputStream(counted, 8192), counted, ratio);
  }

  /** Counts the bytes that are read. */
  private static class Counted extends FilterInputStream {

    long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        count++;
      }
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  private static final class Guarded extends Counted {

    private final Counted compressed;
    private final int ratio;

    Guarded(InputStream inflated, Counted compressed, int ratio) {
      super(inflated);
      this.compressed = compressed;
      this.ratio = ratio;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      check();
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      check();
      return read;
    }

    private void check() throws InflationException {
      if (count > IngestLimits.FREE_INFLATION_BYTES && count / ratio > compressed.count) {
        throw new InflationException(count, compressed.count, ratio);
      }
    }
  }
}
