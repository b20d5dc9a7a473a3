/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The serialised record of every row, each behind its length, packed into slabs so that a row costs
 * no object of its own. Immutable.
 */
public final class RowBytes {

  /** Rows longer than a quarter of it have a slab of their own. Sixteen bits address all of it. */
  private static final int SLAB_BYTES = 1 << 16;

  private static final int OWN_SLAB_BYTES = SLAB_BYTES / 4;
  private static final int FIRST_SLAB_BYTES = 1 << 10;

  private final byte[][] slabs;
  private final LongColumn addresses;

  private RowBytes(byte[][] slabs, LongColumn addresses) {
    this.slabs = slabs;
    this.addresses = addresses;
  }

  /** Where the record of a row lies. */
  public Slice slice(int row) {
    long address = addresses.get(row);
    byte[] slab = slabs[(int) (address >>> 16)];
    int offset = (int) (address & (SLAB_BYTES - 1));
    int length = lengthAt(slab, offset);
    return new Slice(slab, offset + CodedOutputStream.computeUInt32SizeNoTag(length), length);
  }

  /** Length of the record of a row. */
  public int length(int row) {
    long address = addresses.get(row);
    return lengthAt(slabs[(int) (address >>> 16)], (int) (address & (SLAB_BYTES - 1)));
  }

  /** Bytes of heap. */
  public long heapBytes() {
    long bytes =
        HeapSize.object(2 * HeapSize.REFERENCE)
            + HeapSize.array(slabs.length, HeapSize.REFERENCE)
            + addresses.heapBytes();
    for (byte[] slab : slabs) {
      bytes += HeapSize.array(slab.length, 1);
    }
    return bytes;
  }

  private static int lengthAt(byte[] slab, int offset) {
    int length = 0;
    int shift = 0;
    int at = offset;
    while (slab[at] < 0) {
      length |= (slab[at++] & 0x7f) << shift;
      shift += 7;
    }
    return length | slab[at] << shift;
  }

  /**
   * A part of an array, to be read only.
   *
   * @param array the array
   * @param offset where the part begins
   * @param length how long it is
   */
  // Not a value to compare: a window for the reader of one row.
  @SuppressWarnings("ArrayRecordComponent")
  public record Slice(byte[] array, int offset, int length) {}

  /** Gathers rows. Not thread-safe; builds once. */
  public static final class Builder {

    private final List<byte[]> slabs = new ArrayList<>();
    private final long[] addresses;
    private int rows;
    private byte[] current = new byte[0];
    private int currentSlab = -1;
    private int used;

    /** A builder of {@code rows} rows. */
    public Builder(int rows) {
      this.addresses = new long[rows];
    }

    /** Adds a row: the serialised record. */
    public void add(MessageLite record) {
      int length = record.getSerializedSize();
      int size = CodedOutputStream.computeUInt32SizeNoTag(length) + length;
      int at = reserve(size);
      try {
        CodedOutputStream out = CodedOutputStream.newInstance(current, at, size);
        out.writeUInt32NoTag(length);
        record.writeTo(out);
        out.checkNoSpaceLeft();
      } catch (IOException e) {
        throw new UncheckedIOException("an array of the record's own size did not hold it", e);
      }
    }

    /** Adds a row: that of other rows. */
    public void addFrom(RowBytes source, int row) {
      long address = source.addresses.get(row);
      byte[] slab = source.slabs[(int) (address >>> 16)];
      int offset = (int) (address & (SLAB_BYTES - 1));
      int length = lengthAt(slab, offset);
      int size = CodedOutputStream.computeUInt32SizeNoTag(length) + length;
      int at = reserve(size);
      System.arraycopy(slab, offset, current, at, size);
    }

    /** The rows. */
    public RowBytes build() {
      trim();
      return new RowBytes(slabs.toArray(byte[][]::new), LongColumn.of(addresses, rows));
    }

    /** Makes room in the current slab and returns where. */
    private int reserve(int size) {
      if (currentSlab < 0 || used + size > SLAB_BYTES || size > OWN_SLAB_BYTES) {
        trim();
        currentSlab = slabs.size();
        current = new byte[lengthOfNext(size)];
        slabs.add(current);
        used = 0;
      } else if (used + size > current.length) {
        current = Arrays.copyOf(current, Math.min(SLAB_BYTES, Math.max(used + size, 2 * used)));
        slabs.set(currentSlab, current);
      }
      int at = used;
      addresses[rows++] = (long) currentSlab << 16 | at;
      used += size;
      return at;
    }

    /** Only the first slab grows: rows that need a second one are likely to fill it. */
    private int lengthOfNext(int size) {
      if (size > OWN_SLAB_BYTES) {
        return size;
      }
      return slabs.isEmpty() ? Math.max(size, FIRST_SLAB_BYTES) : SLAB_BYTES;
    }

    private void trim() {
      if (currentSlab >= 0 && used < current.length) {
        slabs.set(currentSlab, Arrays.copyOf(current, used));
      }
    }
  }
}
