/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Lists: where each one ends, then the elements of all of them. A map is a list of keys beside a
 * list of values.
 */
final class NativeLists extends ColumnWriter implements NativeColumn {

  private final ByteSink ends;
  private final List<NativeColumn> elements;
  private long end;

  NativeLists(NativeColumn... elements) {
    this.ends = new ByteSink();
    this.elements = List.of(elements);
  }

  @Override
  public void size(int count) {
    end += count;
    ends.putNumber(end, Long.BYTES);
  }

  @Override
  public ColumnWriter keys() {
    return elements.size() > 1 ? elements.get(0).writer() : super.keys();
  }

  @Override
  public ColumnWriter values() {
    return elements.get(elements.size() - 1).writer();
  }

  @Override
  public ColumnWriter writer() {
    return this;
  }

  @Override
  public void writePrefix(OutputStream out) throws IOException {
    for (NativeColumn column : elements) {
      column.writePrefix(out);
    }
  }

  @Override
  public void writeValues(OutputStream out) throws IOException {
    ends.writeTo(out);
    for (NativeColumn column : elements) {
      column.writeValues(out);
    }
  }
}
