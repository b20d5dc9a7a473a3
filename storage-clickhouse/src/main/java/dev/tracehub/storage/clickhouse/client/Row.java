/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The row of an answer that is being read; it is the next one as soon as the reader moves on. */
public final class Row {

  private final ClickHouseBinaryFormatReader reader;

  Row(ClickHouseBinaryFormatReader reader) {
    this.reader = reader;
  }

  /** A column of text. */
  public String text(String column) {
    return reader.getString(column);
  }

  /** A column of text that is no text but bytes. */
  public ByteString bytes(String column) {
    return UnsafeByteOperations.unsafeWrap(reader.getByteArray(column));
  }

  /** A column of whole numbers of up to 64 bits with a sign, or up to 32 bits without. */
  public long whole(String column) {
    return reader.getLong(column);
  }

  /** A column of whole numbers of 128 bits. */
  public BigInteger wide(String column) {
    return reader.getBigInteger(column);
  }

  /** A column of real numbers. */
  public double real(String column) {
    return reader.getDouble(column);
  }

  /** A column of decimal numbers. */
  public BigDecimal decimal(String column) {
    return reader.getBigDecimal(column);
  }

  /** A column of truth values. */
  public boolean bool(String column) {
    return reader.getBoolean(column);
  }

  /** A column of lists of texts. */
  public List<String> texts(String column) {
    return reader.getList(column);
  }

  /** A column of maps from text; the values are as the driver reads them. */
  public Map<String, ?> map(String column) {
    return reader.readValue(column);
  }
}
