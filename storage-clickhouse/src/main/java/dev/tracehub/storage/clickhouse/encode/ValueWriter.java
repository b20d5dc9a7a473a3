/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import com.google.protobuf.ByteString;
import java.math.BigInteger;

/** Writes values as ClickHouse's binary formats do that have nothing around a value. */
final class ValueWriter extends ColumnWriter {

  private final ByteSink to;
  private final ColumnType type;

  ValueWriter(ByteSink to, ColumnType type) {
    this.to = to;
    this.type = type;
  }

  @Override
  public void whole(long value) {
    to.putNumber(value, ((ColumnType.Whole) type).width());
  }

  @Override
  public void real(double value) {
    to.putNumber(Double.doubleToRawLongBits(value), Long.BYTES);
  }

  @Override
  public void money(BigInteger units) {
    to.putNumber(units.longValue(), Long.BYTES);
    to.putNumber(units.shiftRight(Long.SIZE).longValue(), Long.BYTES);
  }

  @Override
  public void text(String value) {
    to.putText(value);
  }

  @Override
  public void bytes(ByteString value) {
    to.putBytes(value);
  }

  @Override
  public void id(long high, long low) {
    boolean reversed = type instanceof ColumnType.Uuid;
    to.putNumber(reversed ? high : Long.reverseBytes(high), Long.BYTES);
    to.putNumber(reversed ? low : Long.reverseBytes(low), Long.BYTES);
  }
}
