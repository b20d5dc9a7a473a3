/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import com.google.protobuf.ByteString;
import java.math.BigInteger;

/** A column of ClickHouse's RowBinary: all columns of a row write to one place, in order. */
final class RowBinaryColumn extends ColumnWriter {

  private final ByteSink rows;
  private final ColumnType type;

  RowBinaryColumn(ByteSink rows, ColumnType type) {
    this.rows = rows;
    this.type = type;
  }

  @Override
  public void whole(long value) {
    rows.putNumber(value, ((ColumnType.Whole) type).width());
  }

  @Override
  public void real(double value) {
    rows.putNumber(Double.doubleToRawLongBits(value), Long.BYTES);
  }

  @Override
  public void money(BigInteger units) {
    rows.putNumber(units.longValue(), Long.BYTES);
    rows.putNumber(units.shiftRight(Long.SIZE).longValue(), Long.BYTES);
  }

  @Override
  public void text(String value) {
    rows.putText(value);
  }

  @Override
  public void bytes(ByteString value) {
    rows.putVarInt(value.size());
    rows.put(value);
  }

  @Override
  public void id(long high, long low) {
    boolean reversed = type instanceof ColumnType.Uuid;
    rows.putNumber(reversed ? high : Long.reverseBytes(high), Long.BYTES);
    rows.putNumber(reversed ? low : Long.reverseBytes(low), Long.BYTES);
  }

  @Override
  public void size(int elements) {
    rows.putVarInt(elements);
  }

  @Override
  public ColumnWriter keys() {
    return new RowBinaryColumn(rows, ((ColumnType.Map) type).key());
  }

  @Override
  public ColumnWriter values() {
    ColumnType element =
        type instanceof ColumnType.Map map ? map.value() : ((ColumnType.Array) type).element();
    return new RowBinaryColumn(rows, element);
  }
}
