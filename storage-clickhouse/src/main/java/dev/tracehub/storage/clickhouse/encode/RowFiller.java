/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.util.List;

/**
 * Puts what a row has for some columns into them.
 *
 * @param <R> what a row is made from
 */
@FunctionalInterface
public interface RowFiller<R> {

  /** Puts one value into each column. */
  void fill(R row, List<ColumnWriter> to);
}
