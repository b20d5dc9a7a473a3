/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * Characters that anchors are made of and that escapes hide. Only tells that a text is to be looked
 * at without its escapes.
 */
final class EscapeForm implements Form {

  private static final List<String> ANCHORS =
      List.of(
          "\\u002", "\\u003", "\\u004", "\\u005", "\\u006", "\\u007", "\\/\\/", "%2B", "%2b", "%2D",
          "%2d", "%2E", "%2e", "%2F", "%2f", "%3A", "%3a", "%3D", "%3d", "%40", "%5F", "%5f");

  @Override
  public Family family() {
    return Family.CREDENTIAL;
  }

  @Override
  public List<String> anchors() {
    return ANCHORS;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return bytes[start] == '%'
        || Ascii.startsWith(bytes, start, to, "\\/")
        || Escapes.hidesAt(bytes, start, to);
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    return false;
  }
}
