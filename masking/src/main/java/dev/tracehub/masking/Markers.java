/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** What stands in the place of secrets, so that nothing is masked twice. */
public final class Markers {

  /** How the collector's markers begin: {@value}. */
  public static final String COLLECTOR = "[SECRET:";

  /** How the client's markers begin: {@value}. */
  public static final String CLIENT = "[masked:";

  private Markers() {}

  static boolean isAt(byte[] bytes, int from, int to) {
    return Ascii.startsWith(bytes, from, to, COLLECTOR)
        || Ascii.startsWith(bytes, from, to, CLIENT);
  }
}
