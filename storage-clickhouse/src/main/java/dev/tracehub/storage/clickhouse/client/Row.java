/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The row of an answer that is being read; it is the next one as soon as the reader moves on. */
public final class Row {

  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** A column of text. */
  public String text(String column) {
    return read(ResultSet::getString, column);
  }

  /** A column of text that is no text but bytes. */
  public ByteString bytes(String column) {
    byte[] bytes = read(ResultSet::getBytes, column);
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  /** A column of whole numbers of up to 64 bits with a sign, or up to 32 bits without. */
  public long whole(String column) {
    return read(ResultSet::getLong, column);
  }

  /** A column of whole numbers of 128 bits. */
  public BigInteger wide(String column) {
    return read((row, name) -> row.getObject(name, BigInteger.class), column);
  }

  /** A column of real numbers. */
  public double real(String column) {
    return read(ResultSet::getDouble, column);
  }

  /** A column of decimal numbers. */
  public BigDecimal decimal(String column) {
    return read(ResultSet::getBigDecimal, column);
  }

  /** A column of truth values. */
  public boolean bool(String column) {
    return read(ResultSet::getBoolean, column);
  }

  /** A column of lists of texts. */
  public List<String> texts(String column) {
    Object[] texts = read((row, name) -> (Object[]) row.getArray(name).getArray(), column);
    return Arrays.stream(texts).map(Object::toString).toList();
  }

  /** A column of maps from text; the values are as the driver reads them. */
  @SuppressWarnings("unchecked")
  public Map<String, ?> map(String column) {
    return read((row, name) -> (Map<String, ?>) row.getObject(name, Map.class), column);
  }

  private <T> T read(Column<T> column, String name) {
    try {
      return column.read(result, name);
    } catch (SQLException e) {
      throw ServerErrors.toStorageException(e);
    }
  }

  /** How a column is read. */
  private interface Column<T> {
    T read(ResultSet row, String name) throws SQLException;
  }
}
