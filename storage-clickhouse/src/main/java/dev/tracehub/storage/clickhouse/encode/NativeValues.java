/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.io.IOException;
import java.io.OutputStream;

/** One value after the other. */
final class NativeValues implements NativeColumn {

  private final ByteSink values;
  private final ColumnWriter writer;

  NativeValues(ColumnType type) {
    this.values = new ByteSink();
    this.writer = new ValueWriter(values, type);
  }

  @Override
  public ColumnWriter writer() {
    return writer;
  }

  @Override
  public void writePrefix(OutputStream out) {}

  @Override
  public void writeValues(OutputStream out) throws IOException {
    values.writeTo(out);
  }
}
