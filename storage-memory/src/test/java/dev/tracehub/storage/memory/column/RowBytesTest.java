/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.storage.memory.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowBytesTest {

  /** Around every size at which a row is stored in another way. */
  private static final int[] SIZES = {
    0, 1, 120, 127, 128, 1000, 16_375, 16_376, 16_384, 16_385, 65_526, 65_535, 65_536, 200_000
  };

  @Test
  void slice_ofEachRowInEachOrder() {
    Seed.run(
        random -> {
          List<BytesValue> rows = new ArrayList<>();
          for (int i = 0; i < 300; i++) {
            rows.add(bytes(random, SIZES[random.nextInt(SIZES.length)]));
          }
          assertThat(read(build(rows), rows.size())).isEqualTo(rows);
        });
  }

  @Test
  void addFrom_copiesRows() {
    Seed.run(
        random -> {
          List<BytesValue> rows = new ArrayList<>();
          for (int size : SIZES) {
            rows.add(bytes(random, size));
          }
          RowBytes source = build(rows);
          RowBytes.Builder copy = new RowBytes.Builder(rows.size());
          for (int row = rows.size() - 1; row >= 0; row--) {
            copy.addFrom(source, row);
          }
          java.util.Collections.reverse(rows);
          assertThat(read(copy.build(), rows.size())).isEqualTo(rows);
        });
  }

  @Test
  void heapBytes_littleMoreThanTheRows() {
    Seed.run(
        random -> {
          List<BytesValue> rows = new ArrayList<>();
          long size = 0;
          for (int i = 0; i < 5000; i++) {
            rows.add(bytes(random, 500 + random.nextInt(1000)));
            size += rows.get(i).getSerializedSize();
          }
          assertThat(build(rows).heapBytes()).isBetween(size, size + 5000 * 8);
        });
  }

  private static BytesValue bytes(Random random, int size) {
    byte[] content = new byte[size];
    random.nextBytes(content);
    return BytesValue.of(ByteString.copyFrom(content));
  }

  private static RowBytes build(List<BytesValue> rows) {
    RowBytes.Builder builder = new RowBytes.Builder(rows.size());
    rows.forEach(builder::add);
    return builder.build();
  }

  private static List<BytesValue> read(RowBytes bytes, int rows) {
    List<BytesValue> read = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      RowBytes.Slice slice = bytes.slice(row);
      assertThat(bytes.length(row)).isEqualTo(slice.length());
      try {
        read.add(BytesValue.parser().parseFrom(slice.array(), slice.offset(), slice.length()));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError("row " + row, e);
      }
    }
    return read;
  }
}
