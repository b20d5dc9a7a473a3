/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.table;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;

/**
 * Which columns the records of one kind have. The first four number columns are the key: rows are
 * sorted by them, ids as unsigned numbers. Stateless.
 */
public interface Schema<R extends MessageLite> {

  /** Column: nanoseconds since the epoch. */
  int TIME = 0;

  /** Column: the first eight bytes of the trace id. */
  int TRACE_HIGH = 1;

  /** Column: the last eight bytes of the trace id. */
  int TRACE_LOW = 2;

  /** Column: the span id; 0 for none. */
  int ID = 3;

  /** How many number columns there are, the key's among them. */
  int numbers();

  /** A record's value in a number column. */
  long number(int column, R record);

  /** How many text columns there are. */
  int texts();

  /** A record's value in a text column: a string or a list of strings. */
  Object text(int column, R record);

  /** The record's first mark: the one small value of a row that may change later. */
  byte mark(R record);

  /** The record as it reads now that its row has this mark. */
  R marked(R record, byte mark);

  /** Reads records. */
  Parser<R> parser();
}
