/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.masking;

/** A text that may be read so often and no more. For one thread. */
final class ReadLimit implements CharSequence {

  /** How often a text may be read on average; a plain search reads it once or twice. */
  private static final int TIMES = 64;

  private static final long LEAST = 10_000;

  private final String text;
  private long left;

  ReadLimit(String text) {
    this.text = text;
    this.left = LEAST + (long) TIMES * text.length();
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new ExceededException();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** The text was read too often. */
  static final class ExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExceededException() {
      super("read too often", null, false, false);
    }
  }
}
